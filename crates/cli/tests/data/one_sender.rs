//! Several processes on the same data, of which only one sends at a time.

use std::process::Child;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::json;
use store::StepState;

use crate::home::{Home, text};

const PEOPLE: [&str; 6] = [
    "ada@new.example",
    "grace@new.example",
    "edsger@new.example",
    "barbara@new.example",
    "alan@new.example",
    "margaret@new.example",
];

async fn slowly(home: &Home) {
    home.faults(json!({ "rules": [{ "kind": "delay", "ms": 150, "methods": ["POST"] }] }))
        .await;
}

fn send(home: &Home, draft: store::DraftId) -> Child {
    home.command(&["send", &draft.to_string(), "--yes"])
        .spawn()
        .unwrap()
}

async fn ended(child: Child) -> std::process::Output {
    tokio::task::spawn_blocking(move || child.wait_with_output().unwrap())
        .await
        .unwrap()
}

async fn one_email_each(home: &Home) {
    for address in PEOPLE {
        assert_eq!(home.emails(address).await, 1, "{address}");
    }
}

async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_mins(1), "never: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn done(home: &Home) -> usize {
    let plans = home.store.plans().unwrap().readable;
    let steps = plans
        .iter()
        .flat_map(|plan| home.store.steps(plan.id).unwrap());
    steps.filter(|step| step.state == StepState::Done).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_terminals_that_send_to_the_same_people_at_once_email_each_once() {
    let home = Home::new().await;
    slowly(&home).await;
    let (one, two) = (home.draft("one", &PEOPLE), home.draft("two", &PEOPLE));
    let (one, two) = (send(&home, one), send(&home, two));
    let (one, two) = (ended(one).await, ended(two).await);
    for output in [one, two] {
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    one_email_each(&home).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_terminals_that_send_the_same_draft_at_once_send_it_once() {
    let home = Home::new().await;
    slowly(&home).await;
    let draft = home.draft("one", &PEOPLE);
    let (one, two) = (send(&home, draft), send(&home, draft));
    let codes = [ended(one).await, ended(two).await].map(|output| output.status.code());
    assert!(codes.contains(&Some(0)), "{codes:?}");
    assert_eq!(home.store.plans().unwrap().readable.len(), 1);
    one_email_each(&home).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_beside_one_that_sends_queues_and_watches() {
    let home = Home::new().await;
    slowly(&home).await;
    let here = home.outbox().delivery;
    here.claim(Timestamp::now()).await.unwrap().unwrap();
    let running = tokio::spawn({
        let here = here.clone();
        async move { here.run().await }
    });
    let output = ended(send(&home, home.draft("one", &PEOPLE))).await;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        text(&output.stderr).contains("Cohort is already sending in another window or terminal")
    );
    assert!(text(&output.stdout).ends_with("done: 6 invited\n"));
    assert!(here.holds_lease(), "it still is the one that sends");
    one_email_each(&home).await;
    here.finish();
    running.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_takes_over_from_a_process_that_is_killed() {
    let home = Home::new().await;
    slowly(&home).await;
    let (one, two) = (
        home.draft("one", &PEOPLE[..4]),
        home.draft("two", &PEOPLE[4..]),
    );
    let mut one = send(&home, one);
    until("one sends", || done(&home) > 0).await;
    let two = send(&home, two);
    until("two is queued", || {
        home.store.plans().unwrap().readable.len() == 2
    })
    .await;
    one.kill().unwrap();
    one.wait().unwrap();
    let output = ended(two).await;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for address in &PEOPLE[4..] {
        assert_eq!(home.emails(address).await, 1, "{address}");
    }
    // What the first left behind goes on with the next that delivers.
    let plan = home
        .store
        .plans()
        .unwrap()
        .readable
        .pop()
        .unwrap()
        .id
        .to_string();
    home.cohort(&["outbox", "resume", &plan]).await;
    one_email_each(&home).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_without_the_lock_takes_over_and_hears_of_it() {
    let home = Home::new().await;
    slowly(&home).await;
    let one = send(&home, home.draft("one", &PEOPLE));
    until("one sends", || done(&home) > 0).await;
    let window = home.outbox().delivery;
    assert_eq!(window.claim(Timestamp::now()).await.unwrap(), None);
    let mut changes = window.other_process_changes();
    let mut here = window.lease_changes();
    let running = tokio::spawn({
        let window = window.clone();
        async move { window.run().await }
    });
    // Each of these waits for as long as the test may: an event that never comes fails it.
    changes.changed().await.unwrap();
    assert_eq!(ended(one).await.status.code(), Some(0));
    here.wait_for(|here| *here).await.unwrap();
    one_email_each(&home).await;
    window.finish();
    running.await.unwrap();
}
