//! What the window needs for its first frame, and what it hears of later.

use std::ffi::OsStr;
use std::path::Path;

use serde::{Deserialize, Serialize};
use store::SetAside;
#[cfg(test)]
use ts_rs::TS;

use super::{
    Account, Closing, FileRef, NotificationPreferences, PeopleProgress, Problem, Reading,
    RowsLoaded, Unsent,
};

/// Everything the window needs to draw its first frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Start {
    pub(crate) version: String,
    pub(crate) accounts: Vec<Account>,
    pub(crate) preferences: Preferences,
    pub(crate) notices: Vec<StartNotice>,
    pub(crate) status: Status,
}

/// What concerns this window and person; kept beside the settings, never with the data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Preferences {
    pub(crate) appearance: Appearance,
    pub(crate) language: LanguageChoice,
    pub(crate) last_account: Option<String>,
    pub(crate) last_org: Option<String>,
    pub(crate) last_space: Option<String>,
    /// The first page ("try it, or add an account") has been answered.
    pub(crate) welcomed: bool,
    pub(crate) closing: Closing,
    /// Quitting while something is sent isn't asked about.
    pub(crate) quit_without_asking: bool,
    pub(crate) notifications: NotificationPreferences,
    /// How each table of the window was arranged.
    pub(crate) tables: Vec<TableArrangement>,
}

/// How a table was arranged. What it doesn't have any more is ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct TableArrangement {
    /// The name of the table.
    pub(crate) table: String,
    /// The columns that are shown; absent while nobody has chosen.
    pub(crate) columns: Option<Vec<String>>,
    /// The column it is sorted by.
    pub(crate) sort: Option<String>,
    pub(crate) descending: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Appearance {
    #[default]
    System,
    Light,
    Dark,
}

/// The language that the user chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) enum LanguageChoice {
    #[default]
    #[serde(rename = "system")]
    System,
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
}

impl LanguageChoice {
    /// The language to show: what the user chose, or else the system's.
    pub(crate) fn language(self) -> language::Language {
        match self {
            Self::System => language::Language::of_system(),
            Self::English => language::Language::English,
            Self::German => language::Language::German,
        }
    }
}

/// The language of the window's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Language {
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
}

impl From<language::Language> for Language {
    fn from(language: language::Language) -> Self {
        match language {
            language::Language::English => Self::English,
            language::Language::German => Self::German,
        }
    }
}

/// What has to be said at the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", tag = "what")]
pub(crate) enum StartNotice {
    /// The data file couldn't be read; it was set aside untouched under this name.
    DataSetAside { file: String, folder: String },
    /// The practice platform couldn't be started.
    PracticeDown { problem: Problem },
    /// Plans were found within their grace and wait for a word.
    PlansHeld { count: u32 },
    /// This had to wait while Cohort wasn't running. It goes on now.
    SendingGoesOn { waited: Unsent },
    /// The data was restored or copied: all plans wait, so many steps of theirs aren't known to be
    /// sent or not, and so many drafts may have been sent since.
    DataRestored { unsettled: u32, drafts: u32 },
    /// The data lies on another computer, where it isn't safe.
    DataOnNetwork { folder: String },
}

impl From<&SetAside> for StartNotice {
    fn from(aside: &SetAside) -> Self {
        let text = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        Self::DataSetAside {
            file: text(aside.file.file_name()),
            folder: text(aside.file.parent().map(Path::as_os_str)),
        }
    }
}

/// The status line and the count beside the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    /// One for each account.
    pub(crate) connections: Vec<Connection>,
    /// Steps that have come to an end, of the plans that are sending.
    pub(crate) settled: u32,
    /// All steps of the plans that are sending; 0 while none is.
    pub(crate) total: u32,
    /// Steps and plans that wait for the user.
    pub(crate) needs_attention: u32,
    pub(crate) drafts: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Connection {
    pub(crate) account: String,
    pub(crate) state: ConnectionState,
    /// Offline: since when.
    pub(crate) since: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ConnectionState {
    /// Not asked yet in this run.
    Unknown,
    Online,
    Offline,
    KeyRefused,
    KeyMissing,
}

/// Tells the window what reads differently now. Few and small: the window asks for what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", tag = "what")]
pub(crate) enum Changed {
    Status {
        status: Status,
    },
    Accounts,
    Spaces {
        account: String,
    },
    Space {
        account: String,
        org: String,
        space: String,
    },
    Drafts,
    /// The user wants to go somewhere: `destination` says where.
    Destination,
    /// Something is asked before the window is closed, or no longer: `question` says what.
    Question,
    /// The tray has come or gone.
    Desktop,
    Plan {
        plan: String,
    },
    /// Files are held over the window, or no longer.
    Dragging {
        over: bool,
    },
    /// Files were let go over the window.
    Dropped {
        files: Vec<FileRef>,
    },
    Reading(Reading),
    People(PeopleProgress),
    Rows(RowsLoaded),
}

impl From<outbox::ConnectionState> for ConnectionState {
    fn from(known: outbox::ConnectionState) -> Self {
        use outbox::ConnectionState as Known;
        match known {
            Known::Online => Self::Online,
            Known::Offline => Self::Offline,
            Known::KeyRefused => Self::KeyRefused,
            Known::KeyMissing => Self::KeyMissing,
        }
    }
}
