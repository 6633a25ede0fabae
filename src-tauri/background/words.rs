//! Every text that the tray and the notifications show, in English: one function per sentence, as
//! in the window's own texts in `ui/src/texts/`.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::Standstill;

use super::standing::Outcome;

/// Names longer than this are cut in the menu of the tray.
const LONGEST_NAME: usize = 40;

pub(super) const IDLE: &str = "Nothing to send";
pub(super) const OFFLINE: &str = "Offline";
pub(super) const PAUSED: &str = "Sending is paused";

pub(super) const OPEN: &str = "Open Cohort";
pub(super) const INVITE: &str = "Invite people…";
pub(super) const PAUSE: &str = "Pause sending";
pub(super) const RESUME: &str = "Resume sending";
pub(super) const QUIT: &str = "Quit Cohort";

pub(super) fn sending(settled: u32, all: u32) -> String {
    format!("Sending {settled} of {all}")
}

/// Why nothing is sent, in the words of the terminal. That it is offline is said in one word, as
/// where nothing is due.
pub(super) fn standstill(standstill: &Standstill, now: Timestamp) -> String {
    match standstill {
        Standstill::Offline { .. } => OFFLINE.to_owned(),
        other => outbox::words::standstill_title(other, now, &TimeZone::system()),
    }
}

pub(super) fn needs_attention(count: u32) -> String {
    match count {
        1 => "1 needs attention".to_owned(),
        count => format!("{count} need attention"),
    }
}

pub(super) const ATTENTION_BODY: &str = "Open Cohort to see what to do.";
pub(super) const BACK_ONLINE: &str = "Back online";
pub(super) const BACK_ONLINE_BODY: &str = "Sending continues.";

pub(super) fn sent_title(people: u32, instances: u32) -> String {
    match (people, instances) {
        (0, 1) => "Instance created".to_owned(),
        (0, _) => "Instances created".to_owned(),
        (1, 0) => "Invitation sent".to_owned(),
        (_, 0) => "Invitations sent".to_owned(),
        (_, _) => "Everything was sent".to_owned(),
    }
}

/// `space`: where the user allows names and all of it is in one space.
pub(super) fn sent_body(people: u32, instances: u32, space: Option<&str>) -> String {
    let space = space.map(short);
    match (people, instances, space) {
        (0, 1, None) => "1 instance was created.".to_owned(),
        (0, 1, Some(space)) => format!("1 instance was created in {space}."),
        (0, many, None) => format!("{many} instances were created."),
        (0, many, Some(space)) => format!("{many} instances were created in {space}."),
        (1, 0, None) => "1 person was invited.".to_owned(),
        (1, 0, Some(space)) => format!("1 person was invited to {space}."),
        (many, 0, None) => format!("{many} people were invited."),
        (many, 0, Some(space)) => format!("{many} people were invited to {space}."),
        (people, instances, None) => {
            format!("People invited: {people}. Instances created: {instances}.")
        }
        (people, instances, Some(space)) => {
            format!("{space}. People invited: {people}. Instances created: {instances}.")
        }
    }
}

/// `name`: where the user allows names and it is one person.
pub(super) fn joined_title(count: usize, name: Option<&str>) -> String {
    match (count, name.map(short)) {
        (_, Some(name)) => format!("{name} joined"),
        (1, None) => "1 person joined".to_owned(),
        (count, None) => format!("{count} people joined"),
    }
}

pub(super) fn joined_body(space: Option<&str>) -> String {
    match space {
        Some(space) => format!("In {}.", short(space)),
        None => "Open Cohort to see who.".to_owned(),
    }
}

/// A line of the tray's menu: what became of a plan.
pub(super) fn result(space_name: &str, outcome: Outcome) -> String {
    let space = short(space_name);
    match outcome {
        Outcome::NeedAttention(count) => format!("{space}: {}", needs_attention(count)),
        Outcome::Invited(1) => format!("{space}: 1 person invited"),
        Outcome::Invited(count) => format!("{space}: {count} people invited"),
        Outcome::InstancesCreated(1) => format!("{space}: 1 instance created"),
        Outcome::InstancesCreated(count) => format!("{space}: {count} instances created"),
        Outcome::AlreadyIn(1) => format!("{space}: 1 person already in"),
        Outcome::AlreadyIn(count) => format!("{space}: {count} people already in"),
        Outcome::Cancelled => format!("{space}: cancelled"),
        Outcome::Finished => format!("{space}: finished"),
    }
}

/// A name as it can be shown outside the window: without characters that hide or turn what stands
/// beside them, and not longer than a menu bears.
fn short(name: &str) -> String {
    let name: String = name
        .chars()
        .filter(|character| !visible::is_hidden(*character))
        .collect();
    if name.chars().count() <= LONGEST_NAME {
        return name;
    }
    let cut: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_tray_is_short_and_hides_nothing() {
        assert_eq!(
            result("Finance\u{202e} I\n", Outcome::Invited(1)),
            "Finance I: 1 person invited"
        );
        let long = result(&"a".repeat(100), Outcome::Cancelled);
        assert_eq!(long, format!("{}…: cancelled", "a".repeat(39)));
    }
}
