//! What the store promises: whole or not at all, once, and never overwritten.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use jiff::{Timestamp, ToSpan};
use pretty_assertions::assert_eq;
use roster::NormalizedAddress;
use samples::{SampleStore, now};
use store::{
    AccountKind, ActKey, ActPurpose, CloseReason, DraftStep, EditKind, Intent, NewPlan, NewRow,
    Purpose, Record, Role, RowField, SeenList, Store, StoreError,
};

#[test]
fn a_write_happens_whole_or_not_at_all() {
    let sample = SampleStore::new();
    let (store, draft) = (&sample.store, sample.draft());
    let rows = [NewRow {
        address: "ada@uni.example".into(),
        ..NewRow::default()
    }];
    let broken = store.write(|w| {
        w.draft_rows_add(draft, &rows, now())?;
        Err::<(), _>(StoreError::NotFound(Record::Plan))
    });
    assert!(broken.is_err());
    assert_eq!(store.draft_rows(draft).unwrap(), []);
}

#[test]
fn one_open_act_per_person_and_purpose() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    let key = ActKey {
        place: place.clone(),
        address: NormalizedAddress::of("ada@uni.example"),
        purpose: ActPurpose::Instance("group_a".parse().unwrap()),
    };
    let first = store.write(|w| w.act_add(&key, now())).unwrap();
    assert!(
        store.write(|w| w.act_add(&key, now())).is_err(),
        "held by the database itself"
    );
    // Done doesn't close it: the invitation stands.
    store.write(|w| w.act_set_done(first, now())).unwrap();
    assert!(store.write(|w| w.act_add(&key, now())).is_err());
    let other = ActKey {
        purpose: ActPurpose::Administrator,
        ..key.clone()
    };
    assert!(store.write(|w| w.act_add(&other, now())).is_ok());
    store
        .write(|w| w.act_close(first, CloseReason::Refused, now()))
        .unwrap();
    let second = store.write(|w| w.act_add(&key, now())).unwrap();
    assert_ne!(first, second);
    let open = store.acts_still_open(place, &key.purpose).unwrap();
    assert_eq!(open.len(), 1);
}

#[test]
fn a_draft_is_as_it_was_left() {
    let sample = SampleStore::new();
    let (store, draft) = (&sample.store, sample.draft());
    let intent = Intent {
        purpose: Some(Purpose::Shared),
        instance: Some("group_a".parse().unwrap()),
        instance_name: Some("Group A".into()),
        role: Role::Viewer,
        ..Intent::default()
    };
    let rows = ["ada", "grace", "edsger"].map(|name| NewRow {
        name: name.into(),
        address: format!("{name}@uni.example"),
        ..NewRow::default()
    });
    let ids = store
        .write(|w| w.draft_rows_add(draft, &rows, now()))
        .unwrap();
    store
        .write(|w| {
            w.draft_set_intent(draft, &intent, DraftStep::People, now())?;
            w.draft_rename(draft, "Autumn", now())?;
            let mut edit = w.draft_edit(draft, EditKind::Typing, None, now())?;
            edit.change(ids[1], |row| *row.cell(RowField::Group) = "B".into())?;
            edit.change(ids[2], |row| row.skipped = true)?;
            edit.remove(ids[0])?;
            edit.done()
        })
        .unwrap();

    let again = sample.reopened();
    let read = again.draft(draft).unwrap();
    assert_eq!(
        (read.name.as_str(), read.intent, read.step, read.people),
        ("Autumn", intent, DraftStep::People, 2)
    );
    let rows = again.draft_rows(draft).unwrap();
    assert_eq!(rows[0].group, "B");
    assert!(rows[1].skipped);
}

#[test]
fn a_deleted_draft_can_be_restored_until_it_is_swept() {
    let sample = SampleStore::new();
    let (store, draft) = (&sample.store, sample.draft());
    store.draft_delete(draft, now()).unwrap();
    assert!(matches!(
        store.draft(draft),
        Err(StoreError::NotFound(Record::Draft))
    ));
    let typed = store.write(|w| w.draft_rename(draft, "late", now()));
    assert!(
        typed.is_err(),
        "a deleted draft isn't changed behind the user's back"
    );
    store.drafts_sweep(now()).unwrap();
    store.draft_restore(draft).unwrap();
    assert!(store.draft(draft).is_ok());
    store.draft_delete(draft, now()).unwrap();
    store
        .drafts_sweep(now() + jiff::SignedDuration::from_secs(1))
        .unwrap();
    store.draft_restore(draft).unwrap();
    assert!(store.draft(draft).is_err());
}

