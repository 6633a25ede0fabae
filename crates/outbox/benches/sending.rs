//! A thousand invitations beside what else there is to send them with, a limit that has to be
//! found, and ten thousand steps in one plan, each alone or in chains: `cargo bench -p outbox`.
//! Prints what it measured, and fails where it falls short. `-- others`, `limit`, `size` or
//! `chains` runs a part of it.

#![allow(clippy::unwrap_used)]

#[path = "../tests/delivery/bench/mod.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod bench;
#[path = "../../practice/tests/platform/python.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod python;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde_json::json;
use store::{DraftId, Intent, PlanId, PlanState, Purpose, StepState};
use tokio::process::Command;

use bench::{Bench, INSTANCE, bench_over_http};

const DELAY: u64 = 50;
const SENT: usize = 1000;
/// The other clients are slow, so they invite only this many people. Their time for `SENT` is
/// computed from it.
const SAMPLE: usize = 100;
const CLIENTS: [&str; 2] = ["nuvolos-client-api==1.7.0", "nuvolos-cli==1.5.2"];
const WANTED_OF_LIBRARY: f64 = 20.0;
const WANTED_OF_COMMAND: f64 = 100.0;

const LIMIT: u32 = 50;
const LIMITED: usize = 3000;
const WANTED_OF_LIMIT: f64 = 0.95;
const REFUSED_AT_MOST: f64 = 0.02;

const SMALL: usize = 2500;
const BIG: usize = 10_000;
const MEMORY_AT_MOST: usize = 60 * 1024;
/// The cost of a step mustn't grow with the plan. What it may be more in a big one is noise.
const FLAT: f64 = 1.3;

/// People with an individual instance each, which is three steps a person.
const FEW_CHAINS: usize = 500;
const MANY_CHAINS: usize = 3_334;
/// Undoing a plan reads and closes every act, so it may take this many times as long as writing it.
const UNDO_AT_MOST: f64 = 4.0;

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == part);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        if wants("others") {
            beside_others().await;
        }
        if wants("limit") {
            below_a_limit().await;
        }
        if wants("size") {
            ten_thousand().await;
        }
        if wants("chains") {
            chains().await;
        }
    });
}

async fn http_bench() -> Bench {
    bench_over_http(|_| {}, platform::Options::default(), rand::random).await
}

fn people(of: &str, count: usize) -> Vec<String> {
    (0..count).map(|n| format!("{of}{n}@new.example")).collect()
}

/// Sends to `count` people, and waits until each is done.
async fn send(bench: &Bench, of: &str, count: usize) -> (PlanId, Duration) {
    let people = people(of, count);
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    seen_through(bench, bench.draft(&people), count).await
}

