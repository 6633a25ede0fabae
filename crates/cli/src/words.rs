//! Everything `cohort check` says, in plain English.

use roster::{
    Finding, FindingKind, ForeignFormat, Format, InvalidKind, ReadError, System, TypoKind,
    UnusualKind,
};

use crate::files::NotRead;

/// What a finding says. People are counted from 1.
pub(crate) fn finding(finding: &Finding) -> String {
    match finding.kind {
        FindingKind::Invalid(kind) => invalid(kind).to_owned(),
        FindingKind::Typo(kind) => slip(kind).to_owned(),
        FindingKind::Unusual(kind) => unusual(kind).to_owned(),
        FindingKind::Duplicate { of, exact: true } => {
            format!("the same address as number {}", of + 1)
        }
        FindingKind::Duplicate { of, exact: false } => {
            format!("most likely the same mailbox as number {}", of + 1)
        }
        FindingKind::Outside => "outside the institution".to_owned(),
        FindingKind::AlreadyIn => "in already".to_owned(),
        FindingKind::AlreadyInvited => "invited already".to_owned(),
        FindingKind::RoleAddress => {
            "looks like the address of an office, not of a person".to_owned()
        }
        FindingKind::NoName => "no name".to_owned(),
    }
}

fn invalid(kind: InvalidKind) -> &'static str {
    match kind {
        InvalidKind::Empty => "there is no address",
        InvalidKind::NoAt => "there is no @",
        InvalidKind::SecondAt => "there is a second @",
        InvalidKind::SeveralAddresses => "there is more than one address",
        InvalidKind::NothingBeforeAt => "there is nothing before the @",
        InvalidKind::NothingAfterAt => "there is nothing after the @",
        InvalidKind::DotAtStart => "it begins with a dot",
        InvalidKind::DotBeforeAt => "there is a dot right before the @",
        InvalidKind::DotAfterAt => "there is a dot right after the @",
        InvalidKind::DotAtEnd => "it ends with a dot",
        InvalidKind::DotsInARow => "there are dots in a row",
        InvalidKind::SpaceAround => "there is a space before or after it",
        InvalidKind::SpaceInside => "there is a space inside",
        InvalidKind::CommaInDomain => "there is a comma where a dot should be",
        InvalidKind::AngleBracket => "there is an angle bracket in it",
        InvalidKind::Comment => "there is something in brackets",
        InvalidKind::Mailto => "\"mailto:\" is not part of an address",
        InvalidKind::DirectoryEntry => "this is an entry of a company's directory, not an address",
        InvalidKind::Quote => "there is a quotation mark out of place",
        InvalidKind::ForbiddenInLocal => "this may not stand before the @",
        InvalidKind::ForbiddenInDomain => "this may not stand after the @",
        InvalidKind::Control => "there is a control character in it",
        InvalidKind::Invisible => "there is an invisible character in it",
        InvalidKind::Garbled => "a character was lost when the file was saved",
        InvalidKind::HyphenAtStart => "a part of the domain begins with a hyphen",
        InvalidKind::HyphenAtEnd => "a part of the domain ends with a hyphen",
        InvalidKind::LabelTooLong => "a part of the domain is longer than 63 characters",
        InvalidKind::LocalTooLong => "the part before the @ is too long",
        InvalidKind::DomainTooLong => "the part after the @ is too long",
        InvalidKind::TooLong => "it is too long for an address",
        InvalidKind::NoDotInDomain => "there is no dot after the @",
        InvalidKind::NumericEnding => "no domain ends in a number",
        InvalidKind::Literal => "this is no network address",
        InvalidKind::International => "no domain can be called this",
    }
}

fn slip(kind: TypoKind) -> &'static str {
    match kind {
        TypoKind::Domain => "one letter away from a domain that is well known",
        TypoKind::Ending => "no domain ends like this",
        TypoKind::FullWidth => "there are wide characters in it",
        TypoKind::LookAlike => "a letter of another alphabet looks like a Latin one",
        TypoKind::Joiner => "there is an invisible character in it",
    }
}

fn unusual(kind: UnusualKind) -> &'static str {
    match kind {
        UnusualKind::QuotedLocal => "an address in quotation marks is rare",
        UnusualKind::Literal => "a network address in place of a domain is rare",
        UnusualKind::NoDot => "a domain without a dot is rare",
        UnusualKind::UnknownEnding => "no domain is known to end like this",
    }
}

