//! Sign-up links, and joining a course with them.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{FINANCE, Server, by, submit};

fn link_path() -> String {
    format!("/spaces/v1/{FINANCE}/invitation_link")
}

async fn create_link(server: &Server, body: Value) -> String {
    let (status, link) = server.put(&link_path(), body).await;
    assert_eq!(status, 200, "{link}");
    link["url"].as_str().unwrap().to_owned()
}

/// Enters an address and returns the link in the email that is sent to it.
async fn confirmation_link(server: &Server, link: &str, email: &str) -> String {
    let (status, page) = submit(server, link, &[("email", email)]).await;
    assert_eq!(status, 200, "{page}");
    server.mailed_link(email).await
}

const SIGN_UP: [(&str, &str); 2] = [("name", "New Student"), ("password", "a long password")];

#[tokio::test]
async fn a_link_can_be_created_read_renewed_and_withdrawn() {
    let server = Server::start().await;
    assert_eq!(server.get(&link_path()).await.0, 404);
    let first = create_link(&server, json!({})).await;
    let (_, read) = server.get(&link_path()).await;
    assert_eq!((&read["url"], &read["uses"]), (&json!(first), &json!(0)));
    let expires: jiff::Timestamp = read["expires_at"].as_str().unwrap().parse().unwrap();
    let days = (expires.as_second() - jiff::Timestamp::now().as_second()) / 86_400;
    assert!((88..=92).contains(&days), "three months, not {days} days");

    let second = create_link(
        &server,
        json!({ "max_uses": 5, "email_domains": ["@Uni.Example"] }),
    )
    .await;
    assert_ne!(first, second);
    let (_, read) = server.get(&link_path()).await;
    assert_eq!(
        (&read["max_uses"], &read["email_domains"]),
        (&json!(5), &json!(["uni.example"]))
    );
    assert_eq!(server.http.get(&first).send().await.unwrap().status(), 410);
    assert_eq!(server.http.get(&second).send().await.unwrap().status(), 200);
    assert_eq!(server.delete(&link_path()).await.0, 200);
    assert_eq!(server.get(&link_path()).await.0, 404);
    assert_eq!(server.delete(&link_path()).await.0, 404);
    assert_eq!(server.http.get(&second).send().await.unwrap().status(), 410);
}

#[tokio::test]
async fn a_research_project_cannot_have_a_link() {
    let server = Server::start().await;
    let path = "/spaces/v1/org/uni_example/space/liquidity_study/invitation_link";
    let (status, refusal) = server.put(path, json!({})).await;
    assert_eq!(status, 409);
    assert!(refusal["msg"].as_str().unwrap().contains("only a course"));
    assert_eq!(server.get(path).await.0, 409);
}

#[tokio::test]
async fn the_settings_of_a_link_are_validated() {
    let server = Server::start().await;
    for (body, field) in [
        (
            json!({ "expires_at": "2001-01-01T00:00:00Z" }),
            "expires_at",
        ),
        (json!({ "expires_at": "soon" }), "expires_at"),
        (json!({ "max_uses": 0 }), "max_uses"),
        (json!({ "max_uses": 1.5 }), "max_uses"),
        (json!({ "email_domains": ["no domain"] }), "email_domains"),
        (json!({ "email_domains": "uni.example" }), "email_domains"),
    ] {
        let (status, refusal) = server.put(&link_path(), body.clone()).await;
        assert_eq!(status, 422, "{body}");
        assert!(refusal["detail"]["json"][field].is_array());
    }
}

#[tokio::test]
async fn a_student_who_joins_gets_an_individual_instance_with_everything_distributed() {
    let server = Server::start().await;
    let link = create_link(&server, json!({})).await;
    let confirm = confirmation_link(&server, &link, "new.student@uni.example").await;
    for _ in 0..2 {
        assert_eq!(
            server.http.get(&confirm).send().await.unwrap().status(),
            200
        );
        assert_eq!(
            server.http.head(&confirm).send().await.unwrap().status(),
            200
        );
        assert_eq!(submit(&server, &confirm, &[]).await.0, 422);
    }
    let short = [("name", "New"), ("password", "short")];
    assert_eq!(submit(&server, &confirm, &short).await.0, 422);
    let (status, page) = submit(&server, &confirm, &SIGN_UP).await;
    assert_eq!(status, 200);
    assert!(page.contains("Welcome to Finance I"));

    let instances = server.list(&format!("/instances/v1/{FINANCE}")).await;
    let own = by(&instances, "name", "new.student@uni.example").unwrap();
    let slug = own["slug"].as_str().unwrap();
    let members = server
        .list(&format!("/instances/v1/{FINANCE}/instance/{slug}/members"))
        .await;
    let member = by(&members, "email", "new.student@uni.example").unwrap();
    assert_eq!(
        (&member["role"], &member["active"]),
        (&json!("EDITOR"), &json!(true))
    );
    let held = |at: &str| format!("/files/v1/{FINANCE}/instance/{at}/files");
    let own = server
        .list(&held(&format!("{slug}/snapshot/development")))
        .await;
    let newest = server
        .list(&held("distributed/snapshot/week_3_material"))
        .await;
    assert_eq!(own.len(), newest.len());
    assert_eq!(server.get(&link_path()).await.1["uses"], 1);

    let (status, page) = submit(&server, &confirm, &SIGN_UP).await;
    assert_eq!(status, 200);
    assert!(page.contains("already joined"));
    assert_eq!(server.get(&link_path()).await.1["uses"], 1);
}

