//! Why a plan stands still, and what makes it move again.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language::{self, English, German};
use store::{Hold, Purpose};

use super::time::clock;
use crate::told::standstill::Standstill;

/// Why a plan stands still, in one line without a full stop.
pub fn standstill_title(
    language: Language,
    standstill: &Standstill,
    now: Timestamp,
    zone: &TimeZone,
) -> String {
    let clock = |at| clock(language, at, now, zone);
    let said = match (language, standstill) {
        (language, Standstill::OnHold { hold, until }) => {
            return hold_title(language, hold, until.map(clock));
        }
        (English, Standstill::OtherProcess) => {
            "Cohort is already sending in another window or terminal"
        }
        (German, Standstill::OtherProcess) => {
            "Cohort sendet bereits in einem anderen Fenster oder Terminal"
        }
        (English, Standstill::DiskFull) => "The disk is full",
        (German, Standstill::DiskFull) => "Das Laufwerk ist voll",
        (English, Standstill::DiskFails) => "Cohort can't write to the disk",
        (German, Standstill::DiskFails) => "Cohort kann nicht auf das Laufwerk schreiben",
        (English, Standstill::DataNewer) => "A newer version of Cohort has updated the data",
        (German, Standstill::DataNewer) => {
            "Eine neuere Version von Cohort hat die Daten aktualisiert"
        }
        (English, Standstill::Offline { since }) => {
            return format!("Offline since {}", clock(*since));
        }
        (German, Standstill::Offline { since }) => {
            return format!("Offline seit {}", clock(*since));
        }
        (English, Standstill::KeyRefused) => "The platform rejected this API key",
        (German, Standstill::KeyRefused) => "Die Plattform hat diesen API-Schlüssel abgelehnt",
        (English, Standstill::KeyMissing) => "The API key for this account is missing",
        (German, Standstill::KeyMissing) => "Der API-Schlüssel dieses Kontos fehlt",
        (English, Standstill::Failing { since }) => {
            return format!(
                "The platform hasn't responded properly since {}",
                clock(*since)
            );
        }
        (German, Standstill::Failing { since }) => {
            return format!(
                "Die Plattform antwortet seit {} nicht richtig",
                clock(*since)
            );
        }
    };
    said.to_owned()
}

fn hold_title(language: Language, hold: &Hold, until: Option<String>) -> String {
    let said = match (language, hold) {
        (English, Hold::Busy) => {
            return match until {
                Some(until) => format!("The platform asked Cohort to wait until {until}"),
                None => "The platform asked Cohort to wait".to_owned(),
            };
        }
        (German, Hold::Busy) => {
            return match until {
                Some(until) => format!("Die Plattform hat Cohort gebeten, bis {until} zu warten"),
                None => "Die Plattform hat Cohort gebeten zu warten".to_owned(),
            };
        }
        (English, Hold::FoundInGrace) => "On hold: Cohort was closed before this was sent",
        (German, Hold::FoundInGrace) => "Angehalten: Cohort wurde vor dem Senden geschlossen",
        (English, Hold::AsleepInGrace) => {
            "On hold: this computer was asleep, or its clock changed, before this was sent"
        }
        (German, Hold::AsleepInGrace) => {
            "Angehalten: Vor dem Senden war dieser Computer im Ruhezustand, oder seine Uhr wurde \
             verstellt"
        }
        (English, Hold::TooOld) => "On hold: nothing has been sent for more than 7 days",
        (German, Hold::TooOld) => "Angehalten: Seit mehr als 7 Tagen wurde nichts gesendet",
        (English, Hold::SnapshotGone) => "On hold: the snapshot to distribute no longer exists",
        (German, Hold::SnapshotGone) => "Angehalten: Den Snapshot zum Verteilen gibt es nicht mehr",
        (English, Hold::CannotDistribute { names }) => {
            return match names.len() {
                1 => "On hold: 1 item in the snapshot can't be distributed".to_owned(),
                many => format!("On hold: {many} items in the snapshot can't be distributed"),
            };
        }
        (German, Hold::CannotDistribute { names }) => {
            return match names.len() {
                1 => "Angehalten: 1 Element des Snapshots lässt sich nicht verteilen".to_owned(),
                many => {
                    format!("Angehalten: {many} Elemente des Snapshots lassen sich nicht verteilen")
                }
            };
        }
        (English, Hold::MembersUnclear) => "On hold: Cohort can't tell who is already in",
        (German, Hold::MembersUnclear) => {
            "Angehalten: Cohort kann nicht erkennen, wer bereits dabei ist"
        }
        (English, Hold::DataRestored) => "On hold: Cohort's data was restored or copied",
        (German, Hold::DataRestored) => {
            "Angehalten: Die Daten von Cohort wurden wiederhergestellt oder kopiert"
        }
    };
    said.to_owned()
}

