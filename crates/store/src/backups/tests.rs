//! Backups are made, kept, dropped and restored, on real files.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use jiff::{SignedDuration, ToSpan as _};
use pretty_assertions::assert_eq;
use tempfile::TempDir;

use super::*;
use crate::{AccountId, AccountKind};

pub(super) fn start() -> Timestamp {
    "2026-03-02T10:42:00Z".parse().unwrap()
}

pub(super) fn store_in(folder: &TempDir) -> Store {
    let file = folder.path().join("cohort.db");
    Store::open(&file, start()).unwrap().store
}

pub(super) fn add(store: &Store, name: &str) {
    let (id, address) = (AccountId::new(), format!("https://{name}"));
    let added = store.account_add(
        &id,
        AccountKind::Platform,
        name,
        &address.parse().unwrap(),
        start(),
    );
    added.unwrap();
}

pub(super) fn names(store: &Store) -> Vec<String> {
    let accounts = store.accounts().unwrap().into_iter();
    let mut names: Vec<_> = accounts.map(|account| account.name).collect();
    names.sort();
    names
}

pub(super) fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_few_of_each_kind_are_kept_and_only_the_user_can_read_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    add(&store, "ada.example");
    for version in [9, 10, 11, 12] {
        let kind = BackupKind::Update { version };
        store.back_up(kind, start() + version.hours()).unwrap();
    }
    for _ in 0..9 {
        // Within the same second, each has a name of its own.
        store.back_up(BackupKind::ByHand, start()).unwrap();
    }
    let backups = store.backups().unwrap();
    let count = |kind: BackupKind| backups.iter().filter(|b| b.kind().is_like(kind)).count();
    assert_eq!(count(BackupKind::Update { version: 0 }), 3);
    assert_eq!(count(BackupKind::ByHand), 7);
    assert_eq!(
        backups[0].name.to_string(),
        "cohort-version-12-20260302-224200.db"
    );
    assert_eq!(files(folder.path()).len(), 11, "nothing else is left");
    let copy = folder.path().join(backups[0].name.to_string());
    assert_eq!(backups[0].bytes, fs::metadata(&copy).unwrap().len());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&copy).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    drop(store);
    let copy = Store::open_there(&copy, start()).unwrap().unwrap();
    assert_eq!(names(&copy), ["ada.example"]);
}

#[test]
fn the_guides_say_how_many_backups_are_kept() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide");
    for (guide, said) in [
        ("en/your-data.md", format!("keeps the last {BACKUPS_KEPT}.")),
        (
            "de/ihre-daten.md",
            format!("behält die letzten {BACKUPS_KEPT} Sicherungen"),
        ),
    ] {
        let text = fs::read_to_string(Path::new(docs).join(guide)).unwrap();
        assert!(text.contains(&said), "{guide}: {said}");
    }
}

#[test]
fn there_is_one_backup_of_each_day_on_which_something_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    let written_at = |at: Timestamp| {
        for name in ["cohort.db", "cohort.db-wal"] {
            let file = File::options().write(true).open(folder.path().join(name));
            file.unwrap().set_modified(SystemTime::from(at)).unwrap();
        }
    };
    let berlin = TimeZone::get("Europe/Berlin").unwrap();
    let due = |at: Timestamp| store.back_up_daily(at, &berlin).unwrap().is_some();
    let evening: Timestamp = "2026-03-02T22:30:00Z".parse().unwrap();
    written_at(start());
    assert!(due(evening));
    written_at(evening + SignedDuration::from_mins(5));
    assert!(
        !due(evening + SignedDuration::from_mins(10)),
        "today has one"
    );
    let after_midnight = evening + SignedDuration::from_mins(40);
    assert!(
        due(after_midnight),
        "where the user is, another day has begun"
    );
    assert!(
        !due(after_midnight + SignedDuration::from_hours(24)),
        "nothing changed"
    );
    for day in 1..10 {
        let at = after_midnight + SignedDuration::from_hours(24 * day);
        written_at(at);
        assert!(due(at + SignedDuration::from_mins(1)));
    }
    assert_eq!(store.backups().unwrap().len(), 7);
}

