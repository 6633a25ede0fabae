//! Whether what was distributed has arrived in an instance, by what the instance holds, and whether it
//! holds anything else.
//!
//! A distribution whose answer or task was lost can't be asked after. What it copies has names, so
//! what the instance holds tells, as long as nothing else could have put it there.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use platform::{Area, Client, Fault, File, Slug};
use store::{Contents, Place};

use crate::plan::distribution_outcome::Arrival;
use crate::seen::retry_reads::{self, is_closed};

/// What there is to count of what was distributed.
struct Named<'c> {
    files: HashSet<&'c str>,
    /// All folders above these files.
    folders: HashSet<&'c str>,
}

/// Reads what an instance holds of this.
pub(crate) async fn read_arrival(
    client: &Client,
    place: &Place,
    instance: &Slug,
    contents: &Contents,
) -> Result<Arrival, Fault> {
    match count(client, place, instance, contents).await {
        Ok(arrival) => Ok(arrival),
        // It was deleted or closed meanwhile. That is about this one instance alone.
        Err(fault) if is_closed(&fault) => Ok(Arrival::Unclear),
        Err(fault) => Err(fault),
    }
}

async fn count(
    client: &Client,
    place: &Place,
    instance: &Slug,
    contents: &Contents,
) -> Result<Arrival, Fault> {
    let (org, space) = (&place.org, &place.space);
    let current = Slug::development();
    let named = Named::of(&contents.files);
    let mut there = 0;
    let mut whole_folder = false;
    let mut complete = true;
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop().filter(|_| !named.files.is_empty()) {
        let ask = || client.files(org, space, instance, &current, Area::Files, &folder);
        let files = retry_reads::read(ask).await?;
        complete &= files.is_complete();
        for file in files.rows {
            let Some(path) = file.os_path.as_deref() else {
                continue;
            };
            let is_folder = file.is_folder();
            if named.files.contains(path) {
                there += 1;
                whole_folder |= is_folder;
            } else if is_folder && named.folders.contains(path) {
                open.push(file.local_path);
            }
        }
    }
    if !contents.applications.is_empty() {
        let ask = || client.applications(org, space, instance, &current);
        let found = retry_reads::read(ask).await?;
        complete &= found.is_complete();
        let is_named = |slug: &Slug| contents.applications.contains(slug);
        there += found.rows.iter().filter(|app| is_named(&app.slug)).count();
    }
    if !contents.tables.is_empty() {
        let ask = || client.tables(org, space, instance, &current);
        let found = retry_reads::read(ask).await?;
        complete &= found.is_complete();
        let is_named = |name: &Option<String>| {
            let name = name.as_ref();
            name.is_some_and(|name| contents.tables.contains(name))
        };
        there += found
            .rows
            .iter()
            .filter(|table| is_named(&table.name))
            .count();
    }
    let all = named.files.len() + contents.applications.len() + contents.tables.len();
    Ok(match there {
        0 if complete => Arrival::Nothing,
        there if there >= all && !whole_folder => Arrival::All,
        _ => Arrival::Unclear,
    })
}

impl<'c> Named<'c> {
    fn of(files: &'c [String]) -> Self {
        let folders_above = |path: &'c str| {
            path.match_indices('/')
                .map(move |(at, _)| &path[..at])
                .filter(|folder| !folder.is_empty())
        };
        Self {
            files: files.iter().map(String::as_str).collect(),
            folders: files.iter().flat_map(|path| folders_above(path)).collect(),
        }
    }
}

/// How much later than our clock the platform's may go, when it says that a file was changed.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(2);
/// An instance with more folders isn't gone through: what is in it is more than was distributed.
const FOLDERS_READ: usize = 500;

/// Whether an instance holds anything that wasn't distributed to it, or that was changed since that had
/// ended. What can't be read completely may be anything.
pub(crate) async fn holds_more(
    client: &Client,
    place: &Place,
    instance: &Slug,
    distributed: Option<&(Timestamp, Contents)>,
) -> Result<bool, Fault> {
    let (org, space) = (&place.org, &place.space);
    let current = Slug::development();
    let contents = distributed.map(|(_, contents)| contents);
    let files: HashSet<&str> = contents
        .map(|contents| contents.files.iter().map(String::as_str).collect())
        .unwrap_or_default();
    let latest = distributed.and_then(|(ended, _)| ended.checked_add(CLOCKS_DIFFER).ok());
    let is_known = |file: &File| {
        let Some(path) = file.os_path.as_deref() else {
            return false;
        };
        let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let named = files.contains(path) || above.any(|folder| files.contains(folder));
        let changed = file.last_modified_timestamp.zip(latest);
        named && changed.is_none_or(|(changed, latest)| changed <= latest)
    };
    // Nothing is ever distributed into a home folder, so whatever is in one is somebody's.
    let mut open = vec![(Area::Files, String::new()), (Area::Home, String::new())];
    let mut read = 0;
    while let Some((area, folder)) = open.pop() {
        read += 1;
        let ask = || client.files(org, space, instance, &current, area, &folder);
        let listed = retry_reads::read(ask).await?;
        if !listed.is_complete() || read > FOLDERS_READ {
            return Ok(true);
        }
        for file in listed.rows {
            if file.is_folder() {
                open.push((area, file.local_path));
            } else if area == Area::Home || !is_known(&file) {
                return Ok(true);
            }
        }
    }
    let ask = || client.applications(org, space, instance, &current);
    let applications = retry_reads::read(ask).await?;
    let tables = retry_reads::read(|| client.tables(org, space, instance, &current)).await?;
    let distributed_app =
        |slug: &Slug| contents.is_some_and(|contents| contents.applications.contains(slug));
    let distributed_table = |name: &Option<String>| {
        let name = name.as_ref().zip(contents);
        name.is_some_and(|(name, contents)| contents.tables.contains(name))
    };
    Ok(!applications.is_complete()
        || !tables.is_complete()
        || applications
            .rows
            .iter()
            .any(|app| !distributed_app(&app.slug))
        || tables
            .rows
            .iter()
            .any(|table| !distributed_table(&table.name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_above_a_file_are_opened_and_no_others() {
        let files = ["/files/a/b/c.txt".to_owned(), "/files/d.txt".to_owned()];
        let named = Named::of(&files);
        let folders = HashSet::from(["/files", "/files/a", "/files/a/b"]);
        assert_eq!(named.folders, folders);
    }
}
