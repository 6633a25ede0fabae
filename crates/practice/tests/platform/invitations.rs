//! Invitations by email: sent, repeated, revoked, expired, and who can be invited.

use practice::RepeatInvite;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{FINANCE, Server, by, submit};

const DAY: u64 = 24 * 60 * 60;

/// The path to invite people into an instance.
fn into(slug: &str) -> String {
    format!("/instances/v1/{FINANCE}/instance/{slug}/invitations")
}

fn members_of(slug: &str) -> String {
    format!("/instances/v1/{FINANCE}/instance/{slug}/members")
}

fn editor(email: &str) -> Value {
    json!({ "email": email, "role": "EDITOR" })
}

/// Invites an editor into an instance, and returns the status of the answer.
async fn invite(server: &Server, slug: &str, email: &str) -> u16 {
    let (status, _) = server.post(&into(slug), editor(email)).await;
    status.as_u16()
}

/// Accepts the newest invitation to an address.
async fn sign_up(server: &Server, email: &str) {
    let link = server.mailed_link(email).await;
    submit(server, &link, &SIGN_UP).await;
}

const SIGN_UP: [(&str, &str); 2] = [("name", "New Person"), ("password", "a long password")];

#[tokio::test]
async fn an_invited_person_gets_an_email_and_is_listed_as_not_active() {
    let server = Server::start().await;
    let (status, invitation) = server
        .post(&into("group_a"), editor("New@Uni.Example"))
        .await;
    assert_eq!(status, 201);
    assert_eq!(invitation["status"], "PENDING");
    assert_eq!(invitation["role"], "EDITOR");
    let members = server.list(&members_of("group_a")).await;
    let new = by(&members, "email", "New@Uni.Example").unwrap();
    assert_eq!(
        (&new["active"], &new["role_source"]),
        (&json!(false), &json!("instance"))
    );
    let mails = server.emails("new@uni.example").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(
        mails[0]["subject"],
        "Robin Keller has invited you to Finance I"
    );
}

#[tokio::test]
async fn members_and_invited_people_cannot_be_invited_again() {
    let server = Server::start().await;
    assert_eq!(
        invite(&server, "group_a", "ADA.lovelace@uni.example").await,
        409
    );
    assert_eq!(
        invite(&server, "group_a", "max.meier@uni.example").await,
        409
    );
    assert_eq!(invite(&server, "group_a", "n@uni.example").await, 201);
    assert_eq!(invite(&server, "group_a", "N@uni.example").await, 409);
    assert_eq!(server.emails("n@uni.example").await.len(), 1);
    assert_eq!(invite(&server, "tutors_room", "n@uni.example").await, 201);
}

#[tokio::test]
async fn a_repeated_invitation_sends_another_email_if_so_configured() {
    let server = Server::with(|o| o.repeat_invite = RepeatInvite::Again).await;
    for _ in 0..2 {
        assert_eq!(invite(&server, "group_a", "n@uni.example").await, 201);
    }
    assert_eq!(server.emails("n@uni.example").await.len(), 2);
    let members = server.list(&members_of("group_a")).await;
    assert!(members.iter().all(|m| m["active"] == true));
    let members = server.list(&format!("/spaces/v1/{FINANCE}/members")).await;
    assert!(members.iter().all(|m| m["active"] == true));
}

#[tokio::test]
async fn whether_invited_people_are_listed_can_be_said_apart_from_repeats() {
    for (repeat, second) in [(RepeatInvite::Refuse, 409), (RepeatInvite::Again, 201)] {
        for listed in [true, false] {
            let server = Server::with(|o| {
                o.repeat_invite = repeat;
                o.list_pending = Some(listed);
            })
            .await;
            assert_eq!(invite(&server, "group_a", "n@uni.example").await, 201);
            assert_eq!(invite(&server, "group_a", "n@uni.example").await, second);
            for path in [
                members_of("group_a"),
                format!("/spaces/v1/{FINANCE}/members"),
            ] {
                let members = server.list(&path).await;
                let found = by(&members, "email", "n@uni.example");
                assert_eq!(found.is_some(), listed, "{repeat:?} {path}");
            }
        }
    }
}

#[tokio::test]
async fn invitations_to_distributed_or_with_invalid_fields_are_refused() {
    let server = Server::start().await;
    assert_eq!(invite(&server, "distributed", "n@uni.example").await, 400);
    for body in [
        editor("myemail@.uni.edu.com"),
        json!({ "email": "n@uni.example" }),
        json!({ "email": "n@uni.example", "role": "editor" }),
        json!({ "email": "n@uni.example", "role": "SPACE_ADMIN" }),
    ] {
        assert_eq!(server.post(&into("group_a"), body).await.0, 422);
    }
}

