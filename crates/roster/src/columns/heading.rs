//! What the headings of real lists mean, in the languages in which they come.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::Field;

/// A heading without the differences that don't matter: case, spacing, quotation marks, a colon
/// at the end.
pub(crate) fn normalized_heading(heading: &str) -> String {
    let trimmed = heading.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | ':' | '*' | '\u{feff}')
    });
    let mut normal = String::with_capacity(trimmed.len());
    for word in trimmed.split(|c: char| c.is_whitespace() || c == '_') {
        if word.is_empty() {
            continue;
        }
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase));
    }
    normal
}

/// What a column under this heading holds; `None` if the heading is unknown. The heading must be in
/// the form that [`normalized_heading`] gives.
pub(crate) fn field_of_heading(heading: &str) -> Option<Field> {
    let listed = BY_HEADING.get(heading).copied();
    listed.or_else(|| numbered(heading))
}

static BY_HEADING: LazyLock<HashMap<&str, Field, RandomState>> = LazyLock::new(|| {
    let pairs = |(field, words): &(Field, &'static [&'static str])| {
        let field = *field;
        words
            .iter()
            .map(move |word| (*word, field))
            .collect::<Vec<_>>()
    };
    MEANINGS.iter().flat_map(pairs).collect()
});

/// The meaning of a numbered heading such as `Email 2` or `Group3`. A second address is kept as an
/// alternative to the first.
fn numbered(heading: &str) -> Option<Field> {
    let base = heading
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end();
    if base == heading || base.is_empty() {
        return None;
    }
    match field_of_heading(base)? {
        Field::Address if !heading.ends_with('1') => Some(Field::OtherAddress),
        field @ (Field::Address | Field::Group) => Some(field),
        _ => None,
    }
}

/// The known headings, by what they mean.
const MEANINGS: &[(Field, &[&str])] = &[
    (
        Field::Address,
        &[
            "address",
            "adresse courriel",
            "adresse de courriel",
            "adresse e-mail",
            "adresse électronique",
            "adresse mail",
            "correo",
            "correo electrónico",
            "courriel",
            "dirección de correo",
            "dirección de correo electrónico",
            "dirección email",
            "e-mail",
            "e-mail 1 - value",
            "e-mail address",
            "e-mail adresse",
            "e-mail-adresse",
            "e-mailadresse",
            "email",
            "email address",
            "email adresse",
            "email-adresse",
            "emailaddress",
            "emailadresse",
            "indirizzo e-mail",
            "indirizzo email",
            "indirizzo mail",
            "mail",
            "mail address",
            "mail-adresse",
            "mailadresse",
            "member email",
            "participant email",
            "primary email",
            "student email",
            "user email",
            "work email",
        ],
    ),
    (
        Field::OtherAddress,
        &[
            "alternate email",
            "alternative e-mail",
            "e-mail (privat)",
            "e-mail 2 - value",
            "e-mail 2 address",
            "e-mail 2: adresse",
            "e-mail 3 - value",
            "e-mail 3 address",
            "e-mail 3: adresse",
            "institutional email",
            "institutions e-mail",
            "institutions-e-mail",
            "participant id (upn)",
            "personal email",
            "private e-mail",
            "secondary email",
        ],
    ),
    (
        Field::FirstName,
        &[
            "first",
            "first name",
            "firstname",
            "given name",
            "givenname",
            "nombre",
            "nome",
            "nombre(s)",
            "prénom",
            "prenom",
            "rufname",
            "vorname",
            "vornamen",
        ],
    ),
    (
        Field::LastName,
        &[
            "apellido",
            "apellido(s)",
            "apellidos",
            "cognome",
            "familienname",
            "family name",
            "familyname",
            "last",
            "last name",
            "lastname",
            "nachname",
            "nom",
            "nom de famille",
            "sn",
            "surname",
            "zuname",
        ],
    ),
    (
        Field::Name,
        &[
            "anzeigename",
            "display name",
            "displayname",
            "full name",
            "fullname",
            "name",
            "name (original name)",
            "name des teilnehmers",
            "nom complet",
            "nombre completo",
            "participant",
            "person",
            "student",
            "student name",
            "studierende",
            "studierende/r",
            "teilnehmende",
            "teilnehmer",
            "teilnehmer/in",
            "teilnehmer:in",
            "vollständiger name",
        ],
    ),
    (
        Field::Group,
        &[
            "abschnitt",
            "grupo",
            "grupos",
            "group",
            "group name",
            "groupe",
            "groupes",
            "groups",
            "gruppe",
            "gruppen",
            "gruppi",
            "gruppo",
            "kleingruppe",
            "section",
            "sections",
            "sektion",
            "studiengruppe",
            "team",
            "tutorial",
            "tutorium",
            "übungsgruppe",
        ],
    ),
    (
        Field::ListId,
        &[
            "id",
            "id number",
            "list id",
            "id-nummer",
            "identifier",
            "idnumber",
            "immatriculation",
            "institutionsnummer",
            "institutionsnummer (matrikelnummer)",
            "martikelnummer",
            "matr.-nr.",
            "matriculation number",
            "matriculation no.",
            "matrikel",
            "matrikel-nr",
            "matrikel-nr.",
            "matrikelnr",
            "matrikelnr.",
            "matrikelnummer",
            "número de id",
            "orgdefinedid",
            "registration number",
            "sis id",
            "sis user id",
            "student id",
            "student number",
            "studentid",
            "user id",
        ],
    ),
    (
        Field::Login,
        &[
            "anmeldename",
            "benutzerkennung",
            "benutzername",
            "kennung",
            "login",
            "login id",
            "nom d'utilisateur",
            "nombre de usuario",
            "nome utente",
            "nutzername",
            "sis login id",
            "user",
            "user name",
            "userid",
            "username",
        ],
    ),
    (
        Field::Note,
        &[
            "anmerkung",
            "anmerkungen",
            "bemerkung",
            "bemerkungen",
            "comment",
            "comments",
            "kommentar",
            "nota",
            "note",
            "notes",
            "notiz",
            "notizen",
            "remark",
            "remarks",
        ],
    ),
    (
        // Columns that real lists have and Cohort doesn't use. To know these headings helps to
        // tell a row of headings from a person.
        Field::Ignored,
        &[
            "abteilung",
            "availability",
            "bewertung",
            "city",
            "country",
            "course",
            "course1",
            "department",
            "duration",
            "first join",
            "join time",
            "last leave",
            "leave time",
            "timestamp",
            "user action",
            "github id",
            "github username",
            "grade",
            "institution",
            "integration id",
            "last access",
            "letzter zugriff",
            "middle name",
            "password",
            "phone",
            "role",
            "rolle",
            "root account",
            "short name",
            "sortable name",
            "status",
            "title",
            "verfügbarkeit",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_understood_however_they_are_written() {
        for (heading, field) in [
            ("  \"E-Mail-Adresse\"", Field::Address),
            ("EMAIL_ADDRESS", Field::Address),
            ("Vorname:", Field::FirstName),
            ("Last  Name", Field::LastName),
            ("email2", Field::OtherAddress),
            ("group1", Field::Group),
            ("SIS Login ID", Field::Login),
        ] {
            assert_eq!(
                field_of_heading(&normalized_heading(heading)),
                Some(field),
                "{heading}"
            );
        }
        assert_eq!(
            field_of_heading(&normalized_heading("Homework 1 (12345)")),
            None
        );
        assert_eq!(field_of_heading(&normalized_heading("12")), None);
    }
}
