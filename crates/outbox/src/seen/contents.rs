//! What a snapshot holds: its files, applications and tables.
//!
//! It is read when the user chooses a snapshot, so that the review can show what new instances
//! start with, and again at the departure of a plan where it isn't known or may have changed.
//! What was read for the user is kept, so that a review works without a connection. This is a
//! file of its own, and not part of `snapshots`, because the list of snapshots is read for a
//! whole space, while the contents are read for one snapshot and take many requests.

use std::time::Duration;

use jiff::Timestamp;
use platform::{Area, Cause, Client, Fault, File, Slug};
use store::{
    ContentEntry, Contents, Place, SeenList, SnapshotRef, Store, StoreError, Undistributable,
    UndistributableWhy,
};

use crate::seen::folders::{Added, Folders};
use crate::seen::platform_cache::{PlatformCache, RefreshError};
use crate::seen::read_budget::ReadBudget;
use crate::seen::retry_reads;

/// With more files than this the topmost folders are named instead of each file.
const FILES_NAMED: usize = 2_000;
/// With more folders than this the rest aren't read.
pub(crate) const FOLDERS_READ: usize = 500;
/// Nor are they once the lists have taken this many bytes, or once reading has taken this long. Each plan
/// that distributes the snapshot keeps what it holds.
const CONTENTS_READ: usize = 32 * 1024 * 1024;
const LONGEST_READING: Duration = Duration::from_mins(5);
/// The contents of this many snapshots are kept for each space, and of fewer if those read before the
/// last one take more than this many bytes of the data file.
const SNAPSHOTS_KEPT: usize = 8;
const CONTENTS_KEPT: usize = 32 * 1024 * 1024;

/// What a snapshot held when it was last read from this computer.
pub(crate) fn seen_contents(
    store: &Store,
    place: &Place,
    snapshot: &SnapshotRef,
) -> Result<Option<Contents>, StoreError> {
    let seen = store.seen::<Contents>(SeenList::Contents(place))?;
    Ok(seen.and_then(|seen| {
        seen.list
            .into_iter()
            .find(|known| known.instance == snapshot.instance && known.snapshot == snapshot.slug)
    }))
}

impl PlatformCache {
    /// Reads what a snapshot holds, and keeps it.
    pub async fn read_contents(
        &self,
        place: &Place,
        instance: &Slug,
        snapshot: &Slug,
        now: Timestamp,
    ) -> Result<Contents, RefreshError> {
        let (_, client) = self.client(&place.account, now).await?;
        let contents = read_contents(&client, place, instance, snapshot).await;
        self.observe(&place.account, &contents, now);
        let contents = contents?;
        let known = self.store().seen::<Contents>(SeenList::Contents(place))?;
        // Another snapshot's reading may have ended first though it began later. This list holds both.
        let at = known.as_ref().map_or(now, |known| known.at.max(now));
        let others = known.map(|seen| seen.list).unwrap_or_default();
        let others = others.into_iter().filter(|other| {
            (&other.instance, &other.snapshot) != (&contents.instance, &contents.snapshot)
        });
        let list: Vec<Contents> = std::iter::once(contents.clone())
            .chain(within(CONTENTS_KEPT, others))
            .take(SNAPSHOTS_KEPT)
            .collect();
        self.store()
            .seen_put(SeenList::Contents(place), &list, at)?;
        Ok(contents)
    }
}

/// As many of them as have no more bytes than this in the data file.
fn within(
    mut bytes: usize,
    list: impl Iterator<Item = Contents>,
) -> impl Iterator<Item = Contents> {
    list.take_while(move |contents| {
        let written = serde_json::to_vec(contents).map_or(usize::MAX, |written| written.len());
        let left = bytes.checked_sub(written);
        bytes = left.unwrap_or_default();
        left.is_some()
    })
}

/// Reads what a snapshot holds.
pub(crate) async fn read_contents(
    client: &Client,
    place: &Place,
    inst: &Slug,
    snap: &Slug,
) -> Result<Contents, Fault> {
    let budget = ReadBudget::new(CONTENTS_READ, LONGEST_READING);
    read_within(budget, client, place, (inst, snap)).await
}

