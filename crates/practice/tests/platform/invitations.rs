//! Invitations by mail: sent, repeated, accepted, revoked, expired.

use practice::RepeatInvite;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{FINANCE, Server, by};

const DAY: u64 = 24 * 60 * 60;

fn into(slug: &str) -> String {
    format!("/instances/v1/{FINANCE}/instance/{slug}/invitations")
}

fn members_of(slug: &str) -> String {
    format!("/instances/v1/{FINANCE}/instance/{slug}/members")
}

fn editor(email: &str) -> Value {
    json!({ "email": email, "role": "EDITOR" })
}

async fn submit(server: &Server, link: &str, form: &[(&str, &str)]) -> (u16, String) {
    let response = server.http.post(link).form(form).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

const SIGN_UP: [(&str, &str); 2] = [("name", "New Person"), ("password", "a long password")];

#[tokio::test]
async fn an_invitation_is_mailed_and_listed_as_not_active() {
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
    let mails = server.mails("new@uni.example").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0]["subject"], "Robin Keller invites you to Finance I");
}

#[tokio::test]
async fn who_is_in_or_invited_is_not_invited_again() {
    let server = Server::start().await;
    assert_eq!(
        server
            .post(&into("group_a"), editor("ADA.lovelace@uni.example"))
            .await
            .0,
        409
    );
    assert_eq!(
        server
            .post(&into("group_a"), editor("max.meier@uni.example"))
            .await
            .0,
        409
    );
    assert_eq!(
        server
            .post(&into("group_a"), editor("n@uni.example"))
            .await
            .0,
        201
    );
    assert_eq!(
        server
            .post(&into("group_a"), editor("N@uni.example"))
            .await
            .0,
        409
    );
    assert_eq!(server.mails("n@uni.example").await.len(), 1);
    assert_eq!(
        server
            .post(&into("tutors_room"), editor("n@uni.example"))
            .await
            .0,
        201
    );
}

#[tokio::test]
async fn a_repeat_mails_again_where_that_is_the_way() {
    let server = Server::with(|o| o.repeat_invite = RepeatInvite::Again).await;
    for _ in 0..2 {
        assert_eq!(
            server
                .post(&into("group_a"), editor("n@uni.example"))
                .await
                .0,
            201
        );
    }
    assert_eq!(server.mails("n@uni.example").await.len(), 2);
    let members = server.list(&members_of("group_a")).await;
    assert!(members.iter().all(|m| m["active"] == true));
    let members = server.list(&format!("/spaces/v1/{FINANCE}/members")).await;
    assert!(members.iter().all(|m| m["active"] == true));
}

#[tokio::test]
async fn nobody_is_invited_to_distributed_nor_at_a_faulty_address() {
    let server = Server::start().await;
    assert_eq!(
        server
            .post(&into("distributed"), editor("n@uni.example"))
            .await
            .0,
        400
    );
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
async fn each_role_can_be_given() {
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
async fn opening_a_link_uses_nothing_up() {
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
async fn who_has_an_account_gives_its_password() {
    let server = Server::start().await;
    server.post(&into("group_a"), editor("n@uni.example")).await;
    submit(
        &server,
        &server.mailed_link("n@uni.example").await,
        &SIGN_UP,
    )
    .await;
    server
        .post(&into("tutors_room"), editor("n@uni.example"))
        .await;
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
async fn too_many_wrong_passwords_rest_the_account() {
    let server = Server::start().await;
    server.post(&into("group_a"), editor("n@uni.example")).await;
    submit(
        &server,
        &server.mailed_link("n@uni.example").await,
        &SIGN_UP,
    )
    .await;
    server
        .post(&into("tutors_room"), editor("n@uni.example"))
        .await;
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
async fn an_administrator_is_invited_and_comes() {
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
    submit(
        &server,
        &server.mailed_link("boss@uni.example").await,
        &SIGN_UP,
    )
    .await;
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
async fn invitations_are_listed_revoked_and_mailed_again() {
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
    assert_eq!(server.mails("u.eze@uni.example").await.len(), 2);
    let link = server.mailed_link("u.eze@uni.example").await;
    for _ in 0..2 {
        assert_eq!(
            server.delete(&one).await.0,
            200,
            "the second time changes nothing"
        );
    }
    assert_eq!(
        server.post(&format!("{one}/resend"), json!({})).await.0,
        409
    );
    assert_eq!(submit(&server, &link, &SIGN_UP).await.0, 410);
    let members = server.list(&members_of("u_eze")).await;
    assert!(by(&members, "email", "u.eze@uni.example").is_none());
    assert_eq!(
        server
            .post(&into("u_eze"), editor("u.eze@uni.example"))
            .await
            .0,
        201
    );
    assert_eq!(server.delete(&format!("{path}/999")).await.0, 404);
}

#[tokio::test]
async fn an_invitation_expires_and_can_be_mailed_again() {
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
async fn an_expired_invitation_does_not_stand_in_the_way_of_a_new_one() {
    let server = Server::start().await;
    server.advance(40 * DAY).await;
    assert_eq!(
        server
            .post(&into("u_eze"), editor("u.eze@uni.example"))
            .await
            .0,
        201
    );
}

#[tokio::test]
async fn an_invitation_into_a_deleted_instance_says_so() {
    let server = Server::start().await;
    let link = server.mailed_link("u.eze@uni.example").await;
    server
        .delete(&format!("/instances/v1/{FINANCE}/instance/u_eze"))
        .await;
    let (status, page) = submit(&server, &link, &SIGN_UP).await;
    assert_eq!(status, 410);
    assert!(page.contains("deleted"));
    assert_eq!(
        server
            .post(&into("u_eze"), editor("other@uni.example"))
            .await
            .0,
        410
    );
}

#[tokio::test]
async fn a_person_is_taken_out() {
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
async fn names_cannot_put_headers_into_a_mail() {
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
    server.post(&into("room"), editor("n@uni.example")).await;
    let mails = server.mails("n@uni.example").await;
    assert!(!mails[0]["subject"].as_str().unwrap().contains('\n'));
    assert!(!mails[0]["text"].as_str().unwrap().contains("\nBcc:"));
}