#[test]
fn a_backup_takes_the_place_of_the_data_also_for_another_process() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    let other = store_in(&folder);
    add(&store, "then.example");
    let backup = store.back_up(BackupKind::ByHand, start()).unwrap();
    add(&store, "since.example");
    assert_eq!(names(&other), ["since.example", "then.example"]);

    let prepared = store.prepare_restore(backup.name).unwrap();
    add(&store, "meanwhile.example");
    store.restore(&prepared, start() + 1.hour()).unwrap();
    drop(prepared);
    assert_eq!(names(&other), ["then.example"]);
    add(&other, "afterwards.example");
    let mark = other.installation().unwrap().unwrap();
    assert_eq!((mark.machine.as_str(), mark.generation), ("", 0));
    let refused = store.account_remove(&AccountId::new(), start());
    assert!(matches!(refused, Err(StoreError::Replaced)), "{refused:?}");

    let [before, made] = &other.backups().unwrap()[..] else {
        panic!("two backups");
    };
    assert_eq!(made, &backup);
    assert_eq!(before.kind(), BackupKind::BeforeRestore);
    assert_eq!(
        files(folder.path()),
        [
            before.name.to_string(),
            made.name.to_string(),
            "cohort.db".to_owned()
        ]
    );
    // It can be taken back, with what was written in the last moment.
    let prepared = other.prepare_restore(before.name).unwrap();
    other.restore(&prepared, start() + 2.hours()).unwrap();
    let expected = ["meanwhile.example", "since.example", "then.example"];
    assert_eq!(names(&store_in(&folder)), expected);
}

#[test]
fn while_another_process_writes_nothing_is_restored_by_half() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    add(&store, "then.example");
    let backup = store.back_up(BackupKind::ByHand, start()).unwrap();
    add(&store, "since.example");
    let prepared = store.prepare_restore(backup.name).unwrap();
    let other = store_in(&folder);
    std::thread::scope(|scope| {
        let (writes, is_written_to) = std::sync::mpsc::channel();
        scope.spawn(move || {
            let written = other.write(|_| {
                writes.send(()).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(300));
                Ok::<_, StoreError>(())
            });
            written.unwrap();
        });
        is_written_to.recv().unwrap();
        store.restore(&prepared, start()).unwrap();
    });
    assert_eq!(names(&store), ["then.example"]);
}

#[test]
fn an_older_backup_is_brought_to_this_version_before_it_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    add(&store, "then.example");
    let made = store.back_up(BackupKind::ByHand, start()).unwrap();
    let old = Connection::open(folder.path().join(made.name.to_string())).unwrap();
    // As before the last migration, which added this column among others.
    old.execute_batch(
        "DROP INDEX plans_settled; DROP INDEX first_joined_by_time; DROP INDEX acts_of_place;
         DROP INDEX plans_unsettled; ALTER TABLE drafts DROP COLUMN maybe_sent;
         ALTER TABLE drafts DROP COLUMN change_number; PRAGMA user_version = 18",
    )
    .unwrap();
    drop(old);
    let prepared = store.prepare_restore(made.name).unwrap();
    store.restore(&prepared, start()).unwrap();
    assert_eq!(names(&store), ["then.example"]);
    assert_eq!(store.drafts().unwrap().len(), 0);
}

