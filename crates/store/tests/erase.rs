//! What is deleted for good is in no file any more, and what isn't to be deleted is still there.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs;
use std::path::Path;

use jiff::{Timestamp, ToSpan as _};
use pretty_assertions::assert_eq;
use roster::{NormalizedAddress, PersonKey};
use rusqlite::Connection;
use samples::{SampleStore, now};
use store::{
    AccountId, AccountKind, ActKey, ActPurpose, BackupKind, DraftId, Erasable, Erase, Erased,
    Intent, KeptPerson, NewPlan, NewRequest, NewRow, NewStep, Place, PlanId, SpaceKind, StepKind,
    Store, StoreError,
};

/// A draft, a plan, a list and what was seen, each with this name in it.
fn fill(store: &Store, place: &Place, name: &str, at: Timestamp) -> PlanId {
    let address = format!("{name}@uni.example");
    let draft = store.draft_new(place, name, SpaceKind::Course, at).unwrap();
    let row = NewRow {
        address: address.clone(),
        ..NewRow::default()
    };
    store
        .write(|w| {
            w.draft_rows_add(draft.id, &[row], at)?;
            let normalized = NormalizedAddress::of(&address);
            let kept = KeptPerson {
                row: 1,
                name: name.to_owned(),
                key: PersonKey::of(&address),
                address: address.clone(),
                ..KeptPerson::default()
            };
            w.kept_list_bring(place, &format!("{name}.csv"), &[kept], at)?;
            let plan = w.plan_add(&NewPlan {
                place,
                space_name: name,
                intent: &Intent::default(),
                draft: DraftId(i64::MAX),
                created_at: at,
                grace_until: at,
                material: None,
            })?;
            let key = ActKey {
                place: place.clone(),
                address: normalized.clone(),
                purpose: ActPurpose::Administrator,
            };
            let act = w.act_add(&key, at)?;
            let request = w.request_add(&NewRequest {
                plan,
                kind: platform::CallKind::InviteAdministrator,
                path: "/x",
                body: address.as_bytes(),
                idempotency_key: "key",
                ready: true,
            })?;
            let step = NewStep {
                plan,
                position: 1,
                kind: StepKind::Invite,
                name,
                address: &address,
                normalized: normalized.as_ref(),
                group: "",
                list_id: "",
                instance: None,
                instance_name: "",
                act,
                waits_for_act: false,
                request: Some(request),
                depends_on: None,
            };
            let first = w.step_add(&step)?;
            w.step_add(&NewStep {
                position: 2,
                depends_on: Some(first),
                ..step
            })?;
            Ok::<_, StoreError>(plan)
        })
        .unwrap()
}

/// Directly in the file, because what is settled and when is decided elsewhere.
fn settle(sample: &SampleStore, plan: PlanId, at: Timestamp) {
    let data = Connection::open(sample.file()).unwrap();
    let settled = "UPDATE plans SET state = 'settled', settled_at = ?2 WHERE id = ?1";
    data.execute(settled, (plan.0, at.to_string())).unwrap();
}

