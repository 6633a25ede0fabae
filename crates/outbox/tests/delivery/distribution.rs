//! A distribution whose answer or task was lost: what the instances hold decides, and nothing is
//! overwritten without a snapshot of it.

use std::time::Duration;

use jiff::Timestamp;
use outbox::{ConnectionState, StepAction, Why};
use pretty_assertions::assert_eq;
use serde_json::json;
use store::{MaterialContents, PlanId, Reason, RequestState, StepKind, StepState};

use crate::bench::replaced::Replaced;
use crate::bench::{Bench, bench, bench_on};
use crate::chains::{FIVE, own};

async fn bare() -> Bench {
    bench_on(|options| options.bare = true).await
}

/// A bare platform, where what was sent may be at work for ten minutes.
async fn bare_and_slow() -> Bench {
    bench_on(|options| options.bare = true).await
}

fn loses(kind: &str) -> serde_json::Value {
    json!({ "rules": [{ "kind": kind, "times": 1, "methods": ["POST"], "path": "/distribution/" }] })
}

/// Distributes to the individual instances of these people. The request is lost, but one file is in the
/// first instance by the time that Cohort looks, so that it can't tell what has become of the rest.
async fn arrived_in_part(bench: &Bench, owners: &[&str]) -> PlanId {
    bench.faults(loses("lost_request")).await;
    let plan = bench.send(bench.individual_draft(&own(), owners));
    bench
        .until("looked up", |bench| bench.checks_again(plan))
        .await;
    bench.put_one_file(plan, &bench.individual_slug(owners[0]));
    bench.clock_jumps(10 * 60 + 30);
    bench.settled(plan).await;
    plan
}

impl Bench {
    /// The snapshots that the platform took of an instance before something was distributed to it.
    pub(crate) async fn snapshots_before(&self, slug: &str) -> usize {
        let snapshots = self.snapshots_of(slug).await.into_iter();
        snapshots
            .filter(|snapshot| snapshot.starts_with("before_distribution"))
            .count()
    }

    /// Whether the distributions of a plan that are still open wait until they are looked up again.
    fn checks_again(&self, plan: PlanId) -> bool {
        let steps = self.steps(plan).into_iter();
        let mut open = steps
            .filter(|step| step.kind == StepKind::Distribute && step.state != StepState::Done)
            .peekable();
        let checks = |reason: Reason| reason.why == Why::CheckingAgain;
        open.peek().is_some()
            && open.all(|step| step.state == StepState::Sending && step.reason.is_some_and(checks))
    }

    /// Whether anything has arrived in somebody's instance.
    fn has_files(&self, address: &str) -> bool {
        let count = self.practice_database().query_row(
            "SELECT count(*) FROM files f JOIN snapshots s ON s.id = f.snapshot_id
             JOIN instances i ON i.id = s.instance_id WHERE i.slug = ?1 AND f.kind = 'file'",
            [self.individual_slug(address)],
            |row| row.get::<_, u32>(0),
        );
        count.unwrap() > 0
    }

    pub(crate) fn practice_database(&self) -> rusqlite::Connection {
        let file = self.data().with_file_name("practice").join("practice.db");
        let database = rusqlite::Connection::open(file).unwrap();
        database.busy_timeout(Duration::from_secs(5)).unwrap();
        database
    }

    /// One of the files that a plan distributes appears in an instance.
    fn put_one_file(&self, plan: PlanId, slug: &str) {
        let material = self.store.plan(plan).unwrap().material.unwrap();
        let MaterialContents::Read(contents) = material.contents else {
            panic!("it was read at departure");
        };
        assert!(contents.files.len() > 1, "{:?}", contents.files);
        let file = contents.files[0].trim_start_matches("/files/").to_owned();
        self.put_file(slug, &file);
    }

    /// A file appears in an instance, with the folders above it.
    pub(crate) fn put_file(&self, slug: &str, file: &str) {
        self.put_file_in("files", slug, file);
    }

