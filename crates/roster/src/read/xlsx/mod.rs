//! Reads the workbooks of Excel in the current format (XLSX), as a stream.
//!
//! A workbook is a zip file of XML files that name each other: `_rels/.rels` names the workbook, the
//! workbook its sheets, and the workbook's own relationships say which file each sheet is. Most texts
//! stand in a file of shared strings, and the cells name them by number.
//!
//! The reader is our own because the libraries for it believe what a workbook says about itself: how
//! many strings it has, how far its sheets reach. Nothing is reserved or kept here before the budget
//! was asked.

mod cells;
mod strings;

use std::collections::HashMap;
use std::io::Cursor;

use quick_xml::events::Event;
use zip::ZipArchive;

use super::budget::Budget;
use super::error::ReadError;
use super::sheet::Sheet;
use super::xml::{Xml, attribute};
use strings::Strings;

/// How many relationships are remembered. A workbook has a few for each sheet.
const RELATIONSHIPS: usize = 10_000;

/// Where the workbook is if nothing says so.
const USUAL_BOOK: &str = "xl/workbook.xml";

/// A workbook that lacks a part which another part names.
#[derive(Debug, thiserror::Error)]
#[error("the workbook has no part {0:?}")]
struct MissingPartError(String);

/// What one part of the workbook says of another.
struct Relationship {
    kind: String,
    target: String,
}

pub(super) fn sheets(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    budget: &Budget,
) -> Result<Vec<Sheet>, ReadError> {
    let mut package = Package::new(archive, budget);
    let book = package.book()?;
    let folder = book.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = book
        .rsplit_once('/')
        .map_or(book.as_str(), |(_, file)| file);
    let links = package.relationships(&resolved(folder, &format!("_rels/{file}.rels")))?;
    let named = package.sheet_names(&book)?;
    let strings = links.values().find(|link| link.is("sharedStrings"));
    let strings = strings.map_or("sharedStrings.xml", |link| &link.target);
    let strings = package.strings(&resolved(folder, strings))?;
    let mut sheets = Vec::new();
    for (name, id) in named {
        let Some(link) = links.get(&id) else {
            return Err(ReadError::damaged(MissingPartError(id)));
        };
        // A sheet can also hold one chart, or a dialog.
        if link.is("worksheet") {
            let path = resolved(folder, &link.target);
            sheets.push(cells::sheet(package.part(&path)?, name, &strings, budget)?);
        }
    }
    Ok(sheets)
}

impl Relationship {
    fn is(&self, kind: &str) -> bool {
        // Strict workbooks use another address in front of the same word.
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The path to which a target in this folder leads.
fn resolved(folder: &str, target: &str) -> String {
    let (mut parts, target) = match target.strip_prefix('/') {
        Some(absolute) => (Vec::new(), absolute),
        None => (folder.split('/').collect(), target),
    };
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("/")
}

/// The files in the workbook.
struct Package<'z, 'b> {
    archive: &'z mut ZipArchive<Cursor<&'b [u8]>>,
    budget: &'z Budget,
    /// Where each file is, by its path in lower case and with slashes. Some programs write the
    /// paths otherwise than the names that lead to them.
    places: HashMap<String, usize>,
}

fn plain(path: &str) -> String {
    path.replace('\\', "/").to_lowercase()
}

impl<'z, 'b> Package<'z, 'b> {
    fn new(archive: &'z mut ZipArchive<Cursor<&'b [u8]>>, budget: &'z Budget) -> Self {
        let places = (0..archive.len())
            .filter_map(|at| Some((plain(&archive.name_for_index(at)?.ok()?), at)))
            .collect();
        Self {
            archive,
            budget,
            places,
        }
    }

    /// One file of the workbook; `None` if it isn't there.
    fn optional(&mut self, path: &str) -> Result<Option<Xml<'_>>, ReadError> {
        let Some(at) = self.places.get(&plain(path)) else {
            return Ok(None);
        };
        let file = self.archive.by_index(*at).map_err(ReadError::in_zip)?;
        Ok(Some(Xml::new(file, self.budget)))
    }

    fn part(&mut self, path: &str) -> Result<Xml<'_>, ReadError> {
        self.optional(path)?
            .ok_or_else(|| ReadError::damaged(MissingPartError(path.to_owned())))
    }

    /// The path of the workbook.
    fn book(&mut self) -> Result<String, ReadError> {
        let links = self.relationships("_rels/.rels")?;
        let book = links.values().find(|link| link.is("officeDocument"));
        Ok(book.map_or_else(|| USUAL_BOOK.to_owned(), |book| resolved("", &book.target)))
    }

    /// The relationships in a file, by their ids; none if there is no such file.
    fn relationships(&mut self, path: &str) -> Result<HashMap<String, Relationship>, ReadError> {
        let mut links = HashMap::new();
        let Some(mut xml) = self.optional(path)? else {
            return Ok(links);
        };
        while let Some(event) = xml.next()? {
            let Event::Start(tag) = event else { continue };
            if tag.local_name().as_ref() != "Relationship" {
                continue;
            }
            if links.len() == RELATIONSHIPS {
                return Err(ReadError::damaged_by("too many relationships"));
            }
            if let Some(id) = attribute(&tag, "Id") {
                let kind = attribute(&tag, "Type").unwrap_or_default();
                let target = attribute(&tag, "Target").unwrap_or_default();
                links.insert(id, Relationship { kind, target });
            }
        }
        Ok(links)
    }

    /// The name of each sheet, and the id of the relationship that leads to it.
    fn sheet_names(&mut self, book: &str) -> Result<Vec<(String, String)>, ReadError> {
        let budget = self.budget;
        let mut xml = self.part(book)?;
        let mut sheets = Vec::new();
        while let Some(event) = xml.next()? {
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "sheet"
            {
                budget.table()?;
                let name = attribute(&tag, "name").unwrap_or_default();
                sheets.push((name, attribute(&tag, "id").unwrap_or_default()));
            }
        }
        Ok(sheets)
    }

    fn strings(&mut self, path: &str) -> Result<Strings, ReadError> {
        let budget = self.budget;
        match self.optional(path)? {
            Some(xml) => strings::read(xml, budget),
            None => Ok(Strings::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_lead_from_the_folder_of_the_workbook() {
        assert_eq!(resolved("xl", "worksheets/a.xml"), "xl/worksheets/a.xml");
        assert_eq!(resolved("xl", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolved("xl", "../a.xml"), "a.xml");
        assert_eq!(resolved("", "./a.xml"), "a.xml");
        assert_eq!(resolved("", "../../a.xml"), "a.xml");
    }
}
