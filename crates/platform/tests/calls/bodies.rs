//! The bodies of good answers: what the client reads from them.

use crate::answers::{answering, json_answer};
use crate::scripted_server::{client, slug};
use platform::{Cause, Feature, InvitationStatus, Offered, Role, SpaceKind, TaskStatus};
use pretty_assertions::assert_eq;
use serde_json::json;
use wiremock::ResponseTemplate;

#[tokio::test]
async fn invitations_and_the_link_are_read() {
    let rows = json!([
        {"id": "17", "email": "a@uni.example", "role": "EDITOR", "status": "bounced",
         "instance_slug": "group", "created_timestamp": "2026-10-01T00:00:00Z"},
        {"id": 18, "email": "b@uni.example", "role": "SPACE_ADMIN", "status": "PENDING",
         "instance_slug": null}
    ]);
    let server = answering(json_answer(200, &rows)).await;
    let listed = client(&server.uri())
        .invitations(&slug("uni"), &slug("fin"))
        .await
        .unwrap();
    assert!(listed.is_complete());
    let read: Vec<_> = listed
        .into_iter()
        .map(|one| (one.id, one.status, one.instance_slug))
        .collect();
    assert_eq!(
        read,
        [
            (
                "17".to_owned(),
                InvitationStatus::Bounced,
                Some(slug("group"))
            ),
            ("18".to_owned(), InvitationStatus::Pending, None),
        ]
    );

    let link = json!({"url": "http://127.0.0.1/join/t0ken", "uses": 3,
        "expires_at": "2027-01-01T00:00:00Z", "email_domains": ["uni.example"]});
    let server = answering(json_answer(200, &link)).await;
    let read = client(&server.uri())
        .invitation_link(&slug("uni"), &slug("fin"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((read.uses, read.max_uses), (Some(3), None));
    assert!(
        !format!("{read:?}").contains("t0ken"),
        "who has the link gets in"
    );

    let server = answering(json_answer(404, &json!({"err": "NOT_FOUND"}))).await;
    let none = client(&server.uri())
        .invitation_link(&slug("uni"), &slug("fin"))
        .await;
    assert_eq!(none.unwrap(), None);
}

#[tokio::test]
async fn a_list_is_read_row_by_row() {
    let rows = json!([
        {"slug": "fin", "name": "Finance", "type": "teaching", "visibility_type": "PRIVATE",
         "video_library_enabled": false, "role": "space_admin", "archive_by_date": "2027-01-31",
         "creation_timestamp": "2026-01-01 08:00:00", "new_field": 1},
        {"slug": "a/b", "name": "odd", "type": "TEACHING", "visibility_type": "PRIVATE",
         "video_library_enabled": false},
        {"slug": "lab", "name": "Lab", "type": "Sandbox", "visibility_type": "PRIVATE",
         "video_library_enabled": false}
    ]);
    let server = answering(json_answer(200, &rows)).await;
    let spaces = client(&server.uri()).spaces(&slug("uni")).await.unwrap();
    assert_eq!((spaces.rows.len(), spaces.unreadable), (2, 1));
    let first = &spaces.rows[0];
    assert_eq!(
        (&first.kind, &first.role),
        (&SpaceKind::Course, &Some(Role::SpaceAdmin))
    );
    assert_eq!(
        first.creation_timestamp.unwrap().to_string(),
        "2026-01-01T08:00:00Z"
    );
    assert_eq!(spaces.rows[1].kind.to_string(), "Sandbox");
}

#[tokio::test]
async fn a_task_is_also_read_from_a_408_and_a_418() {
    for (status, said, state) in [
        (200, "COMPLETED", TaskStatus::Completed),
        (408, "running", TaskStatus::Running),
        (418, "FAILED", TaskStatus::Failed),
    ] {
        let server = answering(json_answer(status, &json!({"id": 7, "status": said}))).await;
        let task = client(&server.uri()).task(7).await.unwrap();
        assert_eq!(task.status, Some(state));
    }
    let server = answering(json_answer(408, &json!({"error": "a proxy gave up"}))).await;
    let fault = client(&server.uri()).task(7).await.unwrap_err();
    assert_eq!(fault.cause, Cause::Unreadable);
}

#[tokio::test]
async fn extensions_are_read_and_may_be_absent() {
    let body = json!({"features": ["invitation_link", "Idempotency_Key", "holograms"]});
    let server = answering(json_answer(200, &body)).await;
    let Offered::These(found) = client(&server.uri()).extensions().await.unwrap() else {
        panic!("it said what it offers");
    };
    assert!(found.has(&Feature::InvitationLink) && found.has(&Feature::IdempotencyKey));
    assert!(!found.has(&Feature::DeleteInstance));
    assert_eq!(found.features[2].to_string(), "holograms");

    let own = json!({"err": "NOT_FOUND", "msg": "no such page", "ctxid": "1", "incident_id": "2"});
    for (absent, says) in [
        (json_answer(404, &own), Offered::Nothing),
        (
            json_answer(404, &json!({"detail": "Not Found"})),
            Offered::NotSaid,
        ),
        (
            ResponseTemplate::new(404).set_body_raw("<html>Not Found</html>", "text/html"),
            Offered::NotSaid,
        ),
    ] {
        let server = answering(absent).await;
        assert_eq!(client(&server.uri()).extensions().await.unwrap(), says);
    }
    let server = answering(ResponseTemplate::new(500)).await;
    assert_eq!(
        client(&server.uri()).extensions().await.unwrap_err().cause,
        Cause::ServerFault
    );
}
