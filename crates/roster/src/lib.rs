//! Lists of people: read anything, check it, offer a mending, compare.
//!
//! Pure: bytes and text come in, rows with findings go out; nothing here opens a file, a
//! connection or a clock. The window's commands, the terminal and the outbox lean on this crate;
//! it leans on none of them. It holds no sentence for the user either: it says *what* is wrong
//! and *where*, and whoever shows it has the words.
//!
//! Start with [`address()`] for what an address is, [`check()`] for what is said about a list,
//! and [`paste()`] for how text becomes rows.

mod address;
mod check;
mod columns;
mod difference;
mod entry;
mod export;
mod groups;
mod paste;
mod read;
mod slug;
mod text;

pub use address::{Address, Invalid, InvalidKind, NormalizedAddress, address};
pub use check::{
    Checker, Context, Doubles, Finding, FindingKind, Severity, SlipKind, UnusualKind, check,
    check_one, mend,
};
pub use columns::{Columns, Field, System};
pub use difference::{Change, Difference, difference};
pub use entry::Entry;
pub use export::{Unwritable, csv_table, to_csv, to_xlsx};
pub use groups::{Split, at_random, group_names};
pub use paste::{block, paste};
pub use read::{Choices, Format, Limits, List, Looks, People, Table, Unreadable, beginning, open};
pub use slug::{individual_slug, numbered_individual_slug, slug_from_name};
