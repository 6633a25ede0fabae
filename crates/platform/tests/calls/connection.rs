//! What the failures of a connection prove of a POST, against servers that misbehave in earnest.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::server::{INVITATION, Manner, Raw, answer, client, client_with, invitation, options};
use flate2::Compression;
use flate2::write::GzEncoder;
use platform::{Answer, Cause, Options, Proof, Proxy};
use pretty_assertions::assert_eq;
use tokio::net::TcpListener;

/// Sends one invitation to a server of this manner. What it proves, why, and how often it arrived.
async fn sent_to(manner: impl Fn() -> Manner + Send + Sync + 'static) -> (Proof, Cause, usize) {
    let server = Raw::serve(move |_| manner()).await;
    let fault = server.client().post(&invitation(), None).await.unwrap_err();
    (fault.proof, fault.cause, server.count("POST"))
}

#[tokio::test]
async fn a_refused_connection_is_not_done() {
    // A port that was free a moment ago and that nobody listens on.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let fault = client(&address)
        .post(&invitation(), None)
        .await
        .unwrap_err();
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::NoConnection)
    );
}

#[tokio::test]
async fn an_unknown_name_is_not_done() {
    let client = client("https://no-such-host.invalid");
    let fault = client.post(&invitation(), None).await.unwrap_err();
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::NoConnection)
    );
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_not_done() {
    let server = Raw::serve(|_| Manner::Stall(Vec::new())).await;
    let options = Options {
        connect_within: Duration::from_millis(300),
        ..options()
    };
    let client = client_with(&format!("https://{}", server.address), options);
    let fault = client.post(&invitation(), None).await.unwrap_err();
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::NoConnection)
    );
}

#[tokio::test]
async fn a_connection_that_ends_before_the_answer_is_unsure() {
    assert_eq!(
        sent_to(|| Manner::HangUp).await,
        (Proof::Unsure, Cause::CutOff, 1)
    );
}

/// Whether the client has begun to write by then is a race, and either verdict is right, as long
/// as it fits what happened. Mostly it has not, and then that must be seen.
#[tokio::test]
async fn a_door_slammed_at_once_is_not_done_if_nothing_was_written() {
    let mut unsent = 0;
    for _ in 0..50 {
        match sent_to(|| Manner::Slam).await {
            (Proof::NotDone, Cause::NoConnection, 0) => unsent += 1,
            (Proof::Unsure, Cause::CutOff, 0) => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(unsent > 0);
}

#[tokio::test]
async fn an_answer_cut_in_its_head_or_body_is_unsure() {
    for said in [
        "HTTP/1.1 20",
        "HTTP/1.1 201 Created\r\nContent-Le",
        "HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"email\": ",
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ema",
    ] {
        let fate = sent_to(move || Manner::Say(said.into())).await;
        assert_eq!(fate, (Proof::Unsure, Cause::CutOff, 1), "{said}");
    }
}

#[tokio::test]
async fn a_cut_refusal_is_unsure_too() {
    let said = "HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\n\r\n{\"msg\": \"no";
    let fate = sent_to(move || Manner::Say(said.into())).await;
    assert_eq!(fate, (Proof::Unsure, Cause::CutOff, 1));
}

#[tokio::test]
async fn what_is_no_http_is_unsure() {
    let fate = sent_to(|| Manner::Say(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec())).await;
    assert_eq!(fate, (Proof::Unsure, Cause::Unreadable, 1));
}

#[tokio::test]
async fn silence_before_or_within_the_answer_is_unsure_and_has_an_end() {
    for said in [
        "",
        "HTTP/1.1 201 Created\r\n",
        "HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{",
    ] {
        let server = Raw::serve(move |_| Manner::Stall(said.into())).await;
        let options = Options {
            answer_within: Duration::from_millis(400),
            ..options()
        };
        let client = client_with(&format!("http://{}", server.address), options);
        let begun = Instant::now();
        let fault = client.post(&invitation(), None).await.unwrap_err();
        assert_eq!(
            (fault.proof, fault.cause),
            (Proof::Unsure, Cause::TimedOut),
            "{said}"
        );
        assert!(begun.elapsed() < Duration::from_secs(3));
        assert_eq!(server.count("POST"), 1);
    }
}

#[tokio::test]
async fn an_answer_that_unpacks_without_end_is_unsure() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let spaces = vec![b' '; 1024 * 1024];
    for _ in 0..65 {
        packed.write_all(&spaces).unwrap();
    }
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 1024 * 1024);
    let mut said = format!(
        "HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        packed.len()
    )
    .into_bytes();
    said.extend(packed);
    let fate = sent_to(move || Manner::Say(said.clone())).await;
    assert_eq!(fate, (Proof::Unsure, Cause::TooLarge, 1));
}

