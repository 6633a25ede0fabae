//! Data written by an earlier version opens in this one, and what was under way in it is sent:
//! nothing is lost, and nobody is invited twice.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;
use store::{AccountId, EditKind, ExistingInstance, Hold, PlanId, PlanState, StepState};

use crate::bench::{Bench, bench_on_data, people};

/// When the earlier version was killed.
const LEFT_AT: &str = "2026-11-28T02:26:20Z";

/// The columns of the data that hold times, as text.
const TEXT_TIMES: &[(&str, &[&str])] = &[
    ("accounts", &["added_at"]),
    ("seen", &["seen_at"]),
    ("drafts", &["created_at", "changed_at", "deleted_at"]),
    (
        "plans",
        &[
            "hold_until",
            "created_at",
            "grace_until",
            "departed_at",
            "last_progress_at",
            "cancelled_at",
            "settled_at",
        ],
    ),
    ("acts", &["opened_at", "done_at", "closed_at", "seen_at"]),
    ("steps", &["settled_at"]),
    (
        "requests",
        &["due_at", "first_sent_at", "last_sent_at", "answered_at"],
    ),
];

/// The columns with times in the data of the practice platform, which counts milliseconds.
const NUMBER_TIMES: &[(&str, &[&str])] = &[
    ("users", &["created"]),
    ("orgs", &["created"]),
    ("spaces", &["created"]),
    ("instances", &["created"]),
    ("invitations", &["created", "expires"]),
    ("links", &["created", "expires"]),
    ("snapshots", &["created"]),
    ("files", &["created"]),
    ("tasks", &["created", "started", "finished"]),
    ("mails", &["at"]),
    ("answers", &["at"]),
    ("requests", &["at"]),
];

/// Copies the data, as if the earlier version had been killed just now. Left as old as they are,
/// they would show something else with every month: plans that waited for too long, idempotency
/// keys that are forgotten, invitations that expired.
fn copy_as_of_now(folder: &Path) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data_of_version_0_1");
    let (data, practice) = (folder.join("data"), folder.join("practice"));
    fs::create_dir_all(&data).unwrap();
    fs::create_dir_all(&practice).unwrap();
    fs::copy(here.join("cohort.db"), data.join("cohort.db")).unwrap();
    fs::copy(here.join("practice.db"), practice.join("practice.db")).unwrap();
    let left: Timestamp = LEFT_AT.parse().unwrap();
    let milliseconds = Timestamp::now().as_millisecond() - left.as_millisecond();
    let seconds = milliseconds / 1000;

    let database = Connection::open(data.join("cohort.db")).unwrap();
    for (table, columns) in TEXT_TIMES {
        for column in *columns {
            let later = format!(
                "UPDATE {table} SET {column} =
                     strftime('%Y-%m-%dT%H:%M:%f', {column}, '{seconds:+} seconds') || '000Z'
                 WHERE {column} IS NOT NULL"
            );
            database.execute(&later, []).unwrap();
        }
    }
    let database = Connection::open(practice.join("practice.db")).unwrap();
    for (table, columns) in NUMBER_TIMES {
        for column in *columns {
            let later = format!("UPDATE {table} SET {column} = {column} + {milliseconds}");
            database.execute(&later, []).unwrap();
        }
    }
}

impl Bench {
    async fn every_plan_settles(&self) {
        self.until("every plan settled", |bench| {
            let plans = bench.store.plans_under_way().unwrap();
            plans.complete().unwrap().is_empty()
        })
        .await;
    }
}

#[simulated::test]
async fn what_an_earlier_version_left_under_way_is_sent_once() {
    let bench = bench_on_data(copy_as_of_now).await;
    let now = Timestamp::now();
    let hold = |plan| bench.store.plan(PlanId(plan)).unwrap().hold;
    let names = vec!["notes.txt".to_owned()];
    assert_eq!(hold(7), Some(Hold::CannotDistribute { names }));

    assert_eq!(
        bench.outbox.engine.recover(now).unwrap(),
        2,
        "in their grace"
    );
    assert_eq!(hold(14), Some(Hold::FoundInGrace));
    let actions = &bench.outbox.actions;
    for plan in [7, 8, 13, 14] {
        actions.resume(PlanId(plan), now).unwrap();
    }
    actions
        .answer_existing(PlanId(4), ExistingInstance::InviteOnly, now)
        .unwrap();
    bench.every_plan_settles().await;

    let middle = (0..6).map(|n| format!("mid{n}@new.example"));
    let shared = (0..8).map(|n| format!("shared{n}@new.example"));
    let others = [
        "done1",
        "done2",
        "elsewhere",
        "fresh",
        "exists",
        "revoked",
        "held",
        "paused1",
        "paused2",
        "grace",
    ];
    let others = others.map(|name| format!("{name}@new.example"));
    for address in people(9)
        .into_iter()
        .chain(middle)
        .chain(shared)
        .chain(others)
    {
        assert_eq!(bench.emails(&address).await, 1, "{address}");
    }
    for nobody in ["refused@new.example", "cancelled@new.example"] {
        assert_eq!(bench.emails(nobody).await, 0, "{nobody}");
    }
    for plan in bench.store.plans().unwrap().readable {
        assert_eq!(plan.state, PlanState::Settled);
        let unsent = bench
            .states(plan.id)
            .into_iter()
            .filter(|state| !matches!(state, StepState::Done | StepState::Already));
        let expected = usize::from([3, 6, 9].contains(&plan.id.0));
        assert_eq!(unsent.count(), expected, "plan {}", plan.id);
    }
}

#[simulated::test]
async fn drafts_of_an_earlier_version_are_as_they_were_left() {
    let bench = bench_on_data(copy_as_of_now).await;
    let now = Timestamp::now();
    let mut drafts = bench.store.drafts().unwrap().into_iter();
    let draft = drafts
        .find(|draft| draft.name == "Tutorial groups")
        .unwrap();
    assert_eq!((draft.people, draft.adding.as_str()), (3, "half an addr"));
    assert_eq!(draft.place.account, AccountId::practice());
    let rows = bench.store.draft_rows(draft.id).unwrap();
    assert_eq!(rows[0].name, "Ada Lovelace");
    assert_eq!(rows[1].address, "d2@new.example");
    assert!(rows[2].skipped);

    let history = bench.store.draft_history(draft.id).unwrap();
    assert_eq!(history.undo, Some(EditKind::Skip));
    assert_eq!(history.redo, Some(EditKind::Fix));
    let redone = bench.store.write(|w| w.draft_redo(draft.id, now)).unwrap();
    assert_eq!(redone.put[0].address, "d2@other.example");
    for _ in 0..3 {
        bench.store.write(|w| w.draft_undo(draft.id, now)).unwrap();
    }
    let rows = bench.store.draft_rows(draft.id).unwrap();
    assert!(rows[0].name.is_empty() && !rows[2].skipped);
}
