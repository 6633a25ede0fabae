//! Whole requests against a server: what is sent, and what the client makes of the answer.

use std::time::Duration;

use crate::scripted_server::{INVITATION, KEY, client, invitation, slug};
use platform::{
    Answer, Area, BaseUrl, Call, Cause, Client, Distribution, Fault, InvitationStatus, Options,
    Proof, Role, Setting, Target,
};
use pretty_assertions::assert_eq;
use secrecy::SecretString;
use serde_json::{Value, json};
use wiremock::matchers::{any, body_string, header, header_exists, method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// A server that gives this answer to every request.
pub(crate) async fn answering(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

/// An answer with this JSON body.
pub(crate) fn json_answer(status: u16, body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

/// The fault that this answer to an invitation becomes.
async fn fault_of(answer: ResponseTemplate) -> Fault {
    let server = answering(answer).await;
    let fault = client(&server.uri())
        .post(&invitation(), None)
        .await
        .unwrap_err();
    assert_eq!(
        server.received_requests().await.unwrap().len(),
        1,
        "sent exactly once"
    );
    fault
}

#[tokio::test]
async fn an_invitation_is_sent_as_frozen_and_its_answer_is_read() {
    let server = MockServer::start().await;
    let frozen = invitation();
    Mock::given(method("POST"))
        .and(path(
            "/instances/v1/org/uni/space/finance/instance/group/invitations",
        ))
        .and(header("authorization", format!("Basic {KEY}").as_str()))
        .and(header("content-type", "application/json"))
        .and(header("accept", "application/json"))
        .and(header("idempotency-key", "\"0190-abc\""))
        .and(body_string(String::from_utf8(frozen.body.clone()).unwrap()))
        .respond_with(ResponseTemplate::new(201).set_body_raw(INVITATION, "application/json"))
        .expect(1)
        .mount(&server)
        .await;
    let answer = client(&server.uri())
        .post(&frozen, Some("0190-abc"))
        .await
        .unwrap();
    let Answer::Invitation(invitation) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(invitation.role, Role::Editor);
    assert_eq!(invitation.status, InvitationStatus::Pending);
}

#[tokio::test]
async fn without_an_idempotency_key_the_header_is_absent() {
    let server = MockServer::start().await;
    Mock::given(header_exists("idempotency-key"))
        .respond_with(ResponseTemplate::new(500))
        .expect(0)
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(201).set_body_raw(INVITATION, "application/json"))
        .mount(&server)
        .await;
    client(&server.uri())
        .post(&invitation(), None)
        .await
        .unwrap();
}

#[tokio::test]
async fn each_kind_of_change_accepts_only_its_own_answer() {
    let create = Call::CreateInstance {
        org: slug("uni"),
        space: slug("finance"),
        name: "Group 1".to_owned(),
        slug: slug("group_1"),
        description: None,
    }
    .freeze();
    let distribute = Call::Distribute {
        org: slug("uni"),
        space: slug("finance"),
        instance: slug("master"),
        snapshot: slug("week_3"),
        distribution: Distribution {
            target_instances: vec![Target {
                org_slug: slug("uni"),
                space_slug: slug("finance"),
                instance_slug: slug("group_1"),
            }],
            auto_snapshot: false,
            notify_target_users: false,
            custom_email_message: None,
            source_files: vec!["/files/a".to_owned()],
            source_applications: Vec::new(),
            source_tables: Vec::new(),
        },
    }
    .freeze();

    let instance = json!({"slug": "group_1", "name": "Group 1", "description": null});
    let server = answering(json_answer(201, &instance)).await;
    let client_of = |server: &MockServer| client(&server.uri());
    assert!(matches!(
        client_of(&server).post(&create, None).await,
        Ok(Answer::Instance(made)) if made.slug == slug("group_1") && made.role.is_none()
    ));
    // A 201 isn't what a distribution answers.
    let fault = client_of(&server)
        .post(&distribute, None)
        .await
        .unwrap_err();
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::Unknown, Cause::Unexpected)
    );

    let server = answering(json_answer(202, &json!({"tkid": 12}))).await;
    assert!(matches!(
        client_of(&server).post(&distribute, None).await,
        Ok(Answer::Task(task)) if task.tkid == 12
    ));

    // The right status with the wrong things in it proves nothing.
    for odd in [
        json!({"slug": "..", "name": "x"}),
        json!({"slug": 1}),
        json!([]),
        json!(null),
    ] {
        let server = answering(json_answer(201, &odd)).await;
        let fault = client_of(&server).post(&create, None).await.unwrap_err();
        assert_eq!(
            (fault.proof, fault.cause, fault.status),
            (Proof::Unknown, Cause::Unreadable, Some(201)),
            "{odd}"
        );
    }
}

