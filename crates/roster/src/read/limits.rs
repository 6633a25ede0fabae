/// How much is taken from one file. What is beyond is refused with [`super::Unreadable`], which
/// says which bound it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: usize,
    /// Bytes of a packed file's contents, in all.
    pub unpacked: u64,
    /// How many times larger than packed the contents may be, once they are larger than 16 MiB.
    pub ratio: u64,
    pub rows: usize,
    pub columns: usize,
    /// Bytes in one cell.
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
