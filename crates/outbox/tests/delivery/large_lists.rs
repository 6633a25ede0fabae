//! Lists that are each within their limits, and would be too much together: the contents of a
//! snapshot, and the spaces of an account.

use jiff::Timestamp;
use platform::Slug;
use serde_json::json;

use crate::bench::bench;
use crate::bench::replaced::Replaced;

#[simulated::test]
async fn lists_that_are_each_within_their_limits_are_limited_together_too() {
    let bench = bench().await;
    bench.refresh().await;
    let cache = &bench.outbox.cache;

    // Each folder has some files with long names and more folders.
    let long = "a".repeat(4_000);
    let row = |name: &str, kind: &str| {
        json!({
            "fid": name, "short_id": name, "local_path": name, "area": "FILES", "type": kind,
            "os_path": format!("/files/{name}"),
        })
    };
    let files = (0..300).map(|n| row(&format!("file_{n}_{long}"), "file"));
    let folders = (0..40).map(|n| row(&format!("folder_{n}"), "directory"));
    let rows = serde_json::to_string(&files.chain(folders).collect::<Vec<_>>()).unwrap();
    bench
        .network
        .replaces(Replaced::rows("/files/v1", 1_000, &rows));
    let contents = cache
        .read_contents(
            &bench.place,
            &Slug::distributed(),
            &Slug::development(),
            Timestamp::now(),
        )
        .await
        .unwrap();
    let asked = 1_000 - bench.network.times_left();
    assert!(asked < 25, "{asked} folders were read");
    assert!(contents.file_count < 7_200, "{}", contents.file_count);
    let entries = contents.entries.unwrap();
    assert!(
        entries.iter().any(|entry| entry.path == "folder_0"),
        "a folder that wasn't read counts as a whole"
    );
    assert!(contents.files.contains(&"/files/folder_0".to_owned()));

    // Some organisations, each with many spaces.
    let account = &bench.place.account;
    let names = || -> Vec<String> {
        let seen = cache.spaces(account).unwrap().unwrap();
        let spaces = seen.list.into_iter().flat_map(|org| org.spaces);
        spaces.map(|space| space.name).collect()
    };
    let before = names();
    let long = "a".repeat(1_000_000);
    let space = |n: u32| {
        json!({
            "slug": format!("space_{n}"), "name": long, "type": "COURSE",
            "visibility_type": "PRIVATE", "video_library_enabled": false,
        })
    };
    let rows = serde_json::to_string(&(0..17).map(space).collect::<Vec<_>>()).unwrap();
    bench
        .network
        .replaces(Replaced::rows("/spaces/v1/org/", 1_000, &rows));
    let refreshed = cache.refresh_spaces(account, Timestamp::now()).await;
    assert!(refreshed.is_err(), "too much is kept");
    assert_eq!(names(), before);
}
