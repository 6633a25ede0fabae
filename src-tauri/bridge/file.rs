//! Files that people are read from, and what such a file holds. The window knows a file by a token
//! that is good for this run; its path stays on this side.

use lists::{ColumnChoices, MappingOrigin, TablePreview};
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{count, same_words};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileKind {
    /// People, in whatever format.
    List,
    /// A draft that was saved as a file.
    Draft,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileChoose {
    pub(crate) kind: FileKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileRef {
    /// Stands for the file.
    pub(crate) file: String,
    /// What it is called, without its folder.
    pub(crate) name: String,
    pub(crate) kind: FileKind,
}

/// What a column of a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Field {
    Address,
    /// Addresses too, but another column's are taken.
    OtherAddress,
    Name,
    FirstName,
    LastName,
    Group,
    Note,
    ListId,
    /// A login, of which an address is made with a domain.
    Login,
    /// Something that Cohort doesn't use.
    #[serde(rename = "left")]
    Ignored,
}

/// What was chosen by hand; absent: as understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Choices {
    pub(crate) table: Option<u32>,
    pub(crate) fields: Option<Vec<Field>>,
    pub(crate) login_domain: Option<String>,
    /// How many rows at the top are no people, the heading among them.
    pub(crate) rows_above: Option<u32>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileChosen {
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileStop {
    pub(crate) file: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FilePerson {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) group: String,
    pub(crate) note: String,
    pub(crate) list_id: String,
}

/// What a file holds, before anything of it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FilePreview {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) format: FileFormat,
    /// The system that made it, where its headings tell.
    pub(crate) system: Option<FileSystem>,
    pub(crate) encoding: Option<String>,
    pub(crate) tables: Vec<FileTable>,
    /// Which table the rest is about.
    pub(crate) table: u32,
    pub(crate) headings: Vec<String>,
    /// What each column holds.
    pub(crate) fields: Vec<Field>,
    pub(crate) rows_above: u32,
    /// The first rows as they stand in the file.
    pub(crate) first_rows: Vec<Vec<String>>,
    /// The first people as understood.
    pub(crate) people: Vec<FilePerson>,
    /// How many people there are; absent while only the beginning was read.
    pub(crate) total: Option<u32>,
    pub(crate) how: FileHow,
    /// The user has to look at the columns before the people are taken.
    pub(crate) asks: bool,
    pub(crate) lack: Option<FileLack>,
    /// The addresses are made from logins and a domain, also while the domain is missing.
    pub(crate) from_logins: bool,
    pub(crate) login_domain: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileTable {
    pub(crate) name: String,
    /// In the part of the file that was read.
    pub(crate) people: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileFormat {
    Csv,
    Tsv,
    Xlsx,
    Xls,
    Ods,
    Vcard,
    Mail,
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileSystem {
    Cohort,
    Canvas,
    Moodle,
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

/// How it is known what the columns hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileHow {
    Recognised,
    /// As it was chosen for the last file that looked the same.
    Remembered,
    Guessed,
}

/// What a file lacks before its people can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileLack {
    Domain,
    Address,
}

same_words! {
    roster::Field => Field {
        Address OtherAddress Name FirstName LastName Group Note ListId Login Ignored
    }
    MappingOrigin => FileHow { Recognised Remembered Guessed }
    lists::FileLack => FileLack { Domain Address }
}

impl From<Choices> for ColumnChoices {
    fn from(choices: Choices) -> Self {
        let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        Self {
            table: choices.table.map(number),
            fields: choices
                .fields
                .map(|fields| fields.into_iter().map(Into::into).collect()),
            login_domain: choices.login_domain,
            rows_above: choices.rows_above.map(number),
        }
    }
}

impl FilePreview {
    /// What is known of the file with this token and name.
    pub(crate) fn of(file: String, name: String, preview: lists::FilePreview) -> Self {
        Self {
            asks: preview.asks(),
            lack: preview.lack().map(Into::into),
            from_logins: preview.from_logins(),
            file,
            name,
            format: FileFormat::of(preview.format, preview.separator),
            system: preview.system.map(Into::into),
            encoding: preview.encoding,
            tables: preview.tables.into_iter().map(Into::into).collect(),
            table: count(preview.table),
            headings: preview.headings,
            fields: preview.fields.into_iter().map(Into::into).collect(),
            rows_above: count(preview.rows_above),
            first_rows: preview.first_rows,
            people: preview.people.into_iter().map(Into::into).collect(),
            total: preview.total.map(count),
            how: preview.origin.into(),
            login_domain: preview.login_domain,
        }
    }
}

impl From<TablePreview> for FileTable {
    fn from(table: TablePreview) -> Self {
        Self {
            name: table.name,
            people: count(table.people),
        }
    }
}

impl FileFormat {
    fn of(format: roster::Format, separator: Option<char>) -> Self {
        use roster::Format;
        match format {
            Format::Delimited if separator == Some('\t') => Self::Tsv,
            Format::Delimited => Self::Csv,
            Format::Xlsx => Self::Xlsx,
            Format::Xls => Self::Xls,
            Format::Ods => Self::Ods,
            Format::VCard => Self::Vcard,
            Format::Mail => Self::Mail,
            Format::Text => Self::Text,
        }
    }
}

impl From<roster::System> for FileSystem {
    fn from(system: roster::System) -> Self {
        use roster::System;
        match system {
            System::Cohort => Self::Cohort,
            System::CanvasGradebook | System::CanvasSis => Self::Canvas,
            System::MoodleParticipants | System::MoodleGrading | System::MoodleUpload => {
                Self::Moodle
            }
            System::Blackboard => Self::Blackboard,
            System::Brightspace => Self::Brightspace,
            System::OpenOlat => Self::OpenOlat,
            System::Ilias => Self::Ilias,
            System::GoogleClassroom => Self::GoogleClassroom,
            System::GithubClassroom => Self::GithubClassroom,
            System::GoogleContacts => Self::GoogleContacts,
            System::Outlook => Self::Outlook,
            System::Zoom => Self::Zoom,
            System::Teams => Self::Teams,
        }
    }
}

impl From<roster::Entry> for FilePerson {
    fn from(entry: roster::Entry) -> Self {
        Self {
            name: entry.name,
            address: entry.address,
            group: entry.group,
            note: entry.note,
            list_id: entry.list_id,
        }
    }
}

impl From<&roster::Entry> for FilePerson {
    fn from(entry: &roster::Entry) -> Self {
        entry.clone().into()
    }
}
