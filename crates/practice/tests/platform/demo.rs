//! The demo data, and what stays the same from one start to the next.

use practice::{FolderError, Options, RepeatInvite, StartError};
use pretty_assertions::assert_eq;
use secrecy::ExposeSecret;

use crate::support::{FINANCE, Server, by, client, slugs};

#[tokio::test]
async fn a_new_folder_has_the_demo_course() {
    let server = Server::start().await;
    let spaces = server.list("/spaces/v1/org/uni_example").await;
    assert_eq!(
        slugs(&spaces),
        [
            "corporate_law",
            "econometrics",
            "finance_i",
            "liquidity_study",
            "swiss_equities"
        ]
    );
    assert_eq!(
        by(&spaces, "slug", "finance_i").unwrap()["role"],
        "SPACE_ADMIN"
    );
    assert_eq!(
        by(&spaces, "slug", "corporate_law").unwrap()["role"],
        "EDITOR"
    );

    let members = server.list(&format!("/spaces/v1/{FINANCE}/members")).await;
    let students: Vec<_> = members
        .iter()
        .filter(|m| m["space_role"].is_null())
        .collect();
    assert_eq!(students.len(), 30);
    let waiting = students.iter().filter(|m| m["active"] == false).count();
    assert_eq!(waiting, 4);
    let instances = server.list(&format!("/instances/v1/{FINANCE}")).await;
    let individual = instances
        .iter()
        .filter(|i| i["name"].as_str().unwrap().contains('@'));
    assert_eq!(individual.count(), 30);

    let history = server
        .list(&format!("/snapshots/v1/{FINANCE}/instance/distributed"))
        .await;
    assert_eq!(
        slugs(&history),
        ["development", "week_1_material", "week_3_material"]
    );
    assert_eq!(server.emails("huong.nguyen@uni.example").await.len(), 1);
}

#[tokio::test]
async fn members_who_are_not_administrators_see_whom_to_ask() {
    let server = Server::start().await;
    let path = "/spaces/v1/org/uni_example/space/corporate_law/members";
    let members = server.list(path).await;
    let asked: Vec<_> = members
        .iter()
        .filter(|m| m["space_role"] == "SPACE_ADMIN")
        .map(|m| m["name"].as_str().unwrap())
        .collect();
    assert_eq!(asked, ["Jane Roe", "Max Meier"]);
    assert_eq!(members.len(), 3, "the two administrators and the caller");
}

#[tokio::test]
async fn two_new_folders_have_the_same_demo_data() {
    let (first, second) = (Server::start().await, Server::start().await);
    for path in [
        format!("/spaces/v1/{FINANCE}/members"),
        format!("/apps/v1/{FINANCE}/instance/master/snapshot/development"),
    ] {
        assert_eq!(first.list(&path).await, second.list(&path).await);
    }
}

#[tokio::test]
async fn port_key_and_links_stay_the_same_at_the_next_start() {
    let server = Server::start().await;
    let link = server.mailed_link("u.eze@uni.example").await;
    let (address, key, token) = (
        server.practice.address(),
        server.key.clone(),
        server.token(),
    );
    let running = server.folder.path().join("running.json");
    let file: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&running).unwrap()).unwrap();
    assert_eq!(file["port"], address.port());
    assert_eq!(file["key"], key);
    assert_eq!(file["token"], token);
    server.practice.stop().await;
    assert!(!running.exists());

    let again = practice::start(Options::in_folder(server.folder.path()))
        .await
        .unwrap();
    assert_eq!(again.address(), address);
    assert_eq!(again.key().expose_secret(), key);
    assert_ne!(again.token().expose_secret(), token);
    let page = client().get(&link).send().await.unwrap();
    assert_eq!(page.status(), 200);
    again.stop().await;
}

#[tokio::test]
async fn only_one_server_can_use_a_folder() {
    let server = Server::start().await;
    let second = practice::start(Options::in_folder(server.folder.path())).await;
    assert!(matches!(
        second,
        Err(StartError::Folder(FolderError::InUse(_)))
    ));
}

#[tokio::test]
async fn a_given_key_replaces_the_generated_one() {
    let server = Server::start().await;
    let made = server.key.clone();
    server.practice.stop().await;
    let mut given = Options::in_folder(server.folder.path());
    given.key = Some("my own key".to_owned().into());
    let practice = practice::start(given).await.unwrap();
    let orgs = format!("http://{}/orgs/v1", practice.address());
    for (key, status) in [("my own key", 200), (made.as_str(), 401)] {
        let answer = client()
            .get(&orgs)
            .header("Authorization", key)
            .send()
            .await;
        assert_eq!(answer.unwrap().status(), status);
    }
    practice.stop().await;
}

#[tokio::test]
async fn an_empty_platform_has_no_organisation() {
    let server = Server::with(|o| o.empty = true).await;
    assert!(server.list("/orgs/v1").await.is_empty());
}

#[tokio::test]
async fn a_bare_platform_serves_only_the_public_api() {
    let server = Server::with(|o| {
        o.bare = true;
        o.repeat_invite = RepeatInvite::Again;
    })
    .await;
    assert_eq!(server.get("/extensions/v1").await.0, 404);
    let path = format!("/spaces/v1/{FINANCE}/invitation_link");
    assert_eq!(server.get(&path).await.0, 404);
    assert_eq!(server.get("/orgs/v1").await.0, 200);
    let (status, _) = server
        .delete(&format!("/instances/v1/{FINANCE}/instance/group_a"))
        .await;
    assert_eq!(status, 404);
    let mails = server.emails("u.eze@uni.example").await;
    assert_eq!(mails.len(), 1, "the mailbox is still there");
}
