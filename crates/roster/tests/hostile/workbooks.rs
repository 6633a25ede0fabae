//! Workbooks that announce, repeat or spread out more than they hold.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with these shared strings, whose one sheet of this content is named by all `names`.
pub(crate) fn xlsx(names: &[String], strings: &str, rows: &str) -> Vec<u8> {
    let mut sheets = String::new();
    for (at, name) in names.iter().enumerate() {
        write!(
            sheets,
            r#"<sheet name="{name}" sheetId="{}" r:id="rId1"/>"#,
            at + 1
        )
        .unwrap();
    }
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>"#
    );
    let root = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let links = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
    zipped(&[
        (
            "[Content_Types].xml",
            br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// Announces a million million strings and holds none.
pub(crate) fn strings_announced() -> Vec<u8> {
    let strings = format!(r#"<sst xmlns="{MAIN}" uniqueCount="1000000000000"></sst>"#);
    xlsx(&["A".to_owned()], &strings, "")
}

/// One string of 128 KiB in 80,000 cells.
pub(crate) fn one_string_in_many_cells() -> Vec<u8> {
    let strings = format!(
        r#"<sst xmlns="{MAIN}"><si><t>{}</t></si></sst>"#,
        "x".repeat(128 << 10)
    );
    let rows = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(80_000);
    xlsx(&["A".to_owned()], &strings, &rows)
}

/// One sheet of 60,000 people that two hundred names stand for.
pub(crate) fn one_sheet_many_times() -> Vec<u8> {
    let strings = format!(r#"<sst xmlns="{MAIN}"><si><t>ada@uni.edu</t></si></sst>"#);
    let names: Vec<String> = (0..200).map(|at| format!("A{at}")).collect();
    let rows = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(60_000);
    xlsx(&names, &strings, &rows)
}

/// One record of an older workbook.
fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
}

fn cell(kind: u16, row: usize, column: usize, content: &[u8]) -> Vec<u8> {
    let place = [row, column, 0].map(|at| u16::try_from(at).unwrap().to_le_bytes());
    record(kind, &[place.as_flattened(), content].concat())
}

/// An older workbook with one sheet, and with these records before and in it.
fn older_workbook(globals: &[u8], cells: &[u8]) -> Vec<u8> {
    let begin = |kind: u8| {
        let mut content = vec![0, 6, kind];
        content.resize(16, 0);
        record(0x0809, &content)
    };
    let end = record(0x000a, &[]);
    let entry = |at: usize| {
        let mut entry = u32::try_from(at).unwrap().to_le_bytes().to_vec();
        entry.extend([0, 0, 1, 0, b'A']);
        record(0x0085, &entry)
    };
    let before = [begin(5), globals.to_vec(), end.clone()].concat().len() + entry(0).len();
    compound(
        &[
            begin(5),
            entry(before),
            globals.to_vec(),
            end.clone(),
            begin(16),
            cells.to_vec(),
            end,
        ]
        .concat(),
    )
}

/// An older workbook whose two cells are as far apart as can be.
pub(crate) fn two_cells_at_the_corners() -> Vec<u8> {
    let number = |row, column| cell(0x0203, row, column, &1.0_f64.to_le_bytes());
    older_workbook(&[], &[number(0, 0), number(65_535, 255)].concat())
}

/// An older workbook with one string of 8,000 letters in 200,000 cells. Only the library that reads
/// it knows how long the string is.
pub(crate) fn one_string_in_many_older_cells() -> Vec<u8> {
    let mut strings = [1_u32, 1].map(u32::to_le_bytes).as_flattened().to_vec();
    strings.extend(8_000_u16.to_le_bytes());
    strings.push(0);
    strings.extend([b'x'; 8_000]);
    let cells = (0..200_000).map(|at| cell(0x00fd, at / 100, at % 100, &[0; 4]));
    older_workbook(
        &record(0x00fc, &strings),
        &cells.flatten().collect::<Vec<u8>>(),
    )
}

/// The container of an older workbook, with this as its one stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const NONE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    // A shorter stream would be stored in another way.
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4_096).next_multiple_of(SECTOR), 0);
    let sectors = u32::try_from(stream.len() / SECTOR).unwrap();

    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.extend([0; 16]);
    for word in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0] {
        header.extend(word.to_le_bytes());
    }
    // The table comes first, then the folder in one sector, then the stream. There are no short
    // streams, and the header has room to name all sectors of the table.
    let in_table = u32::try_from(SECTOR / 4).unwrap();
    let parts = (1..=109)
        .find(|parts| parts + 1 + sectors <= parts * in_table)
        .unwrap();
    for word in [0, parts, parts, 0, 4_096, END, 0, END, 0] {
        header.extend(word.to_le_bytes());
    }
    for part in 0..parts {
        header.extend(part.to_le_bytes());
    }
    header.resize(SECTOR, 0xff);

    let mut table = vec![0xffff_fffd; parts as usize];
    table.push(END);
    table.extend((parts + 2)..=(parts + sectors));
    table.push(END);
    table.resize((parts * in_table) as usize, NONE);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();

    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        let length = u16::try_from(2 * (name.len() + 1)).unwrap();
        entry.extend(length.to_le_bytes());
        entry.extend([kind, 1]);
        for word in [NONE, NONE, child] {
            entry.extend(word.to_le_bytes());
        }
        entry.extend([0; 36]);
        entry.extend(start.to_le_bytes());
        entry.extend(size.to_le_bytes());
        entry.extend([0; 4]);
        entry
    };
    let mut folder = entry("Root Entry", 5, 1, END, 0);
    let size = u32::try_from(stream.len()).unwrap();
    folder.extend(entry("Workbook", 2, NONE, parts + 1, size));
    folder.resize(SECTOR, 0);
    [header, table, folder, stream].concat()
}

/// A cell of 120 KiB that says it is repeated 4,096 times.
pub(crate) fn repeated_ods_cell() -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><table:table table:name="A"><table:table-row><table:table-cell table:number-columns-repeated="4096"><text:p>{}</text:p></table:table-cell></table:table-row></table:table></office:document-content>"#,
        "x".repeat(120 << 10)
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}
