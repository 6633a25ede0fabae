//! Faults on demand, and what the ledger says about the requests they hit.

use std::time::{Duration, Instant};

use pretty_assertions::assert_eq;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{FINANCE, Server, answer};

fn instances() -> String {
    format!("/instances/v1/{FINANCE}")
}

fn instance(slug: &str) -> Value {
    json!({ "name": slug, "slug": slug })
}

/// Sends a request, and returns whether a complete answer came.
async fn gets_an_answer(server: &Server, method: Method, path: &str, body: Option<Value>) -> bool {
    let mut request = server.request(method, path);
    if let Some(body) = body {
        request = request.json(&body);
    }
    match request.send().await {
        Ok(response) => response.bytes().await.is_ok(),
        Err(_) => false,
    }
}

async fn fates(server: &Server) -> Vec<String> {
    let requests = server.ledger().await["requests"].clone();
    let fate = |r: &Value| r["fate"].as_str().unwrap().to_owned();
    requests.as_array().unwrap().iter().map(fate).collect()
}

fn was_created(ledger: &Value, slug: &str) -> bool {
    let mut instances = ledger["instances"].as_array().unwrap().iter();
    instances.any(|instance| instance["slug"] == slug)
}

#[tokio::test]
async fn a_request_whose_answer_is_lost_was_carried_out() {
    let server = Server::start().await;
    server
        .faults(json!({ "rules": [{ "kind": "lost_answer", "times": 1 }] }))
        .await;
    assert!(!gets_an_answer(&server, Method::POST, &instances(), Some(instance("a"))).await);
    assert!(was_created(&server.ledger().await, "a"));
    assert_eq!(fates(&server).await, ["answer_lost"]);
    assert_eq!(server.post(&instances(), instance("a")).await.0, 409);
}

#[tokio::test]
async fn a_lost_request_was_not_carried_out() {
    let server = Server::start().await;
    server
        .faults(json!({ "rules": [{ "kind": "lost_request", "times": 1 }] }))
        .await;
    assert!(!gets_an_answer(&server, Method::POST, &instances(), Some(instance("a"))).await);
    assert!(!was_created(&server.ledger().await, "a"));
    assert_eq!(fates(&server).await, ["request_lost"]);
    assert_eq!(server.post(&instances(), instance("a")).await.0, 201);
}

#[tokio::test]
async fn a_request_with_half_an_answer_was_carried_out() {
    let server = Server::start().await;
    server
        .faults(json!({ "rules": [{ "kind": "half_answer", "times": 1 }] }))
        .await;
    let request = server
        .request(Method::POST, &instances())
        .json(&instance("a"));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 201);
    assert!(response.bytes().await.is_err());
    assert!(was_created(&server.ledger().await, "a"));
}

#[tokio::test]
async fn an_idempotency_key_makes_a_lost_answer_harmless() {
    let server = Server::start().await;
    server
        .faults(json!({ "rules": [{ "kind": "lost_answer", "times": 1 }] }))
        .await;
    let post = || {
        let request = server.request(Method::POST, &instances());
        request
            .header("Idempotency-Key", "\"k\"")
            .json(&instance("a"))
    };
    assert!(post().send().await.is_err());
    assert_eq!(answer(post()).await.0, 201);
    let ledger = server.ledger().await;
    let requests = ledger["requests"].as_array().unwrap();
    assert!(requests.iter().all(|r| r["idempotency_key"] == "k"));
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn errors_are_answered_before_or_after_the_work() {
    let server = Server::start().await;
    for (kind, status, retry_after) in [
        ("too_many_requests", 429, Some("7")),
        ("unavailable", 503, Some("7")),
        ("server_error", 500, None),
    ] {
        server
            .faults(json!({ "rules": [{ "kind": kind, "retry_after": 7 }] }))
            .await;
        let request = server
            .request(Method::POST, &instances())
            .json(&instance(kind));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        let said = response
            .headers()
            .get("retry-after")
            .map(|v| v.to_str().unwrap());
        assert_eq!(said, retry_after);
        assert!(!was_created(&server.ledger().await, kind));
    }
    let late = json!({ "rules": [{ "kind": "server_error", "after_work": true }] });
    server.faults(late).await;
    assert_eq!(server.post(&instances(), instance("late")).await.0, 500);
    assert!(was_created(&server.ledger().await, "late"));
}

#[tokio::test]
async fn a_delay_applies_only_to_the_requests_of_its_rule() {
    let server = Server::start().await;
    let rule = json!({ "kind": "delay", "ms": 700, "methods": ["GET"], "path": "/orgs" });
    server.faults(json!({ "rules": [rule] })).await;
    let start = Instant::now();
    assert_eq!(server.get("/orgs/v1").await.0, 200);
    assert!(start.elapsed() >= Duration::from_millis(700));
    let start = Instant::now();
    assert_eq!(server.post(&instances(), instance("a")).await.0, 201);
    assert!(start.elapsed() < Duration::from_millis(700));
}

#[tokio::test]
async fn a_request_is_carried_out_even_if_the_client_goes_away() {
    let server = Server::start().await;
    server
        .faults(json!({ "rules": [{ "kind": "delay", "ms": 600 }] }))
        .await;
    let request = server
        .request(Method::POST, &instances())
        .json(&instance("a"));
    let gone = request.timeout(Duration::from_millis(200)).send().await;
    assert!(gone.unwrap_err().is_timeout());
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert!(was_created(&server.ledger().await, "a"));
    assert_eq!(fates(&server).await, ["client_gone"]);
}

#[tokio::test]
async fn a_rate_limit_refuses_requests_beyond_it() {
    let server = Server::start().await;
    let rule = json!({ "kind": "rate_limit", "per_second": 3, "retry_after": 1 });
    server.faults(json!({ "rules": [rule] })).await;
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(server.get("/orgs/v1").await.0.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 429, 429, 429]);
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(server.get("/orgs/v1").await.0, 200);
}