    /// Puts a file into the files or the home folder of an instance, as somebody who works there does.
    pub(crate) fn put_file_in(&self, area: &str, slug: &str, file: &str) {
        let folders = file
            .match_indices('/')
            .map(|(at, _)| (&file[..at], "directory"));
        let database = self.practice_database();
        for (path, kind) in folders.chain([(file, "file")]) {
            let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
            database
                .execute(
                    "INSERT OR IGNORE INTO files (snapshot_id, area, path, parent, kind, size, created, modified)
                     SELECT s.id, ?5, ?2, ?3, ?4, 0, 0, 0
                     FROM snapshots s JOIN instances i ON i.id = s.instance_id
                     WHERE s.slug = 'development' AND i.slug = ?1",
                    [slug, path, parent, kind, area],
                )
                .unwrap();
        }
    }
}

#[simulated::test]
async fn every_distribution_takes_a_snapshot_of_its_instance_first() {
    let bench = bare().await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 6]);
    for address in &FIVE[..2] {
        let slug = bench.individual_slug(address);
        assert_eq!(bench.snapshots_before(&slug).await, 1, "{address}");
    }
}

#[simulated::test]
async fn somebody_who_has_come_into_an_instance_since_the_departure_is_not_overwritten() {
    let bench = bare().await;
    bench
        .faults(json!({ "rules": [
            { "kind": "delay", "ms": 600, "methods": ["POST"], "path": "/instances/" },
        ] }))
        .await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
    bench
        .until("creating", |bench| {
            bench
                .states_of(plan, StepKind::Create)
                .contains(&StepState::Sending)
        })
        .await;
    bench.outbox.actions.pause(plan).unwrap();
    bench
        .until("created", |bench| {
            !bench
                .states_of(plan, StepKind::Create)
                .contains(&StepState::Sending)
        })
        .await;
    // The instance of one of them is there, and somebody comes into it by the platform's website.
    let steps = bench.steps(plan);
    let created = steps.iter().find(|step| step.state == StepState::Done);
    let slug = created.unwrap().instance.clone().unwrap();
    bench.faults(json!({})).await;
    bench
        .invite_into(slug.as_str(), "colleague@new.example")
        .await;
    bench.clock_jumps(120);
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    let mut distributed = bench.states_of(plan, StepKind::Distribute);
    distributed.sort_by_key(|state| *state == StepState::Refused);
    assert_eq!(distributed, [StepState::Done, StepState::Refused]);
    assert_eq!(bench.whys(plan, StepState::Refused), [Why::Exists]);
    assert_eq!(bench.snapshots_before(slug.as_str()).await, 0);
}

#[simulated::test]
async fn a_distribution_whose_answer_was_lost_is_done_once_its_files_are_there() {
    let bench = bare_and_slow().await;
    bench.faults(loses("lost_answer")).await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
    // The task may not have come to its end when the instances are first looked up.
    let mut later = false;
    bench
        .until("distributed", |bench| {
            if !later && bench.checks_again(plan) && bench.has_files(FIVE[1]) {
                bench.clock_jumps(61);
                later = true;
            }
            bench.states_of(plan, StepKind::Distribute) == [StepState::Done; 2]
        })
        .await;
    assert_eq!(bench.distributions_sent(plan), 1, "it wasn't repeated");
    for address in &FIVE[..2] {
        let slug = bench.individual_slug(address);
        assert_eq!(bench.snapshots_before(&slug).await, 1, "{address}");
    }
}

#[simulated::test]
async fn a_distribution_that_never_arrived_is_repeated_after_ten_minutes_and_not_before() {
    let bench = bare_and_slow().await;
    bench.faults(loses("lost_request")).await;
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
    bench
        .until("looked up", |bench| bench.checks_again(plan))
        .await;
    assert_eq!(bench.distributions_sent(plan), 1);
    bench.clock_jumps(5 * 60);
    let looked_up = |bench: &Bench| {
        let requests = bench.store.requests(plan).unwrap();
        let mut requests = requests.iter();
        let lost = requests.find(|request| request.kind == platform::CallKind::Distribute);
        lost.is_some_and(|request| request.lookups == 2 && request.state == RequestState::LookingUp)
    };
    bench.until("looked up again", looked_up).await;
    assert_eq!(bench.distributions_sent(plan), 1, "not before ten minutes");
    bench.clock_jumps(5 * 60 + 30);
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 6]);
    assert_eq!(bench.distributions_sent(plan), 3, "each alone");
}

