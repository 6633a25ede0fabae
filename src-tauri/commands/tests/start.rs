//! The first frame: the practice account, and data that can't be read.

use pretty_assertions::assert_eq;
use tempfile::tempdir;

use super::{ACCOUNT, bodies, draft_for_the_course};
use crate::app_for_tests::{run, run_in};
use crate::bridge::{KeyState, PracticeOpen, PracticePage, SpacesRef, StartNotice};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_has_the_practice_account_and_its_spaces() {
    let running = run().await;
    let start = bodies::start(&running.app).await.unwrap();
    assert_eq!(start.accounts.len(), 1);
    assert_eq!(start.accounts[0].key, KeyState::ThisRun);
    assert_eq!(start.notices, []);
    let which = SpacesRef {
        account: ACCOUNT.into(),
        fresh: false,
    };
    let never = bodies::spaces(&running.app, which).await.unwrap();
    assert_eq!(never.seen_at, None);
    draft_for_the_course(&running).await;
    let which = SpacesRef {
        account: ACCOUNT.into(),
        fresh: false,
    };
    let seen = bodies::spaces(&running.app, which).await.unwrap();
    let spaces = &seen.orgs[0].spaces;
    assert!(
        spaces
            .iter()
            .any(|space| space.name == "Corporate Law" && !space.administrator)
    );
    let course = spaces
        .iter()
        .find(|space| space.name == "Finance I")
        .unwrap();
    assert!(course.people.unwrap() >= 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_cannot_be_read_are_set_aside_untouched_and_said() {
    let folder = tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let bytes = b"this is no database";
    std::fs::write(data.join("cohort.db"), bytes).unwrap();
    let running = run_in(folder).await;
    let notices = bodies::start(&running.app).await.unwrap().notices;
    let [StartNotice::DataSetAside { file, folder }] = notices.as_slice() else {
        panic!("{notices:?}");
    };
    assert_eq!(std::path::Path::new(folder), data);
    assert_eq!(
        std::fs::read(data.join(file)).unwrap(),
        bytes,
        "every byte as it was"
    );
}

/// SQLite opens such a file, so that only the check of the whole file finds it.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_found_once_the_window_is_there_and_set_aside() {
    let folder = tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let file = data.join("cohort.db");
    drop(store::Store::open(&file, jiff::Timestamp::now()).unwrap());
    let damaged = rusqlite::Connection::open(&file).unwrap();
    damaged
        .execute_batch(
            "CREATE TABLE names (name TEXT);
             INSERT INTO names VALUES (NULL);
             PRAGMA writable_schema = on;
             UPDATE sqlite_schema SET sql = 'CREATE TABLE names (name TEXT NOT NULL)'
             WHERE name = 'names';",
        )
        .unwrap();
    drop(damaged);
    let running = run_in(folder).await;
    let started = bodies::start(&running.app).await.unwrap();
    let [StartNotice::DataSetAside { file, .. }] = started.notices.as_slice() else {
        panic!("{:?}", started.notices);
    };
    assert!(data.join(file).exists());
    assert_eq!(started.accounts.len(), 1, "it goes on with a fresh one");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_platform_runs_only_once_its_account_is_used() {
    let folder = run().await.stop().await;
    let running = run_in(folder).await;
    let started = bodies::start(&running.app).await.unwrap();
    let [account] = started.accounts.as_slice() else {
        panic!("the practice account is there: {:?}", started.accounts);
    };
    assert_eq!(account.key, KeyState::ThisRun);
    let platform = account.address.strip_prefix("http://").unwrap().to_owned();
    let is_open = || std::net::TcpStream::connect(&platform).is_ok();
    assert!(!is_open(), "nobody has used it, and every web page could");

    let which = SpacesRef {
        account: account.id.clone(),
        fresh: true,
    };
    let spaces = bodies::spaces(&running.app, which).await.unwrap();
    assert!(!spaces.orgs.is_empty());
    assert!(is_open());
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_pages_open_in_the_browser_with_a_code_and_never_the_token() {
    let running = run().await;
    for (page, path) in [
        (PracticePage::Mailbox, "/mailbox?code="),
        (PracticePage::Faults, "/faults?code="),
    ] {
        bodies::practice_open(&running.app, PracticeOpen { page })
            .await
            .unwrap();
        let opened = running.recording.opened.lock().unwrap().remove(0);
        assert!(
            opened.starts_with("http://127.0.0.1:") && opened.contains(path),
            "{opened}"
        );
    }
}
