//! The data is exported into a file, and imported from one, also one that somebody made by hand.

use std::fs;

use jiff::ToSpan as _;
use pretty_assertions::assert_eq;
use rusqlite::Connection;

use super::tests::{add, files, names, start, store_in};
use super::*;
use crate::DataSummary;

#[test]
fn what_was_exported_is_imported_elsewhere_and_can_be_taken_back() {
    let (here, there, stick) = (
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let store = store_in(&here);
    add(&store, "here.example");
    let file = stick.path().join("Cohort.db");
    fs::write(&file, "an older export").unwrap();
    store.export(&file).unwrap();
    assert_eq!(files(stick.path()), ["Cohort.db"], "nothing else is left");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    let other = store_in(&there);
    add(&other, "one.example");
    add(&other, "two.example");
    assert_eq!(other.summary().unwrap().accounts, 2);
    let prepared = other.prepare_import(&file).unwrap();
    assert_eq!(
        prepared.summary().unwrap(),
        DataSummary {
            accounts: 1,
            ..DataSummary::default()
        }
    );
    other.restore(&prepared, start() + 1.hour()).unwrap();
    drop(prepared);
    let other = store_in(&there);
    assert_eq!(names(&other), ["here.example"]);
    let mark = other.installation().unwrap().unwrap();
    assert_eq!((mark.machine.as_str(), mark.generation), ("", 0));

    let [before] = other.backups().unwrap()[..] else {
        panic!("one backup");
    };
    assert_eq!(before.kind(), BackupKind::BeforeRestore);
    // A backup is such a file too, wherever it lies.
    let carried = stick.path().join("carried.db");
    fs::copy(there.path().join(before.name.to_string()), &carried).unwrap();
    let prepared = other.prepare_import(&carried).unwrap();
    other.restore(&prepared, start() + 2.hours()).unwrap();
    assert_eq!(names(&store_in(&there)), ["one.example", "two.example"]);
}

#[test]
fn a_text_about_the_data_is_written_whole_and_for_the_user_alone() {
    let (folder, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = store_in(&folder);
    let file = stick.path().join("support.json");
    fs::write(&file, "an older one, which is longer").unwrap();
    store.export_text(&file, "{}").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "{}");
    assert_eq!(
        files(stick.path()),
        ["support.json"],
        "nothing else is left"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let own = store.export_text(&folder.path().join("cohort.db"), "{}");
    assert!(matches!(own, Err(ExportError::OwnFolder)), "{own:?}");
    // In this folder of Linux nobody can write, not even root.
    #[cfg(target_os = "linux")]
    {
        let refused = store.export_text(Path::new("/proc/support.json"), "{}");
        assert!(
            matches!(refused, Err(ExportError::Unwritable(_))),
            "{refused:?}"
        );
    }
    let gone = store.export_text(&stick.path().join("no such folder/support.json"), "{}");
    assert!(matches!(gone, Err(ExportError::Unwritable(_))), "{gone:?}");
    assert_eq!(files(stick.path()), ["support.json"]);
}

#[test]
fn nothing_is_exported_over_cohorts_own_files_or_half() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    add(&store, "kept.example");
    fs::create_dir(folder.path().join("practice")).unwrap();
    let made = store.back_up(BackupKind::ByHand, start()).unwrap();
    for own in [
        "cohort.db",
        "new.db",
        "practice/practice.db",
        "../x/../cohort.db",
    ] {
        let refused = store.export(&folder.path().join(own));
        let is_refused = matches!(
            refused,
            Err(ExportError::OwnFolder | ExportError::Unwritable(_))
        );
        assert!(is_refused, "{own}: {refused:?}");
    }
    let kept = [
        made.name.to_string(),
        "cohort.db".to_owned(),
        "practice".to_owned(),
    ];
    assert_eq!(files(folder.path()), kept);

    let elsewhere = tempfile::tempdir().unwrap();
    let gone = store.export(&elsewhere.path().join("no such folder/Cohort.db"));
    assert!(matches!(gone, Err(ExportError::Unwritable(_))), "{gone:?}");
    let taken = store.export(elsewhere.path());
    assert!(
        matches!(taken, Err(ExportError::Unwritable(_))),
        "{taken:?}"
    );
    assert_eq!(files(elsewhere.path()), [""; 0]);
    // In this folder of Linux nobody can write, not even root.
    #[cfg(target_os = "linux")]
    {
        let refused = store.export(Path::new("/proc/Cohort.db"));
        assert!(
            matches!(refused, Err(ExportError::Unwritable(_))),
            "{refused:?}"
        );
    }
    assert_eq!(names(&store), ["kept.example"]);
}

#[test]
fn what_is_no_file_of_cohorts_is_not_imported() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = store_in(&folder);
    add(&store, "kept.example");
    let path = outside.path().join("file.db");
    let refused = || store.prepare_import(&path).map(drop).unwrap_err();

    assert!(matches!(refused(), ImportError::Unopened(_)));
    for text in ["", "no data file at all, and long enough to be looked at"] {
        fs::write(&path, text).unwrap();
        let refused = refused();
        let is_refused = matches!(
            refused,
            ImportError::Store(StoreError::Damaged(_) | StoreError::Unreadable(_))
        );
        assert!(is_refused, "{text}: {refused:?}");
    }
    // Another program's, whose version is higher than any of ours.
    fs::remove_file(&path).unwrap();
    let foreign = Connection::open(&path).unwrap();
    foreign
        .execute_batch("CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 74")
        .unwrap();
    drop(foreign);
    assert!(matches!(
        refused(),
        ImportError::Store(StoreError::Damaged(_))
    ));

    fs::remove_file(&path).unwrap();
    store.export(&path).unwrap();
    let newer = Connection::open(&path).unwrap();
    newer.execute_batch("PRAGMA user_version = 9999").unwrap();
    drop(newer);
    assert!(matches!(refused(), ImportError::Store(StoreError::Newer)));

    let own = store.prepare_import(&folder.path().join("cohort.db"));
    assert!(matches!(own.map(drop), Err(ImportError::OwnData)));
    #[cfg(unix)]
    {
        let link = outside.path().join("link.db");
        std::os::unix::fs::symlink(folder.path().join("cohort.db"), &link).unwrap();
        let own = store.prepare_import(&link);
        assert!(matches!(own.map(drop), Err(ImportError::OwnData)));
        let device = store.prepare_import(Path::new("/dev/zero"));
        assert!(matches!(device.map(drop), Err(ImportError::NotAFile)));
    }
    let a_folder = store.prepare_import(outside.path());
    assert!(matches!(a_folder.map(drop), Err(ImportError::NotAFile)));
    assert_eq!(names(&store), ["kept.example"]);
    assert_eq!(files(folder.path()), ["cohort.db"]);
}

