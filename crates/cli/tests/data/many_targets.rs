//! A distribution to 2,000 instances of which three are deleted before it reaches them: the three
//! are named with what to do, and everyone else gets the material once.

use std::time::Duration;

use jiff::Timestamp;
use pretty_assertions::assert_eq;
use reqwest::{Client, Method};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use store::{
    DistributionScope, DistributionWish, DraftStep, Intent, MaterialChoice, OnOverwrite, Purpose,
    SnapshotRef, SpaceKind, Step, StepState,
};

use crate::home::{Home, text};

const TARGETS: usize = 2_000;

/// Two of the same batch, and one of another.
const DELETED: [&str; 3] = ["team_0007", "team_0150", "team_1812"];

impl Home {
    /// Asks the platform as an administrator on another computer does.
    async fn elsewhere(&self, client: &Client, method: Method, path: &str, body: Value) {
        let space = format!("org/{}/space/{}", self.place.org, self.place.space);
        let url = format!(
            "http://{}/instances/v1/{space}{path}",
            self.practice.address()
        );
        let key = self.practice.key().expose_secret();
        let request = client
            .request(method, url)
            .header("Authorization", format!("Basic {key}"))
            .json(&body);
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    /// Creates the targets.
    async fn teams_are_created(&self, client: &Client) {
        for number in 0..TARGETS {
            let slug = format!("team_{number:04}");
            let instance = json!({ "name": slug, "slug": slug });
            self.elsewhere(client, Method::POST, "", instance).await;
        }
    }

    /// A draft that distributes the material of the first week to every instance, overwriting what
    /// they have, so that nothing has to be compared first.
    async fn distributes_to_everyone(&self) -> String {
        let (cache, now) = (self.outbox().cache, Timestamp::now());
        cache.refresh_space(&self.place, now).await.unwrap();
        let snapshot = SnapshotRef {
            instance: "distributed".parse().unwrap(),
            instance_name: "Distributed".to_owned(),
            slug: "week_1_material".parse().unwrap(),
            name: "Week 1 material".to_owned(),
            at: None,
        };
        cache
            .read_contents(&self.place, &snapshot.instance, &snapshot.slug, now)
            .await
            .unwrap();
        let intent = Intent {
            purpose: Some(Purpose::Distribute),
            material: MaterialChoice::Snapshot,
            snapshot: Some(snapshot),
            distribution: DistributionWish {
                scope: DistributionScope::Everyone,
                on_overwrite: OnOverwrite::Overwrite,
                ..DistributionWish::default()
            },
            ..Intent::default()
        };
        let draft = self
            .store
            .draft_new(&self.place, "Finance I", SpaceKind::Course, now)
            .unwrap()
            .id;
        self.store
            .write(|w| w.draft_set_intent(draft, &intent, DraftStep::Review, now))
            .unwrap();
        draft.to_string()
    }

    /// Waits until the first request of the only plan was refused for the moment.
    async fn first_request_was_tried(&self) {
        loop {
            let plans = self.store.plans().unwrap().readable;
            let requests = plans
                .first()
                .map(|plan| self.store.requests(plan.id).unwrap());
            if requests.is_some_and(|all| all.iter().any(|request| request.tries > 0)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_of_2000_targets_refuse_and_the_others_get_the_material() {
    let home = Home::new().await;
    let client = Client::builder().no_proxy().build().unwrap();
    home.teams_are_created(&client).await;
    let draft = home.distributes_to_everyone().await;
    // What is deleted while the first request waits is known to the platform alone.
    let wait = json!({
        "kind": "unavailable", "times": 1, "retry_after": 1,
        "methods": ["POST"], "path": "/distribution/",
    });
    home.faults(json!({ "rules": [wait] })).await;
    let sent = ["send", &draft, "--yes"];
    let (output, ()) = tokio::join!(home.cohort(&sent), async {
        home.first_request_was_tried().await;
        for slug in DELETED {
            let path = format!("/instance/{slug}");
            home.elsewhere(&client, Method::DELETE, &path, Value::Null)
                .await;
        }
    });

    let (said, errors) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{said}{errors}");
    let plan = home.store.plans().unwrap().readable[0].id;
    let steps = home.store.steps(plan).unwrap();
    let done = |step: &&Step| step.state == StepState::Done;
    let done = steps.iter().filter(done).count();
    assert!(done > TARGETS, "those of the demo get it too: {done}");
    assert_eq!(done + DELETED.len(), steps.len());

    // Everything that is left to do is said of these three.
    let counts = format!(
        "Plan {plan} done: {} rejected, {done} distributed\n",
        DELETED.len()
    );
    let (_, left) = said.split_once(&counts).unwrap_or_else(|| panic!("{said}"));
    let left: Vec<&str> = left.lines().collect();
    assert_eq!(left.len(), DELETED.len(), "{left:#?}");
    for (line, slug) in left.iter().zip(DELETED) {
        assert!(line.starts_with(&format!("  {slug}  Rejected  ")), "{line}");
        assert!(line.contains("An administrator can restore it"), "{line}");
    }
}
