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
    let has = |word: &str| headings.iter().any(|h| h == word);
    let any = |words: &[&str]| words.iter().any(|w| has(w));
    let starts = |words: &[&str]| {
        headings.len() >= words.len() && headings.iter().zip(words).all(|(h, w)| h == w)
    };
    let address = any(&["email address", "e-mail-adresse", "email", "e-mail"]);

    let cohort = EXPORT_HEADINGS.map(super::normalized_heading);
    if headings == cohort {
        return Some(System::Cohort);
    }
    if has("orgdefinedid") {
        return Some(System::Brightspace);
    }
    if any(&["e-mail 1 - value", "e-mail 1 - type", "e-mail 1 - label"]) {
        return Some(System::GoogleContacts);
    }
    if any(&[
        "e-mail display name",
        "e-mail: angezeigter name",
        "e-mail type",
        "e-mail-typ",
    ]) {
        return Some(System::Outlook);
    }
    if has("identifier") && any(&["github username", "github id"]) {
        return Some(System::GithubClassroom);
    }
    if has("participant id (upn)") || has("user action") && has("full name") {
        return Some(System::Teams);
    }
    if has("name (original name)")
        || has("user email") && any(&["join time", "name", "duration (minutes)"])
    {
        return Some(System::Zoom);
    }
    if any(&["sis login id", "sis user id"]) || has("student") && has("id") && has("section") {
        return Some(System::CanvasGradebook);
    }
    if has("user id") && has("login id") {
        return Some(System::CanvasSis);
    }
    if any(&["identifier", "id"])
        && any(&["full name", "vollständiger name"])
        && any(&["status", "grade", "bewertung"])
    {
        return Some(System::MoodleGrading);
    }
    if has("username") && has("firstname") && has("lastname") {
        return Some(System::MoodleUpload);
    }
    if any(&[
        "institutions e-mail",
        "institutionsnummer",
        "institutionsnummer (matrikelnummer)",
    ]) || has("studiengruppe") && address
    {
        return Some(System::OpenOlat);
    }
    if starts(&["last name", "first name", "email address"]) && !has("groups") {
        return Some(System::GoogleClassroom);
    }
    if has("last name") && has("first name") && has("username")
        || has("apellidos") && has("nombre") && has("nombre de usuario")
        || has("nachname") && has("vorname") && any(&["verfügbarkeit", "letzter zugriff"])
    {
        return Some(System::Blackboard);
    }
    if has("nachname") && has("vorname") && any(&["benutzername", "login", "anmeldename"]) {
        return Some(System::Ilias);
    }
    let first = any(&["first name", "vorname"]);
    let last = any(&["last name", "surname", "nachname"]);
    (first && last && any(&["email address", "e-mail-adresse"]))
        .then_some(System::MoodleParticipants)
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
