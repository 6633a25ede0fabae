//! How far the sheets of an older workbook reach, found out before anything makes room for them.
//!
//! A workbook is a stream of records: a number for the kind, a length, and the content. The first
//! part says where each sheet begins.

use super::budget::Budget;
use super::error::ReadError;

const END: u16 = 0x000a;
const BEGINNING: u16 = 0x0809;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const CONTINUED: u16 = 0x003c;
/// Several numbers in one record, from one column to another.
const NUMBERS: u16 = 0x00bd;
/// The other records that put something into a cell: numbers, texts, truth values, formulas.
const CELLS: [u16; 7] = [0x0006, 0x0203, 0x0204, 0x0205, 0x027e, 0x00d6, 0x00fd];

/// Counts the cells between the outermost ones of every sheet, and what the sheets announce.
pub(super) fn check_extent(book: &[u8], budget: &Budget) -> Result<(), ReadError> {
    for (kind, content) in records(book).take_while(|(kind, _)| *kind != END) {
        if kind != SHEET {
            continue;
        }
        budget.table()?;
        let begin = word(content, 0).zip(word(content, 2));
        let Some((low, high)) = begin else { continue };
        let begin = high << 16 | low;
        check_sheet(book.get(begin..).unwrap_or_default(), budget)?;
    }
    Ok(())
}

fn check_sheet(sheet: &[u8], budget: &Budget) -> Result<(), ReadError> {
    let mut extent = Extent::default();
    let mut depth = 0_usize;
    for (kind, content) in records(sheet) {
        // Two sheets may begin at the same place, so that records are counted as cells are.
        budget.cells(1)?;
        match kind {
            BEGINNING => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS => announced(content, budget)?,
            NUMBERS => {
                let last = content
                    .len()
                    .checked_sub(2)
                    .and_then(|at| word(content, at));
                if let (Some(row), Some(first), Some(last)) =
                    (word(content, 0), word(content, 2), last)
                {
                    extent.take(row, first);
                    extent.take(row, last);
                    budget.cells(last.saturating_sub(first))?;
                }
            }
            kind if CELLS.contains(&kind) => {
                if let (Some(row), Some(column)) = (word(content, 0), word(content, 2)) {
                    extent.take(row, column);
                }
            }
            _ => {}
        }
    }
    budget.cells(extent.cells())
}

/// How many cells a sheet says it has.
fn announced(content: &[u8], budget: &Budget) -> Result<(), ReadError> {
    let long = |at: usize| Some(word(content, at + 2)? << 16 | word(content, at)?);
    let (rows, columns) = if content.len() < 14 {
        (
            word(content, 0).zip(word(content, 2)),
            word(content, 4).zip(word(content, 6)),
        )
    } else {
        (
            long(0).zip(long(4)),
            word(content, 8).zip(word(content, 10)),
        )
    };
    let (Some((top, bottom)), Some((left, right))) = (rows, columns) else {
        return Ok(());
    };
    let left = if left > 0xff || right < left { 0 } else { left };
    let rows = bottom.saturating_sub(top).saturating_add(1);
    if top > bottom || rows.saturating_mul(right - left + 1) > budget.limits.cells {
        let limit = budget.limits.cells;
        return Err(ReadError::TooManyCells { limit });
    }
    Ok(())
}

/// The outermost cells of a sheet.
#[derive(Default)]
struct Extent {
    corners: Option<[usize; 4]>,
}

impl Extent {
    fn take(&mut self, row: usize, column: usize) {
        let [top, bottom, left, right] = self.corners.unwrap_or([row, row, column, column]);
        self.corners = Some([
            top.min(row),
            bottom.max(row),
            left.min(column),
            right.max(column),
        ]);
    }

    fn cells(&self) -> usize {
        self.corners.map_or(0, |[top, bottom, left, right]| {
            (bottom - top + 1).saturating_mul(right - left + 1)
        })
    }
}

/// The records of a stream, each with its kind and its content, as far as they are whole.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (word(stream, 0)?, word(stream, 2)?);
        let content = stream.get(4..4 + length)?;
        stream = &stream[4 + length..];
        Some((u16::try_from(kind).ok()?, content))
    })
    .filter(|(kind, _)| *kind != CONTINUED)
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let word = bytes.get(at..at + 2)?;
    Some(usize::from(word[0]) | usize::from(word[1]) << 8)
}
