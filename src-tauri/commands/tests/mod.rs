//! The bodies of the commands, called as the window calls them, without a window.

use pretty_assertions::assert_eq;

use super::bodies;
use crate::app_for_tests::{Running, run, until};
use crate::bridge::{
    CellChange, Draft, DraftCells, DraftIntent, DraftPaste, DraftRef, DraftStep, EditKind,
    FindingKind, FindingReason, IntentChoice, NewDraft, PlanAction, PlanDo, PlanRef, PlanSince,
    PlanState, ProblemCode, Purpose, RowField, RowsRemove, RowsSkipped, Send, SpaceRef, SpacesRef,
    StepState,
};

mod accounts;
mod background;
mod comparison;
mod files;
mod instances;
mod links;
mod lists;
mod other_processes;
mod outbox;
mod overview;
mod review;
mod start;
mod support_copy;
mod typing_cost;
mod your_data;

const ACCOUNT: &str = "practice";

/// The practice course, looked at, with a draft for a shared instance of it.
async fn draft_for_the_course(running: &Running) -> Draft {
    let app = &running.app;
    let spaces = bodies::spaces(
        app,
        SpacesRef {
            account: ACCOUNT.into(),
            fresh: true,
        },
    )
    .await
    .unwrap();
    let org = spaces
        .orgs
        .iter()
        .find(|org| !org.spaces.is_empty())
        .unwrap();
    let course = org
        .spaces
        .iter()
        .find(|space| space.name == "Finance I")
        .unwrap();
    let which = SpaceRef {
        account: ACCOUNT.into(),
        org: org.slug.clone(),
        space: course.slug.clone(),
        fresh: true,
    };
    bodies::space(app, which).await.unwrap();
    let new = NewDraft {
        account: ACCOUNT.into(),
        org: org.slug.clone(),
        space: course.slug.clone(),
    };
    let draft = bodies::draft_new(app, new).await.unwrap();
    let choose = async |choice| {
        let draft = draft.id.clone();
        let step = DraftStep::People;
        let choice = DraftIntent {
            draft,
            choice,
            step,
        };
        bodies::draft_intent(app, choice).await.unwrap()
    };
    choose(IntentChoice::Purpose(Purpose::Shared)).await;
    let chosen = choose(IntentChoice::Instance("group_a".into())).await;
    assert_eq!(chosen.intent.instance_name.as_deref(), Some("Group A"));
    chosen
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_pasted_line_to_invitations() {
    let running = run().await;
    let app = &running.app;
    let draft = draft_for_the_course(&running).await;
    let text = "\"Hopper, Grace\" <grace@new.example>; edsger@new.example, bad@.new.example";
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: text.into(),
    };
    let changed = bodies::draft_paste(app, paste).await.unwrap();
    assert_eq!(changed.changed.len(), 3);
    assert_eq!(changed.counts.to_fix, 1);
    let bad = changed
        .changed
        .iter()
        .find(|row| row.address.starts_with("bad"))
        .unwrap();
    assert_eq!(bad.findings[0].kind, FindingKind::Invalid);
    assert_eq!(bad.findings[0].reason, Some(FindingReason::DotAfterAt));

    let which = DraftRef {
        draft: draft.id.clone(),
    };
    let review = bodies::review(app, which.clone()).await.unwrap();
    let send = Send {
        draft: draft.id.clone(),
        fingerprint: review.fingerprint,
        skip: false,
    };
    assert!(
        bodies::send(app, send).await.is_err(),
        "blocked while one is to be fixed"
    );

    let fixed = DraftCells {
        draft: draft.id.clone(),
        cells: vec![CellChange {
            row: bad.id.clone(),
            field: RowField::Address,
            value: "barbara@new.example".into(),
        }],
        edit: EditKind::Typing,
        typing: None,
    };
    let changed = bodies::draft_cells(app, fixed).await.unwrap();
    assert_eq!(changed.counts.to_fix, 0);
    let review = bodies::review(app, which).await.unwrap();
    assert_eq!(review.to_invite, 3);
    assert_eq!(review.requests.len(), 3);
    let send = Send {
        draft: draft.id.clone(),
        fingerprint: review.fingerprint,
        skip: false,
    };
    let plan = bodies::send(app, send).await.unwrap();
    let go = PlanDo {
        plan: plan.plan.clone(),
        action: PlanAction::Resume,
    };
    bodies::plan_do(app, go).await.unwrap();
    until("settled", async || {
        let which = PlanRef {
            plan: plan.plan.clone(),
        };
        bodies::plan(app, which).await.unwrap().entry.state == PlanState::Settled
    })
    .await;
    let plan = bodies::plan(app, PlanRef { plan: plan.plan })
        .await
        .unwrap();
    assert!(plan.rows.iter().all(|row| row.state == StepState::Done));
    let since = async |since| {
        let plan = plan.entry.id.clone();
        let news = bodies::plan_changes(app, PlanSince { plan, since }).await;
        news.unwrap().rows
    };
    assert_eq!(since(0).await, plan.rows, "each has changed since \"send\"");
    assert!(
        since(plan.seq).await.is_empty(),
        "and none since it was read"
    );
    assert_eq!(plan.rows[0].name, "Grace Hopper");
    assert!(bodies::drafts(app).await.unwrap().is_empty());

    // The space is looked at again by itself, and shows them as invited from here.
    until("seen", async || {
        let which = SpaceRef {
            account: ACCOUNT.into(),
            org: plan.entry.org.clone(),
            space: plan.entry.space.clone(),
            fresh: false,
        };
        let space = bodies::space(app, which).await.unwrap();
        space
            .people
            .iter()
            .any(|person| person.address == "grace@new.example" && person.invited_at.is_some())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_tells_of_every_row_that_reads_differently() {
    let running = run().await;
    let app = &running.app;
    let draft = draft_for_the_course(&running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "ada@new.example\ngrace@new.example\nADA@new.example".into(),
    };
    let rows = bodies::draft_paste(app, paste).await.unwrap().changed;
    let doubled = |row: &crate::bridge::DraftRow| {
        row.findings
            .iter()
            .any(|finding| finding.kind == FindingKind::Duplicate)
    };
    let double = rows.iter().find(|row| doubled(row)).unwrap();
    let first = &rows[0];
    assert_eq!(
        double.findings.iter().find_map(|f| f.other_row.clone()),
        Some(first.id.clone())
    );

    // The first goes: the other is nobody's double any more, and that is told.
    let gone = RowsRemove {
        draft: draft.id.clone(),
        rows: vec![first.id.clone()],
    };
    let changed = bodies::draft_rows_remove(app, gone).await.unwrap();
    assert_eq!(changed.removed, std::slice::from_ref(&first.id));
    assert_eq!(changed.changed.len(), 1);
    assert!(!doubled(&changed.changed[0]));
    assert_eq!(changed.counts.all, 2);

    let out = RowsSkipped {
        draft: draft.id.clone(),
        rows: vec![double.id.clone()],
        skipped: true,
    };
    assert_eq!(
        bodies::draft_rows_skip(app, out)
            .await
            .unwrap()
            .counts
            .skipped,
        1
    );
    let read = bodies::draft_open(
        app,
        DraftRef {
            draft: draft.id.clone(),
        },
    )
    .await
    .unwrap();
    assert_eq!(read.rows.len(), 2);
    assert_eq!(read.counts.skipped, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_draft_can_be_restored() {
    let running = run().await;
    let app = &running.app;
    let draft = draft_for_the_course(&running).await;
    let which = DraftRef {
        draft: draft.id.clone(),
    };
    bodies::draft_delete(app, which.clone()).await.unwrap();
    let gone = bodies::draft_open(app, which.clone()).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::DraftGone);
    bodies::draft_restore(app, which.clone()).await.unwrap();
    assert_eq!(
        bodies::draft_open(app, which).await.unwrap().intent,
        draft.intent
    );
}
