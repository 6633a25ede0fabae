//! Recognises the kind of a file by its first bytes.

use serde::{Deserialize, Serialize};

use super::error::ForeignFormat;

/// The format in which a list came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Lines of cells between commas, semicolons, tabs or bars.
    Delimited,
    Xlsx,
    Xls,
    Ods,
    VCard,
    /// A saved email with its header.
    Mail,
    /// Any other text with addresses in it.
    Text,
}

/// What the first bytes of a file say about it.
pub(super) enum Signature {
    Zip,
    /// An OLE compound file: an older Excel workbook, or an encrypted one of any age.
    Compound,
    /// A format that can't hold a list.
    Foreign(ForeignFormat),
    Text,
}

/// The first bytes of formats that can't hold a list.
const MAGIC: &[(&[u8], ForeignFormat)] = &[
    (b"\x89PNG", ForeignFormat::Picture),
    (b"\xff\xd8\xff", ForeignFormat::Picture),
    (b"GIF8", ForeignFormat::Picture),
    (b"BM", ForeignFormat::Picture),
    (b"II*\0", ForeignFormat::Picture),
    (b"MM\0*", ForeignFormat::Picture),
    (b"%PDF", ForeignFormat::Pdf),
    (b"Rar!", ForeignFormat::Archive),
    (b"7z\xbc\xaf", ForeignFormat::Archive),
    (b"\x1f\x8b", ForeignFormat::Archive),
    (b"BZh", ForeignFormat::Archive),
    (b"\xfd7zXZ", ForeignFormat::Archive),
    (b"\x28\xb5\x2f\xfd", ForeignFormat::Archive),
    (b"{\\rtf", ForeignFormat::Document),
    (b"\x7fELF", ForeignFormat::Program),
    (b"MZ\x90", ForeignFormat::Program),
    (b"\xcf\xfa\xed\xfe", ForeignFormat::Program),
    (b"\xca\xfe\xba\xbe", ForeignFormat::Program),
    (b"ID3", ForeignFormat::Sound),
    (b"OggS", ForeignFormat::Sound),
    (b"fLaC", ForeignFormat::Sound),
    (b"SQLite format 3\0", ForeignFormat::Database),
];

/// The kind of the file that begins with these bytes. Whatever isn't recognised counts as text.
pub(super) fn signature(bytes: &[u8]) -> Signature {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Signature::Zip;
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Signature::Compound;
    }
    if let Some((_, foreign)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // A list may well begin with the letters `BM`. A bitmap has four zero bytes after them as
        // well.
        if *foreign != ForeignFormat::Picture
            || !bytes.starts_with(b"BM")
            || bytes.get(6..10) == Some(&[0; 4])
        {
            return Signature::Foreign(*foreign);
        }
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Signature::Foreign(ForeignFormat::Picture);
    }
    if bytes.starts_with(b"RIFF") {
        return Signature::Foreign(ForeignFormat::Sound);
    }
    match bytes.get(4..8) {
        Some(b"ftyp") if matches!(bytes.get(8..11), Some(b"hei" | b"mif" | b"avi")) => {
            Signature::Foreign(ForeignFormat::Picture)
        }
        Some(b"ftyp") => Signature::Foreign(ForeignFormat::Sound),
        _ => Signature::Text,
    }
}

/// Whether a text is a web page. Most often it is the sign-in page that was saved in place of an
/// export.
pub(super) fn is_web_page(text: &str) -> bool {
    let start: String = text
        .trim_start()
        .chars()
        .take(15)
        .collect::<String>()
        .to_lowercase();
    ["<!doctype html", "<html", "<?xml"]
        .iter()
        .any(|tag| start.starts_with(tag))
}
