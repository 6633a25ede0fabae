//! `cohort outbox`: what was sent is shown, paused, resumed, cancelled, retried and reported on.

use pretty_assertions::assert_eq;

use crate::home::{Home, text};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_is_listed_and_shown() {
    let home = Home::new().await;
    let none = home.cohort(&["outbox"]).await;
    assert_eq!(
        text(&none.stdout),
        "Nothing has been sent from this computer yet.\n"
    );
    home.draft("Week 3", &["ada@new.example"]);
    home.cohort(&["send", "Week 3", "--yes"]).await;

    let list = text(&home.cohort(&["outbox", "list"]).await.stdout);
    let mut lines = list.lines();
    assert_eq!(
        lines.next().unwrap().split_whitespace().next(),
        Some("Plan"),
        "{list}"
    );
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("1     1 person, Group A  Finance I  Done   1 of 1    0 "),
        "{list}"
    );

    let shown = text(&home.cohort(&["outbox", "show", "1"]).await.stdout);
    assert!(
        shown.starts_with("1 person, Group A\nFinance I · "),
        "{shown}"
    );
    assert!(
        shown.contains("\nada@new.example               Invitation  Invited  20"),
        "{shown}"
    );

    let json = home.cohort(&["outbox", "show", "1", "--json"]).await;
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["steps"][0]["state"], "done");
    // Scripts rely on these keys.
    assert_eq!(
        json["counts"],
        serde_json::json!({
            "all": 1, "waiting": 0, "sending": 0, "done": 1, "already": 0, "refused": 0,
            "blocked": 0, "gave_up": 0, "unsure": 0, "cancelled": 0,
        })
    );
    let mut keys: Vec<_> = json.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(
        keys,
        [
            "account",
            "counts",
            "created_at",
            "departed_at",
            "hold",
            "hold_until",
            "id",
            "needs_hand",
            "organisation",
            "settled_at",
            "space",
            "state",
            "steps",
            "what",
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_does_not_exist_is_an_error() {
    let home = Home::new().await;
    for what in ["show", "pause", "resume", "cancel", "retry"] {
        let output = home.cohort(&["outbox", what, "7"]).await;
        assert_eq!(output.status.code(), Some(2), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_paused_and_resumed_by_another_process_and_comes_to_its_end() {
    let home = Home::new().await;
    let draft = home.draft("Week 3", &["ada@new.example"]);
    let review = outbox::review(&home.store, draft).unwrap();
    outbox::send(
        &home.store,
        draft,
        &review.fingerprint,
        jiff::Timestamp::now(),
    )
    .unwrap();
    let paused = home.cohort(&["outbox", "pause", "1"]).await;
    assert_eq!(text(&paused.stdout), "Plan 1 paused: 1 waiting\n");
    assert_eq!(home.emails("ada@new.example").await, 0);
    let resumed = home.cohort(&["outbox", "resume", "1"]).await;
    assert_eq!(
        text(&resumed.stdout),
        "Plan 1 done: 1 invited\n",
        "{}",
        text(&resumed.stderr)
    );
    assert_eq!(resumed.status.code(), Some(0));
    assert_eq!(home.emails("ada@new.example").await, 1);
    // It has come too far for that.
    let cancelled = home.cohort(&["outbox", "cancel", "1"]).await;
    assert_eq!(cancelled.status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_left_is_cancelled_and_retried_by_another_process() {
    let home = Home::new().await;
    let draft = home.draft("Week 3", &["ada@new.example"]);
    let review = outbox::review(&home.store, draft).unwrap();
    let now = jiff::Timestamp::now();
    outbox::send(&home.store, draft, &review.fingerprint, now).unwrap();
    let cancelled = home.cohort(&["outbox", "cancel", "1"]).await;
    assert_eq!(text(&cancelled.stdout), "Plan 1 cancelled: 1 cancelled\n");
    assert_eq!(home.store.draft_count().unwrap(), 1, "the draft is back");

    home.faults(serde_json::json!({ "rules": [{ "kind": "failed_task" }] }))
        .await;
    home.draft_into("tutors_room", "Week 4", &["grace@new.example"]);
    home.instance_is_deleted("tutors_room").await;
    let refused = home.cohort(&["send", "Week 4", "--yes"]).await;
    assert_eq!(refused.status.code(), Some(1));
    let said = text(&refused.stdout);
    assert!(said.contains("grace@new.example  Rejected"), "{said}");
    let retried = home.cohort(&["outbox", "retry", "2"]).await;
    assert_eq!(retried.status.code(), Some(1), "it is nowhere still");
    assert_eq!(home.emails("grace@new.example").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn restored_data_is_not_sent_before_the_user_says_so() {
    let home = Home::new().await;
    home.draft("Week 3", &["ada@new.example"]);
    home.cohort(&["send", "Week 3", "--yes"]).await;
    let draft = home.draft("Week 4", &["grace@new.example"]);
    let review = outbox::review(&home.store, draft).unwrap();
    let now = jiff::Timestamp::now();
    outbox::send(&home.store, draft, &review.fingerprint, now).unwrap();
    // As if this data was another installation's.
    let mark = home.store.installation().unwrap().unwrap();
    let foreign = store::Installation {
        id: "another".to_owned(),
        ..mark
    };
    home.store.write(|w| w.installation_set(&foreign)).unwrap();

    let resumed = home.cohort(&["outbox", "resume", "2"]).await;
    assert_eq!(resumed.status.code(), Some(1));
    let said = text(&resumed.stderr);
    assert!(said.contains("cohort outbox look-up"), "{said}");
    assert_eq!(home.emails("grace@new.example").await, 0);
    let looked_up = home.cohort(&["outbox", "look-up"]).await;
    assert_eq!(looked_up.status.code(), Some(0));
    assert_eq!(home.emails("grace@new.example").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_are_written_as_table_and_page() {
    let home = Home::new().await;
    home.draft("Week 3", &["ada@new.example"]);
    home.cohort(&["send", "Week 3", "--yes"]).await;
    let folder = tempfile::tempdir().unwrap();
    let (csv, html) = (folder.path().join("r.csv"), folder.path().join("r.html"));
    let arguments = [
        "outbox",
        "report",
        "1",
        "--csv",
        csv.to_str().unwrap(),
        "--html",
        html.to_str().unwrap(),
    ];
    assert_eq!(home.cohort(&arguments).await.status.code(), Some(0));
    let csv = std::fs::read_to_string(csv).unwrap();
    assert!(
        csv.contains("\r\n,ada@new.example,,,Group A,Invitation,Invited,20"),
        "{csv}"
    );
    let html = std::fs::read_to_string(html).unwrap();
    assert!(html.contains("1 person, Group A"));
    let nowhere = ["outbox", "report", "1", "--csv", "/not/there/r.csv"];
    assert_eq!(home.cohort(&nowhere).await.status.code(), Some(2));
    let neither = ["outbox", "report", "1"];
    assert_eq!(home.cohort(&neither).await.status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_unknown_is_sent_again_only_for_who_is_named() {
    let home = Home::new_bare().await;
    home.faults(serde_json::json!({ "rules": [{
        "kind": "lost_request", "methods": ["POST"], "path": "/invitations", "times": 2,
    }] }))
    .await;
    home.draft("Week 3", &["ada@new.example", "grace@new.example"]);
    home.cohort(&["send", "Week 3", "--yes"]).await;
    let again = async |who: &str, yes: bool| {
        let mut arguments = vec!["outbox", "send-again", "1", who];
        arguments.extend(yes.then_some("--yes"));
        home.cohort(&arguments).await
    };
    let nobody = again("max@new.example", true).await;
    assert_eq!(nobody.status.code(), Some(2), "{}", text(&nobody.stderr));
    let unasked = again("ada@new.example", false).await;
    assert!(
        text(&unasked.stderr).contains("--yes"),
        "{}",
        text(&unasked.stderr)
    );
    assert_eq!(home.emails("ada@new.example").await, 0);
    let sent = again("Ada@new.example", true).await;
    assert_eq!(
        home.emails("ada@new.example").await,
        1,
        "{}",
        text(&sent.stderr)
    );
    assert_eq!(home.emails("grace@new.example").await, 0);
}
