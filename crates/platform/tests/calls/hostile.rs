//! A platform that wants to harm whoever asks it: every answer is one that a well-meaning server
//! never gives. Each ends in a fault with a cause, soon, and within little memory.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use platform::{Cause, Fault, Options, Proof};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::answers::{answering, json_answer};
use crate::scripted_server::{
    Behaviour, ScriptedServer, answer, client, client_with, invitation, options, slug,
};

const MEBIBYTE: usize = 1024 * 1024;

/// The fault that this behaviour leads to when something is changed.
async fn changing(behaviour: impl Fn() -> Behaviour + Send + Sync + 'static) -> Fault {
    let server = ScriptedServer::serve(move |_| behaviour()).await;
    server.client().post(&invitation(), None).await.unwrap_err()
}

/// The fault that this behaviour leads to when a list is read.
async fn listing(behaviour: impl Fn() -> Behaviour + Send + Sync + 'static) -> Fault {
    let server = ScriptedServer::serve(move |_| behaviour()).await;
    server.client().orgs().await.unwrap_err()
}

fn endless(status: &str) -> Behaviour {
    Behaviour::Endless {
        head: format!("HTTP/1.1 {status}\r\nConnection: close\r\n\r\n").into_bytes(),
        piece: vec![b' '; 64 * 1024],
        pause: Duration::ZERO,
    }
}

fn spaces(status: &str, count: usize) -> Vec<u8> {
    answer(status, "", &" ".repeat(count))
}

#[tokio::test]
async fn an_answer_to_a_change_may_have_a_mebibyte() {
    let more = spaces("201 Created", MEBIBYTE + 1);
    let fault = changing(move || Behaviour::Answer(more.clone())).await;
    assert_eq!(
        (fault.proof, fault.cause, fault.status),
        (Proof::Unknown, Cause::TooLarge, Some(201))
    );
    let just = spaces("201 Created", MEBIBYTE);
    let fault = changing(move || Behaviour::Answer(just.clone())).await;
    assert_eq!(fault.cause, Cause::Unreadable, "it is read to its end");
}

#[tokio::test]
async fn a_refusal_may_have_a_mebibyte_whatever_was_asked() {
    let refusal = || spaces("422 Unprocessable Entity", MEBIBYTE + 1);
    let fault = changing(move || Behaviour::Answer(refusal())).await;
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::Unknown, Cause::TooLarge)
    );
    let fault = listing(move || Behaviour::Answer(refusal())).await;
    assert_eq!(fault.cause, Cause::TooLarge);
}

#[tokio::test]
async fn a_list_may_have_less_for_whoever_reads_several_at_once() {
    let list = format!("[{}]", " ".repeat(2_000));
    let server = ScriptedServer::serve(move |_| Behaviour::Answer(answer("200 OK", "", &list)));
    let client = server.await.client();
    assert!(client.with_lists_up_to(2_002).orgs().await.is_ok());
    let less = client.with_lists_up_to(2_001);
    for client in [&less, &less.with_lists_up_to(MEBIBYTE)] {
        let fault = client.orgs().await.unwrap_err();
        assert_eq!(fault.cause, Cause::TooLarge);
    }
}

#[tokio::test]
async fn a_list_may_have_64_mebibytes() {
    let large = format!("[{}]", " ".repeat(2 * MEBIBYTE));
    let server = ScriptedServer::serve(move |_| Behaviour::Answer(answer("200 OK", "", &large)));
    assert!(server.await.client().orgs().await.unwrap().rows.is_empty());
    let fault = listing(|| endless("200 OK")).await;
    assert_eq!(fault.cause, Cause::TooLarge);
}

#[tokio::test]
async fn an_answer_that_never_ends_is_not_waited_for() {
    let begun = Instant::now();
    let fault = changing(|| endless("201 Created")).await;
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::Unknown, Cause::TooLarge)
    );
    let fault = changing(|| endless("500 Internal Server Error")).await;
    assert_eq!(fault.cause, Cause::TooLarge);
    // These statuses say enough by themselves, however long their bodies are.
    let fault = changing(|| endless("401 Unauthorized")).await;
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::KeyRefused)
    );
    let fault = changing(|| endless("429 Too Many Requests")).await;
    assert_eq!(fault.proof, Proof::NotDone);
    assert!(begun.elapsed() < options().answer_within);
}

#[tokio::test]
async fn an_answer_that_comes_byte_by_byte_has_the_same_time_as_any_other() {
    let whole = Duration::from_millis(600);
    for head in [
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Long: ",
        // Each of these says that the real answer is still to come.
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n",
    ] {
        let server = ScriptedServer::serve(move |_| Behaviour::Endless {
            head: head.as_bytes().to_vec(),
            piece: b" ".to_vec(),
            pause: Duration::from_millis(20),
        })
        .await;
        let options = Options {
            answer_within: whole,
            ..options()
        };
        let client = client_with(&format!("http://{}", server.address), options);
        let begun = Instant::now();
        let fault = client.orgs().await.unwrap_err();
        assert!(
            matches!(fault.cause, Cause::TimedOut | Cause::Unreadable),
            "{head:?}: {fault:?}"
        );
        assert!(begun.elapsed() < whole * 5, "{head:?}");
    }
}

