//! Small files that would take much memory or time if they were believed, made anew by each test.
//!
//! The tests of this crate read them, and those of the command `cohort` read them as a user would.

#![allow(
    dead_code,
    reason = "several test programs include this, and each uses a part of it"
)]
#![allow(clippy::unwrap_used)]

pub(crate) mod workbooks;

use workbooks::{
    one_sheet_many_times, one_string_in_many_cells, repeated_ods_cell, strings_announced,
    two_cells_at_the_corners,
};

/// Every file, with a name that says what it is.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("strings-announced.xlsx", strings_announced()),
        ("one-string-many-cells.xlsx", one_string_in_many_cells()),
        ("one-sheet-many-times.xlsx", one_sheet_many_times()),
        ("two-cells-at-the-corners.xls", two_cells_at_the_corners()),
        ("repeated-cell.ods", repeated_ods_cell()),
        ("at-signs.txt", at_signs()),
        ("recipients.eml", recipients()),
        ("nested.vcf", nested_cards()),
        ("columns.csv", columns()),
    ]
}

/// A line of nothing but `@`, among sentences.
pub(crate) fn at_signs() -> Vec<u8> {
    let sentence = "These are the people who take part in the course this term.\n";
    format!("{sentence}{}\n", "@".repeat(130_000)).into_bytes()
}

/// A saved email to 450,000 people.
pub(crate) fn recipients() -> Vec<u8> {
    let mut text = b"Subject: x\r\nDate: Mon, 2 Nov 2026 08:00:00 +0000\r\nTo: a@b.c".to_vec();
    for person in 0..450_000 {
        text.extend(format!(",\r\n p{person}@b.c").bytes());
    }
    text.extend(b"\r\n\r\nHello\r\n");
    text
}

/// Address cards, each within the one before.
pub(crate) fn nested_cards() -> Vec<u8> {
    let mut text = b"BEGIN:VCARD\r\nVERSION:3.0\r\n".repeat(100_000);
    text.extend(b"END:VCARD\r\n".repeat(100_000));
    text
}

/// A table whose rows have two million cells.
pub(crate) fn columns() -> Vec<u8> {
    let mut text = b"Name,E-Mail".to_vec();
    for _ in 0..2 {
        text.extend(b",x".repeat(2_000_000));
        text.extend(b"\nAda,ada@uni.edu");
    }
    text
}
