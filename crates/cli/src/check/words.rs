//! The sentences that `cohort check` prints, in plain English. The window says the same things in
//! its own texts, in English and German.

use roster::{
    Columns, Field, Finding, FindingKind, Format, InvalidKind, System, TypoKind, UnusualKind,
};

use crate::error::file::{self, ListFileError};

/// What a finding says, without a full stop. People are counted from 1.
pub(super) fn finding(finding: &Finding) -> String {
    match finding.kind {
        FindingKind::Invalid(kind) => invalid(kind).to_owned(),
        FindingKind::Typo(kind) => typo(kind).to_owned(),
        FindingKind::Unusual(kind) => unusual(kind).to_owned(),
        FindingKind::Duplicate { of, exact: true } => {
            format!("Duplicate: number {} has the same address", of + 1)
        }
        FindingKind::Duplicate { of, exact: false } => {
            format!("Duplicate: number {} probably has the same mailbox", of + 1)
        }
        FindingKind::Outside => "Outside your institution".to_owned(),
        FindingKind::AlreadyIn => "Already in".to_owned(),
        FindingKind::AlreadyInvited => "Already invited".to_owned(),
        FindingKind::RoleAddress => "This looks like a shared mailbox".to_owned(),
        FindingKind::NoName => "No name".to_owned(),
    }
}

fn invalid(kind: InvalidKind) -> &'static str {
    match kind {
        InvalidKind::Empty => "There's no address",
        InvalidKind::NoAt => "The @ is missing",
        InvalidKind::SecondAt => "There's more than one @",
        InvalidKind::SeveralAddresses => "There's more than one address in this row",
        InvalidKind::NothingBeforeAt => "There's nothing before the @",
        InvalidKind::NothingAfterAt => "There's nothing after the @",
        InvalidKind::DotAtStart => "The address starts with a dot",
        InvalidKind::DotBeforeAt => "There's a dot right before the @",
        InvalidKind::DotAfterAt => "There's a dot right after the @",
        InvalidKind::DotAtEnd => "The address ends with a dot",
        InvalidKind::DotsInARow => "There are two dots in a row",
        InvalidKind::SpaceAround => "There's a space before or after the address",
        InvalidKind::SpaceInside => "There's a space in the address",
        InvalidKind::CommaInDomain => "There's a comma instead of a dot",
        InvalidKind::AngleBracket => "There's a < or > in the address",
        InvalidKind::Comment => "There's text in brackets",
        InvalidKind::Mailto => "The address starts with \"mailto:\"",
        InvalidKind::DirectoryEntry => {
            "This is an entry from an address book, not an email address"
        }
        InvalidKind::Quote => "There's a quotation mark in the wrong place",
        InvalidKind::ForbiddenInLocal => "There's a character before the @ that isn't allowed",
        InvalidKind::ForbiddenInDomain => "There's a character after the @ that isn't allowed",
        InvalidKind::Control => "There's a control character in the address",
        InvalidKind::Invisible => "There's an invisible character in the address",
        InvalidKind::Garbled => "There's a character that was garbled when the list was saved",
        InvalidKind::HyphenAtStart => "A part after the @ starts with a hyphen",
        InvalidKind::HyphenAtEnd => "A part after the @ ends with a hyphen",
        InvalidKind::LabelTooLong => "A part after the @ is too long",
        InvalidKind::LocalTooLong => "The part before the @ is too long",
        InvalidKind::DomainTooLong => "The part after the @ is too long",
        InvalidKind::TooLong => "The address is too long",
        InvalidKind::NoDotInDomain => "There's no dot after the @",
        InvalidKind::NumericEnding => "The address ends with a number",
        InvalidKind::Literal => "The square brackets don't contain an IP address",
        InvalidKind::International => "The part after the @ isn't a domain name",
    }
}

fn typo(kind: TypoKind) -> &'static str {
    match kind {
        TypoKind::Domain => "The part after the @ looks mistyped",
        TypoKind::Ending => "The ending looks mistyped",
        TypoKind::FullWidth => "The address is written in full-width characters",
        TypoKind::LookAlike => "A letter from another alphabet looks like a Latin one",
        TypoKind::Joiner => "There's an invisible character between the letters",
    }
}

fn unusual(kind: UnusualKind) -> &'static str {
    match kind {
        UnusualKind::QuotedLocal => "The part before the @ is in quotation marks",
        UnusualKind::Literal => "There's an IP address after the @ instead of a domain",
        UnusualKind::NoDot => "There's no dot after the @",
        UnusualKind::UnknownEnding => "Cohort doesn't know this ending",
    }
}