#[tokio::test]
async fn only_the_email_says_that_a_person_has_already_joined() {
    let server = Server::start().await;
    let link = create_link(&server, json!({})).await;
    let known = submit(&server, &link, &[("email", "ada.lovelace@uni.example")]).await;
    let new = submit(&server, &link, &[("email", "new@uni.example")]).await;
    assert_eq!(known.0, 200);
    let plain = |page: &str, email: &str| page.replace(email, "");
    assert_eq!(
        plain(&known.1, "ada.lovelace@uni.example"),
        plain(&new.1, "new@uni.example"),
        "the page doesn't say who is in the course"
    );
    let mails = server.emails("ada.lovelace@uni.example").await;
    assert_eq!(mails[0]["subject"], "You've already joined Finance I");
}

#[tokio::test]
async fn an_address_gets_at_most_one_email_a_minute() {
    let server = Server::start().await;
    let link = create_link(&server, json!({})).await;
    for _ in 0..5 {
        submit(&server, &link, &[("email", "new@uni.example")]).await;
    }
    assert_eq!(server.emails("new@uni.example").await.len(), 1);
    server.advance(61).await;
    submit(&server, &link, &[("email", "new@uni.example")]).await;
    assert_eq!(server.emails("new@uni.example").await.len(), 2);
}

#[tokio::test]
async fn a_link_accepts_only_addresses_at_its_domains() {
    let server = Server::start().await;
    let link = create_link(&server, json!({ "email_domains": ["uni.example"] })).await;
    for (email, status) in [
        ("a@uni.example", 200),
        ("a@students.uni.example", 200),
        ("a@other.example", 422),
        ("a@notuni.example", 422),
        ("a@uni.example.evil.example", 422),
        ("no address", 422),
    ] {
        assert_eq!(
            submit(&server, &link, &[("email", email)]).await.0,
            status,
            "{email}"
        );
    }
}

#[tokio::test]
async fn an_expired_link_says_so_at_every_step() {
    let server = Server::start().await;
    let link = create_link(&server, json!({})).await;
    let confirm = confirmation_link(&server, &link, "new@uni.example").await;
    server.advance(100 * 86_400).await;
    assert_eq!(server.http.get(&link).send().await.unwrap().status(), 410);
    let (status, page) = submit(&server, &link, &[("email", "other@uni.example")]).await;
    assert_eq!(status, 410);
    assert!(page.contains("expired"));
    assert_eq!(submit(&server, &confirm, &SIGN_UP).await.0, 410);
}

#[tokio::test]
async fn only_one_of_two_people_gets_the_last_place() {
    let server = Server::start().await;
    let link = create_link(&server, json!({ "max_uses": 1 })).await;
    let one = confirmation_link(&server, &link, "one@uni.example").await;
    let two = confirmation_link(&server, &link, "two@uni.example").await;
    let (one, two) = tokio::join!(
        submit(&server, &one, &SIGN_UP),
        submit(&server, &two, &SIGN_UP)
    );
    let mut statuses = [one.0, two.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410]);
    assert_eq!(server.get(&link_path()).await.1["uses"], 1);
    let (_, page) = submit(&server, &link, &[("email", "three@uni.example")]).await;
    assert!(page.contains("full"));
}

#[tokio::test]
async fn submitting_the_form_twice_creates_one_instance() {
    let server = Server::start().await;
    let link = create_link(&server, json!({})).await;
    let confirm = confirmation_link(&server, &link, "one@uni.example").await;
    let (one, two) = tokio::join!(
        submit(&server, &confirm, &SIGN_UP),
        submit(&server, &confirm, &SIGN_UP)
    );
    assert_eq!((one.0, two.0), (200, 200));
    let instances = server.list(&format!("/instances/v1/{FINANCE}")).await;
    let own = instances.iter().filter(|i| i["name"] == "one@uni.example");
    assert_eq!(own.count(), 1);
}

#[tokio::test]
async fn a_person_who_was_invited_into_an_individual_instance_joins_that_one() {
    let server = Server::start().await;
    let link = create_link(&server, json!({})).await;
    let confirm = confirmation_link(&server, &link, "u.eze@uni.example").await;
    assert_eq!(submit(&server, &confirm, &SIGN_UP).await.0, 200);
    let instances = server.list(&format!("/instances/v1/{FINANCE}")).await;
    let own: Vec<_> = instances
        .iter()
        .filter(|i| i["name"] == "u.eze@uni.example")
        .collect();
    assert_eq!(own.len(), 1);
    let invitations = server
        .list(&format!("/spaces/v1/{FINANCE}/invitations"))
        .await;
    assert_eq!(
        by(&invitations, "email", "u.eze@uni.example").unwrap()["status"],
        "ACCEPTED"
    );
}

#[tokio::test]
async fn two_people_with_the_same_local_part_get_two_instances() {
    let server = Server::start().await;
    let link = create_link(&server, json!({})).await;
    for email in ["kim@uni.example", "kim@students.uni.example"] {
        let confirm = confirmation_link(&server, &link, email).await;
        assert_eq!(submit(&server, &confirm, &SIGN_UP).await.0, 200);
    }
    let instances = server.list(&format!("/instances/v1/{FINANCE}")).await;
    assert!(by(&instances, "slug", "kim").is_some());
    assert!(by(&instances, "slug", "kim_2").is_some());
}

#[tokio::test]
async fn a_confirmation_expires_after_a_day() {
    let server = Server::start().await;
    let link = create_link(&server, json!({})).await;
    let confirm = confirmation_link(&server, &link, "new@uni.example").await;
    server.advance(86_401).await;
    let (status, page) = submit(&server, &confirm, &SIGN_UP).await;
    assert_eq!(status, 410);
    assert!(page.contains("expired"));
}