#[tokio::test]
async fn redirects_are_refused() {
    let elsewhere = MockServer::start().await;
    for status in [301, 302, 303, 307, 308] {
        let answer = ResponseTemplate::new(status).insert_header("location", elsewhere.uri());
        let fault = fault_of(answer).await;
        assert_eq!(
            (fault.proof, fault.cause),
            (Proof::Unknown, Cause::NotThePlatform)
        );
    }
    assert_eq!(elsewhere.received_requests().await.unwrap().len(), 0);
}

#[tokio::test]
async fn the_sign_in_page_of_a_network_is_not_the_platform() {
    let page = "<html><body>Welcome to Hotel Wi-Fi</body></html>";
    let portal = ResponseTemplate::new(200).set_body_raw(page, "text/html");
    let fault = fault_of(portal.clone()).await;
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::Unknown, Cause::NotThePlatform)
    );
    let server = answering(portal).await;
    let fault = client(&server.uri()).orgs().await.unwrap_err();
    assert_eq!(fault.cause, Cause::NotThePlatform);
}

#[tokio::test]
async fn a_busy_platform_says_how_long_to_wait() {
    let own = json!({"err": "BUSY", "msg": "later"});
    let fault = fault_of(json_answer(503, &own).insert_header("retry-after", "30")).await;
    let retry_after = Some(Duration::from_secs(30));
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::Busy { retry_after })
    );

    let dated = ResponseTemplate::new(429)
        .insert_header("date", "Mon, 12 Oct 2026 12:00:00 GMT")
        .insert_header("retry-after", "Mon, 12 Oct 2026 12:01:30 GMT");
    let fault = fault_of(dated).await;
    let retry_after = Some(Duration::from_secs(90));
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::Busy { retry_after })
    );
}

#[tokio::test]
async fn the_invalid_fields_of_a_request_are_named() {
    let body = json!({"message": "Wrong", "detail": {"json": {"email": ["Not valid."]}}});
    let fault = fault_of(json_answer(422, &body)).await;
    assert_eq!(fault.proof, Proof::NotDone);
    assert!(matches!(&fault.cause, Cause::Invalid { fields } if fields[0].field == "email"));
}

#[tokio::test]
async fn deep_nesting_is_unknown() {
    let deep = "[".repeat(200_000);
    let fault = fault_of(ResponseTemplate::new(201).set_body_raw(deep, "application/json")).await;
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::Unknown, Cause::Unreadable)
    );
}

#[tokio::test]
async fn every_read_requests_its_own_path() {
    let server = answering(json_answer(200, &json!([]))).await;
    let api = client(&server.uri());
    let (o, s, i, n) = (&slug("o"), &slug("s"), &slug("i"), &slug("n"));
    api.orgs().await.unwrap();
    api.spaces(o).await.unwrap();
    api.space_members(o, s).await.unwrap();
    api.instances(o, s).await.unwrap();
    api.instance_members(o, s, i).await.unwrap();
    api.snapshots(o, s, i).await.unwrap();
    api.applications(o, s, i, n).await.unwrap();
    api.files(o, s, i, n, Area::Files, "").await.unwrap();
    api.files(o, s, i, n, Area::Files, "week 3/data")
        .await
        .unwrap();
    api.files(o, s, i, n, Area::Home, "").await.unwrap();
    api.tables(o, s, i, n).await.unwrap();
    api.invitations(o, s).await.unwrap();
    let asked = server.received_requests().await.unwrap();
    let asked: Vec<_> = asked
        .iter()
        .map(|request| format!("{} {}", request.method, request.url.path()))
        .collect();
    insta::assert_snapshot!(asked.join("\n"));
}

