//! Lists and drafts that are saved as files, and drafts that are opened from files.

use lists::SavedAt;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// Where something was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedFile {
    pub(crate) name: String,
    pub(crate) folder: String,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftExport {
    pub(crate) draft: String,
    pub(crate) format: ExportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ExportFormat {
    Csv,
    Xlsx,
}

/// A table of the window as it is shown, to be saved as a file.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableExport {
    /// What the file is called at first, without its ending.
    pub(crate) name: String,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) format: ExportFormat,
}

impl ExportFormat {
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Opens a saved draft: in the space given, or in its own where none is given and the account shows it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftOpenFile {
    pub(crate) file: String,
    pub(crate) account: String,
    pub(crate) org: Option<String>,
    pub(crate) space: Option<String>,
    /// The user has said that it is for this space. Otherwise that is only the one that is shown, and
    /// a draft of another isn't opened without asking.
    pub(crate) chosen: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenedFile {
    /// Absent where a space has to be chosen first.
    pub(crate) draft: Option<String>,
    pub(crate) needs_space: bool,
    pub(crate) name: String,
    /// The space it was saved for, as it was called.
    pub(crate) space_name: String,
}

impl From<SavedAt> for SavedFile {
    fn from(saved: SavedAt) -> Self {
        Self {
            name: saved.name,
            folder: saved.folder.display().to_string(),
        }
    }
}
