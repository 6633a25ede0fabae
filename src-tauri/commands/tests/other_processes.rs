//! A second process on the same data, reports, and data that were restored or copied.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use outbox::{Outbox, OutboxOptions};
use pretty_assertions::assert_eq;
use store::{DraftId, Store};

use super::{bodies, draft_for_the_course};
use crate::app_for_tests::{Running, run, run_in, until};
use crate::bridge::{
    Changed, DraftPaste, DraftRef, Hold, LanguageChoice, PlanRef, PlanReport, PlanState,
    ReportFormat, StartNotice,
};

pub(super) async fn drafted(running: &Running) -> DraftId {
    drafted_for(running, "ada@new.example").await
}

pub(super) async fn drafted_for(running: &Running, address: &str) -> DraftId {
    let draft = draft_for_the_course(running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: address.into(),
    };
    bodies::draft_paste(&running.app, paste).await.unwrap();
    draft.id.parse().unwrap()
}

/// Puts a draft into the outbox as a terminal beside the window does.
fn send_from_a_terminal(running: &Running, draft: DraftId) -> store::PlanId {
    let beside = Store::open_there(&running.data().join("cohort.db"), Timestamp::now())
        .unwrap()
        .unwrap();
    let review = outbox::review(&beside, draft).unwrap();
    outbox::send(&beside, draft, &review.fingerprint, Timestamp::now()).unwrap()
}

pub(super) async fn send_from_the_window(running: &Running, draft: DraftId) -> String {
    let which = DraftRef {
        draft: draft.to_string(),
    };
    let review = bodies::review(&running.app, which).await.unwrap();
    let send = crate::bridge::Send {
        draft: draft.to_string(),
        fingerprint: review.fingerprint,
        skip: false,
    };
    bodies::send(&running.app, send).await.unwrap().plan
}

