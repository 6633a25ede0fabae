//! What a failure of the connection proves about a POST, against servers that really misbehave.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::scripted_server::{
    Behaviour, INVITATION, ScriptedServer, answer, client, client_with, invitation, options,
};
use flate2::Compression;
use flate2::write::GzEncoder;
use platform::{Answer, Cause, Options, Proof, Proxy};
use pretty_assertions::assert_eq;
use tokio::net::TcpListener;

/// Sends one invitation to a server with this behaviour. Returns what the failure proves, its cause,
/// and how often the request arrived.
async fn sent_to(
    behaviour: impl Fn() -> Behaviour + Send + Sync + 'static,
) -> (Proof, Cause, usize) {
    let server = ScriptedServer::serve(move |_| behaviour()).await;
    let fault = server.client().post(&invitation(), None).await.unwrap_err();
    (fault.proof, fault.cause, server.count("POST"))
}

#[tokio::test]
async fn a_refused_connection_is_not_done() {
    // The port was free a moment ago, and nobody listens on it.
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
    let server = ScriptedServer::serve(|_| Behaviour::AnswerAndStall(Vec::new())).await;
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
async fn a_connection_that_ends_before_the_answer_is_unknown() {
    assert_eq!(
        sent_to(|| Behaviour::CloseAfterRequest).await,
        (Proof::Unknown, Cause::CutOff, 1)
    );
}

/// It is a race whether the client has begun to write when the connection is closed. Either result is
/// right if it matches what happened. Mostly nothing was written, and at least once this must be
/// recognised.
#[tokio::test]
async fn a_connection_closed_at_once_is_not_done_if_nothing_was_written() {
    let mut unsent = 0;
    for _ in 0..50 {
        match sent_to(|| Behaviour::CloseAtOnce).await {
            (Proof::NotDone, Cause::NoConnection, 0) => unsent += 1,
            (Proof::Unknown, Cause::CutOff, 0) => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(unsent > 0);
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_unknown() {
    for said in [
        "HTTP/1.1 20",
        "HTTP/1.1 201 Created\r\nContent-Le",
        "HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"email\": ",
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ema",
    ] {
        let fate = sent_to(move || Behaviour::Answer(said.into())).await;
        assert_eq!(fate, (Proof::Unknown, Cause::CutOff, 1), "{said}");
    }
}

#[tokio::test]
async fn a_refusal_that_breaks_off_is_unknown_too() {
    let said = "HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\n\r\n{\"msg\": \"no";
    let fate = sent_to(move || Behaviour::Answer(said.into())).await;
    assert_eq!(fate, (Proof::Unknown, Cause::CutOff, 1));
}

#[tokio::test]
async fn an_answer_that_is_not_http_is_unknown() {
    let fate = sent_to(|| Behaviour::Answer(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec())).await;
    assert_eq!(fate, (Proof::Unknown, Cause::Unreadable, 1));
}

#[tokio::test]
async fn silence_before_or_within_the_answer_is_unknown_and_times_out() {
    for said in [
        "",
        "HTTP/1.1 201 Created\r\n",
        "HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{",
    ] {
        let server = ScriptedServer::serve(move |_| Behaviour::AnswerAndStall(said.into())).await;
        let options = Options {
            answer_within: Duration::from_millis(400),
            ..options()
        };
        let client = client_with(&format!("http://{}", server.address), options);
        let begun = Instant::now();
        let fault = client.post(&invitation(), None).await.unwrap_err();
        assert_eq!(
            (fault.proof, fault.cause),
            (Proof::Unknown, Cause::TimedOut),
            "{said}"
        );
        assert!(begun.elapsed() < Duration::from_secs(3));
        assert_eq!(server.count("POST"), 1);
    }
}

#[tokio::test]
async fn an_answer_that_decompresses_to_too_much_is_unknown() {
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
    let fate = sent_to(move || Behaviour::Answer(said.clone())).await;
    assert_eq!(fate, (Proof::Unknown, Cause::TooLarge, 1));
}

#[tokio::test]
async fn a_compressed_answer_is_read_and_a_broken_one_is_unknown() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(INVITATION.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let said = |body: &[u8]| {
        let head = "HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n";
        [head.as_bytes(), body].concat()
    };
    let whole = said(&packed);
    let server = ScriptedServer::serve(move |_| Behaviour::Answer(whole.clone())).await;
    let done = server.client().post(&invitation(), None).await.unwrap();
    assert!(matches!(done, Answer::Invitation(_)));

    let broken = said(b"this isn't gzip at all");
    let fate = sent_to(move || Behaviour::Answer(broken.clone())).await;
    assert_eq!(fate, (Proof::Unknown, Cause::Unreadable, 1));
}

/// A server may close an idle connection just when the next request is on its way. The request is then
/// lost, and its sender can't know whether it was. This must never happen to a change.
#[tokio::test]
async fn a_change_is_never_sent_on_a_kept_connection() {
    let server = ScriptedServer::serve(|_| Behaviour::AnswerOnce(answer("200 OK", "", "[]"))).await;
    let client = server.client();
    client.orgs().await.unwrap();
    let lost = client.orgs().await.unwrap_err();
    assert_eq!(
        lost.cause,
        Cause::CutOff,
        "a read can be lost this way, which is harmless"
    );

    client.orgs().await.unwrap();
    for round in 1..=5 {
        // The answer isn't an invitation, but it shows that the request arrived.
        let fault = client.post(&invitation(), None).await.unwrap_err();
        assert_eq!((fault.cause, fault.status), (Cause::Unexpected, Some(200)));
        assert_eq!(server.count("POST"), round);
    }
}

/// If a kept connection has ended before the next request begins, nothing is lost.
#[tokio::test]
async fn a_read_after_the_end_of_a_kept_connection_opens_another() {
    let server = ScriptedServer::serve(|_| {
        Behaviour::AnswerAndCloseWhenIdle(answer("200 OK", "", "[]"), Duration::from_millis(20))
    })
    .await;
    let client = server.client();
    for _ in 0..5 {
        client.orgs().await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(server.count("GET"), 5);
}

#[tokio::test]
async fn a_platform_on_this_computer_is_never_reached_through_a_proxy() {
    let proxy = ScriptedServer::serve(|_| Behaviour::CloseAfterRequest).await;
    let server = ScriptedServer::serve(|_| Behaviour::Answer(answer("200 OK", "", "[]"))).await;
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
    let proxy = ScriptedServer::serve(|_| {
        Behaviour::Answer(answer(
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
        !asked.contains(crate::scripted_server::KEY),
        "the proxy must not see the API key"
    );
}
