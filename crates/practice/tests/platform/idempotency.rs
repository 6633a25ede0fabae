//! `Idempotency-Key`.

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
async fn a_repeated_request_gets_the_same_answer_and_does_nothing() {
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
async fn a_refusal_is_repeated_as_it_was() {
    let server = Server::start().await;
    let taken = json!({ "name": "M", "slug": "master" });
    let first = post(&server, "\"one\"", &taken).await;
    assert_eq!(first.0, 409);
    assert_eq!(
        post(&server, "\"one\"", &taken).await,
        first,
        "incident number and all"
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
    let elsewhere = format!("{}/instance/a/invitations", path());
    let request = server.request(Method::POST, &elsewhere);
    let (status, _) = answer(request.header("Idempotency-Key", "\"one\"").json(&invite)).await;
    assert_eq!(status, 422);
}

#[tokio::test]
async fn a_key_belongs_to_one_person() {
    let mut server = Server::start().await;
    let body = json!({ "name": "A", "slug": "a" });
    assert_eq!(post(&server, "\"one\"", &body).await.0, 201);
    server.key = server.key_for("max.meier@uni.example").await;
    assert_eq!(
        post(&server, "\"one\"", &body).await.0,
        409,
        "asked anew: the slug is taken"
    );
}

#[tokio::test]
async fn while_it_runs_a_second_one_is_put_off() {
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
async fn many_at_once_make_one() {
    let server = Server::start().await;
    let body = json!({ "name": "Room", "slug": "room" });
    let tries: Vec<_> = (0..20)
        .map(|_| {
            server
                .request(Method::POST, &path())
                .header("Idempotency-Key", "\"k\"")
                .json(&body)
        })
        .map(|request| tokio::spawn(answer(request)))
        .collect();
    let mut made = 0;
    for one in tries {
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
async fn after_a_day_a_key_is_forgotten() {
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
async fn bare_knows_no_keys() {
    let server = Server::with(|o| o.bare = true).await;
    let body = json!({ "name": "A", "slug": "a" });
    assert_eq!(post(&server, "\"one\"", &body).await.0, 201);
    assert_eq!(post(&server, "\"one\"", &body).await.0, 409);
}
