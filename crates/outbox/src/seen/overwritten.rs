//! What an instance holds at the places where a snapshot would put something.
//!
//! Only those folders are read that the snapshot has too, so an instance with thousands of files
//! costs as many requests as the snapshot has folders. Places are compared by their path alone:
//! what was changed least may matter most to whoever wrote it.

use std::collections::{HashMap, HashSet};

use platform::{Area, Cause, Client, Fault, Slug};
use store::{
    ContentEntry, Contents, MaterialKind, Overwritten, Place, TargetComparison, UnreadableTarget,
};

use crate::seen::contents::FOLDERS_READ;
use crate::seen::folders::{Added, Folders};
use crate::seen::read_budget::ReadBudget;
use crate::seen::retry_reads::{is_closed, read};

/// What was found until now. The lists it was found in are only looked through.
struct Kept {
    overwritten: Vec<Overwritten>,
    budget: ReadBudget,
}

impl Kept {
    fn add(&mut self, found: Overwritten) -> Result<(), Fault> {
        self.budget.spend(weight(&found))?;
        self.overwritten.push(found);
        Ok(())
    }
}

/// How many bytes it takes to keep it.
pub(crate) fn weight(found: &Overwritten) -> usize {
    found.path.len() + size_of::<Overwritten>()
}

/// Reads what the snapshot would overwrite in a target. That the target can't be read, or that there is
/// more in it than may be read or kept, is an outcome too: it is about this one target alone. It fails
/// only where another try may help.
pub(crate) async fn target_outcome(
    client: &Client,
    place: &Place,
    target: &Slug,
    contents: &Contents,
    budget: ReadBudget,
) -> Result<TargetComparison, Fault> {
    let mut kept = Kept {
        overwritten: Vec::new(),
        budget,
    };
    match overwritten(client, place, target, contents, &mut kept).await {
        Ok(()) => Ok(TargetComparison::Overwrites(kept.overwritten)),
        Err(fault) => match why_unreadable(&fault) {
            Some(why) => Ok(TargetComparison::Unreadable(why)),
            None => Err(fault),
        },
    }
}

fn why_unreadable(fault: &Fault) -> Option<UnreadableTarget> {
    match fault.cause {
        Cause::NotAllowed if is_closed(fault) => Some(UnreadableTarget::NotAllowed),
        Cause::NotFound | Cause::Deleted if is_closed(fault) => Some(UnreadableTarget::Gone),
        Cause::Unreadable | Cause::TooLarge => Some(UnreadableTarget::Entries),
        _ => None,
    }
}

async fn overwritten(
    client: &Client,
    place: &Place,
    target: &Slug,
    contents: &Contents,
    kept: &mut Kept,
) -> Result<(), Fault> {
    let (org, space, current) = (&place.org, &place.space, &Slug::development());
    files(client, place, target, contents, kept).await?;
    kept.overwritten
        .sort_by(|one, other| one.path.cmp(&other.path));
    // Sets, because both lists are as long as the platform says.
    let applications: HashSet<&Slug> = contents.applications.iter().collect();
    let tables: HashSet<&String> = contents.tables.iter().collect();
    if !applications.is_empty() {
        let there = read(|| client.applications(org, space, target, current)).await?;
        for application in there.into_complete()? {
            if applications.contains(&application.slug) {
                kept.add(named(MaterialKind::Application, application.name))?;
            }
        }
    }
    if !tables.is_empty() {
        let there = read(|| client.tables(org, space, target, current)).await?;
        let there = there.into_complete()?.into_iter();
        for name in there.filter_map(|table| table.name) {
            if tables.contains(&name) {
                kept.add(named(MaterialKind::Table, name))?;
            }
        }
    }
    Ok(())
}

fn named(kind: MaterialKind, path: String) -> Overwritten {
    Overwritten {
        kind,
        path,
        size: None,
        new_size: None,
        modified: None,
    }
}