/// The address that was probably meant.
pub(super) fn suggestion(address: &str) -> String {
    format!("Did you mean {address}?")
}

/// Why a list wasn't read to its end.
pub(super) fn stopped(error: &ListFileError) -> String {
    format!("{} The rows before that were read.", file::message(error))
}

/// What kind of file it is: `Canvas gradebook, comma-separated`.
pub(super) fn kind(format: Format, separator: Option<char>, system: Option<System>) -> String {
    let format = match (format, separator) {
        (Format::Delimited, Some('\t')) => "tab-separated",
        (Format::Delimited, Some(';')) => "semicolon-separated",
        (Format::Delimited, Some('|')) => "bar-separated",
        (Format::Delimited, _) => "comma-separated",
        (Format::Xlsx, _) => "Excel workbook",
        (Format::Xls, _) => "older Excel workbook",
        (Format::Ods, _) => "LibreOffice spreadsheet",
        (Format::VCard, _) => "vCards",
        (Format::Mail, _) => "email",
        (Format::Text, _) => "plain text",
    };
    match system {
        Some(system) => format!("{}, {format}", system_name(system)),
        None => format.to_owned(),
    }
}

fn system_name(system: System) -> &'static str {
    match system {
        System::Cohort => "Cohort list",
        System::CanvasGradebook => "Canvas gradebook",
        System::CanvasSis => "Canvas users",
        System::MoodleParticipants => "Moodle participants or grades",
        System::MoodleGrading => "Moodle grading worksheet",
        System::MoodleUpload => "Moodle upload",
        System::Blackboard => "Blackboard grade centre",
        System::Brightspace => "Brightspace grades",
        System::OpenOlat => "OpenOlat or OPAL members",
        System::Ilias => "ILIAS members",
        System::GoogleClassroom => "Google Classroom",
        System::GithubClassroom => "GitHub Classroom roster",
        System::GoogleContacts => "Google contacts",
        System::Outlook => "Outlook contacts",
        System::Zoom => "Zoom participants",
        System::Teams => "Teams attendance",
    }
}

/// `1 person`, `2 people`.
pub(super) fn people(count: usize) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

/// The last line about a file.
pub(super) fn summary(to_fix: usize, to_check: usize) -> String {
    match (to_fix, to_check) {
        (0, 0) => "Nothing needs fixing.".to_owned(),
        (0, _) => format!("Nothing needs fixing. {}", rows_to_check(to_check)),
        (_, 0) => addresses_to_fix(to_fix),
        _ => format!("{} {}", addresses_to_fix(to_fix), rows_to_check(to_check)),
    }
}

fn addresses_to_fix(count: usize) -> String {
    if count == 1 {
        "1 address isn't valid. Fix it or skip the row.".to_owned()
    } else {
        format!("{count} addresses aren't valid. Fix them or skip the rows.")
    }
}

fn rows_to_check(count: usize) -> String {
    if count == 1 {
        "1 row to check.".to_owned()
    } else {
        format!("{count} rows to check.")
    }
}

pub(super) const NEEDS_DOMAIN: &str =
    "This list has logins instead of addresses. Use --domain to turn them into addresses.";

pub(super) fn guessed(columns: &Columns) -> String {
    format!(
        "The columns have no headings that Cohort knows, so it guessed them from their contents: {}.",
        self::columns(columns)
    )
}

/// The columns as Cohort understood them: `1 name, 2 address`.
fn columns(columns: &Columns) -> String {
    let word = |field: &Field| match field {
        Field::Address => Some("address"),
        Field::OtherAddress => Some("another address"),
        Field::Name => Some("name"),
        Field::FirstName => Some("first name"),
        Field::LastName => Some("last name"),
        Field::Group => Some("group"),
        Field::Note => Some("note"),
        Field::ListId => Some("list ID"),
        Field::Login => Some("login"),
        Field::Ignored => None,
    };
    let known = columns.fields.iter().enumerate();
    let named = known.filter_map(|(i, field)| word(field).map(|w| format!("{} {w}", i + 1)));
    named.collect::<Vec<_>>().join(", ")
}

pub(super) fn other_tables(names: &[String]) -> String {
    format!(
        "Other tables in this file weren't checked: {}.",
        names.join(", ")
    )
}
