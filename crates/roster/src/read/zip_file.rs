//! Zip files: what is in one, and that it does not burst.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{Looks, Unreadable};
use super::limits::Limits;

pub(super) enum Contents {
    Xlsx,
    /// With its `content.xml`.
    Ods(Vec<u8>),
}

/// More files than this are in no workbook.
const FILES: usize = 20_000;

const SMALL: u64 = 16 << 20;

pub(super) fn contents(bytes: &[u8], limits: &Limits) -> Result<Contents, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Unreadable::damaged)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if archive.len() > FILES {
        return Err(Unreadable::NotAList(Looks::Archive));
    }
    if has("content.xml") && has("mimetype") {
        let mut kind = String::new();
        let file = archive.by_name("mimetype").map_err(broken)?;
        file.take(100)
            .read_to_string(&mut kind)
            .map_err(Unreadable::damaged)?;
        if !kind.contains("spreadsheet") {
            return Err(Unreadable::NotAList(Looks::Document));
        }
        if is_locked_ods(&mut archive)? {
            return Err(Unreadable::Locked);
        }
        let mut room = Room::new(bytes.len(), limits);
        let mut content = Vec::new();
        let mut file = archive.by_name("content.xml").map_err(broken)?;
        room.read(&mut file, Some(&mut content))?;
        return Ok(Contents::Ods(content));
    }
    if has("word/document.xml") || has("ppt/presentation.xml") {
        return Err(Unreadable::NotAList(Looks::Document));
    }
    if !has("xl/workbook.xml") && !has("xl/workbook.bin") && !has("[Content_Types].xml") {
        return Err(Unreadable::NotAList(Looks::Archive));
    }
    // The reader of workbooks sets itself no bound: everything is unpacked once for the count.
    let mut room = Room::new(bytes.len(), limits);
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).map_err(broken)?;
        room.read(&mut file, None)?;
    }
    Ok(Contents::Xlsx)
}

fn broken(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Unreadable::Locked
        }
        other => Unreadable::damaged(other),
    }
}

/// In an `OpenDocument` file the manifest says which parts are encrypted.
fn is_locked_ods(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<bool, Unreadable> {
    let Ok(manifest) = archive.by_name("META-INF/manifest.xml") else {
        return Ok(archive.index_for_name("encrypted-package").is_some());
    };
    let mut text = Vec::new();
    manifest
        .take(1 << 20)
        .read_to_end(&mut text)
        .map_err(Unreadable::damaged)?;
    Ok(memchr::memmem::find(&text, b"encryption-data").is_some())
}

/// How much may still come out.
struct Room {
    left: u64,
    out: u64,
    packed: u64,
    limits: Limits,
}

impl Room {
    fn new(packed: usize, limits: &Limits) -> Self {
        Self {
            left: limits.unpacked,
            out: 0,
            packed: packed as u64,
            limits: *limits,
        }
    }

    fn read(
        &mut self,
        file: &mut impl io::Read,
        mut into: Option<&mut Vec<u8>>,
    ) -> Result<(), Unreadable> {
        let mut buffer = vec![0; 64 << 10];
        loop {
            let count = file.read(&mut buffer).map_err(Unreadable::damaged)?;
            if count == 0 {
                return Ok(());
            }
            self.out += count as u64;
            let bursts = self.out > SMALL && self.out / self.packed.max(1) > self.limits.ratio;
            if self.out > self.left || bursts {
                return Err(Unreadable::UnpacksTooLarge {
                    limit: self.limits.unpacked,
                });
            }
            if let Some(into) = &mut into {
                into.extend_from_slice(&buffer[..count]);
            }
        }
    }
}
