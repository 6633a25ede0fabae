//! Files that aren't a list, or that exceed a limit, are refused with the error that says why.

#![allow(clippy::unwrap_used)]

mod hostile;

use hostile::workbooks::{xlsx, zipped};
use roster::{
    Entry, ForeignFormat, Limits, PasteError, ReadError, ReadOptions, open, to_csv, to_xlsx,
};

fn refused(bytes: &[u8]) -> ReadError {
    refused_within(bytes, Limits::default())
}

fn refused_within(bytes: &[u8], limits: Limits) -> ReadError {
    let options = ReadOptions {
        limits,
        ..ReadOptions::default()
    };
    match open(bytes, &options) {
        Err(error) => error,
        Ok(list) => list.best_people().find_map(Result::err).unwrap(),
    }
}

fn ada() -> Entry {
    Entry {
        name: "Ada".into(),
        address: "ada@uni.edu".into(),
        ..Entry::default()
    }
}

/// The file that says that a zip file is a spreadsheet in `OpenDocument` format.
const ODS_TYPE: (&str, &[u8]) = (
    "mimetype",
    b"application/vnd.oasis.opendocument.spreadsheet",
);

#[test]
fn a_file_without_any_text_is_empty() {
    for bytes in [
        &b""[..],
        b" \r\n\t",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x0d\x00\x0a\x00",
        &[0; 64],
    ] {
        assert!(matches!(refused(bytes), ReadError::Empty), "{bytes:?}");
    }
}

#[test]
fn foreign_formats_are_recognised_by_their_bytes() {
    let noise: Vec<u8> = (0..=u8::MAX).cycle().step_by(37).take(4_000).collect();
    for (bytes, format) in [
        (
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            ForeignFormat::Picture,
        ),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", ForeignFormat::Picture),
        (b"%PDF-1.7\n", ForeignFormat::Pdf),
        (b"\x1f\x8b\x08\0\0\0\0\0", ForeignFormat::Archive),
        (b"{\\rtf1\\ansi ada@uni.edu}", ForeignFormat::Document),
        (b"\x7fELF\x02\x01\x01\0", ForeignFormat::Program),
        (b"SQLite format 3\0", ForeignFormat::Database),
        (
            b"<!DOCTYPE html><html><body>Log in</body></html>",
            ForeignFormat::WebPage,
        ),
        (&noise, ForeignFormat::Binary),
        (
            &zipped(&[("notes.txt", b"ada@uni.edu")]),
            ForeignFormat::Archive,
        ),
        (
            &zipped(&[
                ("[Content_Types].xml", b"<x/>"),
                ("word/document.xml", b"<x/>"),
            ]),
            ForeignFormat::Document,
        ),
    ] {
        match refused(bytes) {
            ReadError::NotAList(found) => assert_eq!(found, format),
            other => panic!("{format:?}: {other}"),
        }
    }
}

#[test]
fn sentences_without_addresses_hold_no_people() {
    assert!(matches!(
        refused(b"This is a letter about nothing in particular, and long.\n"),
        ReadError::NoPeople
    ));
}

#[test]
fn a_workbook_cut_short_is_damaged() {
    let whole = to_xlsx([&ada()]).unwrap();
    for end in [30, whole.len() / 2, whole.len() - 1] {
        assert!(
            matches!(refused(&whole[..end]), ReadError::Damaged(_)),
            "{end}"
        );
    }
}

#[test]
fn an_older_workbook_cut_short_is_damaged() {
    let whole = include_bytes!("golden/moodle-grades.xls");
    for end in [100, 600, 3_000, 4_000, whole.len() - 600] {
        assert!(
            matches!(refused(&whole[..end]), ReadError::Damaged(_)),
            "{end}"
        );
    }
}

#[test]
fn an_encrypted_workbook_is_recognised() {
    // Office stores an encrypted workbook in the container of the older format, in a stream with this
    // name.
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(1_024, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(refused(&locked), ReadError::Locked));

    let ods = zipped(&[
        ODS_TYPE,
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"noise"),
    ]);
    assert!(matches!(refused(&ods), ReadError::Locked));
}

#[test]
fn a_zip_bomb_is_refused_before_it_fills_the_memory() {
    let zeros = format!("<!--{}-->", " ".repeat(64 << 10)).repeat(384);
    let zeros = zeros.as_bytes();
    let bomb = zipped(&[("xl/workbook.xml", zeros)]);
    assert!(bomb.len() < 100_000);
    assert!(matches!(refused(&bomb), ReadError::UnpacksTooLarge { .. }));
    let bomb = zipped(&[ODS_TYPE, ("content.xml", zeros)]);
    assert!(matches!(refused(&bomb), ReadError::UnpacksTooLarge { .. }));
}

