//! The limits on what is read from one file, so that neither a mistake nor a hostile file can fill
//! the memory.

/// The limits. A file that exceeds one is refused with a [`super::ReadError`] that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The size of the file in bytes.
    pub file: usize,
    /// The size in bytes to which a zip file may unpack altogether.
    pub unpacked: u64,
    /// How many times larger than the file its unpacked contents may be. This applies only to
    /// contents of more than 16 MiB, since small files compress very well.
    pub ratio: u64,
    pub rows: usize,
    pub columns: usize,
    /// The size of one cell in bytes.
    pub cell: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 256 << 20,
            unpacked: 1 << 30,
            ratio: 200,
            rows: 2_000_000,
            columns: 4_096,
            cell: 128 << 10,
        }
    }
}
