//! What another user of the computer can read of the data. The tests run commands as a real second
//! user, so they have to be run as root.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use store::{AccountId, AccountKind, Store};

fn now() -> jiff::Timestamp {
    "2026-03-02T10:42:00Z".parse().unwrap()
}

/// Whether the user `nobody` can read a file.
fn others_can_read(path: &Path) -> bool {
    let output = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "cat"])
        .arg(path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() || said.contains("Permission denied"),
        "this test has to be run as root, because it acts as another user: {said}"
    );
    output.status.success()
}

fn open_to_all(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// The data file and what SQLite keeps beside it.
fn files(data: &Path) -> Vec<PathBuf> {
    ["", "-wal", "-shm"]
        .map(|suffix| PathBuf::from(format!("{}{suffix}", data.display())))
        .to_vec()
}

#[test]
fn another_user_reads_neither_the_data_nor_what_lies_beside_it() {
    let place = tempfile::tempdir().unwrap();
    open_to_all(place.path(), 0o755);
    let folder = place.path().join("cohort");
    let data = folder.join("cohort.db");
    let store = Store::open(&data, now()).unwrap().store;
    store
        .account_add(
            &AccountId::practice(),
            AccountKind::Practice,
            "Practice",
            &"http://127.0.0.1:1".parse().unwrap(),
            now(),
        )
        .unwrap();
    for file in files(&data) {
        assert!(
            file.exists() && !others_can_read(&file),
            "{}",
            file.display()
        );
    }
    // Even where the folder is opened, as a backup program or a user may do.
    open_to_all(&folder, 0o755);
    let public = folder.join("public");
    fs::write(&public, "for all").unwrap();
    open_to_all(&public, 0o644);
    assert!(others_can_read(&public), "the second user gets this far");
    for file in files(&data) {
        assert!(!others_can_read(&file), "{}", file.display());
    }
}

#[test]
fn data_that_was_open_to_others_is_closed_at_every_open() {
    let place = tempfile::tempdir().unwrap();
    open_to_all(place.path(), 0o755);
    let folder = place.path().join("cohort");
    let data = folder.join("cohort.db");
    // A window has it open, and a terminal opens it beside the window.
    let window = Store::open(&data, now()).unwrap().store;
    let accounts = window.accounts().unwrap();
    open_to_all(&folder, 0o755);
    for file in files(&data) {
        open_to_all(&file, 0o644);
        assert!(others_can_read(&file), "as an earlier version left it");
    }
    let copy = folder.join("cohort-version-17.db");
    fs::copy(&data, &copy).unwrap();
    open_to_all(&copy, 0o644);
    assert!(others_can_read(&copy), "as a backup left it");
    let terminal = Store::open_there(&data, now()).unwrap().unwrap();
    for file in files(&data).into_iter().chain([copy]) {
        assert!(!others_can_read(&file), "{}", file.display());
    }
    assert_eq!(terminal.accounts().unwrap(), accounts);
}