#[test]
fn a_data_file_that_was_in_use_when_it_was_copied_is_not_imported_without_its_last_changes() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = store_in(&folder);
    add(&store, "last.example");
    for name in ["cohort.db", "cohort.db-wal"] {
        fs::copy(folder.path().join(name), outside.path().join(name)).unwrap();
    }
    let copy = outside.path().join("cohort.db");
    let refused = store.prepare_import(&copy).map(drop);
    assert!(
        matches!(refused, Err(ImportError::ChangesBeside)),
        "{refused:?}"
    );
    assert_eq!(files(outside.path()), ["cohort.db"]);
}

#[test]
fn an_imported_file_can_do_no_more_than_a_restored_backup() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = store_in(&folder);
    add(&store, "then.example");
    let path = outside.path().join("crafted.db");
    store.export(&path).unwrap();
    let mark = crate::Installation {
        id: "this installation".to_owned(),
        machine: "this computer".to_owned(),
        generation: 7,
    };
    store.write(|w| w.installation_set(&mark)).unwrap();
    let crafted = Connection::open(&path).unwrap();
    crafted
        .execute_batch(
            "CREATE TRIGGER evil AFTER INSERT ON accounts
             BEGIN UPDATE accounts SET address = 'https://evil.example'; END;
             CREATE VIEW seen_by_nobody AS SELECT * FROM accounts;
             INSERT OR REPLACE INTO installation (one, id, machine, generation)
             VALUES (1, 'this installation', 'this computer', 7);",
        )
        .unwrap();
    drop(crafted);
    let prepared = store.prepare_import(&path).unwrap();
    store.restore(&prepared, start()).unwrap();
    let store = store_in(&folder);
    assert_ne!(store.installation().unwrap().unwrap().id, mark.id);
    add(&store, "new.example");
    let addresses: Vec<_> = store.accounts().unwrap();
    let is_evil = |account: &crate::Account| account.address.as_str().contains("evil");
    assert!(!addresses.iter().any(is_evil), "{addresses:?}");
}