/// Why a plan of this purpose is on hold and what makes it move again, in full sentences.
pub fn on_hold(
    language: Language,
    hold: &Hold,
    purpose: Option<Purpose>,
    until: Option<Timestamp>,
    now: Timestamp,
    zone: &TimeZone,
) -> String {
    let until = until.map(|at| clock(language, at, now, zone));
    let title = hold_title(language, hold, until);
    format!("{title}. {}", hold_text(language, hold, purpose))
}

/// How many names of a list are shown before the rest is only counted.
const NAMES_SHOWN: usize = 12;

fn hold_text(language: Language, hold: &Hold, purpose: Option<Purpose>) -> String {
    let said = match (language, hold) {
        (English, Hold::Busy) => "After that, sending resumes automatically.",
        (German, Hold::Busy) => "Danach wird das Senden von selbst fortgesetzt.",
        (English, Hold::FoundInGrace | Hold::AsleepInGrace) => {
            "Nothing has been sent. Choose whether to send it."
        }
        (German, Hold::FoundInGrace | Hold::AsleepInGrace) => {
            "Es wurde nichts gesendet. Entscheiden Sie, ob gesendet werden soll."
        }
        (English, Hold::TooOld) => {
            "People may have joined or left since then. Choose whether to send the rest."
        }
        (German, Hold::TooOld) => {
            "Seither können Personen beigetreten oder ausgetreten sein. Entscheiden Sie, ob der Rest gesendet werden soll."
        }
        (language, Hold::SnapshotGone) => snapshot_gone(language, purpose),
        (language, Hold::CannotDistribute { names }) => return cannot_distribute(language, names),
        (English, Hold::MembersUnclear) => {
            "The platform's response has an entry that Cohort can't read, so someone on your list may be in already. When you resume, Cohort invites everyone it doesn't find. Anyone who was invited before may get a second email."
        }
        (German, Hold::MembersUnclear) => {
            "Die Antwort der Plattform enthält einen Eintrag, den Cohort nicht lesen kann. Jemand aus Ihrer Liste könnte also bereits dabei sein. Wenn Sie fortsetzen, lädt Cohort alle ein, die es nicht findet. Wer schon früher eingeladen wurde, bekommt dann möglicherweise eine zweite E-Mail."
        }
        (English, Hold::DataRestored) => {
            "Some of this may have been sent since then, from this computer or another one. When you resume, Cohort first asks the platform who's already in and which instances exist, and then sends only what's missing. If the platform can't tell, Cohort asks you."
        }
        (German, Hold::DataRestored) => {
            "Manches davon wurde seither vielleicht schon gesendet, von diesem oder einem anderen Computer. Wenn Sie fortsetzen, fragt Cohort zuerst die Plattform, wer dabei ist und welche Instanzen es gibt, und sendet dann nur, was fehlt. Was auch die Plattform nicht weiß, entscheiden Sie."
        }
    };
    said.to_owned()
}

fn snapshot_gone(language: Language, purpose: Option<Purpose>) -> &'static str {
    match (language, purpose) {
        (English, Some(Purpose::Distribute)) => {
            "It was deleted on the platform after you chose it. Nothing has been distributed. To choose another snapshot, undo this: your distribution goes back to Drafts."
        }
        (German, Some(Purpose::Distribute)) => {
            "Er wurde auf der Plattform gelöscht, nachdem Sie ihn gewählt hatten. Nichts wurde verteilt. Um einen anderen Snapshot zu wählen, machen Sie diesen Auftrag rückgängig: Ihr Auftrag kommt zurück in die Entwürfe."
        }
        (English, Some(Purpose::Instances)) => {
            "It was deleted on the platform after you chose it. Nothing has been created. To choose another snapshot, undo this: your instances go back to Drafts."
        }
        (German, Some(Purpose::Instances)) => {
            "Er wurde auf der Plattform gelöscht, nachdem Sie ihn gewählt hatten. Nichts wurde erstellt. Um einen anderen Snapshot zu wählen, machen Sie diesen Auftrag rückgängig: Ihre Instanzen kommen zurück in die Entwürfe."
        }
        (English, _) => {
            "It was deleted on the platform after you chose it. Nobody has been invited. To choose another snapshot, undo this: your list goes back to Drafts."
        }
        (German, _) => {
            "Er wurde auf der Plattform gelöscht, nachdem Sie ihn gewählt hatten. Niemand wurde eingeladen. Um einen anderen Snapshot zu wählen, machen Sie diesen Auftrag rückgängig: Ihre Liste kommt zurück in die Entwürfe."
        }
    }
}

