//! An exported list reads back as it was, and the same list in another form is the same list.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use pretty_assertions::assert_eq;
use proptest::prelude::*;
use roster::{Entry, NormalizedAddress, ReadOptions, difference, open, to_csv, to_xlsx};

fn read(bytes: &[u8]) -> Vec<Entry> {
    let list = open(bytes, &ReadOptions::default()).unwrap();
    list.best_people().map(Result::unwrap).collect()
}

#[test]
fn formulas_are_written_as_text() {
    let mallory = Entry {
        name: "=HYPERLINK(\"http://evil\")".into(),
        address: "+cmd@uni.edu".into(),
        group: "@SUM(A1)".into(),
        note: "-1+1".into(),
        list_id: "'=quoted".into(),
    };
    let csv = to_csv([&mallory]).unwrap();
    let text = String::from_utf8(csv.clone()).unwrap();
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let row = rows.records().nth(1).unwrap().unwrap();
    for cell in &row {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert_eq!(read(&csv), std::slice::from_ref(&mallory));
    assert_eq!(read(&to_xlsx([&mallory]).unwrap()), [mallory]);
}

/// A cell of several lines isn't taken for rows that an unclosed quotation mark has joined, unless
/// one of its lines holds an address.
#[test]
fn a_name_of_two_lines_with_an_at_sign_is_one_name() {
    let ada = Entry {
        name: "\n,@".into(),
        address: "=@a.de".into(),
        ..Entry::default()
    };
    let csv = to_csv([&ada]).unwrap();
    assert_eq!(read(&csv), [ada]);
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let cell = || {
        "[=+@'-]{0,2}[^\\x00-\\x08\\x0b-\\x1f\\u{fffe}\\u{ffff}\\u{feff}]{0,8}"
            .prop_map(|c| c.replace('\r', ""))
    };
    let entry = (
        cell(),
        "[a-z=+'-]{1,4}@[a-z]{1,3}\\.de",
        cell(),
        cell(),
        cell(),
    );
    let entry = entry.prop_map(|(name, address, group, note, list_id)| Entry {
        name,
        address,
        group,
        note,
        list_id,
    });
    prop::collection::vec(entry, 1..6)
}

proptest! {
    #[test]
    fn reading_an_exported_csv_file_gives_the_same_list(list in entries()) {
        prop_assert_eq!(read(&to_csv(&list).unwrap()), list.clone());
    }

    #[test]
    fn reading_an_exported_workbook_gives_the_same_list(list in entries()) {
        prop_assert_eq!(read(&to_xlsx(&list).unwrap()), list);
    }

    #[test]
    fn the_same_list_in_another_order_case_and_encoding_adds_and_removes_nobody(
        people in prop::collection::vec(("[A-Z][a-zäöüß]{1,6}", "[a-zäö]{1,6}"), 1..10),
        turn in 0..10_usize,
        encoding in 0..5_usize,
        upper: bool,
        separator in prop::sample::select(vec![',', ';', '\t']),
    ) {
        let file = |people: &[(String, String)], separator: char, upper: bool| {
            let mut text = format!("Name{separator}E-Mail\r\n");
            for (name, local) in people {
                let address = format!("{local}@uni.edu");
                let address = if upper { address.to_uppercase() } else { address };
                write!(text, "{name}{separator}{address}\r\n").unwrap();
            }
            text
        };
        let first = read(file(&people, ',', false).as_bytes());
        let mut turned = people.clone();
        turned.rotate_left(turn % people.len());
        let text = file(&turned, separator, upper);
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        let bytes = match encoding {
            0 => text.into_bytes(),
            1 => marked(b"\xef\xbb\xbf", text.into_bytes()),
            2 => marked(b"\xff\xfe", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            3 => marked(b"\xfe\xff", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            _ => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        };
        let second = read(&bytes);
        let found = difference(&first, &second);
        prop_assert_eq!((found.added, found.gone), (vec![], vec![]));
        let mut keys = [first, second].map(|l| l.iter().map(|e| NormalizedAddress::of(&e.address).unwrap()).collect::<Vec<_>>());
        keys[0].sort();
        keys[1].sort();
        prop_assert_eq!(&keys[0], &keys[1]);
    }
}
