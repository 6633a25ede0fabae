//! The lists of drafts that are being worked on, and the files they come from and go to.
//!
//! - [`OpenLists`] keeps the rows of each open list in memory, with what is said of each row and
//!   how many rows count as what. Its methods are the edits: every one is written to the disk in
//!   one transaction, then taken into memory, and answers with exactly the rows that read
//!   differently because of it.
//! - `file` reads a file of people ([`preview`], [`import`]), compares one with a draft
//!   ([`DraftDifference`]) or with the list of a space ([`NewerList`]), keeps one as that list
//!   ([`keep_list`]), and reads and writes the files that drafts are saved as ([`DraftFile`],
//!   [`save`]).
//!
//! The window's shell stands on this crate. The crate stands on `roster`, which understands lists
//! and has no memory; on `store`, which keeps rows and decides nothing; and on `outbox` for two
//! questions: who is a member already of what a draft invites people to, and what the draft still
//! lacks. It knows no window
//! and no Tauri, it holds no sentence for the user, and its errors are types that the shell turns
//! into what the window shows.

mod domains;
mod edits;
mod error;
mod file;
mod open;
mod person;

pub use domains::Domains;
pub use edits::ListChange;
pub use error::{FileError, FileErrorKind, ListError};
pub use file::draft_difference::{DraftDifference, Selection};
pub use file::draft_file::DraftFile;
pub use file::import::{ImportCount, ImportEnd, ImportPage, import};
pub use file::kept_list::{NewerList, keep_list};
pub use file::mapping::{ColumnChoices, MappingNeeds, MappingOrigin};
pub use file::preview::{FileLack, FilePreview, TablePreview, preview};
pub use file::saving::{SaveError, SavedAt, file_name, save};
pub use file::source::ListFile;
pub use open::counts::{ListCounts, RowStatus};
pub use open::list::{CheckedRow, OpenList, RowFinding};
pub use open::{FIRST_PAGE, OpenLists};
pub use person::{entry, new_row};