/// The names of the files in which this text is.
fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .filter(|file| {
            let bytes = fs::read(file).unwrap();
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
        .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

fn another_account(store: &Store) -> Place {
    let id = AccountId::new();
    let kind = AccountKind::Platform;
    let address = "https://api.uni.example";
    store
        .account_add(&id, kind, "University", &address.parse().unwrap(), now())
        .unwrap();
    Place {
        account: id,
        ..samples::course()
    }
}

#[allow(clippy::unnecessary_wraps, reason = "it may refuse elsewhere")]
fn allowed(_: &store::Write<'_>) -> Result<(), StoreError> {
    Ok(())
}

#[test]
fn an_account_is_deleted_with_everything_and_the_others_keep_theirs() {
    let sample = SampleStore::new();
    let store = &sample.store;
    let place = another_account(store);
    fill(store, &place, "hopper", now());
    fill(store, &sample.place, "ada", now());
    // A draft that was deleted long ago is still in what the file has free.
    let draft = store
        .draft_new(&place, "hopper-before", SpaceKind::Course, now())
        .unwrap();
    store.draft_delete(draft.id, now()).unwrap();
    store.drafts_sweep(now() + 1.hour()).unwrap();
    store.back_up(BackupKind::Daily, now()).unwrap();
    fs::write(
        sample.folder().join("cohort-set-aside-20260101-000000.db"),
        "hopper",
    )
    .unwrap();
    // A process was killed while it made a backup.
    fs::write(sample.folder().join("cohort-1a2b.part"), "hopper").unwrap();
    assert!(files_with(sample.folder(), "hopper").len() >= 4);

    let what = Erase::Account(place.account.clone());
    let expected = Erasable {
        drafts: 1,
        plans: 1,
        people: 1,
        lists: 1,
        accounts: 1,
        backups: 1,
    };
    assert_eq!(store.erasable(&what).unwrap(), expected);
    let refused = store.erase(&what, |_| Err(StoreError::Invariant("for this test")));
    refused.unwrap_err();
    assert_eq!(store.erasable(&what).unwrap(), expected, "nothing has gone");

    assert_eq!(store.erase(&what, allowed).unwrap(), Erased::Completely);
    assert_eq!(files_with(sample.folder(), "hopper"), [""; 0]);
    assert!(matches!(
        store.account(&place.account),
        Err(StoreError::NotFound(_))
    ));
    assert!(!files_with(sample.folder(), "ada@uni.example").is_empty());
    let others = Erase::Account(sample.place.account.clone());
    let left = Erasable {
        backups: 0,
        ..expected
    };
    assert_eq!(store.erasable(&others).unwrap(), left);
}

#[test]
fn only_what_is_older_and_done_goes() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    let (old, recent) = (now(), now() + (24 * 30).hours());
    let space = |slug: &str| Place {
        space: slug.parse().unwrap(),
        ..place.clone()
    };
    let [before, under_way, since] = ["a", "b", "c"].map(space);
    settle(&sample, fill(store, &before, "hopper", old), old);
    let sending = fill(store, &under_way, "barbara", old);
    settle(&sample, fill(store, &since, "ada", recent), recent);
    // Removed long ago, with what was kept of it.
    let removed = another_account(store);
    settle(&sample, fill(store, &removed, "edsger", recent), recent);
    store.account_remove(&removed.account, old).unwrap();

    let what = Erase::Before(recent - 1.hour());
    let expected = Erasable {
        // The one of the plan that is under way is a draft of its own.
        drafts: 3,
        plans: 2,
        people: 2,
        lists: 3,
        accounts: 1,
        backups: 0,
    };
    assert_eq!(store.erasable(&what).unwrap(), expected);
    store.erase(&what, allowed).unwrap();
    for gone in ["hopper", "edsger"] {
        assert_eq!(files_with(sample.folder(), gone), [""; 0], "{gone}");
    }
    assert!(!files_with(sample.folder(), "ada@uni.example").is_empty());
    assert_eq!(store.plan_counts(sending).unwrap().under_way(), 2);
    assert_eq!(store.erasable(&what).unwrap(), Erasable::default());
}

#[test]
fn while_another_process_reads_it_is_said_that_the_log_is_left() {
    let sample = SampleStore::new();
    let store = &sample.store;
    let place = another_account(store);
    fill(store, &place, "hopper", now());
    let other = Connection::open(sample.file()).unwrap();
    other
        .execute_batch("BEGIN; SELECT * FROM accounts")
        .unwrap();
    let what = Erase::Account(place.account);
    assert_eq!(
        store.erase(&what, allowed).unwrap(),
        Erased::UntilOthersClose
    );
    drop(other);
    assert_eq!(store.erasable(&what).unwrap(), Erasable::default());
}