/// Why a file gave no list: one sentence.
pub(crate) fn not_read(error: &NotRead) -> String {
    match error {
        NotRead::Io(error) => format!("The file cannot be opened: {error}."),
        NotRead::Unreadable(error) => unreadable(error),
    }
}

fn unreadable(error: &ReadError) -> String {
    match error {
        ReadError::Empty => "The file is empty.".to_owned(),
        ReadError::NotAList(looks) => format!("This is {}, not a list of people.", seems(*looks)),
        ReadError::FileTooLarge { limit } => {
            format!("The file is larger than {}.", size(*limit as u64))
        }
        ReadError::UnpacksTooLarge { limit } => {
            format!(
                "The file is packed so tightly that it may be harmful: its contents are larger than {}, or more than any list needs.",
                size(*limit)
            )
        }
        ReadError::TooManyRows { limit } => format!("There are more than {limit} rows."),
        ReadError::TooManyColumns { row, limit } => {
            format!("Row {row} has more than {limit} columns.")
        }
        ReadError::CellTooLong { row, limit } => format!(
            "A cell in row {row} is longer than {}. Perhaps a quotation mark was opened there and not closed.",
            size(*limit as u64)
        ),
        ReadError::Locked => {
            "The file is locked with a password. Save it without one, and try again.".to_owned()
        }
        ReadError::Damaged(_) => "The file is damaged, or is still being written.".to_owned(),
        ReadError::NoPeople => "There is nobody in this file.".to_owned(),
    }
}

fn seems(looks: ForeignFormat) -> &'static str {
    match looks {
        ForeignFormat::Picture => "a picture",
        ForeignFormat::Pdf => "a PDF",
        ForeignFormat::Archive => "an archive",
        ForeignFormat::Document => "a document",
        ForeignFormat::Program => "a program",
        ForeignFormat::Sound => "sound or video",
        ForeignFormat::Database => "a database",
        ForeignFormat::WebPage => "a web page (perhaps the one to log in)",
        ForeignFormat::Binary => "a file of some other kind",
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        b if b >= 1 << 20 => format!("{} MB", b >> 20),
        b => format!("{} KB", b >> 10),
    }
}

/// What a file is: `Canvas gradebook, CSV`.
pub(crate) fn kind(format: Format, separator: Option<char>, system: Option<System>) -> String {
    let format = match (format, separator) {
        (Format::Delimited, Some('\t')) => "cells parted by tabs",
        (Format::Delimited, Some(';')) => "cells parted by semicolons",
        (Format::Delimited, Some('|')) => "cells parted by bars",
        (Format::Delimited, _) => "cells parted by commas",
        (Format::Xlsx, _) => "Excel workbook",
        (Format::Xls, _) => "older Excel workbook",
        (Format::Ods, _) => "LibreOffice spreadsheet",
        (Format::VCard, _) => "vCards",
        (Format::Mail, _) => "mail",
        (Format::Text, _) => "text",
    };
    match system {
        Some(system) => format!("{}, {format}", from(system)),
        None => format.to_owned(),
    }
}

fn from(system: System) -> &'static str {
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
pub(crate) fn people(count: usize) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

/// The last line about a file.
pub(crate) fn summary(people: usize, blocked: usize, asked: usize) -> String {
    match (blocked, asked) {
        (0, 0) => format!("Nothing to mend among {}.", self::people(people)),
        (0, _) => format!("Nothing that must be mended; {asked} worth a look."),
        (_, 0) => format!("{blocked} must be mended or left out."),
        _ => format!("{blocked} must be mended or left out, {asked} more worth a look."),
    }
}

pub(crate) const MOST_LIKELY: &str = "most likely";

pub(crate) const NEEDS_DOMAIN: &str =
    "There are only logins here. With --domain, addresses are made of them.";

pub(crate) fn guessed(columns: &str) -> String {
    format!("The columns were guessed by what is in them: {columns}.")
}

pub(crate) fn other_tables(names: &[&str]) -> String {
    let names = names.join(", ");
    format!("Left aside, as other tables in the same file: {names}.")
}