#[tokio::test]
async fn every_change_outside_the_outbox_requests_its_own_path() {
    let server = MockServer::start().await;
    let answer = |request: &Request| {
        if request.url.path().ends_with("invitation_link") {
            json_answer(200, &json!({"url": "http://127.0.0.1/join/x"}))
        } else {
            json_answer(201, &json!({"tkid": 5}))
        }
    };
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let api = client(&server.uri());
    let (o, s, i, n) = (&slug("o"), &slug("s"), &slug("i"), &slug("n"));
    assert_eq!(api.delete_snapshot(o, s, i, n).await.unwrap().tkid, 5);
    let terms = platform::LinkTerms {
        expires_at: Some("2026-12-31T00:00:00Z".parse().unwrap()),
        max_uses: Some(100),
        email_domains: Some(vec!["uni.example".to_owned()]),
    };
    api.renew_invitation_link(o, s, &terms).await.unwrap();
    api.renew_invitation_link(o, s, &platform::LinkTerms::default())
        .await
        .unwrap();
    api.remove_invitation_link(o, s).await.unwrap();
    api.revoke_invitation(o, s, "17").await.unwrap();
    api.resend_invitation(o, s, "a/b", None).await.unwrap();
    api.remove_member(o, s, "ada+x@uni.example").await.unwrap();
    api.delete_instance(o, s, i).await.unwrap();
    api.restore_instance(o, s, i).await.unwrap();
    let asked: Vec<_> = server
        .received_requests()
        .await
        .unwrap()
        .iter()
        .map(|request| {
            let body = String::from_utf8_lossy(&request.body);
            format!("{} {} {body}", request.method, request.url.path())
                .trim_end()
                .to_owned()
        })
        .collect();
    insta::assert_snapshot!(asked.join("\n"));
}

#[tokio::test]
async fn a_request_with_a_name_that_would_change_its_path_is_not_sent() {
    let server = answering(json_answer(200, &json!([]))).await;
    let api = client(&server.uri());
    let (o, s) = (&slug("o"), &slug("s"));
    let fault = api.revoke_invitation(o, s, "..").await.unwrap_err();
    let setting = Setting::Request;
    assert_eq!(
        (fault.proof, fault.cause),
        (Proof::NotDone, Cause::Unusable { setting })
    );
    let home = api
        .files(o, s, &slug("i"), &slug("n"), Area::Files, "..")
        .await
        .unwrap_err();
    assert_eq!(home.cause, Cause::Unusable { setting });
    assert_eq!(server.received_requests().await.unwrap().len(), 0);
}

#[test]
fn the_api_key_is_not_shown_in_debug_output_and_is_checked_before_use() {
    let address = || BaseUrl::parse("https://uni.example").unwrap();
    let made = |key: &str| Client::new(address(), SecretString::from(key), Options::default());
    let client = made("s3cret-key\n").unwrap();
    assert!(!format!("{client:?}").contains("s3cret"));
    let fault = made("two\nlines").unwrap_err();
    assert_eq!(
        fault.cause,
        Cause::Unusable {
            setting: Setting::Key
        }
    );
    let options = Options {
        ca: Some(b"no certificate".to_vec()),
        ..Options::default()
    };
    let fault = Client::new(address(), SecretString::from("k"), options).unwrap_err();
    assert_eq!(
        fault.cause,
        Cause::Unusable {
            setting: Setting::Certificate
        }
    );
}

#[test]
fn a_fault_can_be_stored_and_read_again() {
    let fault = Fault {
        proof: Proof::NotDone,
        cause: Cause::Busy {
            retry_after: Some(Duration::from_secs(3)),
        },
        status: Some(429),
        incident: None,
        detail: Some("later".to_owned()),
    };
    let stored = serde_json::to_string(&fault).unwrap();
    assert_eq!(serde_json::from_str::<Fault>(&stored).unwrap(), fault);
    insta::assert_snapshot!(stored);
}
