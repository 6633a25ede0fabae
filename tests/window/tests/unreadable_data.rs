//! A data file that this version can't use is moved aside untouched.

use std::{fs, path::PathBuf};

use window_tests::Desktop;

#[test]
fn an_unreadable_data_file_is_moved_aside_untouched() {
    let desktop = Desktop::new();
    let garbage = b"This was a database once. ".repeat(400);
    fs::create_dir_all(desktop.data()).expect("a home has room");
    fs::write(desktop.data().join("cohort.db"), &garbage).expect("a home has room");

    let app = desktop.start();
    app.tries_the_practice_course();

    app.sees("The data on this computer couldn't be read");
    let aside = set_aside(&desktop);
    app.sees(name(&aside));
    assert_eq!(fs::read(&aside).expect("it is a file"), garbage);
}

#[test]
fn a_data_file_of_a_newer_version_is_left_alone() {
    let desktop = Desktop::new();
    let newer = database_of_version(9_999);
    let file = desktop.data().join("cohort.db");
    fs::create_dir_all(desktop.data()).expect("a home has room");
    fs::write(&file, &newer).expect("a home has room");

    // There is no page yet that could say it, so a dialog of the system does.
    let _started = desktop.clicks_the_icon();
    desktop.shows("Cohort");
    assert_eq!(fs::read(&file).expect("it is a file"), newer);
    assert!(files_aside(&desktop).is_empty());
}

/// An SQLite file without any table. It is one page long: the header and the empty root of a tree.
fn database_of_version(version: u32) -> Vec<u8> {
    let mut page = vec![0; 4096];
    let mut put = |at: usize, bytes: &[u8]| page[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, b"SQLite format 3\0");
    put(16, &4096_u16.to_be_bytes());
    put(18, &[1, 1, 0, 64, 32, 32]);
    for (at, number) in [(24, 1), (28, 1), (44, 4), (56, 1), (92, 1), (96, 3_045_000)] {
        put(at, &u32::to_be_bytes(number));
    }
    put(60, &version.to_be_bytes());
    put(100, &[13, 0, 0, 0, 0, 16, 0, 0]);
    page
}

/// The files that were moved aside.
fn files_aside(desktop: &Desktop) -> Vec<PathBuf> {
    fs::read_dir(desktop.data())
        .expect("the data folder is there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| name(path).starts_with("cohort") && name(path).contains("aside"))
        .collect()
}

/// The file that was moved aside. There must be exactly one.
fn set_aside(desktop: &Desktop) -> PathBuf {
    let mut found = files_aside(desktop);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn name(path: &std::path::Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .expect("the app names its files in ASCII")
}
