//! Looks into a zip file: whether it is a workbook, and that it does not unpack to more than the
//! limits allow.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{ForeignFormat, ReadError};
use super::limits::Limits;

/// The kind of workbook in a zip file.
pub(super) enum Contents {
    Xlsx,
    /// With its file of content, `content.xml`.
    Ods(Vec<u8>),
}

/// No workbook has more files than this.
const FILES: usize = 20_000;

/// Contents up to this size may be any number of times larger than the file.
const SMALL: u64 = 16 << 20;

/// Finds out which kind of workbook the file is.
pub(super) fn contents(bytes: &[u8], limits: &Limits) -> Result<Contents, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(ReadError::damaged)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if archive.len() > FILES {
        return Err(ReadError::NotAList(ForeignFormat::Archive));
    }
    if has("content.xml") && has("mimetype") {
        let mut kind = String::new();
        let file = archive.by_name("mimetype").map_err(zip_error)?;
        file.take(100)
            .read_to_string(&mut kind)
            .map_err(ReadError::damaged)?;
        if !kind.contains("spreadsheet") {
            return Err(ReadError::NotAList(ForeignFormat::Document));
        }
        if is_locked_ods(&mut archive)? {
            return Err(ReadError::Locked);
        }
        let mut budget = UnpackBudget::new(bytes.len(), limits);
        let mut content = Vec::new();
        let mut file = archive.by_name("content.xml").map_err(zip_error)?;
        budget.read(&mut file, Some(&mut content))?;
        return Ok(Contents::Ods(content));
    }
    if has("word/document.xml") || has("ppt/presentation.xml") {
        return Err(ReadError::NotAList(ForeignFormat::Document));
    }
    if !has("xl/workbook.xml") && !has("xl/workbook.bin") && !has("[Content_Types].xml") {
        return Err(ReadError::NotAList(ForeignFormat::Archive));
    }
    // The library that reads workbooks has no limit of its own, so everything is unpacked once
    // beforehand to measure it.
    let mut budget = UnpackBudget::new(bytes.len(), limits);
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).map_err(zip_error)?;
        budget.read(&mut file, None)?;
    }
    Ok(Contents::Xlsx)
}

fn zip_error(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadError::Locked
        }
        other => ReadError::damaged(other),
    }
}

/// Whether an `OpenDocument` file is encrypted, which its manifest says.
fn is_locked_ods(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<bool, ReadError> {
    let Ok(manifest) = archive.by_name("META-INF/manifest.xml") else {
        return Ok(archive.index_for_name("encrypted-package").is_some());
    };
    let mut text = Vec::new();
    manifest
        .take(1 << 20)
        .read_to_end(&mut text)
        .map_err(ReadError::damaged)?;
    Ok(memchr::memmem::find(&text, b"encryption-data").is_some())
}

/// How much a file may still unpack to.
struct UnpackBudget {
    /// The size of the file itself.
    packed: u64,
    /// How much has been unpacked so far.
    unpacked: u64,
    limits: Limits,
}

impl UnpackBudget {
    fn new(packed: usize, limits: &Limits) -> Self {
        Self {
            packed: packed as u64,
            unpacked: 0,
            limits: *limits,
        }
    }

    /// Unpacks one file, into a buffer if there is one.
    fn read(
        &mut self,
        file: &mut impl io::Read,
        mut into: Option<&mut Vec<u8>>,
    ) -> Result<(), ReadError> {
        let mut buffer = vec![0; 64 << 10];
        loop {
            let count = file.read(&mut buffer).map_err(ReadError::damaged)?;
            if count == 0 {
                return Ok(());
            }
            self.unpacked += count as u64;
            let ratio = self.unpacked / self.packed.max(1);
            let is_bomb = self.unpacked > SMALL && ratio > self.limits.ratio;
            if self.unpacked > self.limits.unpacked || is_bomb {
                return Err(ReadError::UnpacksTooLarge {
                    limit: self.limits.unpacked,
                });
            }
            if let Some(into) = &mut into {
                into.extend_from_slice(&buffer[..count]);
            }
        }
    }
}
