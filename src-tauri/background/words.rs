//! Every text that the tray and the notifications show, in every language: one function per sentence,
//! as in the window's own texts in `ui/src/texts/`.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language::{self, English, German};
use outbox::Standstill;

use super::outbox_standing::PlanOutcome;
use super::sent_count::SentCount;

/// Names longer than this are cut in the menu of the tray.
const LONGEST_NAME: usize = 40;

/// What the tray and the notifications say in the same words, whatever happens.
pub(super) struct Fixed {
    pub(super) idle: &'static str,
    pub(super) offline: &'static str,
    pub(super) paused: &'static str,
    pub(super) open: &'static str,
    pub(super) invite: &'static str,
    pub(super) pause: &'static str,
    pub(super) resume: &'static str,
    pub(super) quit: &'static str,
    pub(super) attention_body: &'static str,
    pub(super) back_online: &'static str,
    pub(super) back_online_body: &'static str,
}

pub(super) fn fixed(language: Language) -> &'static Fixed {
    match language {
        English => &Fixed {
            idle: "Nothing to send",
            offline: "Offline",
            paused: "Sending is paused",
            open: "Open Cohort",
            invite: "Invite people…",
            pause: "Pause sending",
            resume: "Resume sending",
            quit: "Quit Cohort",
            attention_body: "Open Cohort to see what to do.",
            back_online: "Back online",
            back_online_body: "Sending continues.",
        },
        German => &Fixed {
            idle: "Nichts zu senden",
            offline: "Offline",
            paused: "Das Senden ist pausiert",
            open: "Cohort öffnen",
            invite: "Personen einladen…",
            pause: "Senden pausieren",
            resume: "Senden fortsetzen",
            quit: "Cohort beenden",
            attention_body: "Öffnen Sie Cohort, um zu sehen, was zu tun ist.",
            back_online: "Wieder online",
            back_online_body: "Das Senden geht weiter.",
        },
    }
}

pub(super) fn sending(language: Language, settled: u32, all: u32) -> String {
    match language {
        English => format!("Sending {settled} of {all}"),
        German => format!("{settled} von {all} gesendet"),
    }
}

/// Why nothing is sent, in the words of the terminal. That it is offline is said in one word, as
/// where nothing is due.
pub(super) fn standstill(language: Language, standstill: &Standstill, now: Timestamp) -> String {
    match standstill {
        Standstill::Offline { .. } => fixed(language).offline.to_owned(),
        other => outbox::words::standstill_title(language, other, now, &TimeZone::system()),
    }
}

pub(super) fn needs_attention(language: Language, count: u32) -> String {
    match (language, count) {
        (English, 1) => "1 needs attention".to_owned(),
        (English, count) => format!("{count} need attention"),
        (German, count) => format!("{count} mit Handlungsbedarf"),
    }
}

pub(super) fn sent_title(language: Language, done: SentCount) -> &'static str {
    let SentCount {
        people,
        instances,
        distributed,
    } = done;
    let (english, german) = match (people, instances, distributed) {
        (0, 1, 0) => ("Instance created", "Instanz erstellt"),
        (0, _, 0) => ("Instances created", "Instanzen erstellt"),
        (1, 0, 0) => ("Invitation sent", "Einladung gesendet"),
        (_, 0, 0) => ("Invitations sent", "Einladungen gesendet"),
        (0, 0, _) => ("Material distributed", "Material verteilt"),
        _ => ("Everything was sent", "Alles gesendet"),
    };
    match language {
        English => english,
        German => german,
    }
}

/// `space`: where the user allows names and all of it is in one space.
pub(super) fn sent_body(language: Language, done: SentCount, space: Option<&str>) -> String {
    let SentCount {
        people,
        instances,
        distributed,
    } = done;
    let within = space.map(|space| format!(" in {}", short(space)));
    let within = within.unwrap_or_default();
    let to = space.map(|space| format!(" to {}", short(space)));
    let to = to.unwrap_or_default();
    match (language, people, instances, distributed) {
        (English, 0, 1, 0) => format!("1 instance was created{within}."),
        (English, 0, many, 0) => format!("{many} instances were created{within}."),
        (English, 1, 0, 0) => format!("1 person was invited{to}."),
        (English, many, 0, 0) => format!("{many} people were invited{to}."),
        (English, 0, 0, 1) => format!("1 instance{within} has the material."),
        (English, 0, 0, many) => format!("{many} instances{within} have the material."),
        (German, 0, 1, 0) => format!("1 Instanz wurde{within} erstellt."),
        (German, 0, many, 0) => format!("{many} Instanzen wurden{within} erstellt."),
        (German, 1, 0, 0) => format!("1 Person wurde{within} eingeladen."),
        (German, many, 0, 0) => format!("{many} Personen wurden{within} eingeladen."),
        (German, 0, 0, 1) => format!("1 Instanz{within} hat das Material."),
        (German, 0, 0, many) => format!("{many} Instanzen{within} haben das Material."),
        (language, people, instances, distributed) => {
            let space = space.map(|space| format!("{}. ", short(space)));
            let space = space.unwrap_or_default();
            let (invited, created, material) = match language {
                English => (
                    "People invited",
                    "Instances created",
                    "Instances with the material",
                ),
                German => (
                    "Eingeladene Personen",
                    "Erstellte Instanzen",
                    "Instanzen mit dem Material",
                ),
            };
            let material = match distributed {
                0 => String::new(),
                count => format!(" {material}: {count}."),
            };
            format!("{space}{invited}: {people}. {created}: {instances}.{material}")
        }
    }
}

