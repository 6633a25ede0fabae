//! Looks into a zip file: whether it is a workbook, and of which kind.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::budget::Budget;
use super::error::{ForeignFormat, ReadError};
use super::sheet::Sheet;
use super::signature::Format;
use super::xml::Xml;
use super::{ods, xlsx};

/// No workbook has more files than this.
const FILES: usize = 20_000;

/// Reads the workbook in a zip file.
pub(super) fn sheets(bytes: &[u8], budget: &Budget) -> Result<(Format, Vec<Sheet>), ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(ReadError::damaged)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if archive.len() > FILES {
        return Err(ReadError::NotAList(ForeignFormat::Archive));
    }
    if has("content.xml") && has("mimetype") {
        let mut kind = String::new();
        let file = archive.by_name("mimetype").map_err(ReadError::in_zip)?;
        file.take(100)
            .read_to_string(&mut kind)
            .map_err(ReadError::damaged)?;
        if !kind.contains("spreadsheet") {
            return Err(ReadError::NotAList(ForeignFormat::Document));
        }
        if is_locked_ods(&mut archive)? {
            return Err(ReadError::Locked);
        }
        let content = archive.by_name("content.xml").map_err(ReadError::in_zip)?;
        let sheets = ods::sheets(Xml::new(content, budget), budget)?;
        return Ok((Format::Ods, sheets));
    }
    if has("word/document.xml") || has("ppt/presentation.xml") {
        return Err(ReadError::NotAList(ForeignFormat::Document));
    }
    if !has("xl/workbook.xml") && !has("xl/workbook.bin") && !has("[Content_Types].xml") {
        return Err(ReadError::NotAList(ForeignFormat::Archive));
    }
    Ok((Format::Xlsx, xlsx::sheets(&mut archive, budget)?))
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