#[tokio::test]
async fn connections_can_be_refused_for_a_while() {
    let server = Server::start().await;
    assert_eq!(server.get("/orgs/v1").await.0, 200);
    server
        .faults(json!({ "refuse_connections_ms": 1200 }))
        .await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let refused = server.request(Method::GET, "/orgs/v1").send().await;
    assert!(refused.unwrap_err().is_connect());
    tokio::time::sleep(Duration::from_millis(1300)).await;
    assert_eq!(server.get("/orgs/v1").await.0, 200);
}

#[tokio::test]
async fn the_same_seed_leads_to_the_same_faults() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let server = Server::start().await;
        let rule = json!({ "kind": "lost_request", "probability": 0.5 });
        server.faults(json!({ "seed": 42, "rules": [rule] })).await;
        let mut fate = Vec::new();
        for number in 0..20 {
            let body = Some(instance(&format!("room_{number}")));
            fate.push(gets_an_answer(&server, Method::POST, &instances(), body).await);
        }
        runs.push(fate);
    }
    assert_eq!(runs[0], runs[1]);
    let lost = runs[0].iter().filter(|came| !**came).count();
    assert!((4..=16).contains(&lost), "{lost} of 20");
}

#[tokio::test]
async fn tasks_can_be_slow_and_fail_on_demand() {
    let server = Server::start().await;
    let rules = json!([{ "kind": "slow_task", "ms": 500 }, { "kind": "failed_task" }]);
    server.faults(json!({ "rules": rules })).await;
    let path = format!("{}/instance/master/snapshots", instances());
    let (_, task) = server
        .post(&path, json!({ "name": "Now", "slug": "now" }))
        .await;
    let (_, early) = server.get(&format!("/tasks/v1/{}", task["tkid"])).await;
    assert!(early["finished"].is_null());
    let late = server.ended(&task).await;
    assert_eq!(
        (&late["status"], &late["result"]),
        (&json!("FAILED"), &json!("This task failed on demand."))
    );
    let snapshots = server
        .list(&format!("/snapshots/v1/{FINANCE}/instance/master"))
        .await;
    assert!(snapshots.iter().all(|s| s["slug"] != "now"));
}

#[tokio::test]
async fn faults_are_validated_shown_and_cleared() {
    let server = Server::start().await;
    for plan in [
        json!({ "rules": [{ "kind": "nothing" }] }),
        json!({ "rules": [{ "kind": "delay", "probability": 2 }] }),
        json!({ "rules": [{ "kind": "delay", "ms": 10_000_000 }] }),
        json!({ "rules": [{ "kind": "rate_limit" }] }),
        json!({ "rule": [] }),
    ] {
        let (status, _) = answer(server.control(Method::POST, "faults").json(&plan)).await;
        assert_eq!(status, 422, "{plan}");
    }
    server
        .faults(json!({ "rules": [{ "kind": "server_error" }] }))
        .await;
    assert_eq!(server.get("/orgs/v1").await.0, 500);
    let (_, standing) = answer(server.control(Method::GET, "faults")).await;
    assert_eq!(standing["hits"], json!([1]));
    let (_, standing) = answer(server.control(Method::DELETE, "faults")).await;
    assert_eq!(standing["rules"], json!([]));
    assert_eq!(server.get("/orgs/v1").await.0, 200);
}