/// `name`: where the user allows names and it is one person.
pub(super) fn joined_title(language: Language, count: usize, name: Option<&str>) -> String {
    match (language, count, name.map(short)) {
        (English, _, Some(name)) => format!("{name} joined"),
        (English, 1, None) => "1 person joined".to_owned(),
        (English, count, None) => format!("{count} people joined"),
        (German, _, Some(name)) => format!("{name} ist beigetreten"),
        (German, 1, None) => "1 Person ist beigetreten".to_owned(),
        (German, count, None) => format!("{count} Personen sind beigetreten"),
    }
}

pub(super) fn joined_body(language: Language, space: Option<&str>) -> String {
    match (language, space.map(short)) {
        (English | German, Some(space)) => format!("In {space}."),
        (English, None) => "Open Cohort to see who.".to_owned(),
        (German, None) => "Öffnen Sie Cohort, um zu sehen, wer.".to_owned(),
    }
}

/// A line of the tray's menu: what became of a plan.
pub(super) fn result(language: Language, space_name: &str, outcome: PlanOutcome) -> String {
    let what = match (language, outcome) {
        (language, PlanOutcome::NeedAttention(count)) => needs_attention(language, count),
        (English, PlanOutcome::Invited(1)) => "1 person invited".to_owned(),
        (English, PlanOutcome::Invited(count)) => format!("{count} people invited"),
        (English, PlanOutcome::InstancesCreated(1)) => "1 instance created".to_owned(),
        (English, PlanOutcome::InstancesCreated(count)) => format!("{count} instances created"),
        (English, PlanOutcome::Distributed(1)) => "material in 1 instance".to_owned(),
        (English, PlanOutcome::Distributed(count)) => format!("material in {count} instances"),
        (English, PlanOutcome::AlreadyIn(1)) => "1 person already in".to_owned(),
        (English, PlanOutcome::AlreadyIn(count)) => format!("{count} people already in"),
        (English, PlanOutcome::Cancelled) => "cancelled".to_owned(),
        (English, PlanOutcome::Finished) => "finished".to_owned(),
        (German, PlanOutcome::Invited(1)) => "1 Person eingeladen".to_owned(),
        (German, PlanOutcome::Invited(count)) => format!("{count} Personen eingeladen"),
        (German, PlanOutcome::InstancesCreated(1)) => "1 Instanz erstellt".to_owned(),
        (German, PlanOutcome::InstancesCreated(count)) => format!("{count} Instanzen erstellt"),
        (German, PlanOutcome::Distributed(1)) => "Material in 1 Instanz".to_owned(),
        (German, PlanOutcome::Distributed(count)) => format!("Material in {count} Instanzen"),
        (German, PlanOutcome::AlreadyIn(1)) => "1 Person bereits dabei".to_owned(),
        (German, PlanOutcome::AlreadyIn(count)) => format!("{count} Personen bereits dabei"),
        (German, PlanOutcome::Cancelled) => "abgebrochen".to_owned(),
        (German, PlanOutcome::Finished) => "fertig".to_owned(),
    };
    format!("{}: {what}", short(space_name))
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
        assert_eq!(sent_title(English, done), "Material distributed");
        assert_eq!(
            sent_body(English, done, Some("Finance I")),
            "12 instances in Finance I have the material."
        );
        assert_eq!(
            result(English, "Finance I", PlanOutcome::Distributed(1)),
            "Finance I: material in 1 instance"
        );
        let both = SentCount { people: 3, ..done };
        assert_eq!(
            sent_body(English, both, None),
            "People invited: 3. Instances created: 0. Instances with the material: 12."
        );
    }

    #[test]
    fn german_says_the_same() {
        let done = SentCount {
            people: 3,
            ..SentCount::default()
        };
        assert_eq!(sent_title(German, done), "Einladungen gesendet");
        assert_eq!(
            sent_body(German, done, Some("Finance I")),
            "3 Personen wurden in Finance I eingeladen."
        );
        assert_eq!(
            result(German, "Finance I", PlanOutcome::NeedAttention(2)),
            "Finance I: 2 mit Handlungsbedarf"
        );
    }

    #[test]
    fn a_name_in_the_tray_is_short_and_hides_nothing() {
        assert_eq!(
            result(
                English,
                "Fin\u{200d}ance\u{202e} I\n",
                PlanOutcome::Invited(1)
            ),
            "Finance I: 1 person invited"
        );
        let long = result(English, &"a".repeat(100), PlanOutcome::Cancelled);
        assert_eq!(long, format!("{}…: cancelled", "a".repeat(39)));
    }
}