#[simulated::test]
async fn a_distribution_whose_task_vanished_is_not_done_while_nothing_has_arrived() {
    let bench = bare_and_slow().await;
    bench
        .faults(json!({ "rules": [{ "kind": "failed_task", "times": 1 }] }))
        .await;
    bench.network.replaces(Replaced::not_found("/tasks/v1/"));
    let plan = bench.send(bench.individual_draft(&own(), &FIVE[..2]));
    bench
        .until("looked up", |bench| bench.checks_again(plan))
        .await;
    // Cohort is offline in the middle of the second look-up.
    bench.network.replaces(Replaced::page("/apps/v1/"));
    bench.clock_jumps(61);
    let account = bench.place.account.clone();
    bench
        .until("offline", |bench| {
            let connection = bench.outbox.connections.of(&account);
            connection.is_some_and(|connection| connection.state == ConnectionState::Offline)
        })
        .await;
    bench.network.passes_everything_on();
    bench
        .until("looked up again", |bench| {
            bench.outbox.probe_now(&account);
            let states = bench.states_of(plan, StepKind::Distribute);
            assert_eq!(states, [StepState::Sending; 2], "nothing has arrived");
            bench.checks_again(plan)
        })
        .await;
    bench.clock_jumps(10 * 60);
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 6]);
    assert_eq!(bench.distributions_sent(plan), 3, "each once more, alone");
}

#[simulated::test]
async fn a_distribution_that_arrived_in_part_is_left_to_the_user_and_the_others_go_on() {
    let bench = bare_and_slow().await;
    let plan = arrived_in_part(&bench, &FIVE[..2]).await;
    assert_eq!(
        bench.states(plan)[..3],
        [StepState::Done, StepState::Unknown, StepState::Blocked]
    );
    assert_eq!(bench.whys(plan, StepState::Unknown), [Why::TaskLost]);
    assert_eq!(bench.states(plan)[3..], [StepState::Done; 3]);
    assert_eq!(bench.emails(FIVE[0]).await, 0);
    assert_eq!(bench.emails(FIVE[1]).await, 1);
}

#[simulated::test]
async fn a_retry_leaves_alone_what_it_depends_on_and_is_no_longer_tracked() {
    let bench = bare_and_slow().await;
    let plan = arrived_in_part(&bench, &FIVE[..1]).await;
    let [_, distribution, invitation] = bench.steps(plan).try_into().unwrap();
    let act = |step: &store::Step, action| {
        let actions = &bench.outbox.actions;
        actions
            .act_on_steps(&[step.id], action, Timestamp::now())
            .unwrap();
    };
    act(&distribution, StepAction::StopTracking);
    let refused =
        |w: &store::Write<'_>| w.step_set_state(invitation.id, StepState::Refused, None, None);
    bench.store.write(refused).unwrap();
    let before = bench.distributions_sent(plan);
    act(&invitation, StepAction::Retry);
    bench.settled(plan).await;
    assert_eq!(
        bench.states(plan),
        [StepState::Done, StepState::Cancelled, StepState::Blocked]
    );
    assert_eq!(
        bench.distributions_sent(plan),
        before,
        "nothing is overwritten unasked"
    );

    act(&distribution, StepAction::SendAgain);
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 3]);
}

#[simulated::test]
async fn where_a_snapshot_is_chosen_instances_of_the_same_name_are_told_apart() {
    let bench = bench().await;
    bench.make_instance_named("mallory", "master").await;
    let cache = &bench.outbox.cache;
    let now = Timestamp::now();
    cache.refresh_snapshots(&bench.place, now).await.unwrap();
    let sources = cache.snapshots(&bench.place).unwrap().unwrap().list;
    let name = |slug: &str| {
        let source = sources.iter().find(|one| one.instance.as_str() == slug);
        source.unwrap().instance_name.clone()
    };
    assert_eq!(name("master"), "Master (master)");
    assert_eq!(name("mallory"), "master (mallory)");
    assert_eq!(name("distributed"), "Distributed");
    let chosen = bench.snapshot("master", "week_3_material").await;
    assert_eq!(chosen.instance_name, "Master (master)");
}
