//! What is no list, or too much of one, is refused by name.
#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write as _};

use roster::{Choices, Entry, Limits, Looks, Unreadable, open, to_csv, to_xlsx};
use zip::write::SimpleFileOptions;

fn refused(bytes: &[u8]) -> Unreadable {
    refused_within(bytes, Limits::default())
}

fn refused_within(bytes: &[u8], limits: Limits) -> Unreadable {
    let choices = Choices {
        limits,
        ..Choices::default()
    };
    match open(bytes, &choices) {
        Err(error) => error,
        Ok(list) => list.best_people().find_map(Result::err).unwrap(),
    }
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn nothing_is_said_to_be_nothing() {
    for bytes in [
        &b""[..],
        b" \r\n\t",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x0d\x00\x0a\x00",
        &[0; 64],
    ] {
        assert!(matches!(refused(bytes), Unreadable::Empty), "{bytes:?}");
    }
}

#[test]
fn other_files_are_told_by_their_bytes() {
    let noise: Vec<u8> = (0..=u8::MAX).cycle().step_by(37).take(4_000).collect();
    for (bytes, looks) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Looks::Picture),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Looks::Picture),
        (b"%PDF-1.7\n", Looks::Pdf),
        (b"\x1f\x8b\x08\0\0\0\0\0", Looks::Archive),
        (b"{\\rtf1\\ansi ada@uni.edu}", Looks::Document),
        (b"\x7fELF\x02\x01\x01\0", Looks::Program),
        (b"SQLite format 3\0", Looks::Database),
        (
            b"<!DOCTYPE html><html><body>Log in</body></html>",
            Looks::WebPage,
        ),
        (&noise, Looks::Binary),
        (&zipped(&[("notes.txt", b"ada@uni.edu")]), Looks::Archive),
        (
            &zipped(&[
                ("[Content_Types].xml", b"<x/>"),
                ("word/document.xml", b"<x/>"),
            ]),
            Looks::Document,
        ),
    ] {
        match refused(bytes) {
            Unreadable::NotAList(found) => assert_eq!(found, looks),
            other => panic!("{looks:?}: {other}"),
        }
    }
}

#[test]
fn sentences_without_people_are_nobody() {
    assert!(matches!(
        refused(b"This is a letter about nothing in particular, and long.\n"),
        Unreadable::Nobody
    ));
}

#[test]
fn a_workbook_cut_short_is_damaged() {
    let ada = Entry {
        name: "Ada".into(),
        address: "ada@uni.edu".into(),
        ..Entry::default()
    };
    let whole = to_xlsx([&ada]).unwrap();
    for end in [30, whole.len() / 2, whole.len() - 1] {
        assert!(
            matches!(refused(&whole[..end]), Unreadable::Damaged(_)),
            "{end}"
        );
    }
}

#[test]
fn an_older_workbook_cut_short_is_damaged() {
    let whole = include_bytes!("golden/moodle-grades.xls");
    for end in [100, 600, 3_000, 4_000, whole.len() - 600] {
        assert!(
            matches!(refused(&whole[..end]), Unreadable::Damaged(_)),
            "{end}"
        );
    }
}

#[test]
fn a_locked_workbook_is_said_to_be_locked() {
    // Office wraps what it encrypts in its older kind of file, with a stream of this name.
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(1_024, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(refused(&locked), Unreadable::Locked));

    let ods = zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"noise"),
    ]);
    assert!(matches!(refused(&ods), Unreadable::Locked));
}

#[test]
fn a_bomb_is_put_down_before_it_bursts() {
    let zeros = vec![b' '; 24 << 20];
    let bomb = zipped(&[("xl/workbook.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    assert!(matches!(refused(&bomb), Unreadable::UnpacksTooLarge { .. }));
    let bomb = zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", &zeros),
    ]);
    assert!(matches!(refused(&bomb), Unreadable::UnpacksTooLarge { .. }));
}

#[test]
fn a_cell_said_to_stand_there_a_million_times_does_not() {
    let ods = |row: &str| {
        let content = format!(
            "<office:document-content><table:table table:name=\"A\"><table:table-row>{row}</table:table-row></table:table></office:document-content>"
        );
        zipped(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("content.xml", content.as_bytes()),
        ])
    };
    let wide = ods(
        "<table:table-cell table:number-columns-repeated=\"9999999999\"><text:p>ada@uni.edu</text:p></table:table-cell>",
    );
    assert!(matches!(refused(&wide), Unreadable::TooManyColumns { .. }));
    let empty = ods("<table:table-cell table:number-columns-repeated=\"9999999999\"/>");
    assert!(matches!(refused(&empty), Unreadable::Nobody));
}

#[test]
fn a_row_of_ten_megabytes_is_named() {
    let mut text = b"Name,E-Mail\nAda,ada@uni.edu\n\"".to_vec();
    text.resize(10 << 20, b'x');
    let list = open(&text, &Choices::default()).unwrap();
    let mut people = list.best_people();
    assert_eq!(people.next().unwrap().unwrap().name, "Ada");
    assert!(matches!(
        people.next(),
        Some(Err(Unreadable::CellTooLong { row: 3, .. }))
    ));
    assert!(people.next().is_none());
    assert!(matches!(
        refused(&vec![b'x'; 10 << 20]),
        Unreadable::CellTooLong { row: 1, .. }
    ));
}

#[test]
fn every_bound_has_its_word() {
    let ada = Entry {
        name: "Ada".into(),
        address: "ada@uni.edu".into(),
        ..Entry::default()
    };
    let people = vec![ada; 50];
    let bounds = Limits {
        rows: 20,
        ..Limits::default()
    };
    let csv = to_csv(&people).unwrap();
    assert!(matches!(
        refused_within(&csv, bounds),
        Unreadable::TooManyRows { limit: 20 }
    ));
    let xlsx = to_xlsx(&people).unwrap();
    assert!(matches!(
        refused_within(&xlsx, bounds),
        Unreadable::TooManyRows { limit: 20 }
    ));
    let lines = "ada@uni.edu\n".repeat(50);
    assert!(matches!(
        refused_within(lines.as_bytes(), bounds),
        Unreadable::TooManyRows { limit: 20 }
    ));
    let small = Limits {
        file: 100,
        ..Limits::default()
    };
    assert!(matches!(
        refused_within(&csv, small),
        Unreadable::FileTooLarge { limit: 100 }
    ));
    let wide = format!("Name,E-Mail{}\nAda,ada@uni.edu\n", ",x".repeat(5_000));
    assert!(matches!(
        refused(wide.as_bytes()),
        Unreadable::TooManyColumns { .. }
    ));
}

#[test]
fn an_older_workbook_that_leads_in_a_ring_is_damaged() {
    let ring = include_bytes!("../fuzz/corpus/xls/chain-in-a-ring");
    assert!(matches!(refused(ring), Unreadable::Damaged(_)));
}