#[tokio::test]
async fn people_can_be_invited_in_every_role() {
    let server = Server::start().await;
    for role in ["EDITOR", "VIEWER", "OBSERVER"] {
        let email = format!("{}@uni.example", role.to_lowercase());
        let body = json!({ "email": email, "role": role });
        assert_eq!(server.post(&into("group_a"), body).await.0, 201);
        let (status, page) = submit(&server, &server.mailed_link(&email).await, &SIGN_UP).await;
        assert_eq!(status, 200, "{page}");
        let members = server.list(&members_of("group_a")).await;
        assert_eq!(by(&members, "email", &email).unwrap()["role"], role);
    }
}

#[tokio::test]
async fn opening_an_invitation_does_not_accept_it() {
    let server = Server::start().await;
    let link = server.mailed_link("u.eze@uni.example").await;
    for _ in 0..2 {
        assert_eq!(server.http.head(&link).send().await.unwrap().status(), 200);
        assert_eq!(server.http.get(&link).send().await.unwrap().status(), 200);
        let (status, _) = submit(&server, &link, &[]).await;
        assert_eq!(status, 422);
        let (status, _) = submit(&server, &link, &[("name", "U"), ("password", "")]).await;
        assert_eq!(status, 422);
    }
    let (status, page) = submit(&server, &link, &SIGN_UP).await;
    assert_eq!(status, 200, "{page}");
    let members = server.list(&members_of("u_eze")).await;
    let member = by(&members, "email", "u.eze@uni.example").unwrap();
    assert_eq!(
        (&member["active"], &member["name"]),
        (&json!(true), &json!("New Person"))
    );
    let (status, page) = submit(&server, &link, &SIGN_UP).await;
    assert_eq!(status, 200);
    assert!(page.contains("already joined"));
}

#[tokio::test]
async fn a_person_with_an_account_enters_its_password() {
    let server = Server::start().await;
    invite(&server, "group_a", "n@uni.example").await;
    sign_up(&server, "n@uni.example").await;
    invite(&server, "tutors_room", "n@uni.example").await;
    let link = server.mailed_link("n@uni.example").await;
    let (status, page) = submit(&server, &link, &[("password", "something else")]).await;
    assert_eq!(status, 422);
    assert!(page.contains("not the password"));
    let (status, _) = submit(&server, &link, &[("password", "a long password")]).await;
    assert_eq!(status, 200);
    let members = server.list(&members_of("tutors_room")).await;
    assert_eq!(
        by(&members, "email", "n@uni.example").unwrap()["name"],
        "New Person"
    );
}

#[tokio::test]
async fn too_many_wrong_passwords_lock_the_account_for_a_while() {
    let server = Server::start().await;
    invite(&server, "group_a", "n@uni.example").await;
    sign_up(&server, "n@uni.example").await;
    invite(&server, "tutors_room", "n@uni.example").await;
    let link = server.mailed_link("n@uni.example").await;
    for _ in 0..10 {
        submit(&server, &link, &[("password", "wrong")]).await;
    }
    let right = [("password", "a long password")];
    let (status, page) = submit(&server, &link, &right).await;
    assert_eq!(status, 422);
    assert!(page.contains("Too many"));
    server.advance(16 * 60).await;
    assert_eq!(submit(&server, &link, &right).await.0, 200);
}

#[tokio::test]
async fn an_invited_administrator_becomes_a_member_of_every_instance() {
    let server = Server::start().await;
    let path = format!("/spaces/v1/{FINANCE}/invitations");
    let body = json!({ "email": "boss@uni.example", "role": "SPACE_ADMIN" });
    assert_eq!(server.post(&path, body.clone()).await.0, 201);
    assert_eq!(server.post(&path, body).await.0, 409);
    let space = format!("/spaces/v1/{FINANCE}/members");
    let members = server.list(&space).await;
    let boss = by(&members, "email", "boss@uni.example").unwrap();
    assert_eq!(
        (&boss["active"], &boss["space_role"]),
        (&json!(false), &json!("SPACE_ADMIN"))
    );
    sign_up(&server, "boss@uni.example").await;
    let members = server.list(&members_of("group_a")).await;
    let boss = by(&members, "email", "boss@uni.example").unwrap();
    assert_eq!(
        (&boss["active"], &boss["role_source"]),
        (&json!(true), &json!("space"))
    );
    let wrong = json!({ "email": "x@uni.example", "role": "EDITOR" });
    assert_eq!(server.post(&path, wrong).await.0, 422);
}

