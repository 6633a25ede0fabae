//! Lists of people: reads any file that holds one, checks it, offers fixes, compares two lists.
//!
//! The crate is pure. Bytes and text come in, rows with findings go out; nothing here opens a file,
//! a connection or a clock. The window's commands, the terminal and the outbox depend on this
//! crate, and it depends on none of them. It holds no sentence for the user either: it says *what*
//! is wrong and *where*, and the caller has the words in the user's language.
//!
//! Start with [`address()`] for what counts as an email address, [`check()`] for the findings about
//! a list, [`open`] for how a file becomes a list, and [`paste()`] for how text becomes rows.

mod address;
mod check;
mod columns;
mod difference;
mod entry;
mod export;
mod groups;
mod paste;
mod read;
mod same_person;
mod search_text;
mod slug;
mod text;

pub use address::{Address, AddressError, InvalidKind, NormalizedAddress, address};
pub use check::{
    Checker, Context, Finding, FindingKind, Severity, TypoKind, UnusualKind, check, check_one, fix,
};
pub use columns::{Columns, Field, System};
pub use difference::{Change, Difference, difference};
pub use entry::Entry;
pub use export::{ExportError, csv_table, to_csv, to_xlsx, xlsx_table};
pub use groups::{GroupSize, GroupsPreview, Split, assign_at_random, group_name, group_names};
pub use paste::{LONGEST_PASTE, MOST_PASTED_COLUMNS, MOST_PASTED_ROWS, PasteError, block, paste};
pub use read::{
    DamageError, ForeignFormat, Format, Limits, List, People, ReadError, ReadOptions, Table,
    beginning, open,
};
pub use same_person::{Duplicates, PersonKey, clear_shared_ids};
pub use search_text::folded;
pub use slug::{has_individual_shape, individual_slug, slug_from_name};
