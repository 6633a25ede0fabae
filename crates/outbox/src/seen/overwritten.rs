//! What an instance holds at the places where a snapshot would put something.
//!
//! Only those folders are read that the snapshot has too, so an instance with thousands of files
//! costs as many requests as the snapshot has folders. Places are compared by their path alone:
//! what was changed least may matter most to whoever wrote it.

use std::collections::{HashMap, HashSet};

use platform::{Area, Cause, Client, Fault, Slug};
use store::{
    ContentEntry, Contents, MaterialKind, Overwritten, Place, TargetOutcome, UnreadableTarget,
};

use crate::seen::retry_reads::{is_closed, read};

/// Reads what the snapshot would overwrite in a target. That the target can't be read is an
/// outcome too. It fails only where another try may help.
pub(crate) async fn target_outcome(
    client: &Client,
    place: &Place,
    target: &Slug,
    contents: &Contents,
) -> Result<TargetOutcome, Fault> {
    match overwritten(client, place, target, contents).await {
        Ok(overwritten) => Ok(TargetOutcome::Overwrites(overwritten)),
        Err(fault) => match why_unreadable(&fault) {
            Some(why) => Ok(TargetOutcome::Unreadable(why)),
            None => Err(fault),
        },
    }
}

fn why_unreadable(fault: &Fault) -> Option<UnreadableTarget> {
    match fault.cause {
        Cause::NotAllowed if is_closed(fault) => Some(UnreadableTarget::NotAllowed),
        Cause::NotFound | Cause::Deleted if is_closed(fault) => Some(UnreadableTarget::Gone),
        Cause::Unreadable => Some(UnreadableTarget::Entries),
        _ => None,
    }
}

async fn overwritten(
    client: &Client,
    place: &Place,
    target: &Slug,
    contents: &Contents,
) -> Result<Vec<Overwritten>, Fault> {
    let (org, space, current) = (&place.org, &place.space, &Slug::development());
    let mut overwritten = files(client, place, target, contents).await?;
    // Sets, because both lists are as long as the platform says.
    let applications: HashSet<&Slug> = contents.applications.iter().collect();
    let tables: HashSet<&String> = contents.tables.iter().collect();
    if !applications.is_empty() {
        let there = read(|| client.applications(org, space, target, current)).await?;
        let there = there.into_complete()?.into_iter();
        overwritten.extend(
            there
                .filter(|application| applications.contains(&application.slug))
                .map(|application| named(MaterialKind::Application, application.name)),
        );
    }
    if !tables.is_empty() {
        let there = read(|| client.tables(org, space, target, current)).await?;
        let there = there.into_complete()?.into_iter();
        overwritten.extend(
            there
                .filter_map(|table| table.name)
                .filter(|name| tables.contains(name))
                .map(|name| named(MaterialKind::Table, name)),
        );
    }
    Ok(overwritten)
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
) -> Result<Vec<Overwritten>, Fault> {
    let entries = contents.entries.as_deref().unwrap_or_default();
    // Each counts once: what a platform lists again and again, such as a folder within itself, would
    // otherwise be read without end.
    let mut wanted: HashMap<&str, &ContentEntry> = entries
        .iter()
        .map(|entry| (entry.path.as_str(), entry))
        .collect();
    let mut around = folders_around(entries);
    let mut overwritten = Vec::new();
    let mut folders = if entries.is_empty() {
        Vec::new()
    } else {
        vec![String::new()]
    };
    let (org, space, current) = (&place.org, &place.space, &Slug::development());
    while let Some(folder) = folders.pop() {
        let ask = || client.files(org, space, target, current, Area::Files, &folder);
        for file in read(ask).await?.into_complete()? {
            let is_folder = file.is_folder();
            let entry = wanted.remove(file.local_path.as_str());
            let is_around = around.remove(file.local_path.as_str());
            if entry.is_some() || (!is_folder && is_around) {
                overwritten.push(Overwritten {
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
                });
            } else if is_around {
                folders.push(file.local_path);
            }
        }
    }
    overwritten.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(overwritten)
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
    use crate::seen::late_platform::LatePlatform;

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
        let reading = target_outcome(&client, &place, &target, &contents);
        let found = tokio::time::timeout(Duration::from_mins(1), reading).await;
        let TargetOutcome::Overwrites(list) = found.unwrap().unwrap() else {
            panic!("it can be read");
        };
        let paths: Vec<_> = list.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["week/a"]);
        assert_eq!(platform.asked(), 2);
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
