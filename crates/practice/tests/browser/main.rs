//! The pages as a student meets them: in a real Chromium, headless and without scripts. These tests
//! need `chromium` and `chromedriver`.

#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

use std::net::TcpListener;
use std::process::Stdio;
use std::time::Duration;

use practice::Page;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::ElementQueryable;
use thirtyfour::{By, Capabilities, WebDriver, WebElement};
use tokio::process::{Child, Command};

use support::{FINANCE, Server, by};

struct Browser {
    page: WebDriver,
    driver: Child,
    _profile: TempDir,
}

impl Browser {
    async fn open() -> Self {
        Self::of_size(1280, 900).await
    }

    async fn of_size(width: u32, height: u32) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver is installed");
        for _ in 0..200 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port))
                .await
                .is_ok()
            {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let profile = tempfile::tempdir().unwrap();
        let mut capabilities = Capabilities::new();
        let options = json!({
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-proxy-server",
                "--disable-dev-shm-usage",
                format!("--window-size={width},{height}"),
                format!("--user-data-dir={}", profile.path().display()),
            ],
            // Every page must work without scripts.
            "prefs": { "profile.managed_default_content_settings.javascript": 2 },
        });
        capabilities.set("goog:chromeOptions", options).unwrap();
        let page = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .unwrap();
        Self {
            page,
            driver,
            _profile: profile,
        }
    }

    async fn go(&self, url: &str) {
        self.page.goto(url).await.unwrap();
    }

    async fn heading(&self) -> String {
        self.text("h1").await
    }

    async fn text(&self, selector: &str) -> String {
        self.there(By::Css(selector)).await.text().await.unwrap()
    }

    /// Waits until the element is on the page.
    async fn there(&self, what: By) -> WebElement {
        self.page.query(what).first().await.unwrap()
    }

    async fn fill(&self, id: &str, text: &str) {
        let field = self.page.find(By::Id(id)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    async fn button(&self, text: &str) -> WebElement {
        let path = format!("//button[normalize-space()='{text}']");
        self.page.find(By::XPath(&path)).await.unwrap()
    }

    async fn press(&self, text: &str) {
        let button = self.button(text).await;
        self.follow(button).await;
    }

    /// Clicks an element, and waits until the page it was on is gone.
    async fn follow(&self, element: WebElement) {
        element.click().await.unwrap();
        for _ in 0..1000 {
            if element.tag_name().await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the click didn't lead to another page");
    }

    /// Saves a picture of the page below the target folder.
    async fn picture(&self, name: &str) {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
        std::fs::create_dir_all(&folder).unwrap();
        let png = self.page.screenshot_as_png().await.unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    async fn close(mut self) {
        self.page.quit().await.unwrap();
        self.driver.kill().await.unwrap();
    }
}

async fn link(server: &Server, body: Value) -> String {
    let path = format!("/spaces/v1/{FINANCE}/invitation_link");
    let (status, link) = server.put(&path, body).await;
    assert_eq!(status, 200, "{link}");
    link["url"].as_str().unwrap().to_owned()
}

/// Goes from the sign-up link to the page that asks for a name and a password.
async fn go_to_sign_up(browser: &Browser, server: &Server, link: &str, email: &str) {
    browser.go(link).await;
    browser.fill("email", email).await;
    browser.press("Send confirmation email").await;
    assert_eq!(browser.heading().await, "Check your email");
    browser.go(&server.mailed_link(email).await).await;
    assert_eq!(browser.heading().await, "Join Finance I");
}

async fn sign_up(browser: &Browser, name: &str) {
    browser.fill("name", name).await;
    browser.fill("password", "correct horse battery").await;
    browser.press("Join").await;
}

#[tokio::test]
async fn a_student_joins_a_course_on_a_phone() {
    let server = Server::start().await;
    let link = link(&server, json!({ "email_domains": ["uni.example"] })).await;
    let browser = Browser::of_size(390, 844).await;
    browser.go(&link).await;
    browser.picture("join-phone").await;
    go_to_sign_up(&browser, &server, &link, "nora.berg@uni.example").await;
    let body = browser.page.find(By::Css("body")).await.unwrap();
    let width = body.rect().await.unwrap().width;
    assert!(
        width <= 500.0,
        "the page is {width} wide, wider than the phone"
    );
    browser.picture("sign-up-phone").await;
    sign_up(&browser, "Nora Berg").await;
    assert_eq!(browser.heading().await, "Welcome to Finance I");
    browser.picture("in-phone").await;
    let instances = server.list(&format!("/instances/v1/{FINANCE}")).await;
    let own = by(&instances, "name", "nora.berg@uni.example").unwrap();
    let slug = own["slug"].as_str().unwrap();
    let members = server
        .list(&format!("/instances/v1/{FINANCE}/instance/{slug}/members"))
        .await;
    assert_eq!(
        by(&members, "email", "nora.berg@uni.example").unwrap()["name"],
        "Nora Berg"
    );

    // Opening the confirmation again says that it was used.
    let mails = server.emails("nora.berg@uni.example").await;
    let text = mails[0]["text"].as_str().unwrap();
    let used = text.lines().find(|l| l.contains("/confirm/")).unwrap();
    browser.go(used).await;
    assert_eq!(browser.heading().await, "You've already joined");
    browser.close().await;
}

#[tokio::test]
async fn a_link_that_cannot_be_used_says_why() {
    let server = Server::start().await;
    let browser = Browser::open().await;
    let withdrawn = link(&server, json!({})).await;
    let expired = link(&server, json!({})).await;
    browser.go(&withdrawn).await;
    assert_eq!(browser.heading().await, "This link was withdrawn");
    server.advance(200 * 86_400).await;
    browser.go(&expired).await;
    assert_eq!(browser.heading().await, "This link has expired");
    browser.picture("expired").await;
    let full = link(&server, json!({ "max_uses": 1 })).await;
    go_to_sign_up(&browser, &server, &full, "first@uni.example").await;
    sign_up(&browser, "First").await;
    assert_eq!(browser.heading().await, "Welcome to Finance I");
    browser.go(&full).await;
    assert_eq!(browser.heading().await, "This link is full");
    browser.close().await;
}

#[tokio::test]
async fn a_wrong_domain_and_a_short_password_are_reported_on_the_form() {
    let server = Server::start().await;
    let link = link(&server, json!({ "email_domains": ["uni.example"] })).await;
    let browser = Browser::open().await;
    browser.go(&link).await;
    browser.fill("email", "me@elsewhere.example").await;
    browser.press("Send confirmation email").await;
    let said = browser.text("[role=alert]").await;
    assert_eq!(
        said,
        "This course only accepts email addresses at uni.example."
    );
    browser.picture("wrong-domain").await;
    assert!(server.emails("me@elsewhere.example").await.is_empty());
    go_to_sign_up(&browser, &server, &link, "me@uni.example").await;
    browser.fill("name", "Me").await;
    browser.fill("password", "short").await;
    // The browser itself refuses to submit the form.
    browser.button("Join").await.click().await.unwrap();
    assert_eq!(browser.heading().await, "Join Finance I");
    browser.close().await;
}

#[tokio::test]
async fn a_person_who_has_already_joined_gets_an_email_that_says_so() {
    let server = Server::start().await;
    let link = link(&server, json!({})).await;
    let browser = Browser::open().await;
    browser.go(&link).await;
    browser.fill("email", "ada.lovelace@uni.example").await;
    browser.press("Send confirmation email").await;
    assert_eq!(browser.heading().await, "Check your email");
    let mails = server.emails("ada.lovelace@uni.example").await;
    assert_eq!(mails[0]["subject"], "You've already joined Finance I");
    browser.close().await;
}

#[tokio::test]
async fn only_one_of_two_students_gets_the_last_place() {
    let server = Server::start().await;
    let link = link(&server, json!({ "max_uses": 1 })).await;
    let (one, two) = tokio::join!(Browser::open(), Browser::open());
    tokio::join!(
        go_to_sign_up(&one, &server, &link, "one@uni.example"),
        go_to_sign_up(&two, &server, &link, "two@uni.example"),
    );
    tokio::join!(sign_up(&one, "One"), sign_up(&two, "Two"));
    let mut headings = [one.heading().await, two.heading().await];
    headings.sort();
    assert_eq!(headings, ["This link is full", "Welcome to Finance I"]);
    tokio::join!(one.close(), two.close());
}

#[tokio::test]
async fn an_invitation_can_be_accepted_from_the_mailbox() {
    let server = Server::start().await;
    let browser = Browser::open().await;
    browser
        .go(&server.practice.page_link(Page::Mailbox).unwrap())
        .await;
    assert_eq!(browser.page.current_url().await.unwrap().path(), "/mailbox");
    assert!(browser.page.current_url().await.unwrap().query().is_none());
    browser.picture("mailbox").await;
    browser.fill("q", "eze").await;
    browser.press("Search").await;
    let mail = browser.page.find(By::Css("tbody a")).await.unwrap();
    browser.follow(mail).await;
    assert_eq!(
        browser.heading().await,
        "Robin Keller has invited you to Finance I"
    );
    browser.picture("mail").await;
    let link = browser.page.find(By::Css(".letter a")).await.unwrap();
    browser.follow(link).await;
    browser.there(By::Id("password")).await;
    browser.picture("accept").await;
    browser.fill("name", "Uchenna Eze").await;
    browser.fill("password", "correct horse battery").await;
    browser.press("Accept invitation").await;
    assert_eq!(browser.heading().await, "Welcome to Finance I");
    let path = format!("/instances/v1/{FINANCE}/instance/u_eze/members");
    let members = server.list(&path).await;
    assert_eq!(
        by(&members, "email", "u.eze@uni.example").unwrap()["active"],
        true
    );
    browser.close().await;
}

#[tokio::test]
async fn faults_can_be_turned_on_and_off() {
    let server = Server::start().await;
    let browser = Browser::open().await;
    browser
        .go(&server.practice.page_link(Page::Faults).unwrap())
        .await;
    browser.picture("faults").await;
    let fails = browser.there(By::Css("button[value=errors]")).await;
    fails.click().await.unwrap();
    assert!(
        browser
            .text(".card.bad")
            .await
            .contains("Faults are turned on")
    );
    let mut failed = 0;
    for _ in 0..60 {
        failed += u32::from(server.get("/orgs/v1").await.0 == 500);
    }
    assert!(failed > 0);
    browser.press("Turn off faults").await;
    assert!(
        browser
            .text(".card.good")
            .await
            .contains("Everything works")
    );
    assert_eq!(server.get("/orgs/v1").await.0, 200);
    browser.close().await;
}
