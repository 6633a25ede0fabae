//! Which learning system or program made a table, recognised by its headings, and how that changes
//! the meaning of a heading.

use serde::{Deserialize, Serialize};

use super::Field;

/// A system whose exports are recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// A list that Cohort itself has exported.
    Cohort,
    CanvasGradebook,
    CanvasSis,
    MoodleParticipants,
    MoodleGrading,
    MoodleUpload,
    Blackboard,
    Brightspace,
    OpenOlat,
    Ilias,
    GoogleClassroom,
    GithubClassroom,
    GoogleContacts,
    Outlook,
    Zoom,
    Teams,
}

/// The headings of Cohort's own exports, in order.
pub(crate) const EXPORT_HEADINGS: [&str; 5] =
    ["Name", "E-mail address", "Group", "Note", "List id"];

/// The system that these headings are typical of. They must be in the form that
/// [`super::normalized_heading`] gives.
pub(super) fn recognise(headings: &[String]) -> Option<System> {
    let headings = Headings(headings);
    SYSTEMS
        .into_iter()
        .find(|(_, made_it)| made_it(&headings))
        .map(|(system, _)| system)
}

/// Whether a system made a table with these headings.
type MadeIt = fn(&Headings<'_>) -> bool;

/// By what each system is recognised. The first one that fits counts, so the headings that only one
/// system has come first, and those that several share last.
const SYSTEMS: [(System, MadeIt); 16] = [
    (System::Cohort, |h| {
        *h.0 == EXPORT_HEADINGS.map(super::normalized_heading)
    }),
    (System::Brightspace, |h| h.has("orgdefinedid")),
    (System::GoogleContacts, |h| {
        h.any(&["e-mail 1 - value", "e-mail 1 - type", "e-mail 1 - label"])
    }),
    (System::Outlook, |h| {
        h.any(&[
            "e-mail display name",
            "e-mail: angezeigter name",
            "e-mail type",
            "e-mail-typ",
        ])
    }),
    (System::GithubClassroom, |h| {
        h.has("identifier") && h.any(&["github username", "github id"])
    }),
    (System::Teams, |h| {
        h.has("participant id (upn)") || h.all(&["user action", "full name"])
    }),
    (System::Zoom, |h| {
        h.has("name (original name)")
            || h.has("user email") && h.any(&["join time", "name", "duration (minutes)"])
    }),
    (System::CanvasGradebook, |h| {
        h.any(&["sis login id", "sis user id"]) || h.all(&["student", "id", "section"])
    }),
    (System::CanvasSis, |h| h.all(&["user id", "login id"])),
    (System::MoodleGrading, |h| {
        h.any(&["identifier", "id"])
            && h.any(&["full name", "vollständiger name"])
            && h.any(&["status", "grade", "bewertung"])
    }),
    (System::MoodleUpload, |h| {
        h.all(&["username", "firstname", "lastname"])
    }),
    (System::OpenOlat, |h| {
        h.any(&[
            "institutions e-mail",
            "institutionsnummer",
            "institutionsnummer (matrikelnummer)",
        ]) || h.has("studiengruppe")
            && h.any(&["email address", "e-mail-adresse", "email", "e-mail"])
    }),
    (System::GoogleClassroom, |h| {
        h.start_with(&["last name", "first name", "email address"]) && !h.has("groups")
    }),
    (System::Blackboard, |h| {
        h.all(&["last name", "first name", "username"])
            || h.all(&["apellidos", "nombre", "nombre de usuario"])
            || h.all(&["nachname", "vorname"]) && h.any(&["verfügbarkeit", "letzter zugriff"])
    }),
    (System::Ilias, |h| {
        h.all(&["nachname", "vorname"]) && h.any(&["benutzername", "login", "anmeldename"])
    }),
    (System::MoodleParticipants, |h| {
        h.any(&["first name", "vorname"])
            && h.any(&["last name", "surname", "nachname"])
            && h.any(&["email address", "e-mail-adresse"])
    }),
];

/// The headings of a table.
struct Headings<'a>(&'a [String]);

impl Headings<'_> {
    fn has(&self, word: &str) -> bool {
        self.0.iter().any(|heading| heading == word)
    }

    fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    fn all(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.has(word))
    }

    fn start_with(&self, words: &[&str]) -> bool {
        self.0.len() >= words.len()
            && self
                .0
                .iter()
                .zip(words)
                .all(|(heading, word)| heading == word)
    }
}

/// What a heading means in this system, if that differs from what it means elsewhere.
pub(super) fn field_in_system(system: System, heading: &str, headings: &[String]) -> Option<Field> {
    let has = |word: &str| headings.iter().any(|h| h == word);
    match (system, heading) {
        // The number that Canvas itself gives a person means nothing outside Canvas.
        (System::CanvasGradebook, "id") if has("sis user id") => Some(Field::Ignored),
        (System::MoodleUpload, "username") if has("email") => Some(Field::Ignored),
        (System::Ilias, "rolle" | "role" | "rollen" | "roles") => Some(Field::Note),
        (System::Zoom, "user name") => Some(Field::Name),
        _ => None,
    }
}