#[test]
fn a_draft_is_not_swept_while_its_plan_can_still_be_undone() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    let draft = store.draft(sample.draft()).unwrap();
    let plan = store
        .write(|w| {
            w.draft_delete(draft.id, now())?;
            w.plan_add(&NewPlan {
                place,
                space_name: "Finance I",
                intent: &draft.intent,
                draft: draft.id,
                created_at: now(),
                grace_until: now(),
                material: None,
            })
        })
        .unwrap();
    let later = now() + 1000.hours();
    store.drafts_sweep(later).unwrap();
    store.draft_restore(draft.id).unwrap();
    assert!(store.draft(draft.id).is_ok());
    store
        .write(|w| {
            w.draft_delete(draft.id, now())?;
            w.plan_set_settled(plan, now())
        })
        .unwrap();
    store.drafts_sweep(later).unwrap();
    store.draft_restore(draft.id).unwrap();
    assert!(store.draft(draft.id).is_err());
}

#[test]
fn an_account_that_comes_back_is_the_same_account() {
    let sample = SampleStore::new();
    let store = &sample.store;
    let address = &"https://api.example".parse().unwrap();
    let id = store.account_id_for(address).unwrap();
    store
        .account_add(&id, AccountKind::Platform, "api.example", address, now())
        .unwrap();
    store.account_remove(&id, now()).unwrap();
    assert_eq!(store.accounts().unwrap().len(), 1);
    assert_eq!(store.account_id_for(address).unwrap(), id);
    store
        .account_add(&id, AccountKind::Platform, "api.example", address, now())
        .unwrap();
    assert_eq!(store.accounts().unwrap().len(), 2);
}

#[test]
fn a_reading_that_began_earlier_does_not_replace_a_later_one() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    let put = |entry: &str, at: Timestamp| {
        let list = SeenList::Members(place);
        store.seen_put(list, &[entry.to_owned()], at).unwrap();
    };
    let seen = || {
        let seen = store.seen::<String>(SeenList::Members(place)).unwrap();
        seen.unwrap().list.remove(0)
    };
    put("later", now() + 1.second());
    put("earlier", now());
    assert_eq!(seen(), "later");
    put("latest", now() + 2.seconds());
    assert_eq!(seen(), "latest");
    // Nothing takes a day to read: the clock was set back.
    put("clock set back", now() - 24.hours());
    assert_eq!(seen(), "clock set back");
}

#[test]
fn what_was_seen_last_is_what_is_shown() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    assert_eq!(
        store.seen::<String>(SeenList::Members(place)).unwrap(),
        None
    );
    store
        .seen_put(
            SeenList::Members(place),
            &["a".to_owned(), "b".to_owned()],
            now(),
        )
        .unwrap();
    store
        .seen_put(SeenList::Members(place), &["c".to_owned()], now())
        .unwrap();
    let seen = store
        .seen::<String>(SeenList::Members(place))
        .unwrap()
        .unwrap();
    assert_eq!((seen.list, seen.at), (vec!["c".to_owned()], now()));
    assert_eq!(store.seen_count(SeenList::Members(place)).unwrap(), Some(1));
}

#[test]
fn two_files_set_aside_in_the_same_second_have_two_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cohort.db");
    let mut names = Vec::new();
    for content in ["no database", "nor this"] {
        for old in ["cohort.db", "cohort.db-wal", "cohort.db-shm"] {
            let _ = std::fs::remove_file(folder.path().join(old));
        }
        std::fs::write(&file, content).unwrap();
        let opened = Store::open(&file, now()).unwrap();
        let aside = opened.set_aside.unwrap();
        assert_eq!(std::fs::read_to_string(&aside.file).unwrap(), content);
        names.push(aside.file);
    }
    assert_ne!(names[0], names[1]);
}

#[test]
fn what_is_wrong_in_a_damaged_file_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cohort.db");
    let damaged = rusqlite::Connection::open(&file).unwrap();
    damaged
        .execute_batch(
            "CREATE TABLE names (name TEXT);
             INSERT INTO names VALUES (NULL);
             PRAGMA writable_schema = on;
             UPDATE sqlite_schema SET sql = 'CREATE TABLE names (name TEXT NOT NULL)';",
        )
        .unwrap();
    drop(damaged);
    let store = Store::open(&file, now()).unwrap().store;
    let finding = store.find_damage().unwrap().unwrap();
    assert!(finding.contains("names.name"), "{finding}");
    let before = std::fs::read(&file).unwrap();
    let aside = store.set_aside(now()).unwrap();
    assert!(std::fs::read(aside.file).unwrap() == before, "untouched");
    assert_eq!(store.find_damage().unwrap(), None);
    assert_eq!(store.drafts().unwrap(), [], "it goes on with a fresh one");
}

