//! Who gets in, and what the server doesn't let others do to it.

use std::time::Duration;

use pretty_assertions::assert_eq;
use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{FINANCE, Server};

#[tokio::test]
async fn the_api_key_is_accepted_with_any_known_scheme_or_none() {
    let server = Server::start().await;
    let key = &server.key;
    for (value, status) in [
        (format!("Basic {key}"), 200),
        (format!("basic {key}"), 200),
        (format!("Bearer {key}"), 200),
        (key.clone(), 200),
        (format!("Digest {key}"), 401),
        ("Basic wrong".to_owned(), 401),
        ("Basic".to_owned(), 401),
        (String::new(), 401),
    ] {
        let request = server.http.get(server.url("/orgs/v1"));
        let response = request
            .header("Authorization", &value)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), status, "{}", value.replace(key, "KEY"));
    }
    let none = server
        .http
        .get(server.url("/orgs/v1"))
        .send()
        .await
        .unwrap();
    assert_eq!(none.status(), 401);
    let refusal: serde_json::Value = none.json().await.unwrap();
    assert!(refusal["err"].is_string() && refusal["incident_id"].is_string());
}

#[tokio::test]
async fn mailbox_ledger_faults_and_clock_need_the_token_of_this_start() {
    let server = Server::start().await;
    for (method, path) in [
        (Method::GET, "/practice/v1/mails"),
        (Method::GET, "/practice/v1/ledger"),
        (Method::GET, "/practice/v1/faults"),
        (Method::POST, "/practice/v1/faults"),
        (Method::DELETE, "/practice/v1/faults"),
        (Method::POST, "/practice/v1/clock"),
        (Method::POST, "/practice/v1/keys"),
        (Method::GET, "/mailbox"),
        (Method::POST, "/practice/v1/pages"),
        (Method::GET, "/mailbox?code=wrong"),
        (Method::GET, "/mailbox/1"),
        (Method::GET, "/faults"),
        (Method::POST, "/faults"),
    ] {
        let request = server.request(method.clone(), path);
        let response = request
            .header("X-Practice-Token", "wrong")
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 401, "{method} {path}");
    }
}

#[tokio::test]
async fn other_host_names_and_origins_are_refused() {
    let server = Server::start().await;
    let get = |host: String| {
        server
            .request(Method::GET, "/orgs/v1")
            .header("Host", host)
            .send()
    };
    let port = server.practice.address().port();
    assert_eq!(
        get(format!("localhost:{port}")).await.unwrap().status(),
        200
    );
    for host in [
        format!("evil.example:{port}"),
        "127.0.0.1:1".to_owned(),
        "evil.example".to_owned(),
    ] {
        assert_eq!(get(host.clone()).await.unwrap().status(), 400, "{host}");
    }
    let send = |name: &'static str, value: String| {
        let path = format!("/instances/v1/{FINANCE}");
        let request = server.request(Method::POST, &path).header(name, value);
        request.json(&json!({ "name": "a", "slug": "a" })).send()
    };
    assert_eq!(
        send("Origin", "http://evil.example".into())
            .await
            .unwrap()
            .status(),
        403
    );
    assert_eq!(send("Origin", "null".into()).await.unwrap().status(), 403);
    assert_eq!(
        send("Sec-Fetch-Site", "cross-site".into())
            .await
            .unwrap()
            .status(),
        403
    );
    assert_eq!(send("Origin", server.base()).await.unwrap().status(), 201);
}

