//! What a file is, told by its bytes and never by its name.

use serde::{Deserialize, Serialize};

use super::error::Looks;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Lines of cells: commas, semicolons, tabs, bars.
    Delimited,
    Xlsx,
    Xls,
    Ods,
    VCard,
    /// A mail with its header.
    Mail,
    /// Any other text, with addresses in it.
    Text,
}

pub(super) enum Kind {
    Zip,
    /// The older workbooks of Excel, and the newer ones that are locked.
    Compound,
    Other(Looks),
    Text,
}

const MAGIC: &[(&[u8], Looks)] = &[
    (b"\x89PNG", Looks::Picture),
    (b"\xff\xd8\xff", Looks::Picture),
    (b"GIF8", Looks::Picture),
    (b"BM", Looks::Picture),
    (b"II*\0", Looks::Picture),
    (b"MM\0*", Looks::Picture),
    (b"%PDF", Looks::Pdf),
    (b"Rar!", Looks::Archive),
    (b"7z\xbc\xaf", Looks::Archive),
    (b"\x1f\x8b", Looks::Archive),
    (b"BZh", Looks::Archive),
    (b"\xfd7zXZ", Looks::Archive),
    (b"\x28\xb5\x2f\xfd", Looks::Archive),
    (b"{\\rtf", Looks::Document),
    (b"\x7fELF", Looks::Program),
    (b"MZ\x90", Looks::Program),
    (b"\xcf\xfa\xed\xfe", Looks::Program),
    (b"\xca\xfe\xba\xbe", Looks::Program),
    (b"ID3", Looks::Sound),
    (b"OggS", Looks::Sound),
    (b"fLaC", Looks::Sound),
    (b"SQLite format 3\0", Looks::Database),
];

pub(super) fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Kind::Compound;
    }
    if let Some((_, looks)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // A list may begin with the letters of a picture's first two bytes.
        if *looks != Looks::Picture
            || !bytes.starts_with(b"BM")
            || bytes.get(6..10) == Some(&[0; 4])
        {
            return Kind::Other(*looks);
        }
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Kind::Other(Looks::Picture);
    }
    if bytes.starts_with(b"RIFF") {
        return Kind::Other(Looks::Sound);
    }
    match bytes.get(4..8) {
        Some(b"ftyp") if matches!(bytes.get(8..11), Some(b"hei" | b"mif" | b"avi")) => {
            Kind::Other(Looks::Picture)
        }
        Some(b"ftyp") => Kind::Other(Looks::Sound),
        _ => Kind::Text,
    }
}

/// Text that is a page of the web: a login page saved in place of an export.
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
