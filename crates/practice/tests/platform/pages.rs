//! The pages for people: who can open them, and what they show.

use practice::Page;
use pretty_assertions::assert_eq;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::support::{FINANCE, Server};

/// Follows a link to a page. Returns the cookie that the browser would keep.
async fn open(server: &Server, link: &str) -> Result<String, StatusCode> {
    let response = server.http.get(link).send().await.unwrap();
    if response.status() != 303 {
        return Err(response.status());
    }
    Ok(response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .to_owned())
}

async fn with_cookie(server: &Server, method: Method, path: &str, cookie: &str) -> StatusCode {
    let pair = cookie.split(';').next().unwrap();
    let request = server.http.request(method, server.url(path));
    let request = request.header("Cookie", pair);
    request.send().await.unwrap().status()
}

#[tokio::test]
async fn a_link_to_a_page_opens_that_page_once_and_is_not_the_token() {
    let server = Server::start().await;
    for (page, path, other) in [
        (Page::Mailbox, "/mailbox", "/faults"),
        (Page::Faults, "/faults", "/mailbox"),
    ] {
        let link = server.practice.page_link(page).unwrap();
        assert!(!link.contains(&server.token()), "{link}");
        let (_, code) = link.split_once("?code=").unwrap();

        // The code is neither the token of the control API nor a key to another page.
        let control = server.http.get(server.url("/practice/v1/mails"));
        let control = control.header("X-Practice-Token", code);
        assert_eq!(control.send().await.unwrap().status(), 401);
        let there = server.url(&format!("{other}?code={code}"));
        assert_eq!(open(&server, &there).await, Err(StatusCode::UNAUTHORIZED));

        let cookie = open(&server, &link).await.unwrap();
        for part in ["HttpOnly", "SameSite=Strict", &format!("Path={path}")] {
            assert!(
                cookie.split("; ").any(|known| known == part),
                "{part} in {cookie}"
            );
        }
        assert!(!cookie.contains(code) && !cookie.contains(&server.token()));
        assert_eq!(
            open(&server, &link).await,
            Err(StatusCode::UNAUTHORIZED),
            "whoever reads the address in the browser's history gets in"
        );
        let status = with_cookie(&server, Method::GET, path, &cookie).await;
        assert_eq!(status, 200);
        // A browser keeps the cookie to its path. Somebody who doesn't gets nowhere with it.
        let status = with_cookie(&server, Method::GET, other, &cookie).await;
        assert_eq!(status, 401, "the cookie of {path} opens {other}");
    }
}

#[tokio::test]
async fn another_process_of_the_user_gets_links_to_the_pages_too() {
    let server = Server::start().await;
    let running = practice::running(server.folder.path()).unwrap().unwrap();
    let link = running.page_link(Page::Mailbox).await.unwrap();
    assert!(!link.contains(&server.token()), "{link}");
    let cookie = open(&server, &link).await.unwrap();
    let status = with_cookie(&server, Method::GET, "/mailbox", &cookie).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn the_mailbox_shows_the_emails() {
    let server = Server::start().await;
    let link = server.practice.page_link(Page::Mailbox).unwrap();
    let cookie = open(&server, &link).await.unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let page = |path: &str| {
        server
            .http
            .get(server.url(path))
            .header("Cookie", &cookie)
            .send()
    };
    let list = page("/mailbox").await.unwrap();
    assert_eq!(list.status(), 200);
    let policy = list.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    assert_eq!(list.headers()["x-content-type-options"], "nosniff");
    let list = list.text().await.unwrap();
    assert!(list.contains("huong.nguyen@uni.example"));
    assert!(!list.contains("<script"));
    let found = page("/mailbox?q=eze").await.unwrap().text().await.unwrap();
    assert!(found.contains("u.eze@uni.example") && !found.contains("huong.nguyen"));
    let mail = page("/mailbox/1").await.unwrap().text().await.unwrap();
    assert!(mail.contains(&format!("href=\"{}/invitation/", server.base())));
    assert_eq!(page("/mailbox/999").await.unwrap().status(), 404);
}

#[tokio::test]
async fn names_are_shown_as_text_and_never_as_html() {
    let server = Server::start().await;
    let name = "<script>alert(1)</script>";
    let body = json!({ "name": name, "slug": "room" });
    server.post(&format!("/instances/v1/{FINANCE}"), body).await;
    let path = format!("/instances/v1/{FINANCE}/instance/room/invitations");
    server
        .post(&path, json!({ "email": "n@uni.example", "role": "EDITOR" }))
        .await;
    let link = server.mailed_link("n@uni.example").await;
    let page = server
        .http
        .get(&link)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(!page.contains("<script"));
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"));
}