#[tokio::test]
async fn a_page_of_another_site_can_only_link_to_the_pages_for_people() {
    let server = Server::start().await;
    let ask = async |path: &str, headers: &[(&str, &str)]| {
        // As a browser asks: without a key, which it doesn't have.
        let mut request = server.http.get(server.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        assert_eq!(
            response.headers()["cross-origin-resource-policy"],
            "same-origin"
        );
        response.status()
    };
    let image = [("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image")];
    let frame = [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")];
    let link = [
        ("Sec-Fetch-Mode", "navigate"),
        ("Sec-Fetch-Dest", "document"),
    ];
    // Another port of this computer counts as the same site.
    for site in ["cross-site", "same-site"] {
        for (path, how, status) in [
            ("/orgs/v1", image, 403),
            ("/nothing", image, 403),
            ("/style.css", image, 403),
            ("/openapi.json", image, 403),
            ("/mailbox", image, 403),
            ("/mailbox", frame, 403),
            ("/orgs/v1", link, 403),
            ("/mailbox", link, 401),
            ("/invitation/unknown", link, 404),
            ("/", link, 200),
        ] {
            let headers = [("Sec-Fetch-Site", site), how[0], how[1]];
            assert_eq!(ask(path, &headers).await, status, "{site} {path} {how:?}");
        }
    }
    let own = [("Sec-Fetch-Site", "same-origin"), image[0], image[1]];
    assert_eq!(ask("/style.css", &own).await, 200);
    assert_eq!(server.ledger().await["requests"], json!([]));
}

#[tokio::test]
async fn the_ledger_grows_neither_by_strangers_nor_by_long_requests() {
    let server = Server::start().await;
    let long = "x".repeat(20_000);
    for path in ["/orgs/v1".to_owned(), format!("/{long}")] {
        let request = server.http.get(server.url(&path));
        let none = request.try_clone().unwrap().send().await.unwrap();
        assert!(none.status().is_client_error());
        let wrong = request.header("Authorization", "wrong").send().await;
        assert!(wrong.unwrap().status().is_client_error());
    }
    assert_eq!(server.ledger().await["requests"], json!([]));
    server.get(&format!("/{long}")).await;
    let ledger = server.ledger().await;
    let [request] = ledger["requests"].as_array().unwrap().as_slice() else {
        panic!("one request");
    };
    assert_eq!(request["path"].as_str().unwrap().len(), 1024);
}

#[tokio::test]
async fn a_form_on_another_site_changes_nothing() {
    let server = Server::start().await;
    let link = server.mailed_link("u.eze@uni.example").await;
    let form = [("name", "U"), ("password", "a long password")];
    let request = server.http.post(&link).form(&form);
    let response = request
        .header("Origin", "http://evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 403);
    let page = server
        .http
        .get(&link)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(page.contains("Choose a password"));
}

#[tokio::test]
async fn request_bodies_are_limited_in_size_and_depth() {
    let server = Server::start().await;
    let path = format!("/instances/v1/{FINANCE}");
    let huge = vec![b' '; 9 * 1024 * 1024];
    let sent = server.request(Method::POST, &path).body(huge).send().await;
    // The server may cut the connection before the client has read the answer.
    if let Ok(response) = sent {
        assert_eq!(response.status(), 413);
    }
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let response = server
        .request(Method::POST, &path)
        .body(deep)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 400);
    assert_eq!(server.get("/orgs/v1").await.0, 200);
}

#[tokio::test]
async fn connections_are_limited_and_further_ones_wait() {
    let server = Server::start().await;
    let mut idle = Vec::new();
    for _ in 0..600 {
        idle.push(TcpStream::connect(server.practice.address()).await.unwrap());
    }
    let request = server
        .request(Method::GET, "/orgs/v1")
        .timeout(Duration::from_secs(1));
    assert!(request.send().await.unwrap_err().is_timeout());
    drop(idle);
    assert_eq!(server.get("/orgs/v1").await.0, 200);
}

#[tokio::test]
async fn what_is_not_http_is_refused() {
    let server = Server::start().await;
    let mut stream = TcpStream::connect(server.practice.address()).await.unwrap();
    stream
        .write_all(b"\x16\x03\x01 hello\r\n\r\n")
        .await
        .unwrap();
    let mut said = Vec::new();
    let _ = stream.read_to_end(&mut said).await;
    assert!(said.is_empty() || said.starts_with(b"HTTP/1.1 400"));
    assert_eq!(server.get("/orgs/v1").await.0, 200);
}