#[test]
fn a_file_of_a_newer_version_is_left_alone_and_nothing_is_written_to_it_while_it_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cohort.db");
    let store = Store::open(&file, now()).unwrap().store;
    let newer = rusqlite::Connection::open(&file).unwrap();
    let version: i64 = newer
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    newer
        .pragma_update(None, "user_version", version + 1)
        .unwrap();
    let written = store.write(|_| Ok::<_, StoreError>(()));
    assert!(matches!(written, Err(StoreError::Newer)), "{written:?}");
    let deleted = store.drafts_sweep(now());
    assert!(matches!(deleted, Err(StoreError::Newer)), "{deleted:?}");
    drop(store);
    drop(newer);
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(Store::open(&file, now()), Err(StoreError::Newer)));
    let there = Store::open_there(&file, now());
    assert!(matches!(there, Err(StoreError::Newer)));
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let names = std::fs::read_dir(folder.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let aside = |name: &String| !name.starts_with("cohort.db");
    assert_eq!(names.filter(aside).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn plans_of_the_first_version_go_on_in_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cohort.db");
    let old = rusqlite::Connection::open(&file).unwrap();
    old.execute_batch(include_str!("../src/migrations/0001_start.sql"))
        .unwrap();
    old.execute_batch(
        r#"INSERT INTO accounts (id, kind, name, address, added_at)
             VALUES ('practice', 'practice', 'P', 'http://127.0.0.1:1', '2026-03-02T10:42:00Z');
           INSERT INTO plans (account, org, space, space_name, aim, draft, state, created_at, grace_until)
             VALUES ('practice', 'uni', 'finance', 'Finance',
                     '{"purpose":"shared","instance":"group_a","instance_name":"Group A","role":"editor"}',
                     1, 'sending', '2026-03-02T10:42:00Z', '2026-03-02T10:42:10Z');
           INSERT INTO acts (account, org, space, address, purpose, opened_at)
             VALUES ('practice', 'uni', 'finance', 'ada@uni.example', 'instance:group_a', '2026-03-02T10:42:00Z');
           INSERT INTO requests (plan, kind, path, body, idempotency_key, state)
             VALUES (1, 'invite_to_instance', '/x', x'7b7d', 'key', 'waiting');
           INSERT INTO steps (plan, position, kind, name, address, compared, group_name, list_id, act, request, state)
             VALUES (1, 1, 'invite', '', 'ada@uni.example', 'ada@uni.example', '', '', 1, 1, 'waiting'),
                    (1, 2, 'invite', '', 'ada@uni.example', 'ada@uni.example', '', '', 1, NULL, 'waiting');
           PRAGMA user_version = 1;"#,
    )
    .unwrap();
    drop(old);
    let opened = Store::open(&file, now()).unwrap();
    assert_eq!(opened.set_aside, None);
    let store = opened.store;
    let plan = store.plans().unwrap().readable.remove(0);
    assert_eq!(plan.intent.instance, Some("group_a".parse().unwrap()));
    let steps = store.steps(plan.id).unwrap();
    let stand: Vec<_> = steps
        .iter()
        .map(|step| (step.instance().unwrap().as_str(), step.waits_for_act))
        .collect();
    assert_eq!(stand, [("group_a", false), ("group_a", true)]);
    let due = store.requests_due(plan.id, now(), 9).unwrap();
    assert_eq!(due, [steps[0].request.unwrap()]);
}

#[cfg(unix)]
#[test]
fn the_folder_of_the_data_is_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("app.cohort.desktop");
    std::fs::create_dir(&folder).unwrap();
    let everybody = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&folder, everybody).unwrap();
    Store::open(&folder.join("cohort.db"), now()).unwrap();
    let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn a_platform_that_always_shows_other_people_does_not_fill_the_disk() {
    let sample = SampleStore::new();
    let place = &sample.place;
    let joined = |first: u32, count: u32| {
        let people: Vec<_> = (first..first + count)
            .filter_map(|n| NormalizedAddress::of(&format!("p{n}@new.example")))
            .collect();
        let added = sample
            .store
            .write(|w| w.first_joined_add(place, &people, now()));
        added.unwrap();
    };
    joined(0, 1);
    // Most of them at once, because one by one they would take half a minute.
    let connection = rusqlite::Connection::open(sample.file()).unwrap();
    let more = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 499989)
                INSERT INTO first_joined SELECT account, org, space, n || address, at
                FROM n, first_joined";
    connection.execute(more, []).unwrap();
    joined(1, 5);
    let kept = || -> u32 {
        let count = "SELECT count(*) FROM first_joined";
        connection.query_row(count, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(kept(), 499_995);
    joined(6, 20);
    assert_eq!(kept(), 500_000);
}
