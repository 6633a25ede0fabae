//! A transport that was handed in carries what HTTP would carry, and what becomes of a request
//! there proves the same.

use std::sync::{Arc, Mutex};

use platform::{
    BaseUrl, Call, Carried, Cause, Client, Fault, NoAnswer, Options, Proof, Transport,
    TransportAnswer, TransportRequest,
};
use pretty_assertions::assert_eq;
use secrecy::SecretString;

/// Answers each request in the same way, and keeps what it carried.
#[derive(Debug)]
struct Answers {
    with: fn() -> Result<TransportAnswer, NoAnswer>,
    carried: Mutex<Vec<TransportRequest>>,
}

impl Transport for Answers {
    fn carry(&self, request: TransportRequest) -> Carried {
        self.carried.lock().unwrap().push(request);
        let answer = (self.with)();
        Box::pin(async move { answer })
    }
}

async fn invite(
    with: fn() -> Result<TransportAnswer, NoAnswer>,
) -> (Result<platform::Answer, Fault>, Vec<TransportRequest>) {
    let transport = Arc::new(Answers {
        with,
        carried: Mutex::default(),
    });
    let client = Client::new(
        BaseUrl::parse("https://platform.example").unwrap(),
        SecretString::from("a-key"),
        Options {
            transport: Some(transport.clone()),
            ..Options::default()
        },
    )
    .unwrap();
    let call = Call::InviteAdministrator {
        org: "uni".parse().unwrap(),
        space: "finance".parse().unwrap(),
        email: "ada@uni.example".to_owned(),
    };
    let answer = client.post(&call.freeze(), Some("once")).await;
    let carried = std::mem::take(&mut *transport.carried.lock().unwrap());
    (answer, carried)
}

fn answer(status: u16, body: Result<Vec<u8>, NoAnswer>) -> TransportAnswer {
    TransportAnswer {
        status,
        headers: reqwest::header::HeaderMap::default(),
        body,
    }
}

#[tokio::test]
async fn a_request_is_carried_once_and_as_over_http() {
    let (_, carried) = invite(|| Err(NoAnswer::CutOff)).await;
    assert_eq!(carried.len(), 1);
    let request = &carried[0];
    assert_eq!(request.method, "POST");
    assert_eq!(
        request.url.as_str(),
        "https://platform.example/spaces/v1/org/uni/space/finance/invitations"
    );
    let header = |name: &str| request.headers[name].to_str().unwrap();
    assert_eq!(header("authorization"), "Basic a-key");
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("idempotency-key"), "\"once\"");
    assert!(!format!("{request:?}").contains("ada@"));
}

#[tokio::test]
async fn only_a_connection_that_never_was_proves_that_nothing_was_done() {
    let outcomes: [(fn() -> _, _, _); 4] = [
        (
            || Err(NoAnswer::NoConnection),
            Proof::NotDone,
            Cause::NoConnection,
        ),
        (|| Err(NoAnswer::TimedOut), Proof::Unknown, Cause::TimedOut),
        (
            || Ok(answer(201, Err(NoAnswer::NoConnection))),
            Proof::Unknown,
            Cause::NoConnection,
        ),
        (
            || Ok(answer(201, Ok(vec![b' '; 2 * 1024 * 1024]))),
            Proof::Unknown,
            Cause::TooLarge,
        ),
    ];
    for (with, proof, cause) in outcomes {
        let fault = invite(with).await.0.unwrap_err();
        assert_eq!((fault.proof, fault.cause), (proof, cause));
    }
}
