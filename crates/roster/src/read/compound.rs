//! Checks the container of older Excel workbooks (OLE compound file), a small file system within one
//! file.
//!
//! The library that reads such workbooks follows chains of sectors wherever they lead, and a chain
//! that leads back into itself would keep it busy for ever. So the chains are followed here first.

/// Numbers from this one on don't name a sector but mean *free*, *end of the chain* and the like.
const SPECIAL: u32 = 0xffff_fffa;

/// Whether every chain ends, and stays within the file.
pub(super) fn chains_end(bytes: &[u8]) -> bool {
    let Some(file) = Compound::of(bytes) else {
        return false;
    };
    let Some(table) = file.table() else {
        return false;
    };
    let Some(short) = file.header(60) else {
        return false;
    };
    if !end(&table, file.sectors()) {
        return false;
    }
    // Short streams are stored in sectors of 64 bytes, which have a table of their own.
    let short: Vec<u32> = file.chain(short, &table).collect();
    end(&short, file.sectors() * file.size / 64)
}

/// A compound file and the size of its sectors.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    size: usize,
}

/// Streams that are shorter than this are stored in short sectors.
const SHORT: usize = 4_096;

/// An entry of the folder: what a stream is called, where it begins and how long it is.
const ENTRY: usize = 128;

impl<'b> Compound<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Option<Self> {
        let size = match bytes.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4_096,
            _ => return None,
        };
        Some(Self { bytes, size })
    }

    /// The first stream that has one of these names. All chains must be known to end.
    pub(super) fn stream(&self, names: &[&str]) -> Option<Vec<u8>> {
        let table = self.table()?;
        let folder = self.content(self.header(48)?, &table);
        let entry = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            folder.chunks_exact(ENTRY).find(|entry| {
                let length = usize::from(entry[64]) + (usize::from(entry[65]) << 8);
                length == name.len() + 2 && entry[..name.len()].eq_ignore_ascii_case(&name)
            })
        };
        let found = names.iter().find_map(|name| entry(name))?;
        let (start, length) = (number(found, 116)?, number(found, 120)? as usize);
        if length >= SHORT {
            let mut stream = self.content(start, &table);
            stream.truncate(length);
            return Some(stream);
        }
        let short_table: Vec<u32> = self.chain(self.header(60)?, &table).collect();
        let short = self.content(number(folder.get(..ENTRY)?, 116)?, &table);
        let mut stream = Vec::new();
        for sector in sectors(start, &short_table) {
            let begin = sector as usize * 64;
            stream.extend(short.get(begin..begin + 64)?);
        }
        stream.truncate(length);
        Some(stream)
    }

    /// The bytes in a chain of sectors.
    fn content(&self, start: u32, table: &[u32]) -> Vec<u8> {
        let parts = sectors(start, table).map(|sector| self.sector(sector));
        parts.flatten().copied().collect()
    }

    /// How many sectors the file has; the last may be incomplete.
    fn sectors(&self) -> usize {
        self.bytes.len().div_ceil(self.size).saturating_sub(1)
    }

    /// The number at this offset of the header.
    fn header(&self, at: usize) -> Option<u32> {
        number(self.bytes, at)
    }

    /// The bytes of a sector; none if it lies beyond the end of the file.
    fn sector(&self, sector: u32) -> &'b [u8] {
        let start = (sector as usize)
            .saturating_add(1)
            .saturating_mul(self.size);
        let end = start.saturating_add(self.size).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The numbers in a sector.
    fn words(&self, sector: u32) -> impl Iterator<Item = u32> {
        let words = self.sector(sector).chunks_exact(4);
        words.map(|word| word.iter().rev().fold(0, |n, b| n << 8 | u32::from(*b)))
    }

    /// The allocation table, which says for each sector which one follows. `None` if the chain of
    /// the table's own sectors doesn't end.
    fn table(&self) -> Option<Vec<u32>> {
        let mut parts: Vec<u32> = (0..109).map_while(|i| self.header(76 + 4 * i)).collect();
        let mut next = self.header(68)?;
        for _ in 0..=self.sectors() {
            if next >= SPECIAL {
                parts.retain(|part| *part < SPECIAL);
                let whole = parts.len() <= self.sectors();
                return whole.then(|| parts.iter().flat_map(|part| self.words(*part)).collect());
            }
            let mut words: Vec<u32> = self.words(next).collect();
            next = words.pop()?;
            parts.extend(words);
        }
        None
    }

    /// The numbers in a chain of sectors. All chains of the table must be known to end.
    fn chain(&self, start: u32, table: &[u32]) -> impl Iterator<Item = u32> {
        sectors(start, table).flat_map(|sector| self.words(sector))
    }
}

/// The sectors of a chain that is known to end.
fn sectors(start: u32, table: &[u32]) -> impl Iterator<Item = u32> {
    let chain = std::iter::successors(Some(start), |sector| table.get(*sector as usize).copied());
    chain.take_while(|sector| *sector < SPECIAL)
}

/// The number at this offset.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(word.try_into().ok()?))
}

/// Whether no chain in the table leads back into itself or beyond sector `most`. Each sector is
/// visited once, so the check takes time in proportion to the table.
fn end(table: &[u32], most: usize) -> bool {
    let mut walked = vec![0_usize; table.len()];
    for start in 0..table.len() {
        let mut at = start;
        while let Some(mark) = walked.get_mut(at) {
            if *mark == start + 1 {
                return false;
            }
            if *mark > 0 {
                break;
            }
            *mark = start + 1;
            let next = table[at];
            if next >= SPECIAL {
                break;
            }
            if next as usize >= most {
                return false;
            }
            at = next as usize;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_that_leads_back_into_itself_is_found() {
        const END: u32 = 0xffff_fffe;
        assert!(end(&[1, 2, END, 1], 4));
        assert!(!end(&[1, 2, 1, END], 4));
        assert!(!end(&[0], 4));
        assert!(!end(&[9], 4));
    }

    #[test]
    fn a_good_workbook_passes() {
        assert!(chains_end(include_bytes!(
            "../../tests/golden/moodle-grades.xls"
        )));
    }
}