async fn read_within(
    mut budget: ReadBudget,
    client: &Client,
    place: &Place,
    (inst, snap): (&Slug, &Slug),
) -> Result<Contents, Fault> {
    let (org, space) = (&place.org, &place.space);
    let client = &client.with_lists_up_to(CONTENTS_READ);
    let (applications, tables) = tokio::try_join!(
        budget.within(retry_reads::read(
            || client.applications(org, space, inst, snap)
        )),
        budget.within(retry_reads::read(|| client.tables(org, space, inst, snap))),
    )?;
    budget.spend(applications.weight())?;
    budget.spend(tables.weight())?;
    // Before the folders, which may take whatever is left.
    let home = home(client, place, (inst, snap), &mut budget).await?;
    let mut contents = Contents {
        applications: applications
            .into_complete()?
            .into_iter()
            .map(|app| app.slug)
            .collect(),
        tables: tables
            .into_complete()?
            .into_iter()
            .filter_map(|table| table.name)
            .collect(),
        ..Contents::of(inst.clone(), snap.clone())
    };
    let mut topmost = Vec::new();
    let mut each = Vec::new();
    let mut entries = Vec::new();
    let mut folders = Folders::up_to(FOLDERS_READ);
    let mut all_read = true;
    while let Some(folder) = folders.next() {
        let read = folder_files(client, place, (inst, snap), &folder, &mut budget).await?;
        let Some(files) = read else {
            // A folder that isn't read counts as a whole.
            all_read = false;
            entries.push(ContentEntry {
                path: folder,
                size: None,
                modified: None,
            });
            continue;
        };
        for file in files {
            let directory = file.is_folder();
            let path = file.os_path.filter(|path| path.starts_with("/files/"));
            match &path {
                Some(path) if folder.is_empty() => topmost.push(path.clone()),
                Some(_) => {}
                None => contents.cannot.push(Undistributable {
                    name: file.local_path.clone(),
                    why: UndistributableWhy::NoPath,
                }),
            }
            let distributed = path.is_some();
            if directory {
                if folders.add(&file.local_path) == Added::Once {
                    continue;
                }
                all_read = false;
            } else {
                contents.file_count += 1;
                each.extend(path);
            }
            if distributed {
                entries.push(ContentEntry {
                    path: file.local_path,
                    size: file.size.filter(|_| !directory),
                    modified: file.last_modified_timestamp,
                });
            }
        }
    }
    let names_each = all_read && each.len() <= FILES_NAMED;
    contents.files = if names_each { each } else { topmost };
    contents.files.sort_unstable();
    contents.entries = Some(entries);
    contents.cannot.extend(home);
    Ok(contents)
}

/// What lies in a folder of a snapshot; `None` where the budget doesn't reach to its end. Without the
/// topmost folder there would be nothing to name.
async fn folder_files(
    client: &Client,
    place: &Place,
    (instance, snapshot): (&Slug, &Slug),
    folder: &str,
    budget: &mut ReadBudget,
) -> Result<Option<Vec<File>>, Fault> {
    let is_topmost = folder.is_empty();
    if budget.is_spent() && !is_topmost {
        return Ok(None);
    }
    let (org, space) = (&place.org, &place.space);
    let ask = || client.files(org, space, instance, snapshot, Area::Files, folder);
    let files = match budget.within(retry_reads::read(ask)).await {
        Ok(files) => budget.spend(files.weight()).map(|()| files),
        fault => fault,
    };
    match files {
        Ok(files) => Ok(Some(files.into_complete()?)),
        Err(fault) if is_topmost => Err(fault),
        Err(fault) if budget.is_spent() || fault.cause == Cause::TooLarge => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// What lies in the home belongs to one person, so it is named, and not distributed.
async fn home(
    client: &Client,
    place: &Place,
    (instance, snapshot): (&Slug, &Slug),
    budget: &mut ReadBudget,
) -> Result<Vec<Undistributable>, Fault> {
    let (org, space) = (&place.org, &place.space);
    let ask = || client.files(org, space, instance, snapshot, Area::Home, "");
    let files = match budget.within(retry_reads::read(ask)).await {
        // The home takes nothing of what the folders need if it is too large.
        Ok(files) => budget.spend_if_enough(files.weight()).map(|()| files),
        fault => fault,
    };
    match files {
        Ok(files) => {
            let named = files.into_iter().map(|file| Undistributable {
                name: file.local_path,
                why: UndistributableWhy::Home,
            });
            Ok(named.collect())
        }
        // There is more in it than anybody reads through, so it is named as a whole.
        Err(fault) if fault.cause == Cause::TooLarge => Ok(vec![Undistributable {
            name: "home".to_owned(),
            why: UndistributableWhy::Home,
        }]),
        // There is no home, or only its owner may read it.
        Err(fault) if matches!(fault.cause, Cause::NotFound | Cause::NotAllowed) => Ok(Vec::new()),
        Err(fault) => Err(fault),
    }
}

#[cfg(test)]
#[path = "contents_tests.rs"]
mod tests;
