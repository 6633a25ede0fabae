//! The tray, the notifications and the questions before quitting, with the real engine and the real
//! practice platform; only the desktop records what was asked of it.

use pretty_assertions::assert_eq;

use super::bodies;
use super::other_processes::{drafted, send_from_the_window};
use crate::app_for_tests::{Running, run, run_in, until};
use crate::background::on_tray;
use crate::bridge::{
    Closing, Destination, Hold, PlanAction, PlanDo, Question, QuestionAnswer, StartNotice, Unsent,
};
use crate::desktop::{TrayAction, TrayItem};

fn tray_line(running: &Running) -> String {
    let tray = running.recording.tray.lock().unwrap();
    tray.as_ref()
        .map(|tray| tray.line.clone())
        .unwrap_or_default()
}

fn result(running: &Running) -> Option<(String, TrayAction)> {
    let tray = running.recording.tray.lock().unwrap();
    let mut menu = tray.as_ref()?.menu.iter();
    menu.find_map(|item| match item {
        TrayItem::Entry {
            label,
            action: Some(action @ TrayAction::OpenPlan(_)),
        } => Some((label.clone(), *action)),
        _ => None,
    })
}

async fn resume(running: &Running, plan: &str) {
    let what = PlanDo {
        plan: plan.to_owned(),
        action: PlanAction::Resume,
    };
    bodies::plan_do(&running.app, what).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_follows_a_plan_to_its_end_and_leads_to_it() {
    let running = run().await;
    let draft = drafted(&running).await;
    let plan = send_from_the_window(&running, draft).await;
    until("the tray sends", async || {
        tray_line(&running).starts_with("Sending 0 of 1")
    })
    .await;
    on_tray(&running.app, TrayAction::PauseSending);
    until("the tray is paused", async || {
        tray_line(&running) == "Sending is paused"
    })
    .await;
    on_tray(&running.app, TrayAction::ResumeSending);
    until("the result", async || result(&running).is_some()).await;
    let (label, action) = result(&running).unwrap();
    assert_eq!(label, "Finance I: 1 person invited");
    assert_eq!(tray_line(&running), "Nothing to send");

    on_tray(&running.app, action);
    let destination = bodies::destination(&running.app).await.unwrap();
    assert_eq!(destination, Some(Destination::Plan { plan: plan.clone() }));
    let taken = bodies::destination(&running.app).await.unwrap();
    assert_eq!(taken, None, "a destination is gone to once");
    assert!(*running.recording.window_shown.lock().unwrap() > 0);

    until("the notification", async || {
        !running.recording.notifications.lock().unwrap().is_empty()
    })
    .await;
    let notifications = running.recording.notifications.lock().unwrap().clone();
    let told: Vec<_> = notifications.iter().map(|one| one.body.as_str()).collect();
    assert_eq!(told, ["1 person was invited."]);
    assert_eq!(notifications[0].opens, Destination::Plan { plan });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_says_why_a_plan_stands_still_as_the_window_does() {
    let running = run().await;
    let draft = drafted(&running).await;
    let plan = send_from_the_window(&running, draft).await;
    // From here on this process sends nothing.
    running.app.outbox.delivery.finish();
    resume(&running, &plan).await;
    until("the tray says why", async || {
        tray_line(&running) == "Cohort is already sending in another window or terminal"
    })
    .await;
    let shown = bodies::outbox(&running.app).await.unwrap();
    assert_eq!(shown.plans[0].hold, Some(Hold::OtherProcess));
}

#[tokio::test(flavor = "multi_thread")]
async fn quitting_within_the_grace_asks_and_a_dismissed_question_is_asked_again() {
    let running = run().await;
    on_tray(&running.app, TrayAction::Quit);
    assert!(*running.recording.quit.lock().unwrap(), "nothing is left");
    *running.recording.quit.lock().unwrap() = false;

    let draft = drafted(&running).await;
    send_from_the_window(&running, draft).await;
    for _ in 0..2 {
        on_tray(&running.app, TrayAction::Quit);
        let asked = bodies::question(&running.app).await.unwrap();
        let unsent = Unsent {
            any: true,
            people: 1,
            instances: 0,
            targets: 0,
            in_grace: true,
        };
        assert_eq!(asked, Some(Question::Quit { unsent }));
        let dismiss = QuestionAnswer::Dismiss;
        bodies::question_answer(&running.app, dismiss)
            .await
            .unwrap();
    }
    assert!(!*running.recording.quit.lock().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_to_the_first_close_is_kept() {
    let running = run().await;
    let question = Question::FirstClose {
        unsent: Unsent::default(),
    };
    running.app.ask(question);
    let keep = QuestionAnswer::KeepRunning;
    bodies::question_answer(&running.app, keep).await.unwrap();
    let kept = running.recording.kept.lock().unwrap().clone().unwrap();
    assert_eq!(kept.closing, Closing::KeepRunning);
    assert!(*running.recording.window_closed.lock().unwrap());
    assert!(!*running.recording.quit.lock().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_had_to_wait_is_said_at_the_next_start() {
    let running = run().await;
    let draft = drafted(&running).await;
    let plan = send_from_the_window(&running, draft).await;
    // Nothing leaves any more, however long the test takes.
    running.app.outbox.delivery.finish();
    resume(&running, &plan).await;
    let running = run_in(running.stop().await).await;
    let notices = running.app.notices().clone();
    let waited = Unsent {
        any: true,
        people: 1,
        instances: 0,
        targets: 0,
        in_grace: false,
    };
    assert_eq!(notices, [StartNotice::SendingGoesOn { waited }]);
}