#[test]
fn what_is_no_sound_backup_of_ours_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    add(&store, "kept.example");
    let made = store.back_up(BackupKind::ByHand, start()).unwrap();
    let path = folder.path().join(made.name.to_string());
    let gone = "cohort-by-hand-20260101-000000.db".parse().unwrap();
    let refused = store.prepare_restore(gone).map(drop);
    assert!(
        matches!(refused, Err(StoreError::NotFound(_))),
        "{refused:?}"
    );
    let newer = Connection::open(&path).unwrap();
    newer.execute_batch("PRAGMA user_version = 9999").unwrap();
    drop(newer);
    let refused = store.prepare_restore(made.name).map(drop);
    assert!(matches!(refused, Err(StoreError::Newer)), "{refused:?}");
    // An empty file is a database of SQLite too, and would be brought to this version.
    fs::write(&path, "").unwrap();
    let refused = store.prepare_restore(made.name).map(drop);
    assert!(
        matches!(refused, Err(StoreError::Damaged(_))),
        "{refused:?}"
    );
    fs::write(
        &path,
        "no data file at all, and long enough to be looked at",
    )
    .unwrap();
    let refused = store.prepare_restore(made.name).map(drop);
    assert!(
        matches!(refused, Err(StoreError::Unreadable(_))),
        "{refused:?}"
    );
    assert_eq!(names(&store), ["kept.example"]);
    assert_eq!(
        files(folder.path()),
        [made.name.to_string(), "cohort.db".to_owned()]
    );
}

#[test]
fn a_backup_from_a_time_when_the_clock_was_ahead_keeps_none_from_being_made() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    let zone = TimeZone::UTC;
    let ahead = start() + SignedDuration::from_hours(24 * 365 * 10);
    for days in 0..7 {
        let day = ahead + SignedDuration::from_hours(24 * days);
        store.back_up(BackupKind::Daily, day).unwrap();
    }
    let made = store.back_up_daily(start(), &zone).unwrap().unwrap();
    let next = start() + SignedDuration::from_hours(24);
    store.back_up(BackupKind::Daily, next).unwrap();
    let kept = store.backups().unwrap();
    assert_eq!(kept.len(), 7);
    assert!(kept.contains(&made), "it isn't the first to go");
}

#[test]
fn what_a_killed_process_left_unfinished_is_removed_by_the_next_backup() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    let [abandoned, fresh] =
        ["cohort-1.part", "cohort-2.part"].map(|name| folder.path().join(name));
    for part in [&abandoned, &fresh] {
        fs::write(part, "half").unwrap();
    }
    let hours_ago = SystemTime::now() - std::time::Duration::from_hours(2);
    let file = File::options().write(true).open(&abandoned).unwrap();
    file.set_modified(hours_ago).unwrap();
    store.back_up(BackupKind::ByHand, start()).unwrap();
    assert!(!abandoned.exists());
    assert!(fresh.exists(), "another process may be making it");
}

#[test]
fn nothing_that_somebody_put_into_the_schema_of_a_backup_runs_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    add(&store, "then.example");
    let made = store.back_up(BackupKind::ByHand, start()).unwrap();
    let crafted = Connection::open(folder.path().join(made.name.to_string())).unwrap();
    crafted
        .execute_batch(
            "CREATE TRIGGER \"evil \"\"one\" AFTER INSERT ON accounts
             BEGIN UPDATE accounts SET address = 'https://evil.example'; END;
             DROP TRIGGER step_changed;
             CREATE TRIGGER step_changed AFTER UPDATE ON steps BEGIN DELETE FROM plans; END;
             CREATE VIEW seen_by_nobody AS SELECT * FROM accounts;",
        )
        .unwrap();
    drop(crafted);
    let prepared = store.prepare_restore(made.name).unwrap();
    store.restore(&prepared, start()).unwrap();
    let data = Connection::open(folder.path().join("cohort.db")).unwrap();
    let found: Vec<(String, String)> = data
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "step_changed");
    assert!(!found[0].1.contains("DELETE"), "{found:?}");
}

#[cfg(unix)]
#[test]
fn a_backup_that_others_may_read_is_closed_at_the_next_start() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder);
    let made = store.back_up(BackupKind::ByHand, start()).unwrap();
    drop(store);
    let backup = folder.path().join(made.name.to_string());
    fs::set_permissions(&backup, fs::Permissions::from_mode(0o644)).unwrap();
    store_in(&folder);
    let permissions = fs::metadata(&backup).unwrap().permissions();
    assert_eq!(permissions.mode() & 0o777, 0o600);
}
