//! The limits on what is read from one file, so that neither a mistake nor a hostile file can fill
//! the memory.

use serde::{Deserialize, Serialize};

/// The limits. A file that exceeds one is refused with a [`super::ReadError`] that names it. They
/// hold for the whole file: what one sheet uses up, the next one doesn't have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The size of the file in bytes.
    pub file: usize,
    /// The size in bytes to which a zip file may unpack altogether. What is unpacked twice counts
    /// twice.
    pub unpacked: u64,
    /// How many times larger than the file its unpacked contents may be. This applies only to
    /// contents of more than 16 MiB, since small files compress very well.
    pub ratio: u64,
    /// How many tables or sheets there may be.
    pub tables: usize,
    pub rows: usize,
    pub columns: usize,
    /// How many cells there may be, including empty ones.
    pub cells: usize,
    /// The size of one cell in bytes.
    pub cell: usize,
    /// The size of the text of all cells in bytes. A workbook can have one long text in many cells
    /// without being large itself.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 128 << 20,
            unpacked: 512 << 20,
            ratio: 200,
            tables: 256,
            rows: 1_000_000,
            columns: 4_096,
            cells: 5_000_000,
            // A cell of a spreadsheet holds 32,767 characters.
            cell: 96 << 10,
            text: 128 << 20,
        }
    }
}
