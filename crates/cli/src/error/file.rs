//! Why a file that is named on the command line gives no list, in words: what happened, and what to
//! do about it.

use std::io;

use reader::ReaderError;
use roster::{ForeignFormat, ReadError};

use crate::size::size;

/// Why a file couldn't be read as a list.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ListFileError {
    #[error("the file can't be opened")]
    Io(#[from] io::Error),
    #[error("the file couldn't be read")]
    Reader(#[from] ReaderError),
}

/// Why a file couldn't be read, and what to do about it.
pub(crate) fn message(error: &ListFileError) -> String {
    match error {
        ListFileError::Io(error) => format!("The file can't be opened: {error}."),
        ListFileError::Reader(ReaderError::File(error)) => unreadable(error),
        ListFileError::Reader(ReaderError::Input(error)) => {
            format!("The file can't be read: {error}.")
        }
        ListFileError::Reader(ReaderError::Start(error)) => {
            format!("Cohort couldn't start the process that reads files: {error}.")
        }
        ListFileError::Reader(ReaderError::Died | ReaderError::Stopped) => {
            "This file is too large or damaged, so Cohort stopped reading it. Save only the columns with the people as CSV.".to_owned()
        }
        ListFileError::Reader(ReaderError::TookTooLong) => {
            "Reading this file took too long, so Cohort stopped. Save only the columns with the people as CSV.".to_owned()
        }
    }
}

fn unreadable(error: &ReadError) -> String {
    match error {
        ReadError::Empty => "The file is empty.".to_owned(),
        ReadError::NotAList(format) => {
            format!("This is {}, not a list of people.", foreign_format(*format))
        }
        ReadError::FileTooLarge { limit } => {
            format!("The file is larger than {}.", size(*limit as u64))
        }
        ReadError::UnpacksTooLarge { limit } => format!(
            "The file would take up more than {} when unpacked. Open it in a spreadsheet program and save the people as CSV.",
            size(*limit)
        ),
        ReadError::TooManyRows { limit } => {
            format!("The file has more than {limit} rows. Split it into several files.")
        }
        ReadError::TooManyColumns { row, limit } => {
            format!("Row {row} has more than {limit} columns. A line break may be missing there.")
        }
        ReadError::CellTooLong { row, limit } => format!(
            "Row {row} has a cell with more than {}. A closing quotation mark may be missing there.",
            size(*limit as u64)
        ),
        ReadError::TooManyTables { limit } => format!(
            "The file has more than {limit} tables. Save the table with the people in a file of its own."
        ),
        ReadError::TooManyCells { limit } => format!(
            "The file has more than {limit} cells. Save the columns with the people in a file of their own."
        ),
        ReadError::TooMuchText { limit } => format!(
            "The cells of this file hold more than {}. Save the columns with the people in a file of their own.",
            size(*limit as u64)
        ),
        ReadError::Locked => {
            "The file is password-protected. Save it without a password, then retry.".to_owned()
        }
        ReadError::Damaged(_) => {
            "The file is damaged or incomplete. It may still be downloading.".to_owned()
        }
        ReadError::NoPeople => "There are no people in this file.".to_owned(),
    }
}

fn foreign_format(format: ForeignFormat) -> &'static str {
    match format {
        ForeignFormat::Picture => "a picture",
        ForeignFormat::Pdf => "a PDF",
        ForeignFormat::Archive => "a compressed file",
        ForeignFormat::Document => "a text document",
        ForeignFormat::Program => "a program",
        ForeignFormat::Sound => "an audio or video file",
        ForeignFormat::Database => "a database",
        ForeignFormat::WebPage => "a web page, perhaps a sign-in page",
        ForeignFormat::Binary => "a file of another kind",
    }
}