async fn entry(running: &Running) -> crate::bridge::PlanEntry {
    bodies::outbox(&running.app).await.unwrap().plans.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_sends_what_a_terminal_put_into_the_outbox_and_hears_of_it() {
    let running = run().await;
    let draft = drafted(&running).await;
    running.recording.told.lock().unwrap().clear();
    let plan = send_from_a_terminal(&running, draft);
    let told = Changed::Plan {
        plan: plan.to_string(),
    };
    until("told", async || {
        running.recording.told.lock().unwrap().contains(&told)
    })
    .await;
    running
        .app
        .outbox
        .actions
        .resume(plan, Timestamp::now())
        .unwrap();
    until("sent", async || {
        entry(&running).await.state == PlanState::Settled
    })
    .await;
    assert_eq!(entry(&running).await.counts.done, 1);
}

/// Waits until the window has been told nothing for longer than changes are gathered.
async fn quiet(running: &Running) {
    let mut told = (0, Instant::now());
    until("quiet", async || {
        let now = running.recording.told.lock().unwrap().len();
        if now != told.0 {
            told = (now, Instant::now());
        }
        told.1.elapsed() > Duration::from_millis(800)
    })
    .await;
}

/// How often the window was told of the plan, of the drafts, and of another status.
fn told(running: &Running, plan: &str) -> (usize, usize, usize) {
    let told = running.recording.told.lock().unwrap();
    let count = |is: &dyn Fn(&Changed) -> bool| told.iter().filter(|told| is(told)).count();
    (
        count(&|told| matches!(told, Changed::Plan { plan: of } if of == plan)),
        count(&|told| matches!(told, Changed::Drafts)),
        count(&|told| matches!(told, Changed::Status { .. })),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_told_once_whoever_sent_it() {
    let running = run().await;
    let draft = drafted(&running).await;
    quiet(&running).await;
    running.recording.told.lock().unwrap().clear();
    let plan = send_from_the_window(&running, draft).await;
    quiet(&running).await;
    assert_eq!(told(&running, &plan), (1, 1, 1));

    let draft = drafted_for(&running, "grace@new.example").await;
    quiet(&running).await;
    running.recording.told.lock().unwrap().clear();
    let plan = send_from_a_terminal(&running, draft).to_string();
    quiet(&running).await;
    assert_eq!(told(&running, &plan), (1, 1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_saved_where_the_user_says() {
    let running = run().await;
    let draft = drafted(&running).await;
    let plan = send_from_a_terminal(&running, draft).to_string();
    let report = |format| PlanReport {
        plan: plan.clone(),
        format,
    };
    let closed = bodies::plan_report(&running.app, report(ReportFormat::Csv)).await;
    assert_eq!(closed.unwrap(), None);
    assert_eq!(
        running.recording.proposed.lock().unwrap()[0],
        "Invitations to Finance I.csv"
    );
    for (format, name) in [(ReportFormat::Csv, "r.csv"), (ReportFormat::Html, "r.html")] {
        let path = running.data().with_file_name(name);
        *running.recording.names.lock().unwrap() = Some(path.clone());
        let saved = bodies::plan_report(&running.app, report(format)).await;
        assert_eq!(saved.unwrap().unwrap().name, name);
        assert!(
            std::fs::read_to_string(path)
                .unwrap()
                .contains("ada@new.example")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_in_the_language_of_the_window() {
    let running = run().await;
    let draft = drafted(&running).await;
    let plan = send_from_a_terminal(&running, draft).to_string();
    let mut preferences = bodies::start(&running.app).await.unwrap().preferences;
    preferences.language = LanguageChoice::German;
    bodies::preferences_change(&running.app, preferences)
        .await
        .unwrap();
    let path = running.data().with_file_name("bericht.csv");
    *running.recording.names.lock().unwrap() = Some(path.clone());
    let format = ReportFormat::Csv;
    let saved = bodies::plan_report(&running.app, PlanReport { plan, format }).await;
    assert_eq!(saved.unwrap().unwrap().name, "bericht.csv");
    assert_eq!(
        running.recording.proposed.lock().unwrap()[0],
        "Einladungen in Finance I.csv"
    );
    let saved = std::fs::read_to_string(path).unwrap();
    assert!(saved.contains("Name,E-Mail,Gruppe"), "{saved}");
    assert!(saved.contains("ada@new.example"), "{saved}");
}

#[tokio::test(flavor = "multi_thread")]
async fn restored_data_are_said_at_the_start_and_wait_for_one_answer() {
    let running = run().await;
    // What the platform can tell is known from an earlier plan.
    let earlier = drafted_for(&running, "grace@new.example").await;
    let earlier = send_from_a_terminal(&running, earlier);
    running
        .app
        .outbox
        .actions
        .resume(earlier, Timestamp::now())
        .unwrap();
    until("sent", async || {
        entry(&running).await.state == PlanState::Settled
    })
    .await;
    let draft = drafted(&running).await;
    let plan = send_from_a_terminal(&running, draft);
    let folder = running.stop().await;
    // As if they had been restored from before they were last used.
    let data = folder.path().join("data");
    let store = Store::open_there(&data.join("cohort.db"), Timestamp::now())
        .unwrap()
        .unwrap();
    let mut mark = store.installation().unwrap().unwrap();
    mark.generation -= 1;
    store.write(|w| w.installation_set(&mark)).unwrap();
    drop(store);

    let running = run_in(folder).await;
    let start = bodies::start(&running.app).await.unwrap();
    assert_eq!(
        start.notices,
        [StartNotice::DataRestored {
            unsettled: 1,
            drafts: 0
        }]
    );
    assert_eq!(entry(&running).await.hold, Some(Hold::DataRestored));
    bodies::restored_data_resume(&running.app).await.unwrap();
    until("settled", async || {
        entry(&running).await.state == PlanState::Settled
    })
    .await;
    let which = PlanRef {
        plan: plan.to_string(),
    };
    assert_eq!(
        bodies::plan(&running.app, which).await.unwrap().rows.len(),
        1
    );
    assert_eq!(entry(&running).await.counts.done, 1);
    let again = bodies::start(&running.app).await.unwrap();
    assert_eq!(again.notices, [], "it was answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_beside_one_that_sends_shows_it_and_takes_over() {
    let folder = tempfile::tempdir().unwrap();
    let (data, settings) = (folder.path().join("data"), folder.path().join("settings"));
    let store = Store::open(&data.join("cohort.db"), Timestamp::now())
        .unwrap()
        .store;
    let vault = vault::Vault::system();
    let options = OutboxOptions::default();
    let terminal = Outbox::open(&store, &vault, &data, &settings, options);
    terminal
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();

    let running = run_in(folder).await;
    let draft = drafted(&running).await;
    let plan = send_from_the_window(&running, draft).await;
    let plan = plan.parse().unwrap();
    running
        .app
        .outbox
        .actions
        .resume(plan, Timestamp::now())
        .unwrap();
    assert_eq!(entry(&running).await.hold, Some(Hold::OtherProcess));
    drop(terminal);
    until("taken over", async || {
        entry(&running).await.state == PlanState::Settled
    })
    .await;
    assert_eq!(entry(&running).await.counts.done, 1);
}