#[tokio::test]
async fn headers_without_end_are_refused() {
    let begun = Instant::now();
    let fault = changing(|| Behaviour::Endless {
        head: b"HTTP/1.1 201 Created\r\n".to_vec(),
        piece: b"X-More: and more\r\n".repeat(100),
        pause: Duration::ZERO,
    })
    .await;
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::Unknown, Cause::Unreadable)
    );
    assert!(begun.elapsed() < options().answer_within);
}

#[tokio::test]
async fn a_small_answer_that_unpacks_to_a_large_one_is_refused() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..65 {
        packed.write_all(&vec![b' '; MEBIBYTE]).unwrap();
    }
    let packed = packed.finish().unwrap();
    assert!(packed.len() < MEBIBYTE / 10);
    let bomb = ResponseTemplate::new(200)
        .insert_header("content-encoding", "gzip")
        .set_body_raw(packed, "application/json");
    let server = answering(bomb).await;
    let fault = client(&server.uri()).orgs().await.unwrap_err();
    assert_eq!(fault.cause, Cause::TooLarge);
}

#[tokio::test]
async fn other_types_than_expected_are_unreadable() {
    for body in [
        "null",
        "true",
        "17",
        "1e999",
        "\"text\"",
        "{}",
        "[",
        "[}",
        "{\"rows\": []}",
        "[] []",
        "[\"\\ud800\"",
        "\u{feff}[]",
        "\0",
    ] {
        let server = answering(ResponseTemplate::new(200).set_body_raw(body, "application/json"));
        let fault = client(&server.await.uri()).orgs().await.unwrap_err();
        assert_eq!(fault.cause, Cause::Unreadable, "{body:?}");
    }
    let server = answering(json_answer(
        200,
        &json!([
            null, 17, "text", [], {}, {"slug": 7, "name": "n"}, {"slug": "a", "name": ["n"]},
            {"slug": {"slug": "a"}, "name": "n"}, {"slug": "good", "name": "Good"},
        ]),
    ));
    let listing = client(&server.await.uri()).orgs().await.unwrap();
    assert_eq!(listing.unreadable, 8);
    assert_eq!(listing.rows[0].slug, slug("good"));

    let server =
        answering(ResponseTemplate::new(200).set_body_bytes(vec![b'[', b'"', 0xff, b'"', b']']));
    let fault = client(&server.await.uri()).orgs().await.unwrap_err();
    assert_eq!(fault.cause, Cause::Unreadable);
}

#[tokio::test]
async fn a_slug_that_is_a_path_is_no_slug() {
    let slugs = [
        "..",
        ".",
        "",
        "a/b",
        "../a",
        "%2e%2e",
        "a?b",
        "a#b",
        "a\0",
        "a b",
        "ä",
        "a\u{202e}",
    ];
    let row = |slug: &&str| json!({"slug": slug, "name": "n"});
    let mut rows: Vec<Value> = slugs.iter().map(row).collect();
    // Nothing would be left of this list, and it isn't an empty one.
    let server = answering(json_answer(200, &json!(rows))).await;
    let fault = client(&server.uri()).orgs().await.unwrap_err();
    assert_eq!(fault.cause, Cause::Unreadable);
    rows.push(row(&"good"));
    let server = answering(json_answer(200, &json!(rows))).await;
    let listing = client(&server.uri()).orgs().await.unwrap();
    assert_eq!((listing.rows.len(), listing.unreadable), (1, slugs.len()));
}

#[tokio::test]
async fn names_are_taken_as_they_are_and_mean_nothing() {
    let name = "<img src=x onerror=alert(1)>\u{202e}\u{1b}[2J\r\nSet-Cookie: a=b\0../../etc/passwd";
    let body = json!([{"slug": "a", "name": name}]);
    let server = answering(json_answer(200, &body)).await;
    let listing = client(&server.uri()).orgs().await.unwrap();
    assert_eq!(listing.rows[0].name, name);
}