#[tokio::test]
async fn a_packed_answer_is_read_and_a_badly_packed_one_is_unsure() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(INVITATION.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let said = |body: &[u8]| {
        let head = "HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n";
        [head.as_bytes(), body].concat()
    };
    let whole = said(&packed);
    let server = Raw::serve(move |_| Manner::Say(whole.clone())).await;
    let done = server.client().post(&invitation(), None).await.unwrap();
    assert!(matches!(done, Answer::Invitation(_)));

    let broken = said(b"this is not gzip at all");
    let fate = sent_to(move || Manner::Say(broken.clone())).await;
    assert_eq!(fate, (Proof::Unsure, Cause::Unreadable, 1));
}

/// A server that closes an idle connection just when the next request is on its way: the request
/// is lost, and its sender cannot know whether it was. No change may ever get into that.
#[tokio::test]
async fn a_change_never_travels_on_a_kept_connection() {
    let server = Raw::serve(|_| Manner::Once(answer("200 OK", "", "[]"))).await;
    let client = server.client();
    client.orgs().await.unwrap();
    let lost = client.orgs().await.unwrap_err();
    assert_eq!(
        lost.cause,
        Cause::CutOff,
        "a reading does get into it, and is asked again"
    );

    client.orgs().await.unwrap();
    for round in 1..=5 {
        // The answer is no invitation, but it is an answer.
        let fault = client.post(&invitation(), None).await.unwrap_err();
        assert_eq!((fault.cause, fault.status), (Cause::Unexpected, Some(200)));
        assert_eq!(server.count("POST"), round);
    }
}

/// A kept connection that has ended before the next request is begun is no matter for anybody.
#[tokio::test]
async fn a_reading_after_the_end_of_a_kept_connection_opens_another() {
    let server =
        Raw::serve(|_| Manner::Keep(answer("200 OK", "", "[]"), Duration::from_millis(20))).await;
    let client = server.client();
    for _ in 0..5 {
        client.orgs().await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(server.count("GET"), 5);
}

#[tokio::test]
async fn a_platform_on_this_computer_is_never_reached_through_a_proxy() {
    let proxy = Raw::serve(|_| Manner::HangUp).await;
    let server = Raw::serve(|_| Manner::Say(answer("200 OK", "", "[]"))).await;
    let options = Options {
        proxy: Proxy::Through(format!("http://{}", proxy.address).parse().unwrap()),
        ..options()
    };
    let client = client_with(&format!("http://{}", server.address), options);
    client.orgs().await.unwrap();
    assert_eq!(proxy.requests.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn a_proxy_that_refuses_the_tunnel_is_not_done() {
    let proxy = Raw::serve(|_| {
        Manner::Say(answer(
            "407 Proxy Authentication Required",
            "",
            "<html>Log in</html>",
        ))
    })
    .await;
    let options = Options {
        proxy: Proxy::Through(format!("http://{}", proxy.address).parse().unwrap()),
        ..options()
    };
    let client = client_with("https://platform.example", options);
    let fault = client.post(&invitation(), None).await.unwrap_err();
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::NoConnection)
    );
    let asked = proxy.requests.lock().unwrap().join("");
    assert!(asked.starts_with("CONNECT platform.example:443"), "{asked}");
    assert!(
        !asked.contains(crate::server::KEY),
        "the key is not for the proxy"
    );
}
