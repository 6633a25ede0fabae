//! Every text that the tray and the notifications show, in English: one function per sentence, as
//! in the window's own texts in `ui/src/texts/`.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::Standstill;

use super::sent_count::SentCount;
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

pub(super) fn sent_title(done: SentCount) -> &'static str {
    let SentCount {
        people,
        instances,
        distributed,
    } = done;
    match (people, instances, distributed) {
        (0, 1, 0) => "Instance created",
        (0, _, 0) => "Instances created",
        (1, 0, 0) => "Invitation sent",
        (_, 0, 0) => "Invitations sent",
        (0, 0, _) => "Material distributed",
        _ => "Everything was sent",
    }
}

/// `space`: where the user allows names and all of it is in one space.
pub(super) fn sent_body(done: SentCount, space: Option<&str>) -> String {
    let SentCount {
        people,
        instances,
        distributed,
    } = done;
    let space = space.map(short);
    match (people, instances, distributed, space) {
        (0, 1, 0, None) => "1 instance was created.".to_owned(),
        (0, 1, 0, Some(space)) => format!("1 instance was created in {space}."),
        (0, many, 0, None) => format!("{many} instances were created."),
        (0, many, 0, Some(space)) => format!("{many} instances were created in {space}."),
        (1, 0, 0, None) => "1 person was invited.".to_owned(),
        (1, 0, 0, Some(space)) => format!("1 person was invited to {space}."),
        (many, 0, 0, None) => format!("{many} people were invited."),
        (many, 0, 0, Some(space)) => format!("{many} people were invited to {space}."),
        (0, 0, 1, None) => "1 instance has the material.".to_owned(),
        (0, 0, 1, Some(space)) => format!("1 instance in {space} has the material."),
        (0, 0, many, None) => format!("{many} instances have the material."),
        (0, 0, many, Some(space)) => format!("{many} instances in {space} have the material."),
        (people, instances, 0, None) => {
            format!("People invited: {people}. Instances created: {instances}.")
        }
        (people, instances, 0, Some(space)) => {
            format!("{space}. People invited: {people}. Instances created: {instances}.")
        }
        (people, instances, distributed, None) => format!(
            "People invited: {people}. Instances created: {instances}. Instances with the material: {distributed}."
        ),
        (people, instances, distributed, Some(space)) => format!(
            "{space}. People invited: {people}. Instances created: {instances}. Instances with the material: {distributed}."
        ),
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
        Outcome::Distributed(1) => format!("{space}: material in 1 instance"),
        Outcome::Distributed(count) => format!("{space}: material in {count} instances"),
        Outcome::AlreadyIn(1) => format!("{space}: 1 person already in"),
        Outcome::AlreadyIn(count) => format!("{space}: {count} people already in"),
        Outcome::Cancelled => format!("{space}: cancelled"),
        Outcome::Finished => format!("{space}: finished"),
    }
}

/// A name as it can be shown outside the window: without characters that hide or turn what stands
/// beside them, and not longer than a menu bears.
fn short(name: &str) -> String {
    let name = visible::without_hidden(name);
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
    fn a_distribution_invites_nobody() {
        let done = SentCount {
            distributed: 12,
            ..SentCount::default()
        };
        assert_eq!(sent_title(done), "Material distributed");
        assert_eq!(
            sent_body(done, Some("Finance I")),
            "12 instances in Finance I have the material."
        );
        assert_eq!(
            result("Finance I", Outcome::Distributed(1)),
            "Finance I: material in 1 instance"
        );
        let both = SentCount { people: 3, ..done };
        assert_eq!(
            sent_body(both, None),
            "People invited: 3. Instances created: 0. Instances with the material: 12."
        );
    }

    #[test]
    fn a_name_in_the_tray_is_short_and_hides_nothing() {
        assert_eq!(
            result("Fin\u{200d}ance\u{202e} I\n", Outcome::Invited(1)),
            "Finance I: 1 person invited"
        );
        let long = result(&"a".repeat(100), Outcome::Cancelled);
        assert_eq!(long, format!("{}…: cancelled", "a".repeat(39)));
    }
}
