//! What the emails say, and how the names in them are kept from doing harm.

use super::role::Role;
use super::space_kind::SpaceKind;
use crate::clock;

/// An email's subject and body.
pub(crate) struct EmailText {
    pub(crate) subject: String,
    pub(crate) body: String,
}

pub(crate) struct InvitationEmail<'a> {
    pub(crate) inviter: &'a str,
    pub(crate) space: &'a str,
    pub(crate) kind: SpaceKind,
    pub(crate) instance: Option<&'a str>,
    pub(crate) role: Role,
    pub(crate) url: &'a str,
    pub(crate) expires: i64,
}

pub(crate) fn invitation(invitation: &InvitationEmail<'_>) -> EmailText {
    let inviter = one_line(invitation.inviter);
    let space = one_line(invitation.space);
    let kind = invitation.kind.in_a_sentence();
    let opening = match invitation.instance {
        Some(instance) => format!(
            "{inviter} has invited you to the {kind} {space}, as {} of the instance {}.",
            invitation.role.with_article(),
            one_line(instance)
        ),
        None => format!("{inviter} has invited you to be an administrator of the {kind} {space}."),
    };
    EmailText {
        subject: format!("{inviter} has invited you to {space}"),
        body: format!(
            "Hello,\n\n\
             {opening}\n\n\
             To accept the invitation, open this link:\n\n\
             {url}\n\n\
             The link expires on {expires}. If you don't have an account yet, you'll be asked for \
             your name and a password.\n\n\
             If you weren't expecting this invitation, you can ignore this email.\n",
            url = invitation.url,
            expires = clock::date_and_time(invitation.expires),
        ),
    }
}

pub(crate) fn confirmation(space: &str, url: &str, expires: i64) -> EmailText {
    let space = one_line(space);
    EmailText {
        subject: format!("Confirm your email address for {space}"),
        body: format!(
            "Hello,\n\n\
             Someone entered your email address to join the course {space}. If that was you, open \
             this link to continue:\n\n\
             {url}\n\n\
             The link expires on {expires}. If it wasn't you, you can ignore this email.\n",
            expires = clock::date_and_time(expires),
        ),
    }
}

pub(crate) fn already_joined(space: &str) -> EmailText {
    let space = one_line(space);
    EmailText {
        subject: format!("You've already joined {space}"),
        body: format!(
            "Hello,\n\n\
             Someone opened the sign-up link of the course {space} and entered your email \
             address. You've already joined the course, so there's nothing more to do.\n"
        ),
    }
}

pub(crate) fn welcome(name: &str, space: &str) -> EmailText {
    let space = one_line(space);
    EmailText {
        subject: format!("Welcome to {space}"),
        body: format!(
            "Hello {},\n\n\
             You've joined the course {space}. Your individual instance is ready.\n",
            one_line(name)
        ),
    }
}

pub(crate) fn distributed(
    sender: &str,
    space: &str,
    instances: &[String],
    message: Option<&str>,
) -> EmailText {
    let space = one_line(space);
    let names: Vec<String> = instances.iter().map(|name| one_line(name)).collect();
    let mut body = format!(
        "Hello,\n\n{} has distributed new material in {space}. You'll find it in: {}.\n",
        one_line(sender),
        names.join(", ")
    );
    if let Some(message) = message {
        body.push('\n');
        body.push_str(message);
        body.push('\n');
    }
    EmailText {
        subject: format!("New material in {space}"),
        body,
    }
}

pub(crate) fn snapshot_created(name: &str, instance: &str, at: i64) -> EmailText {
    let name = one_line(name);
    EmailText {
        body: format!(
            "Hello,\n\nThe snapshot {name} of the instance {} was created on {}.\n",
            one_line(instance),
            clock::date(at)
        ),
        subject: format!("Snapshot created: {name}"),
    }
}

/// Makes one line of a text that somebody typed. A name must not be able to start a header of its
/// own in an email, nor to reverse the direction in which a line is read.
pub(crate) fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if visible::is_hidden(c) { ' ' } else { c })
        .collect();
    let plain = visible::without_hidden(&plain);
    let mut line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(200) {
        line.truncate(end);
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_subject_is_always_one_line() {
        let text = "Course\r\nBcc: all@uni.example\u{202E}x";
        assert_eq!(one_line(text), "Course Bcc: all@uni.example x");
        assert_eq!(one_line("a\u{2029}b\u{feff}\u{e0041}c"), "a b c");
        assert_eq!(one_line("Fi\u{200d}nance\u{200c} I"), "Finance I");
        assert_eq!(one_line(&"a".repeat(500)).chars().count(), 201);
    }
}