fn cannot_distribute(language: Language, names: &[String]) -> String {
    let shown = names[..names.len().min(NAMES_SHOWN)].join(", ");
    match (language, names.len().saturating_sub(NAMES_SHOWN)) {
        (English, 0) => format!(
            "The platform doesn't distribute home folders or files without a path: {shown}. Choose whether to distribute the rest."
        ),
        (English, more) => format!(
            "The platform doesn't distribute home folders or files without a path: {shown} and {more} more. Choose whether to distribute the rest."
        ),
        (German, 0) => format!(
            "Die Plattform verteilt keine persönlichen Ordner und keine Dateien ohne Pfad: {shown}. Entscheiden Sie, ob der Rest verteilt werden soll."
        ),
        (German, more) => format!(
            "Die Plattform verteilt keine persönlichen Ordner und keine Dateien ohne Pfad: {shown} und {more} weitere. Entscheiden Sie, ob der Rest verteilt werden soll."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_in_the_users_language() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        let since = "2026-03-02T10:42:00Z".parse().unwrap();
        let said = |reason| standstill_title(German, &reason, now, &TimeZone::UTC);
        assert_eq!(said(Standstill::Offline { since }), "Offline seit 10:42");
        assert_eq!(
            said(Standstill::OnHold {
                hold: Hold::Busy,
                until: Some(since)
            }),
            "Die Plattform hat Cohort gebeten, bis 10:42 zu warten"
        );
    }

    #[test]
    fn a_hold_says_what_happened_and_then_what_to_do() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        let until = "2026-03-02T10:42:00Z".parse().unwrap();
        let said = |hold, until| {
            let purpose = Some(Purpose::Groups);
            on_hold(English, &hold, purpose, until, now, &TimeZone::UTC)
        };
        assert_eq!(
            said(Hold::Busy, Some(until)),
            "The platform asked Cohort to wait until 10:42. After that, sending resumes automatically."
        );
        let names = vec!["home/a".to_owned(), "home/b".to_owned()];
        let items = said(Hold::CannotDistribute { names }, None);
        assert!(
            items.starts_with("On hold: 2 items in the snapshot"),
            "{items}"
        );
        assert!(items.contains("path: home/a, home/b. Choose"), "{items}");
    }

    /// The window has these sentences in tables of its own. A test there reads the same file.
    #[test]
    fn what_the_window_says_too_is_in_the_file_that_both_are_compared_with() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        let names = |count: usize| (0..count).map(|file| format!("files/{file}")).collect();
        let on_hold = |hold| Standstill::OnHold { hold, until: None };
        let standstills = [
            ("foundInGrace", on_hold(Hold::FoundInGrace)),
            ("asleepInGrace", on_hold(Hold::AsleepInGrace)),
            ("busy", on_hold(Hold::Busy)),
            ("tooOld", on_hold(Hold::TooOld)),
            ("snapshotGone", on_hold(Hold::SnapshotGone)),
            (
                "cannotDistribute",
                on_hold(Hold::CannotDistribute { names: names(14) }),
            ),
            ("membersUnclear", on_hold(Hold::MembersUnclear)),
            ("dataRestored", on_hold(Hold::DataRestored)),
            ("otherProcess", Standstill::OtherProcess),
            ("diskFull", Standstill::DiskFull),
            ("diskFails", Standstill::DiskFails),
            ("dataNewer", Standstill::DataNewer),
        ];
        let said = |language| -> serde_json::Value {
            let entries = standstills.iter().map(|(why, standstill)| {
                let title = standstill_title(language, standstill, now, &TimeZone::UTC);
                let text = match standstill {
                    Standstill::OnHold { hold, .. } => Some(hold_text(language, hold, None)),
                    _ => None,
                };
                let said = serde_json::json!({ "title": title, "text": text });
                ((*why).to_owned(), said)
            });
            serde_json::Value::Object(entries.collect())
        };
        let said = serde_json::json!({ "de": said(German), "en": said(English) });
        let golden: serde_json::Value =
            serde_json::from_str(include_str!("standstills.golden.json")).unwrap();
        assert_eq!(golden, said);
    }

    #[test]
    fn where_the_snapshot_is_gone_is_said_what_of_this_plan_was_not_done() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        let said = |language, purpose| {
            let purpose = Some(purpose);
            on_hold(
                language,
                &Hold::SnapshotGone,
                purpose,
                None,
                now,
                &TimeZone::UTC,
            )
        };
        for (purpose, english, german) in [
            (
                Purpose::Distribute,
                "Nothing has been distributed.",
                "Nichts wurde verteilt.",
            ),
            (
                Purpose::Instances,
                "Nothing has been created.",
                "Nichts wurde erstellt.",
            ),
            (
                Purpose::Individual,
                "Nobody has been invited.",
                "Niemand wurde eingeladen.",
            ),
        ] {
            let [in_english, in_german] = [English, German].map(|language| said(language, purpose));
            assert!(in_english.contains(english), "{in_english}");
            assert!(in_german.contains(german), "{in_german}");
        }
    }
}