#[tokio::test]
async fn invitations_can_be_listed_resent_and_revoked() {
    let server = Server::start().await;
    let path = format!("/spaces/v1/{FINANCE}/invitations");
    let list = server.list(&path).await;
    let eze = by(&list, "email", "u.eze@uni.example").unwrap();
    assert_eq!(
        (&eze["status"], &eze["instance_slug"]),
        (&json!("PENDING"), &json!("u_eze"))
    );
    let one = format!("{path}/{}", eze["id"].as_str().unwrap());

    assert_eq!(
        server.post(&format!("{one}/resend"), json!({})).await.0,
        200
    );
    assert_eq!(server.emails("u.eze@uni.example").await.len(), 2);
    let link = server.mailed_link("u.eze@uni.example").await;
    for _ in 0..2 {
        assert_eq!(
            server.delete(&one).await.0,
            200,
            "revoking it again changes nothing"
        );
    }
    assert_eq!(
        server.post(&format!("{one}/resend"), json!({})).await.0,
        409
    );
    assert_eq!(submit(&server, &link, &SIGN_UP).await.0, 410);
    let members = server.list(&members_of("u_eze")).await;
    assert!(by(&members, "email", "u.eze@uni.example").is_none());
    assert_eq!(invite(&server, "u_eze", "u.eze@uni.example").await, 201);
    assert_eq!(server.delete(&format!("{path}/999")).await.0, 404);
}

#[tokio::test]
async fn an_expired_invitation_can_be_resent() {
    let server = Server::start().await;
    let link = server.mailed_link("u.eze@uni.example").await;
    server.advance(40 * DAY).await;
    let (status, page) = submit(&server, &link, &SIGN_UP).await;
    assert_eq!(status, 410);
    assert!(page.contains("expired"));
    let path = format!("/spaces/v1/{FINANCE}/invitations");
    let list = server.list(&path).await;
    let eze = by(&list, "email", "u.eze@uni.example").unwrap().clone();
    assert_eq!(eze["status"], "EXPIRED");
    let members = server.list(&members_of("u_eze")).await;
    assert!(by(&members, "email", "u.eze@uni.example").is_none());
    let resend = format!("{path}/{}/resend", eze["id"].as_str().unwrap());
    assert_eq!(server.post(&resend, json!({})).await.0, 200);
    assert_eq!(submit(&server, &link, &SIGN_UP).await.0, 200);
}

#[tokio::test]
async fn a_person_can_be_invited_again_after_an_invitation_expired() {
    let server = Server::start().await;
    server.advance(40 * DAY).await;
    assert_eq!(invite(&server, "u_eze", "u.eze@uni.example").await, 201);
}

#[tokio::test]
async fn an_invitation_into_a_deleted_instance_says_that_it_was_deleted() {
    let server = Server::start().await;
    let link = server.mailed_link("u.eze@uni.example").await;
    server
        .delete(&format!("/instances/v1/{FINANCE}/instance/u_eze"))
        .await;
    let (status, page) = submit(&server, &link, &SIGN_UP).await;
    assert_eq!(status, 410);
    assert!(page.contains("deleted"));
    assert_eq!(invite(&server, "u_eze", "other@uni.example").await, 410);
}

#[tokio::test]
async fn a_person_can_be_removed_from_a_space() {
    let server = Server::start().await;
    let path = format!("/spaces/v1/{FINANCE}/members");
    assert_eq!(
        server
            .delete(&format!("{path}/ada.lovelace%40uni.example"))
            .await
            .0,
        200
    );
    assert_eq!(
        server
            .delete(&format!("{path}/u.eze%40uni.example"))
            .await
            .0,
        200
    );
    let members = server.list(&path).await;
    for email in ["ada.lovelace@uni.example", "u.eze@uni.example"] {
        assert!(by(&members, "email", email).is_none(), "{email}");
    }
    assert_eq!(
        server
            .delete(&format!("{path}/ada.lovelace%40uni.example"))
            .await
            .0,
        404
    );
    assert_eq!(
        server
            .delete(&format!("{path}/max.meier%40uni.example"))
            .await
            .0,
        200
    );
    let me = format!("{path}/robin.keller%40uni.example");
    assert_eq!(
        server.delete(&me).await.0,
        409,
        "the last administrator stays"
    );
}

#[tokio::test]
async fn a_name_cannot_add_headers_to_an_email() {
    let server = Server::start().await;
    let name = "Room\r\nBcc: all@uni.example\r\n\r\nHello";
    let body = json!({ "name": name, "slug": "room" });
    assert_eq!(
        server
            .post(&format!("/instances/v1/{FINANCE}"), body)
            .await
            .0,
        201
    );
    invite(&server, "room", "n@uni.example").await;
    let mails = server.emails("n@uni.example").await;
    assert!(!mails[0]["subject"].as_str().unwrap().contains('\n'));
    assert!(!mails[0]["text"].as_str().unwrap().contains("\nBcc:"));
}
