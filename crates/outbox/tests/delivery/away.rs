//! The platform is away, or something else answers in its place.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use outbox::ConnectionState;
use serde_json::json;
use store::StepState;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::bench::{Bench, bench, bench_with};

/// Something at the platform's address that is not the platform. What it was asked is noted.
struct StandIn {
    asked: Arc<Mutex<Vec<String>>>,
    serving: JoinHandle<()>,
}

impl StandIn {
    /// With an answer for everything, or none at all.
    async fn at(address: SocketAddr, answer: Option<&'static str>) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        let serving = tokio::spawn(async move {
            let mut open = Vec::new();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut head = vec![0; 4096];
                let read = stream.read(&mut head).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..read]);
                let line = head.lines().next().unwrap_or_default().to_owned();
                noted.lock().unwrap().push(line);
                match answer {
                    Some(answer) => drop(stream.write_all(answer.as_bytes()).await),
                    None => open.push(stream),
                }
            }
        });
        Self { asked, serving }
    }

    async fn ends(self) -> Vec<String> {
        self.serving.abort();
        let _ = self.serving.await;
        self.asked.lock().unwrap().clone()
    }
}

const PORTAL: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\
                      content-length: 37\r\n\r\n<html><body>Please log in</body></html>";

fn is_probe(line: &str) -> bool {
    line.starts_with("GET /orgs/v1 ")
}

async fn offline(bench: &Bench) {
    let account = bench.place.account.clone();
    bench
        .until("offline", |bench| {
            let known = bench.outbox.connections.of(&account);
            known.is_some_and(|known| known.state == ConnectionState::Offline)
        })
        .await;
}

async fn tried_again(bench: &Bench, stand_in: &StandIn, times: usize) {
    bench
        .until("a probe", |_| stand_in.asked.lock().unwrap().len() >= times)
        .await;
}

fn try_now(bench: &Bench) {
    bench.outbox.connections.probe_now(&bench.place.account);
    bench.outbox.wake();
}

/// The plan finishes by itself once the platform is back, and what was away met only probes.
async fn finishes(bench: &Bench, plan: store::PlanId, people: &[&str]) {
    try_now(bench);
    bench.settled(plan).await;
    for (state, address) in bench.states(plan).iter().zip(people) {
        assert_eq!(*state, StepState::Done, "{address}");
        assert_eq!(bench.emails(address).await, 1, "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_captive_portal_is_offline_and_meets_only_probes() {
    let mut bench = bench().await;
    let people = ["ada@new.example", "grace@new.example"];
    let plan = bench.send(bench.draft(&people));
    let address = bench.platform_ends().await;
    let portal = StandIn::at(address, Some(PORTAL)).await;
    offline(&bench).await;
    tried_again(&bench, &portal, 2).await;
    try_now(&bench);
    tried_again(&bench, &portal, 3).await;
    let asked = portal.ends().await;
    assert!(asked[1..].iter().all(|line| is_probe(line)), "{asked:?}");
    bench.platform_comes_back(address).await;
    finishes(&bench, plan, &people).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gone_for_longer_than_every_time_out_is_waited_for() {
    let quick = platform::Options {
        answer_within: Duration::from_millis(700),
        ..platform::Options::default()
    };
    let mut bench = bench_with(|_| {}, quick).await;
    let people = ["ada@new.example", "grace@new.example"];
    let plan = bench.send(bench.draft(&people));
    let address = bench.platform_ends().await;
    let silent = StandIn::at(address, None).await;
    offline(&bench).await;
    tried_again(&bench, &silent, 3).await;
    let asked = silent.ends().await;
    assert!(asked[1..].iter().all(|line| is_probe(line)), "{asked:?}");
    bench.platform_comes_back(address).await;
    finishes(&bench, plan, &people).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_first_failed_connection_nothing_new_leaves_and_no_try_is_lost() {
    let mut bench = bench().await;
    bench
        .faults(json!({ "rules": [{ "kind": "delay", "ms": 500, "methods": ["POST"] }] }))
        .await;
    let people: Vec<String> = crate::bench::people(200);
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let plan = bench.send(bench.draft(&people));
    bench
        .until("under way", |bench| {
            bench.states(plan).contains(&StepState::Done)
        })
        .await;
    // It refuses until it is started anew below, however slowly the rest of this goes.
    bench
        .faults(json!({ "refuse_connections_ms": 600_000 }))
        .await;
    offline(&bench).await;
    bench
        .until("what was on the wire has come to its end", |bench| {
            !bench.states(plan).contains(&StepState::Sending)
        })
        .await;
    let waiting = |bench: &Bench| {
        let states = bench.states(plan);
        states
            .iter()
            .filter(|state| **state == StepState::Waiting)
            .count()
    };
    assert!(waiting(&bench) > 0);
    for request in bench.store.requests(plan).unwrap() {
        assert!(request.tries <= 1, "what never left is no try");
    }
    let address = bench.platform_ends().await;
    bench.platform_comes_back(address).await;
    finishes(&bench, plan, &people).await;
}
