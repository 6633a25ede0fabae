//! Whether what was distributed has arrived in an instance, by what the instance holds, and whether it
//! holds anything else.
//!
//! A distribution whose answer or task was lost can't be asked after. What it copies has names, so
//! what the instance holds tells, as long as nothing else could have put it there.

use std::collections::HashSet;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use platform::{Application, Area, Client, Fault, File, Slug, Table};
use store::{Contents, Place};

use crate::plan::distribution_outcome::Arrival;
use crate::seen::folders::{Added, Folders};
use crate::seen::read_budget::ReadBudget;
use crate::seen::retry_reads::{self, is_closed};

/// Reading what one instance holds takes no longer.
const LONGEST_READING: Duration = Duration::from_mins(5);

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
    // Nothing is kept, and no other folders are read than those that are looked for.
    let budget = ReadBudget::of_time(LONGEST_READING);
    let counted = budget.within(count(client, place, instance, contents));
    match counted.await {
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
    // Each counts once: what a platform lists again and again, such as a folder within itself, would
    // otherwise be read without end.
    let mut named = Named::of(&contents.files);
    let mut applications: HashSet<&Slug> = contents.applications.iter().collect();
    let mut tables: HashSet<&String> = contents.tables.iter().collect();
    let all = named.files.len() + applications.len() + tables.len();
    let mut there = 0;
    let mut whole_folder = false;
    let mut complete = true;
    let mut folders = Folders::up_to(FOLDERS_READ);
    while let Some(folder) = folders.next().filter(|_| !named.files.is_empty()) {
        let ask = || client.files(org, space, instance, &current, Area::Files, &folder);
        let files = retry_reads::read(ask).await?;
        complete &= files.is_complete();
        for file in files.rows {
            let Some(path) = file.os_path.as_deref() else {
                continue;
            };
            let is_folder = file.is_folder();
            if named.files.remove(path) {
                there += 1;
                whole_folder |= is_folder;
            } else if is_folder && named.folders.remove(path) {
                complete &= folders.add(&file.local_path) == Added::Once;
            }
        }
    }
    if !contents.applications.is_empty() {
        let ask = || client.applications(org, space, instance, &current);
        let found = retry_reads::read(ask).await?;
        complete &= found.is_complete();
        let named = found
            .rows
            .iter()
            .filter(|app| applications.remove(&app.slug));
        there += named.count();
    }
    if !contents.tables.is_empty() {
        let ask = || client.tables(org, space, instance, &current);
        let found = retry_reads::read(ask).await?;
        complete &= found.is_complete();
        let is_named = |name: &&String| tables.remove(*name);
        let found = found.rows.iter().filter_map(|table| table.name.as_ref());
        there += found.filter(is_named).count();
    }
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
/// An instance with more folders isn't gone through: what is in it is more than was distributed. The
/// paths that wait to be read are limited by this too.
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
    let budget = ReadBudget::of_time(LONGEST_READING);
    for area in [Area::Files, Area::Home] {
        let mut folders = Folders::up_to(FOLDERS_READ);
        while let Some(folder) = folders.next() {
            let ask = || client.files(org, space, instance, &current, area, &folder);
            let listed = budget.within(retry_reads::read(ask)).await?;
            if !listed.is_complete() {
                return Ok(true);
            }
            for file in listed {
                let is_more = if file.is_folder() {
                    folders.add(&file.local_path) == Added::TooMany
                } else {
                    area == Area::Home || !is_known(&file)
                };
                if is_more {
                    return Ok(true);
                }
            }
        }
    }
    let named_apps: HashSet<&Slug> = contents
        .into_iter()
        .flat_map(|contents| &contents.applications)
        .collect();
    let ask = || client.applications(org, space, instance, &current);
    let applications = budget.within(retry_reads::read(ask)).await?;
    let distributed_app = |app: &Application| named_apps.contains(&app.slug);
    if !applications.is_complete() || !applications.rows.iter().all(distributed_app) {
        return Ok(true);
    }
    // Otherwise both lists would be in memory at the same time.
    drop(applications);
    let named_tables: HashSet<&String> = contents
        .into_iter()
        .flat_map(|contents| &contents.tables)
        .collect();
    let ask = || client.tables(org, space, instance, &current);
    let tables = budget.within(retry_reads::read(ask)).await?;
    let distributed_table = |table: &Table| {
        let name = table.name.as_ref();
        name.is_some_and(|name| named_tables.contains(name))
    };
    Ok(!tables.is_complete() || !tables.rows.iter().all(distributed_table))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::seen::late_platform_for_tests::LatePlatform;

    #[tokio::test(start_paused = true)]
    async fn what_is_listed_twice_has_arrived_once_and_a_folder_within_itself_is_read_once() {
        let platform = LatePlatform::new(Duration::from_secs(1), |path| {
            let row = |path: &str, kind: &str| {
                json!({
                    "fid": path, "short_id": path, "local_path": path, "area": "FILES",
                    "type": kind, "os_path": format!("/files/{path}"),
                })
            };
            if path.contains("/files/v1") {
                json!([
                    row("week", "directory"),
                    row("week/a", "file"),
                    row("week/a", "file")
                ])
            } else {
                json!([])
            }
        });
        let (client, place) = (platform.client(), LatePlatform::place());
        let contents = Contents {
            files: vec!["/files/week/a".to_owned(), "/files/week/b".to_owned()],
            ..Contents::of(Slug::distributed(), Slug::development())
        };
        let target = "group_a".parse().unwrap();
        let arrival = read_arrival(&client, &place, &target, &contents).await;
        assert_eq!(arrival.unwrap(), Arrival::Unclear);
        assert_eq!(platform.asked(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn what_an_instance_holds_is_read_for_five_minutes() {
        let platform = LatePlatform::new(LatePlatform::LATE, |path| {
            if !path.contains("/files/v1") {
                return json!([]);
            }
            // Each folder holds another one.
            let folder = format!("{}a", path.rsplit('/').next().unwrap_or_default());
            json!([{ "fid": folder, "short_id": folder, "local_path": folder, "area": "FILES",
                "type": "directory" }])
        });
        let (client, place) = (platform.client(), LatePlatform::place());
        let began = tokio::time::Instant::now();
        let target = "group_a".parse().unwrap();
        let read = holds_more(&client, &place, &target, None).await;
        assert_eq!(read.unwrap_err().cause, platform::Cause::TimedOut);
        assert_eq!(began.elapsed(), LONGEST_READING);
    }

    /// Reads whether an instance holds more, and how often the platform was asked.
    async fn reads_more(answer: fn(&str) -> Value) -> (bool, usize) {
        let platform = LatePlatform::new(Duration::ZERO, answer);
        let (client, place) = (platform.client(), LatePlatform::place());
        let target = "group_a".parse().unwrap();
        let more = holds_more(&client, &place, &target, None).await;
        (more.unwrap(), platform.asked())
    }

    fn folder(path: &str) -> Value {
        json!({ "fid": path, "short_id": path, "local_path": path, "area": "FILES",
            "type": "directory" })
    }

    #[tokio::test]
    async fn a_folder_of_an_instance_that_contains_itself_or_is_listed_twice_is_read_once() {
        let read = reads_more(|path| {
            if path.contains("/files/v1") {
                ["week", "week"].map(folder).into()
            } else {
                json!([])
            }
        });
        // Two areas with the topmost folder and this one, the applications and the tables.
        assert_eq!(read.await, (false, 6));
    }

    #[tokio::test]
    async fn an_instance_with_too_many_folders_holds_more_and_they_are_not_kept() {
        let read = reads_more(|path| {
            if path.contains("/files/v1") {
                let long = |n: usize| folder(&format!("{n}{}", "a".repeat(4_000)));
                (0..=FOLDERS_READ).map(long).collect()
            } else {
                json!([])
            }
        });
        assert_eq!(read.await, (true, 1));
    }

    #[test]
    fn the_folders_above_a_file_are_opened_and_no_others() {
        let files = ["/files/a/b/c.txt".to_owned(), "/files/d.txt".to_owned()];
        let named = Named::of(&files);
        let folders = HashSet::from(["/files", "/files/a", "/files/a/b"]);
        assert_eq!(named.folders, folders);
    }
}
