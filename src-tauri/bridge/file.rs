//! Lists that come from files and go into files. A file is known to the window by a token
//! that is good for this run; its path stays on this side.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DraftCounts, History, Problem};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileKind {
    /// People, in whatever format.
    List,
    /// A draft that was saved as a file.
    Draft,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileChoose {
    pub(crate) kind: FileKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileRef {
    /// Stands for the file.
    pub(crate) file: String,
    /// What it is called, without its folder.
    pub(crate) name: String,
    pub(crate) kind: FileKind,
}

/// What a column of a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    /// Something that Cohort does not use.
    #[serde(rename = "left")]
    Ignored,
}

/// What was chosen by hand; absent: as understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Choices {
    pub(crate) table: Option<u32>,
    pub(crate) fields: Option<Vec<Field>>,
    pub(crate) login_domain: Option<String>,
    /// How many rows at the top are no people, the heading among them.
    pub(crate) rows_above: Option<u32>,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileChosen {
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileStop {
    pub(crate) file: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FilePerson {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) group: String,
    pub(crate) note: String,
    pub(crate) list_id: String,
}

/// What a file holds, before anything of it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileLook {
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
    pub(crate) needs: FileNeeds,
    pub(crate) login_domain: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileTable {
    pub(crate) name: String,
    /// In the part of the file that was read.
    pub(crate) people: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileHow {
    Recognised,
    /// As it was chosen for the last file that looked the same.
    Remembered,
    Guessed,
}

/// What has to be asked before the people can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileNeeds {
    Nothing,
    Columns,
    Domain,
}

/// A file for a draft: to take its people, or to compare.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftFile {
    pub(crate) draft: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
}

/// What a file changes in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Difference {
    pub(crate) added: Vec<FilePerson>,
    pub(crate) gone: Vec<GonePerson>,
    pub(crate) changed: Vec<ChangedPerson>,
    pub(crate) same: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GonePerson {
    pub(crate) row: String,
    pub(crate) person: FilePerson,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedPerson {
    pub(crate) row: String,
    pub(crate) before: FilePerson,
    pub(crate) after: FilePerson,
}

/// Takes a difference over, or part of it; absent: all of that kind.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DifferenceTake {
    pub(crate) draft: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
    /// Places in `Difference.added`.
    pub(crate) added: Option<Vec<u32>>,
    /// Rows to remove.
    pub(crate) gone: Option<Vec<String>>,
    /// Rows to change.
    pub(crate) changed: Option<Vec<String>>,
}

/// A file to be held against a space.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceFile {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
}

/// A file against who is in a space, as last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceDifference {
    pub(crate) added: Vec<FilePerson>,
    /// In, and not on the list; never administrators.
    pub(crate) gone: Vec<FilePerson>,
    pub(crate) changed: Vec<ChangedMember>,
    pub(crate) same: u32,
    pub(crate) seen_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedMember {
    pub(crate) before: FilePerson,
    pub(crate) after: FilePerson,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceDifferenceTake {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
    /// Places in `SpaceDifference.added`; absent: all.
    pub(crate) added: Option<Vec<u32>>,
}

/// Where something was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedFile {
    pub(crate) name: String,
    pub(crate) folder: String,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftExport {
    pub(crate) draft: String,
    pub(crate) format: ExportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ExportFormat {
    Csv,
    Xlsx,
}

/// Opens a saved draft: in its own space where the account shows it, else in the one given.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftOpenFile {
    pub(crate) file: String,
    pub(crate) account: String,
    pub(crate) org: Option<String>,
    pub(crate) space: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenedFile {
    /// Absent where a space has to be chosen first.
    pub(crate) draft: Option<String>,
    pub(crate) needs_space: bool,
    pub(crate) name: String,
    /// The space it was saved for, as it was called.
    pub(crate) space_name: String,
}

/// How far the reading of a file has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reading {
    pub(crate) file: String,
    /// How many people were added.
    pub(crate) rows: u32,
    /// How many were on the list already, and were not added again.
    pub(crate) known: u32,
    pub(crate) done: bool,
    /// What kept it from being read to its end; what came before stands.
    pub(crate) problem: Option<Problem>,
}

/// Rows came in the background: the window asks for those after its last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsCame {
    pub(crate) draft: String,
    pub(crate) counts: DraftCounts,
    pub(crate) history: History,
}

/// Where in a file something is the matter, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileTrouble {
    pub(crate) row: Option<u32>,
    /// The bound that it goes beyond: bytes, rows or columns.
    pub(crate) limit: Option<u32>,
    /// What the file looks like instead of a list.
    pub(crate) looks: Option<FileLooks>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FileLooks {
    Picture,
    Pdf,
    Archive,
    Document,
    Program,
    Sound,
    Database,
    WebPage,
    Binary,
}
