//! Tests of reading what a snapshot holds.

use serde_json::{Value, json};

use super::*;
use crate::seen::late_platform_for_tests::LatePlatform;

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
    assert_eq!(began.elapsed(), LONGEST_READING);
    assert_eq!(contents.file_count, 1, "of the one folder that was read");
    let entries = contents.entries.unwrap();
    let whole = entries.iter().filter(|entry| entry.path != "file").count();
    assert_eq!(whole, 20, "each other folder counts as a whole");
    assert_eq!(contents.files.len(), 21, "the topmost ones are named");
}

async fn read_with(
    platform: &std::sync::Arc<LatePlatform>,
    bytes: usize,
) -> Result<Contents, Fault> {
    let budget = ReadBudget::new(bytes, LONGEST_READING);
    let (instance, snapshot) = (Slug::distributed(), Slug::development());
    let (client, place) = (platform.client(), LatePlatform::place());
    read_within(budget, &client, &place, (&instance, &snapshot)).await
}

#[tokio::test]
async fn the_folders_of_a_snapshot_are_limited_by_their_bytes_however_few_files_they_have() {
    let platform = LatePlatform::new(Duration::ZERO, |path| match path.rsplit('/').next() {
        Some("files") => ["a", "b", "c"].map(|name| row(name, "directory")).into(),
        // One file, but with a long path.
        Some(folder) if path.contains("/files/v1") && folder != "home" => {
            json!([row(&format!("{folder}/{}", "a".repeat(4_000)), "file")])
        }
        _ => json!([]),
    });
    let all = read_with(&platform, 60_000).await.unwrap();
    assert_eq!((all.file_count, all.files.len()), (3, 3));
    // Each file is named by four texts.
    let some = read_with(&platform, 40_000).await.unwrap();
    assert_eq!(some.file_count, 2);
    assert_eq!(some.files, ["/files/a", "/files/b", "/files/c"]);
    let entries = some.entries.unwrap();
    assert!(entries.iter().any(|entry| entry.path == "a"), "as a whole");
}

#[tokio::test]
async fn the_home_the_applications_and_the_tables_of_a_snapshot_are_limited_too() {
    let homes: fn(&str) -> Value = |path| {
        if path.ends_with("/home") {
            let long = |n: usize| row(&format!("{n}{}", "a".repeat(4_000)), "file");
            (0..10).map(long).collect()
        } else if path.ends_with("/files") {
            json!([row("a", "file")])
        } else {
            json!([])
        }
    };
    let applications: fn(&str) -> Value = |path| {
        if path.starts_with("/apps/") {
            json!([{
                "aoid": 1, "slug": "a", "name": "a".repeat(100_000), "description": "",
                "status": "", "shared": false, "exportable": false, "storage_used": 0,
            }])
        } else {
            json!([])
        }
    };
    let tables: fn(&str) -> Value = |path| {
        if path.starts_with("/tables/") {
            json!([{ "name": "a".repeat(100_000) }])
        } else {
            json!([])
        }
    };
    // A home isn't distributed, so it is only named, and as a whole where it is too large.
    let platform = LatePlatform::new(Duration::ZERO, homes);
    for (bytes, named) in [(20_000, 1), (200_000, 10)] {
        let contents = read_with(&platform, bytes).await.unwrap();
        assert_eq!(contents.cannot.len(), named);
        assert_eq!(
            contents.file_count, 1,
            "it takes nothing of what the files need"
        );
    }
    for answer in [applications, tables] {
        let platform = LatePlatform::new(Duration::ZERO, answer);
        let fault = read_with(&platform, 100_000).await.unwrap_err();
        assert_eq!(fault.cause, Cause::TooLarge);
        assert!(read_with(&platform, 200_000).await.is_ok());
    }
}

#[tokio::test]
async fn a_snapshot_of_20000_files_with_long_names_is_read_to_its_end() {
    let platform = LatePlatform::new(Duration::ZERO, |path| match path.rsplit('/').next() {
        Some("files") => (0..200)
            .map(|n| row(&format!("{n}-{}", "a".repeat(80)), "directory"))
            .collect(),
        Some(folder) if path.contains("/files/v1") && folder != "home" => (0..100)
            .map(|n| row(&format!("{folder}/{n}-{}", "a".repeat(80)), "file"))
            .collect(),
        _ => json!([]),
    });
    let contents = read_with(&platform, CONTENTS_READ).await.unwrap();
    assert_eq!(contents.file_count, 20_000);
    let entries = contents.entries.unwrap();
    assert!(entries.iter().all(|entry| entry.path.contains('/')));
    assert_eq!(contents.files.len(), 200, "named by their folders");
}

#[tokio::test]
async fn a_list_that_is_longer_than_all_of_a_snapshot_may_be_is_not_read_to_its_end() {
    let platform = LatePlatform::new(Duration::ZERO, |path| {
        if path.starts_with("/tables/") {
            vec![json!({ "name": "a".repeat(900_000) }); 40].into()
        } else {
            json!([])
        }
    });
    let fault = read_with(&platform, usize::MAX).await.unwrap_err();
    assert_eq!(fault.cause, Cause::TooLarge);
}

#[tokio::test]
async fn a_folder_of_a_snapshot_that_contains_itself_or_is_listed_twice_is_read_once() {
    let platform = LatePlatform::new(Duration::ZERO, |path| {
        if path.contains("/files/v1") && !path.ends_with("/home") {
            ["week", "week"].map(|name| row(name, "directory")).into()
        } else {
            json!([])
        }
    });
    let contents = read_with(&platform, CONTENTS_READ).await.unwrap();
    assert_eq!(contents.entries.unwrap(), []);
    // The applications, the tables, the home, the topmost folder and this one.
    assert_eq!(platform.asked(), 5);
}

#[test]
fn the_contents_that_are_kept_are_limited_by_their_bytes() {
    let long = || Contents {
        tables: vec!["a".repeat(1_000)],
        ..Contents::of(Slug::distributed(), Slug::development())
    };
    let kept = |bytes| within(bytes, std::iter::repeat_with(long).take(5)).count();
    assert_eq!([kept(999), kept(4_000), kept(10_000)], [0, 3, 5]);
}