#[test]
fn a_cell_that_says_it_is_repeated_a_million_times_is_bounded() {
    let ods = |row: &str| {
        let content = format!(
            "<office:document-content><table:table table:name=\"A\"><table:table-row>{row}</table:table-row></table:table></office:document-content>"
        );
        zipped(&[ODS_TYPE, ("content.xml", content.as_bytes())])
    };
    let wide = ods(
        "<table:table-cell table:number-columns-repeated=\"9999999999\"><text:p>ada@uni.edu</text:p></table:table-cell>",
    );
    assert!(matches!(refused(&wide), ReadError::TooManyColumns { .. }));
    let empty = ods("<table:table-cell table:number-columns-repeated=\"9999999999\"/>");
    assert!(matches!(refused(&empty), ReadError::NoPeople));
}

#[test]
fn a_row_of_ten_megabytes_is_refused_by_its_number() {
    let mut text = b"Name,E-Mail\nAda,ada@uni.edu\n\"".to_vec();
    text.resize(10 << 20, b'x');
    let list = open(&text, &ReadOptions::default()).unwrap();
    let mut people = list.best_people();
    assert_eq!(people.next().unwrap().unwrap().name, "Ada");
    assert!(matches!(
        people.next(),
        Some(Err(ReadError::CellTooLong { row: 3, .. }))
    ));
    assert!(people.next().is_none());
    assert!(matches!(
        refused(&vec![b'x'; 10 << 20]),
        ReadError::CellTooLong { row: 1, .. }
    ));
}

#[test]
fn each_limit_has_its_own_error() {
    let people = vec![ada(); 50];
    let bounds = Limits {
        rows: 20,
        ..Limits::default()
    };
    let csv = to_csv(&people).unwrap();
    assert!(matches!(
        refused_within(&csv, bounds),
        ReadError::TooManyRows { limit: 20 }
    ));
    let xlsx = to_xlsx(&people).unwrap();
    assert!(matches!(
        refused_within(&xlsx, bounds),
        ReadError::TooManyRows { limit: 20 }
    ));
    let lines = "ada@uni.edu\n".repeat(50);
    assert!(matches!(
        refused_within(lines.as_bytes(), bounds),
        ReadError::TooManyRows { limit: 20 }
    ));
    let small = Limits {
        file: 100,
        ..Limits::default()
    };
    assert!(matches!(
        refused_within(&csv, small),
        ReadError::FileTooLarge { limit: 100 }
    ));
    let wide = format!("Name,E-Mail{}\nAda,ada@uni.edu\n", ",x".repeat(5_000));
    assert!(matches!(
        refused(wide.as_bytes()),
        ReadError::TooManyColumns { .. }
    ));
}

#[test]
fn an_older_workbook_whose_chain_leads_in_a_circle_is_damaged() {
    let ring = include_bytes!("../fuzz/corpus/xls/chain-in-a-ring");
    assert!(matches!(refused(ring), ReadError::Damaged(_)));
}

#[test]
fn small_files_that_would_become_large_are_refused_with_what_is_too_much() {
    type Expected = fn(&ReadError) -> bool;
    let expected: [(&str, Expected); 9] = [
        ("strings-announced.xlsx", |e| {
            matches!(e, ReadError::NoPeople)
        }),
        ("one-string-many-cells.xlsx", |e| {
            matches!(e, ReadError::CellTooLong { .. })
        }),
        ("one-sheet-many-times.xlsx", |e| {
            matches!(e, ReadError::UnpacksTooLarge { .. })
        }),
        ("two-cells-at-the-corners.xls", |e| {
            matches!(e, ReadError::TooManyCells { .. })
        }),
        ("repeated-cell.ods", |e| {
            matches!(e, ReadError::CellTooLong { .. })
        }),
        ("at-signs.txt", |e| {
            matches!(e, ReadError::CellTooLong { .. })
        }),
        ("recipients.eml", |e| {
            matches!(e, ReadError::TooMuchText { .. })
        }),
        ("nested.vcf", |e| matches!(e, ReadError::Damaged(_))),
        ("columns.csv", |e| {
            matches!(e, ReadError::TooManyColumns { row: 1, .. })
        }),
    ];
    for ((name, bytes), (expected_name, is_expected)) in hostile::all().into_iter().zip(expected) {
        assert_eq!(name, expected_name);
        let error = refused(&bytes);
        assert!(is_expected(&error), "{name}: {error:?}");
    }
}

