//! What the `Idempotency-Key` header does.

use pretty_assertions::assert_eq;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{FINANCE, Server, answer};

fn path() -> String {
    format!("/instances/v1/{FINANCE}")
}

async fn post(server: &Server, key: &str, body: &Value) -> (reqwest::StatusCode, Value) {
    let request = server.request(Method::POST, &path());
    answer(request.header("Idempotency-Key", key).json(body)).await
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_answer_and_changes_nothing() {
    let server = Server::start().await;
    let body = json!({ "name": "Room", "slug": "room" });
    let first = post(&server, "\"one\"", &body).await;
    assert_eq!(first.0, 201);
    assert_eq!(post(&server, "\"one\"", &body).await, first);
    assert_eq!(
        post(&server, "one", &body).await,
        first,
        "with or without quotes"
    );
    assert_eq!(post(&server, "\"two\"", &body).await.0, 409);
    let made = server.ledger().await["instances"].clone();
    let rooms = made
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| i["slug"] == "room");
    assert_eq!(
        rooms.map(|i| &i["idempotency_key"]).collect::<Vec<_>>(),
        ["one"]
    );
}

#[tokio::test]
async fn a_platform_without_keys_says_so_and_does_not_look_at_them() {
    let server = Server::with(|o| o.without_keys = true).await;
    let (_, extensions) = answer(server.request(Method::GET, "/extensions/v1")).await;
    let features = extensions["features"].as_array().unwrap();
    assert!(features.contains(&json!("revoke")));
    assert!(!features.contains(&json!("idempotency_key")));
    let body = json!({ "name": "Room", "slug": "room" });
    assert_eq!(post(&server, "\"one\"", &body).await.0, 201);
    assert_eq!(post(&server, "\"one\"", &body).await.0, 409);
    let (_, description) = answer(server.request(Method::GET, "/openapi.json")).await;
    assert!(!description.to_string().contains("Idempotency-Key"));
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_refusal() {
    let server = Server::start().await;
    let taken = json!({ "name": "M", "slug": "master" });
    let first = post(&server, "\"one\"", &taken).await;
    assert_eq!(first.0, 409);
    assert_eq!(
        post(&server, "\"one\"", &taken).await,
        first,
        "with the same incident number"
    );
}

#[tokio::test]
async fn another_request_with_the_same_key_is_refused() {
    let server = Server::start().await;
    let (status, _) = post(&server, "\"one\"", &json!({ "name": "A", "slug": "a" })).await;
    assert_eq!(status, 201);
    let (status, refusal) = post(&server, "\"one\"", &json!({ "name": "B", "slug": "b" })).await;
    assert_eq!(status, 422);
    assert!(refusal["detail"]["headers"]["Idempotency-Key"].is_array());
    let invite = json!({ "email": "x@uni.example", "role": "EDITOR" });
    let other_path = format!("{}/instance/a/invitations", path());
    let request = server.request(Method::POST, &other_path);
    let (status, _) = answer(request.header("Idempotency-Key", "\"one\"").json(&invite)).await;
    assert_eq!(status, 422);
}

#[tokio::test]
async fn two_people_can_use_the_same_key() {
    let mut server = Server::start().await;
    let body = json!({ "name": "A", "slug": "a" });
    assert_eq!(post(&server, "\"one\"", &body).await.0, 201);
    server.key = server.key_for("max.meier@uni.example").await;
    assert_eq!(
        post(&server, "\"one\"", &body).await.0,
        409,
        "the request is carried out, and the slug is taken"
    );
}

#[tokio::test]
async fn a_repeated_request_is_refused_while_the_first_is_still_running() {
    let server = Server::start().await;
    server
        .faults(json!({ "rules": [{ "kind": "delay", "ms": 1500, "times": 1 }] }))
        .await;
    let body = json!({ "name": "Room", "slug": "room" });
    let first = post(&server, "\"one\"", &body);
    let second = async {
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        let request = server.request(Method::POST, &path()).json(&body);
        request
            .header("Idempotency-Key", "\"one\"")
            .send()
            .await
            .unwrap()
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first.0, 201);
    assert_eq!(second.status(), 409);
    assert_eq!(second.headers()["retry-after"], "1");
}

#[tokio::test]
async fn many_requests_at_once_with_the_same_key_create_one_instance() {
    let server = Server::start().await;
    let body = json!({ "name": "Room", "slug": "room" });
    let attempts: Vec<_> = (0..20)
        .map(|_| {
            server
                .request(Method::POST, &path())
                .header("Idempotency-Key", "\"k\"")
                .json(&body)
        })
        .map(|request| tokio::spawn(answer(request)))
        .collect();
    let mut made = 0;
    for one in attempts {
        let (status, body) = one.await.unwrap();
        if status == 201 {
            made += 1;
        } else {
            assert_eq!(
                (status.as_u16(), &body["err"]),
                (409, &json!("STILL_RUNNING"))
            );
        }
    }
    assert!(made >= 1);
    let ledger = server.ledger().await;
    let rooms = ledger["instances"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| i["slug"] == "room");
    assert_eq!(rooms.count(), 1);
}

#[tokio::test]
async fn a_key_that_cannot_be_read_is_a_bad_request() {
    let server = Server::start().await;
    let body = json!({ "name": "A", "slug": "a" });
    for key in ["\"open", "\"\"", &"k".repeat(256)] {
        assert_eq!(post(&server, key, &body).await.0, 400, "{key}");
    }
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let server = Server::start().await;
    let body = json!({ "name": "A", "slug": "a" });
    assert_eq!(post(&server, "\"one\"", &body).await.0, 201);
    server.advance(24 * 60 * 60 + 1).await;
    assert_eq!(
        post(&server, "\"one\"", &body).await.0,
        409,
        "the slug is taken"
    );
}

#[tokio::test]
async fn a_bare_platform_ignores_keys() {
    let server = Server::with(|o| o.bare = true).await;
    let body = json!({ "name": "A", "slug": "a" });
    assert_eq!(post(&server, "\"one\"", &body).await.0, 201);
    assert_eq!(post(&server, "\"one\"", &body).await.0, 409);
}