#[tokio::test]
async fn a_link_leads_to_the_platform_or_is_refused() {
    let (org, space) = (slug("uni"), slug("finance"));
    for link in [
        "javascript:alert(1)",
        "JavaScript://127.0.0.1/%0aalert(1)",
        "file:///etc/passwd",
        "data:text/html,<script>alert(1)</script>",
        "vscode://127.0.0.1/",
        "https://evil.example/join/a",
        "http://evil.example/join/a",
        "http://127.0.0.1@evil.example/join/a",
        "http://name:word@127.0.0.1/join/a",
        "//127.0.0.1/join/a",
        "/join/a",
        "",
    ] {
        let server = answering(json_answer(200, &json!({ "url": link }))).await;
        let client = client(&server.uri());
        let fault = client.invitation_link(&org, &space).await.unwrap_err();
        assert_eq!(fault.cause, Cause::Unreadable, "{link}");
        let detail = fault.detail.unwrap();
        assert!(link.is_empty() || !detail.contains(link), "{detail}");
    }
    // A link that a browser may be given, and that leads elsewhere.
    let elsewhere = json_answer(200, &json!({ "url": "https://evil.example/join/a" }));
    let server = answering(elsewhere).await;
    let link = client(&server.uri()).invitation_link(&org, &space).await;
    assert_eq!(
        link.unwrap_err().detail.unwrap(),
        "the invitation link doesn't lead to the platform"
    );
    let own = "http://127.0.0.1:1234/join/a?b#c";
    let server = answering(json_answer(200, &json!({ "url": own }))).await;
    let link = client(&server.uri()).invitation_link(&org, &space).await;
    assert_eq!(link.unwrap().unwrap().url.as_str(), own);

    // What is used is what was checked: no line break, and no second link behind it.
    let two = "http://127.0.0.1:1234/join/a\n\nor: https://evil.example/join";
    let server = answering(json_answer(200, &json!({ "url": two }))).await;
    let link = client(&server.uri()).invitation_link(&org, &space).await;
    let url = link.unwrap().unwrap().url;
    assert!(
        !url.as_str().contains(char::is_whitespace),
        "{}",
        url.as_str()
    );
}

#[tokio::test]
async fn the_domains_of_a_link_are_domains_or_the_link_is_refused() {
    let (org, space) = (slug("uni"), slug("finance"));
    let answered = async |domains: &[&str]| {
        let url = "http://127.0.0.1:1234/join/a";
        let link = json!({ "url": url, "email_domains": domains });
        let server = answering(json_answer(200, &link)).await;
        client(&server.uri()).invitation_link(&org, &space).await
    };
    let long = "a.".repeat(200);
    for domain in [
        "uni.example.\n\nRather open https://evil.example/join",
        "uni.example or <a href=x>here</a>",
        "uni example",
        "uni.example/join",
        "ada@uni.example",
        "127.0.0.1",
        "\u{202e}elpmaxe.inu",
        "\u{1b}[2J",
        long.as_str(),
        "",
    ] {
        let fault = answered(&["uni.example", domain]).await.unwrap_err();
        assert_eq!(fault.cause, Cause::Unreadable, "{domain:?}");
    }
    let link = answered(&["@Uni.example", "zürich.example"]).await;
    assert_eq!(
        link.unwrap().unwrap().email_domains.unwrap(),
        ["uni.example", "xn--zrich-kva.example"]
    );
}

#[tokio::test]
async fn only_the_platform_says_that_there_is_no_link() {
    let (org, space) = (slug("uni"), slug("finance"));
    let own = json!({ "ctxid": "c", "err": "not_found", "incident_id": "i", "msg": "no link" });
    let server = answering(json_answer(404, &own)).await;
    let link = client(&server.uri()).invitation_link(&org, &space).await;
    assert_eq!(link, Ok(None));

    let gateway = json!({ "message": "no Route matched with those values" });
    let server = answering(json_answer(404, &gateway)).await;
    let fault = client(&server.uri())
        .invitation_link(&org, &space)
        .await
        .unwrap_err();
    assert_eq!(
        (fault.cause, fault.proof),
        (Cause::NotFound, Proof::Unknown)
    );
}

#[tokio::test]
async fn no_redirect_takes_the_key_anywhere() {
    let elsewhere = ScriptedServer::serve(|_| Behaviour::CloseAfterRequest).await;
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let location = format!("Location: http://{}/orgs/v1\r\n", elsewhere.address);
        let redirect = answer(status, &location, "");
        let fault = listing(move || Behaviour::Answer(redirect.clone())).await;
        assert_eq!(fault.cause, Cause::NotThePlatform, "{status}");
    }
    assert!(elsewhere.requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn every_fault_is_said_in_words_and_without_what_the_platform_sent() {
    let sent = "<script>alert(1)</script>\u{1b}[2J";
    for status in [
        200, 201, 204, 301, 400, 403, 404, 409, 410, 418, 422, 500, 503, 599, 999,
    ] {
        let body = json!({ "err": sent, "msg": sent, "incident_id": sent });
        let server = answering(json_answer(status, &body)).await;
        let fault = client(&server.uri()).orgs().await.unwrap_err();
        let said = fault.to_string();
        assert!(
            said.contains(' ') && !said.contains('<'),
            "{status}: {said}"
        );
    }
}
