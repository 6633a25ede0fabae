//! The bodies of the commands, called as the window calls them, without a window.

use pretty_assertions::assert_eq;
use tempfile::tempdir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::bodies;
use crate::bridge::{
    AccountRef, Aim, CellChange, Draft, DraftAim, DraftCells, DraftPaste, DraftRef, DraftStep,
    EditKind, FindingKind, KeyState, Material, NewAccount, NewDraft, PlanAction, PlanDo, PlanRef,
    PlanSince, PlanState, PracticeOpen, PracticePage, ProblemCode, Purpose, Role, RowField,
    RowsLeftOut, RowsRemove, Send, SpaceRef, SpacesRef, StartNotice, StepState,
};
use crate::testing::{Running, run, run_in, until};

mod files;
mod lists;
mod one_deliverer;
mod pace;

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
    let aim = Aim {
        purpose: Some(Purpose::Shared),
        instance: Some("group_a".into()),
        instance_name: Some("Group A".into()),
        role: Role::Editor,
        material: Material::Distributed,
        snapshot: None,
        existing: None,
    };
    bodies::draft_aim(
        app,
        DraftAim {
            draft: draft.id,
            aim,
            step: DraftStep::Who,
        },
    )
    .await
    .unwrap()
}

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
    assert_eq!(changed.counts.to_mend, 1);
    let bad = changed
        .changed
        .iter()
        .find(|row| row.address.starts_with("bad"))
        .unwrap();
    assert_eq!(bad.findings[0].kind, FindingKind::Invalid);
    assert_eq!(bad.findings[0].reason.as_deref(), Some("dotAfterAt"));

    let which = DraftRef {
        draft: draft.id.clone(),
    };
    let review = bodies::review(app, which.clone()).await.unwrap();
    let send = Send {
        draft: draft.id.clone(),
        fingerprint: review.fingerprint,
    };
    assert!(
        bodies::send(app, send).await.is_err(),
        "blocked while one is to be mended"
    );

    let mended = DraftCells {
        draft: draft.id.clone(),
        cells: vec![CellChange {
            row: bad.id.clone(),
            field: RowField::Address,
            value: "barbara@new.example".into(),
        }],
        edit: EditKind::Typing,
        typing: None,
    };
    let changed = bodies::draft_cells(app, mended).await.unwrap();
    assert_eq!(changed.counts.to_mend, 0);
    let review = bodies::review(app, which).await.unwrap();
    assert_eq!(review.to_invite, 3);
    assert_eq!(review.calls.len(), 3);
    let send = Send {
        draft: draft.id.clone(),
        fingerprint: review.fingerprint,
    };
    let plan = bodies::send(app, send).await.unwrap();
    let go = PlanDo {
        plan: plan.plan.clone(),
        action: PlanAction::GoOn,
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
            .any(|finding| finding.kind == FindingKind::Double)
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

    let out = RowsLeftOut {
        draft: draft.id.clone(),
        rows: vec![double.id.clone()],
        left_out: true,
    };
    assert_eq!(
        bodies::draft_rows_leave_out(app, out)
            .await
            .unwrap()
            .counts
            .left_out,
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
    assert_eq!(read.counts.left_out, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_draft_can_be_brought_back() {
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
    assert_eq!(bodies::draft_open(app, which).await.unwrap().aim, draft.aim);
}

fn new_account(address: &str, key: &str) -> NewAccount {
    NewAccount {
        address: address.into(),
        key: key.into(),
        this_run_only: true,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_checked_before_it_is_kept() {
    let running = run().await;
    let app = &running.app;
    let practice = bodies::start(app).await.unwrap().accounts.remove(0).address;
    let address = practice.replace("127.0.0.1", "localhost");

    let refused = bodies::account_add(app, new_account(&address, "no such key")).await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::KeyRefused);
    let nothing = bodies::account_add(app, new_account(&address, "  ")).await;
    assert_eq!(nothing.unwrap_err().code, ProblemCode::KeyEmpty);
    let plain = bodies::account_add(app, new_account("http://api.uni.example", "key")).await;
    assert_eq!(plain.unwrap_err().code, ProblemCode::AddressInsecure);
    let none = bodies::account_add(app, new_account("not an address", "key")).await;
    assert_eq!(none.unwrap_err().code, ProblemCode::AddressInvalid);
    let twice = bodies::account_add(app, new_account(&practice, "key")).await;
    assert_eq!(twice.unwrap_err().code, ProblemCode::AccountKnown);
    assert_eq!(bodies::start(app).await.unwrap().accounts.len(), 1);

    let key = std::fs::read_to_string(running.data().join("practice/running.json")).unwrap();
    let key: serde_json::Value = serde_json::from_str(&key).unwrap();
    let added = bodies::account_add(app, new_account(&address, key["key"].as_str().unwrap())).await;
    let added = added.unwrap();
    assert_eq!(added.key, KeyState::ThisRun);
    assert_eq!(bodies::start(app).await.unwrap().accounts.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_page_is_told_from_the_api_and_silence_from_both() {
    let running = run().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 11\r\n\r\n<html>hello";
            let _ = stream.write_all(page.as_bytes()).await;
        }
    });
    let page = bodies::account_add(&running.app, new_account(&address, "key")).await;
    assert_eq!(page.unwrap_err().code, ProblemCode::NotThePlatform);

    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let gone = bodies::account_add(
        &running.app,
        new_account(&format!("http://{closed}"), "key"),
    )
    .await;
    assert_eq!(gone.unwrap_err().code, ProblemCode::Offline);
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_cannot_be_read_are_set_aside_untouched_and_said() {
    for (bytes, newer) in [
        (b"this is no database".to_vec(), false),
        (newer_database(), true),
    ] {
        let folder = tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::write(data.join("cohort.db"), &bytes).unwrap();
        let running = run_in(folder).await;
        let notices = bodies::start(&running.app).await.unwrap().notices;
        let [
            StartNotice::DataSetAside {
                file,
                folder,
                newer: said,
            },
        ] = notices.as_slice()
        else {
            panic!("{notices:?}");
        };
        assert_eq!(*said, newer);
        assert_eq!(std::path::Path::new(folder), data);
        assert_eq!(
            std::fs::read(data.join(file)).unwrap(),
            bytes,
            "every byte as it was"
        );
    }
}

fn newer_database() -> Vec<u8> {
    let folder = tempdir().unwrap();
    let file = folder.path().join("cohort.db");
    drop(store::Store::open(&file, jiff::Timestamp::now()).unwrap());
    let bytes = std::fs::read(&file).unwrap();
    // The version stands at byte 60 of the header, big-endian.
    let mut bytes = bytes;
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_pages_open_in_the_browser_with_the_token_of_this_start() {
    let running = run().await;
    for (page, path) in [
        (PracticePage::Mailbox, "/mailbox?token="),
        (PracticePage::Faults, "/faults?token="),
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

#[tokio::test(flavor = "multi_thread")]
async fn an_account_with_something_under_way_is_not_removed() {
    let running = run().await;
    let app = &running.app;
    let draft = draft_for_the_course(&running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "ada@new.example".into(),
    };
    bodies::draft_paste(app, paste).await.unwrap();
    let review = bodies::review(
        app,
        DraftRef {
            draft: draft.id.clone(),
        },
    )
    .await
    .unwrap();
    let send = Send {
        draft: draft.id,
        fingerprint: review.fingerprint,
    };
    bodies::send(app, send).await.unwrap();
    let removed = bodies::account_remove(
        app,
        AccountRef {
            account: ACCOUNT.into(),
        },
    )
    .await;
    assert_eq!(removed.unwrap_err().code, ProblemCode::TooLate);
}