/// Sends a draft with this many steps, and waits until each is done.
async fn seen_through(bench: &Bench, draft: DraftId, steps: usize) -> (PlanId, Duration) {
    bench.start();
    let start = Instant::now();
    let plan = bench.send(draft);
    while bench.store.plan(plan).unwrap().state != PlanState::Settled {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let took = start.elapsed();
    let counts = bench.store.plan_counts(plan).unwrap();
    assert_eq!(usize::try_from(counts.done).unwrap(), steps, "{counts:?}");
    (plan, took)
}

async fn delay(bench: &Bench) {
    let rule = json!({ "kind": "delay", "ms": DELAY, "methods": ["POST"] });
    bench.faults(json!({ "rules": [rule] })).await;
}

async fn beside_others() {
    let bench = http_bench().await;
    delay(&bench).await;
    let (_, ours) = send(&bench, "ours", SENT).await;
    println!("Cohort: {SENT} in {:.2} s", ours.as_secs_f64());
    let Some(programs) = programs().await else {
        println!("no Python 3 with venv here: not compared with other clients");
        return;
    };
    let times = |name: &str, theirs: Duration| {
        let theirs = theirs.as_secs_f64() / as_number(SAMPLE) * as_number(SENT);
        let times = theirs / ours.as_secs_f64();
        println!("{name}: {SENT} in {theirs:.1} s, {times:.0} times as long");
        times
    };
    let library = times(
        "a loop over nuvolos-client-api",
        library(&bench, &programs).await,
    );
    let command = times("nuvolos instances invite", command(&bench, &programs).await);
    assert!(library >= WANTED_OF_LIBRARY, "wanted: {WANTED_OF_LIBRARY}");
    assert!(command >= WANTED_OF_COMMAND, "wanted: {WANTED_OF_COMMAND}");
}

async fn programs() -> Option<PathBuf> {
    let venv = ["-c", "import venv, ensurepip"];
    let there = Command::new("python3").args(venv).output().await;
    if !there.is_ok_and(|output| output.status.success()) {
        return None;
    }
    Some(python::environment("clients", &CLIENTS).await)
}

/// What somebody would write who knows the library.
async fn library(bench: &Bench, programs: &Path) -> Duration {
    let script = format!(
        r"
import os, time
import nuvolos_client_api as nv
api = nv.ApiClient(nv.Configuration(
    host=os.environ['NUVOLOS_API_HOST'],
    api_key=dict(ApiKeyAuth=os.environ['NUVOLOS_API_KEY'])))
instances = nv.InstancesV1Api(api)
at = dict(org_slug='{org}', space_slug='{space}', instance_slug='{INSTANCE}')
start = time.monotonic()
for n in range({SAMPLE}):
    asked = nv.InstanceInvitationRequest(email=f'library{{n}}@new.example', role='EDITOR')
    instances.invite_instance_member(instance_invitation_request=asked, **at)
print(time.monotonic() - start)
",
        org = bench.place.org,
        space = bench.place.space,
    );
    let said = run(bench, programs.join("python"), &["-c", &script]).await;
    Duration::from_secs_f64(said.trim().parse().unwrap())
}

async fn command(bench: &Bench, programs: &Path) -> Duration {
    let start = Instant::now();
    for address in people("command", SAMPLE) {
        let (org, space) = (bench.place.org.as_str(), bench.place.space.as_str());
        let arguments = [
            "instances",
            "invite",
            "-o",
            org,
            "-s",
            space,
            "-i",
            INSTANCE,
            "--email",
            &address,
            "--role",
            "EDITOR",
        ];
        run(bench, programs.join("nuvolos"), &arguments).await;
    }
    start.elapsed()
}

async fn run(bench: &Bench, program: PathBuf, arguments: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(program)
        .args(arguments)
        .env("HOME", home.path())
        .env(
            "NUVOLOS_API_HOST",
            format!("http://{}", bench.practice.address()),
        )
        .env("NUVOLOS_API_KEY", bench.practice.key().expose_secret())
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// How much of what a platform allows is used, once it has refused for the first time.
async fn below_a_limit() {
    for retry_after in [0, 1] {
        let bench = http_bench().await;
        let limit = json!({
            "kind": "rate_limit", "per_second": LIMIT, "retry_after": retry_after,
            "methods": ["POST"],
        });
        let slow = json!({ "kind": "delay", "ms": DELAY, "methods": ["POST"] });
        bench.faults(json!({ "rules": [limit, slow] })).await;
        // As many as it takes until the first is refused come on top.
        send(&bench, "limited", LIMITED + 200).await;
        let asked = bench.asked().await;
        let posts: Vec<_> = asked
            .iter()
            .filter(|asked| asked.method == "POST")
            .collect();
        let first = posts
            .iter()
            .position(|asked| asked.status == Some(429))
            .unwrap();
        let after = &posts[first + 1..];
        let last = after
            .iter()
            .filter(|asked| asked.status == Some(201))
            .nth(LIMITED - 1)
            .unwrap()
            .at;
        let seconds = last.duration_since(posts[first].at).as_secs_f64();
        let within = after.iter().filter(|asked| asked.at <= last);
        let refused = within.filter(|asked| asked.status == Some(429)).count();
        let used = as_number(LIMITED) / (f64::from(LIMIT) * seconds);
        let refused = as_number(refused) / as_number(LIMITED);
        println!(
            "{LIMIT} a second, Retry-After {retry_after}: {:.1} % of it used, {:.2} % refused",
            used * 100.0,
            refused * 100.0
        );
        assert!(used >= WANTED_OF_LIMIT, "too slow");
        assert!(refused < REFUSED_AT_MOST, "too many refused");
    }
}

async fn ten_thousand() {
    let bench = http_bench().await;
    // What the first ones cost once is no matter of their number.
    send(&bench, "warm", 200).await;
    let (_, small) = send(&bench, "small", SMALL).await;
    let before = held();
    let (plan, big) = send(&bench, "big", BIG).await;
    let after = held();
    let each = |took: Duration, count| took.as_secs_f64() * 1000.0 / as_number(count);
    let (small, big) = (each(small, SMALL), each(big, BIG));
    println!("{SMALL} steps: {small:.2} ms each; {BIG} steps: {big:.2} ms each");
    assert!(big < small * FLAT, "a step costs more in a longer plan");
    if let (Some(before), Some(after)) = (before, after) {
        let grown = after.saturating_sub(before);
        println!("memory: {grown} KiB more at most for {BIG} steps, the platform's included");
        assert!(grown < MEMORY_AT_MOST, "too much");
    }
    let start = Instant::now();
    let (all, seq) = bench.store.steps_changed(plan, -1).unwrap();
    let whole = start.elapsed();
    let start = Instant::now();
    let step = all[BIG / 2].id;
    let now = Some(Timestamp::now());
    bench
        .store
        .write(|w| w.step_set_state(step, StepState::Done, None, now))
        .unwrap();
    assert_eq!(bench.store.steps_changed(plan, seq).unwrap().0.len(), 1);
    println!(
        "the plan read whole: {:.1} ms; one change written and read: {:.1} ms",
        whole.as_secs_f64() * 1000.0,
        start.elapsed().as_secs_f64() * 1000.0
    );
}

/// Whether a step of a chain costs more in a longer plan, and what taking back costs.
async fn chains() {
    let bench = http_bench().await;
    let intent = Intent {
        purpose: Some(Purpose::Individual),
        ..Intent::default()
    };
    let draft = |of: &str, count: usize| {
        let people = people(of, count);
        let people: Vec<_> = people
            .iter()
            .map(|address| (address.as_str(), ""))
            .collect();
        bench.draft_for(&intent, &people)
    };
    let each = |took: Duration, people: usize| took.as_secs_f64() * 1000.0 / as_number(3 * people);
    seen_through(&bench, draft("warm", 50), 150).await;
    let few = draft("few", FEW_CHAINS);
    let (_, few) = seen_through(&bench, few, 3 * FEW_CHAINS).await;
    let many = draft("many", MANY_CHAINS);
    let (_, many) = seen_through(&bench, many, 3 * MANY_CHAINS).await;
    let (few, many) = (each(few, FEW_CHAINS), each(many, MANY_CHAINS));
    println!("{FEW_CHAINS} chains: {few:.2} ms a step; {MANY_CHAINS} chains: {many:.2} ms a step");
    assert!(many < few * FLAT, "a step costs more in a longer plan");

    let draft = draft("back", MANY_CHAINS);
    let start = Instant::now();
    let plan = bench.send_with_grace(draft);
    let sent = start.elapsed().as_secs_f64();
    let start = Instant::now();
    bench.outbox.actions.cancel(plan, Timestamp::now()).unwrap();
    let undone = start.elapsed().as_secs_f64();
    println!("{MANY_CHAINS} chains written in {sent:.2} s, undone in {undone:.2} s");
    assert!(undone < sent * UNDO_AT_MOST, "taking back is slow");
}

/// The most the process has held so far, in KiB; none where the system doesn't tell.
fn held() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn as_number(count: usize) -> f64 {
    count as f64
}