#[test]
fn what_is_used_up_by_one_sheet_is_missing_for_the_next() {
    let names = |count: usize| (0..count).map(|at| format!("A{at}")).collect::<Vec<_>>();
    let rows = "<row><c><v>1</v></c><c><v>2</v></c></row>".repeat(10);
    let limits = |limits: fn(&mut Limits)| {
        let mut all = Limits::default();
        limits(&mut all);
        all
    };
    let within =
        |count: usize, limits: Limits| refused_within(&xlsx(&names(count), "", &rows), limits);
    for (bounds, is_expected) in [
        (
            limits(|l| l.rows = 25),
            (|e| matches!(e, ReadError::TooManyRows { limit: 25 })) as fn(&ReadError) -> bool,
        ),
        (limits(|l| l.cells = 125), |e| {
            matches!(e, ReadError::TooManyCells { limit: 125 })
        }),
        (limits(|l| l.text = 50), |e| {
            matches!(e, ReadError::TooMuchText { limit: 50 })
        }),
        (limits(|l| l.tables = 2), |e| {
            matches!(e, ReadError::TooManyTables { limit: 2 })
        }),
    ] {
        let two = xlsx(&names(2), "", &rows);
        let options = ReadOptions {
            limits: bounds,
            ..ReadOptions::default()
        };
        assert_eq!(open(&two, &options).err(), None);
        let error = within(3, bounds);
        assert!(is_expected(&error), "{error:?}");
    }
}

#[test]
fn empty_rows_count_as_cells_do() {
    let names: Vec<String> = (0..5).map(|at| format!("A{at}")).collect();
    let book = xlsx(&names, "", &"<row></row>".repeat(1_000));
    let limits = Limits {
        cells: 4_000,
        ..Limits::default()
    };
    let error = refused_within(&book, limits);
    assert_eq!(error, ReadError::TooManyCells { limit: 4_000 });
}

/// A heading may name many columns that the rows don't have.
#[cfg(target_os = "linux")]
#[test]
fn a_short_row_costs_no_more_than_its_cells() {
    let rows = "a\tb\n".repeat(20_000);
    let narrow = cost(&("Email\tName\n".to_owned() + &rows));
    let wide = cost(&("Email\tName".to_owned() + &"\tEmail".repeat(998) + "\n" + &rows));
    assert!(wide < narrow * 3, "{narrow} ns, then {wide} ns");
}

#[test]
fn what_is_pasted_has_limits() {
    let many = |row: &str| row.repeat(100_001);
    for (text, error) in [
        (many("ada@uni.edu\n"), PasteError::TooManyRows),
        (many("ada@uni.edu, "), PasteError::TooManyRows),
        (many("\ta\n"), PasteError::TooManyRows),
        ("a\t".repeat(1_000), PasteError::TooManyColumns),
        (
            "Email,Name".to_owned() + &",Note".repeat(999),
            PasteError::TooManyColumns,
        ),
        (
            ("a".to_owned() + &"\t".repeat(499) + "\n").repeat(4_001),
            PasteError::TooLong,
        ),
        ("a".repeat(roster::LONGEST_PASTE + 1), PasteError::TooLong),
    ] {
        assert_eq!(roster::paste(&text), Err(error), "{text:.20}");
    }
    let most = "ada@uni.edu\n".repeat(100_000);
    assert_eq!(roster::paste(&most).unwrap().len(), 100_000);
}

#[test]
fn a_long_group_name_is_not_repeated_for_every_member() {
    let group = "G".repeat(50_000);
    let members = "a@b.c, ".repeat(50_000);
    let list = format!("To: {group}: {members};");
    let copied: usize = roster::paste(&list)
        .unwrap()
        .iter()
        .map(|entry| entry.group.len())
        .sum();
    assert!(copied < 1_000_000, "{copied}");
}

/// The processor time that pasting takes, the least of several runs.
#[cfg(target_os = "linux")]
fn cost(text: &str) -> u64 {
    let used = || -> u64 {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        stat.split_whitespace().next().unwrap().parse().unwrap()
    };
    let runs = (0..5).map(|_| {
        let begun = used();
        std::hint::black_box(roster::paste(text)).ok();
        used() - begun
    });
    runs.min().unwrap()
}

/// What takes time in proportion to its square would take 64 times as long.
#[cfg(target_os = "linux")]
#[test]
fn what_is_pasted_is_read_in_time_proportional_to_its_length() {
    let texts: [(&str, &dyn Fn(usize) -> String); 6] = [
        ("columns", &|n| {
            let heading = "x\t".repeat(900) + &"Email\t".repeat(99);
            heading + &"\na\t".repeat(n / 4)
        }),
        ("colons", &|n| {
            format!("x,{}{};", " ".repeat(n), ":".repeat(n))
        }),
        ("folds", &|n| "x\n ".repeat(n) + ";"),
        ("commas", &|n| format!("<{}", "a,".repeat(n))),
        ("names", &|n| "a:".repeat(n) + ";"),
        ("comments", &|n| "(at)".repeat(n) + ";"),
    ];
    for (name, text) in texts {
        let (short, long) = (cost(&text(40_000)), cost(&text(320_000)));
        assert!(long < short * 24, "{name}: {short} ns, then {long} ns");
    }
}
