//! What the mails say.

use crate::clock::{spoken, spoken_day};
use crate::model::mails::one_line;

pub(crate) struct Invitation<'a> {
    pub(crate) inviter: &'a str,
    pub(crate) space: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) instance: Option<&'a str>,
    pub(crate) role: &'a str,
    pub(crate) url: &'a str,
    pub(crate) expires: i64,
}

/// `course`, `research project` or `dataset`.
pub(crate) fn kind_of_space(kind: &str) -> &'static str {
    match kind {
        "TEACHING" => "course",
        "RESEARCH" => "research project",
        _ => "dataset",
    }
}

pub(crate) fn role(role: &str) -> &'static str {
    match role {
        "SPACE_ADMIN" => "administrator",
        "EDITOR" => "editor",
        "VIEWER" => "viewer",
        _ => "observer",
    }
}

/// Subject and text.
pub(crate) fn invitation(words: &Invitation<'_>) -> (String, String) {
    let inviter = one_line(words.inviter);
    let space = one_line(words.space);
    let kind = kind_of_space(words.kind);
    let subject = format!("{inviter} invites you to {space}");
    let place = match words.instance {
        Some(instance) => format!(
            "to the {kind} {space}, as {} of the instance {}",
            role(words.role),
            one_line(instance)
        ),
        None => format!("to administer the {kind} {space}"),
    };
    let text = format!(
        "Hello,\n\n\
         {inviter} invites you {place}.\n\n\
         Open this address to accept:\n\n\
         {url}\n\n\
         It is good until {until}. If you have no account yet, you will be asked for your name \
         and a password.\n\n\
         If you did not expect this, you need not do anything.\n",
        url = words.url,
        until = spoken(words.expires),
    );
    (subject, text)
}

pub(crate) fn confirmation(space: &str, url: &str, expires: i64) -> (String, String) {
    let space = one_line(space);
    (
        format!("Confirm your address for {space}"),
        format!(
            "Hello,\n\n\
             you, or somebody who gave your address, want to join the course {space}.\n\n\
             Open this address to go on:\n\n\
             {url}\n\n\
             It is good until {until}. If it was not you, you need not do anything.\n",
            until = spoken(expires),
        ),
    )
}

pub(crate) fn already_in(space: &str) -> (String, String) {
    let space = one_line(space);
    (
        format!("You are already in {space}"),
        format!(
            "Hello,\n\n\
             you, or somebody who gave your address, opened the sign-up link of the course \
             {space}. You are in it already, so there is nothing more to do.\n"
        ),
    )
}

pub(crate) fn welcome(name: &str, space: &str) -> (String, String) {
    let space = one_line(space);
    (
        format!("You are in: {space}"),
        format!(
            "Hello {},\n\n\
             you have joined the course {space}, with an instance of your own.\n",
            one_line(name)
        ),
    )
}

pub(crate) fn distributed(
    sender: &str,
    space: &str,
    instances: &[String],
    message: Option<&str>,
) -> (String, String) {
    let space = one_line(space);
    let sender = one_line(sender);
    let names: Vec<String> = instances.iter().map(|name| one_line(name)).collect();
    let mut text = format!(
        "Hello,\n\n{sender} has handed out new material in {space}. You find it in: {}.\n",
        names.join(", ")
    );
    if let Some(message) = message {
        text.push('\n');
        text.push_str(message);
        text.push('\n');
    }
    (format!("New material in {space}"), text)
}

pub(crate) fn snapshot_made(name: &str, instance: &str, at: i64) -> (String, String) {
    let name = one_line(name);
    (
        format!("Snapshot made: {name}"),
        format!(
            "Hello,\n\nthe snapshot {name} of {} was made on {}.\n",
            one_line(instance),
            spoken_day(at)
        ),
    )
}