async fn files(
    client: &Client,
    place: &Place,
    target: &Slug,
    contents: &Contents,
    kept: &mut Kept,
) -> Result<(), Fault> {
    let entries = contents.entries.as_deref().unwrap_or_default();
    // Each counts once: what a platform lists again and again, such as a folder within itself, would
    // otherwise be read without end.
    let mut wanted: HashMap<&str, &ContentEntry> = entries
        .iter()
        .map(|entry| (entry.path.as_str(), entry))
        .collect();
    let mut around = folders_around(entries);
    if entries.is_empty() {
        return Ok(());
    }
    let mut folders = Folders::up_to(FOLDERS_READ);
    let (org, space, current) = (&place.org, &place.space, &Slug::development());
    while let Some(folder) = folders.next() {
        let ask = || client.files(org, space, target, current, Area::Files, &folder);
        for file in read(ask).await?.into_complete()? {
            let is_folder = file.is_folder();
            let entry = wanted.remove(file.local_path.as_str());
            let is_around = around.remove(file.local_path.as_str());
            if entry.is_some() || (!is_folder && is_around) {
                kept.add(Overwritten {
                    // A folder is replaced with everything in it.
                    kind: if is_folder {
                        MaterialKind::Folder
                    } else {
                        MaterialKind::File
                    },
                    size: file.size.filter(|_| !is_folder),
                    new_size: entry.and_then(|entry| entry.size),
                    modified: file.last_modified_timestamp,
                    path: file.local_path,
                })?;
            } else if is_around && folders.add(&file.local_path) == Added::TooMany {
                return Err(Fault::too_large());
            }
        }
    }
    Ok(())
}

/// Every folder in which an entry lies, and those around it.
fn folders_around(entries: &[ContentEntry]) -> HashSet<&str> {
    let mut folders = HashSet::new();
    for entry in entries {
        let mut path = entry.path.as_str();
        while let Some((folder, _)) = path.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            path = folder;
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;
    use crate::seen::late_platform_for_tests::LatePlatform;

    #[tokio::test(start_paused = true)]
    async fn a_folder_that_contains_itself_is_read_once() {
        let platform = LatePlatform::new(Duration::from_secs(1), |path| {
            let row = |path: &str, kind: &str| json!({ "fid": path, "short_id": path, "local_path": path, "area": "FILES", "type": kind });
            if path.contains("/files/v1") {
                json!([
                    row("week", "directory"),
                    row("week", "directory"),
                    row("week/a", "file"),
                    row("week/a", "file")
                ])
            } else {
                json!([])
            }
        });
        let contents = Contents {
            entries: Some(vec![ContentEntry {
                path: "week/a".to_owned(),
                size: None,
                modified: None,
            }]),
            ..Contents::of(Slug::distributed(), Slug::development())
        };
        let (client, place) = (platform.client(), LatePlatform::place());
        let target = "group_a".parse().unwrap();
        let budget = ReadBudget::of_time(Duration::from_hours(1));
        let reading = target_outcome(&client, &place, &target, &contents, budget);
        let found = tokio::time::timeout(Duration::from_mins(1), reading).await;
        let TargetComparison::Overwrites(list) = found.unwrap().unwrap() else {
            panic!("it can be read");
        };
        let paths: Vec<_> = list.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["week/a"]);
        assert_eq!(platform.asked(), 2);
    }

    #[tokio::test]
    async fn what_is_kept_of_a_target_is_limited_however_few_things_it_holds() {
        let platform = LatePlatform::new(Duration::ZERO, |path| {
            if !path.contains("/apps/") {
                return json!([]);
            }
            // The same application again and again, each time with a long name.
            let row = json!({
                "aoid": 1, "slug": "report", "name": "a".repeat(100_000), "description": "",
                "status": "", "shared": false, "exportable": false, "storage_used": 0,
            });
            vec![row; 20].into()
        });
        let contents = Contents {
            applications: vec!["report".parse().unwrap()],
            ..Contents::of(Slug::distributed(), Slug::development())
        };
        let (client, place) = (platform.client(), LatePlatform::place());
        let target = "group_a".parse().unwrap();
        let found = async |bytes: usize| {
            let budget = ReadBudget::new(bytes, Duration::from_hours(1));
            target_outcome(&client, &place, &target, &contents, budget).await
        };
        let too_much = TargetComparison::Unreadable(UnreadableTarget::Entries);
        assert_eq!(found(1_000_000).await.unwrap(), too_much);
        assert_ne!(
            found(2_100_000).await.unwrap(),
            too_much,
            "no more than that"
        );
    }

    #[test]
    fn the_folders_around_an_entry_are_read_and_no_others() {
        let entry = |path: &str| ContentEntry {
            path: path.to_owned(),
            size: None,
            modified: None,
        };
        let entries = [entry("a/b/c.csv"), entry("a/d.csv"), entry("e.csv")];
        assert_eq!(folders_around(&entries), HashSet::from(["a", "a/b"]));
        assert!(folders_around(&[entry("e.csv")]).is_empty());
    }
}
