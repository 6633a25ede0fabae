//! What a snapshot holds: its files, applications and tables.
//!
//! It is read when the user chooses a snapshot, so that the review can show what new instances
//! start with, and again at the departure of a plan where it is not known or may have changed.
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

use crate::seen::platform_cache::{PlatformCache, RefreshError};
use crate::seen::read_budget::ReadBudget;
use crate::seen::retry_reads;

/// With more files than this the topmost folders are named instead of each file.
const FILES_NAMED: usize = 2_000;
/// With more folders than this the rest are not read.
const FOLDERS_READ: usize = 500;
/// Nor are they once this many files and folders were listed, or once reading has taken this long.
const ENTRIES_READ: usize = 100_000;
const LONGEST_READING: Duration = Duration::from_mins(5);
/// The contents of this many snapshots are kept for each space.
const SNAPSHOTS_KEPT: usize = 8;

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
            .chain(others)
            .take(SNAPSHOTS_KEPT)
            .collect();
        self.store()
            .seen_put(SeenList::Contents(place), &list, at)?;
        Ok(contents)
    }
}

/// Reads what a snapshot holds.
pub(crate) async fn read_contents(
    client: &Client,
    place: &Place,
    inst: &Slug,
    snap: &Slug,
) -> Result<Contents, Fault> {
    let (org, space) = (&place.org, &place.space);
    let mut budget = ReadBudget::new(ENTRIES_READ, LONGEST_READING);
    let (applications, tables) = tokio::try_join!(
        budget.within(retry_reads::read(
            || client.applications(org, space, inst, snap)
        )),
        budget.within(retry_reads::read(|| client.tables(org, space, inst, snap))),
    )?;
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
    let mut folders = vec![String::new()];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        let Some(files) = folder_files(client, place, (inst, snap), &folder, &budget).await? else {
            // A folder that isn't read counts as a whole.
            entries.push(ContentEntry {
                path: folder,
                size: None,
                modified: None,
            });
            continue;
        };
        read += 1;
        // What is too much is taken once more, and then no further folder is read.
        let goes_on = budget.spend(files.len()).is_ok() && !budget.is_spent();
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
            if directory && goes_on && read + folders.len() < FOLDERS_READ {
                folders.push(file.local_path);
                continue;
            }
            if !directory {
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
    let all_read = !budget.is_spent() && read < FOLDERS_READ && each.len() <= FILES_NAMED;
    contents.files = if all_read { each } else { topmost };
    contents.files.sort_unstable();
    contents.entries = Some(entries);
    contents
        .cannot
        .extend(home(client, org, space, inst, snap).await?);
    Ok(contents)
}

/// What lies in a folder of a snapshot; `None` where the budget doesn't reach to its end.
async fn folder_files(
    client: &Client,
    place: &Place,
    (instance, snapshot): (&Slug, &Slug),
    folder: &str,
    budget: &ReadBudget,
) -> Result<Option<Vec<File>>, Fault> {
    if budget.is_spent() {
        return Ok(None);
    }
    let (org, space) = (&place.org, &place.space);
    let ask = || client.files(org, space, instance, snapshot, Area::Files, folder);
    match budget.within(retry_reads::read(ask)).await {
        Err(_) if budget.is_spent() => Ok(None),
        files => Ok(Some(files?.into_complete()?)),
    }
}

/// What lies in the home belongs to one person, so it is named, and not distributed.
async fn home(
    client: &Client,
    org: &Slug,
    space: &Slug,
    instance: &Slug,
    snapshot: &Slug,
) -> Result<Vec<Undistributable>, Fault> {
    let ask = || client.files(org, space, instance, snapshot, Area::Home, "");
    match retry_reads::read(ask).await {
        Ok(files) => Ok(files
            .into_iter()
            .map(|file| Undistributable {
                name: file.local_path,
                why: UndistributableWhy::Home,
            })
            .collect()),
        // There is no home, or only its owner may read it.
        Err(fault) if matches!(fault.cause, Cause::NotFound | Cause::NotAllowed) => Ok(Vec::new()),
        Err(fault) => Err(fault),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::seen::late_platform::LatePlatform;

    fn row(name: &str, kind: &str) -> Value {
        json!({
            "fid": name, "short_id": name, "local_path": name, "area": "FILES", "type": kind,
            "os_path": format!("/files/{name}"),
        })
    }

    #[tokio::test(start_paused = true)]
    async fn the_folders_of_a_snapshot_are_read_for_five_minutes_in_all() {
        let platform = LatePlatform::new(LatePlatform::LATE, |path| {
            if path.contains("/files/v1") && !path.contains("/home") {
                (0..20)
                    .map(|n| row(&format!("folder_{n}"), "directory"))
                    .chain([row("file", "file")])
                    .collect()
            } else {
                json!([])
            }
        });
        let began = tokio::time::Instant::now();
        let (instance, snapshot) = (Slug::distributed(), Slug::development());
        let place = LatePlatform::place();
        let contents = read_contents(&platform.client(), &place, &instance, &snapshot)
            .await
            .unwrap();
        // The home is asked for after the folders.
        let longest = LONGEST_READING + LatePlatform::LATE;
        assert_eq!(began.elapsed(), longest);
        assert_eq!(contents.file_count, 2, "of the two folders that were read");
        let entries = contents.entries.unwrap();
        let whole = entries.iter().filter(|entry| entry.path != "file").count();
        assert_eq!(whole, 39, "each other folder counts as a whole");
        assert_eq!(contents.files.len(), 21, "the topmost ones are named");
    }
}
