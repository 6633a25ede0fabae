//! What a bench asks of its practice platform, as another computer or the owner would.

use std::net::SocketAddr;

use futures_util::StreamExt as _;
use jiff::Timestamp;
use secrecy::ExposeSecret;
use store::Place;

use super::{Bench, INSTANCE, options};

/// One request that came to the platform.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: Option<u16>,
    pub(crate) at: Timestamp,
}

impl Bench {
    /// The platform ends; its address and its folder are left.
    pub(crate) async fn platform_ends(&mut self) -> SocketAddr {
        let address = self.practice.address();
        let stand_in = practice::start(options(&self.folder.path().join("stand_in")))
            .await
            .unwrap();
        std::mem::replace(&mut self.practice, stand_in).stop().await;
        address
    }

    /// … and is back where it was, with everything it knew.
    pub(crate) async fn platform_comes_back(&mut self, address: SocketAddr) {
        let mut options = options(&self.folder.path().join("practice"));
        options.listen = address;
        self.practice = practice::start(options).await.unwrap();
    }

    /// What the platform was asked, in order.
    pub(crate) async fn asked(&self) -> Vec<Asked> {
        let url = format!("http://{}/practice/v1/ledger", self.practice.address());
        let ledger: serde_json::Value = self.get(&url).await;
        serde_json::from_value(ledger["requests"].clone()).unwrap()
    }

    /// How many invitation emails each address got.
    pub(crate) async fn emails(&self, to: &str) -> usize {
        let url = format!(
            "http://{}/practice/v1/mails?to={to}",
            self.practice.address()
        );
        let emails: Vec<serde_json::Value> = self.get(&url).await;
        emails.len()
    }

    /// What goes wrong from now on; `{}` ends it.
    pub(crate) async fn faults(&self, plan: serde_json::Value) {
        let url = format!("http://{}/practice/v1/faults", self.practice.address());
        let answer = plain_client()
            .post(&url)
            .header("X-Practice-Token", self.practice.token().expose_secret())
            .body(plan.to_string())
            .header("Content-Type", "application/json")
            .send()
            .await
            .unwrap();
        assert!(
            answer.status().is_success(),
            "{}",
            answer.text().await.unwrap()
        );
    }

    /// Invites somebody as another computer would.
    pub(crate) async fn invite_by_a_colleague(&self, address: &str) {
        self.invite_into(INSTANCE, address).await;
    }

    /// Invites somebody into an instance as another computer would.
    pub(crate) async fn invite_into(&self, instance: &str, address: &str) {
        let body = serde_json::json!({ "email": address, "role": "EDITOR" });
        self.post(&format!("/instance/{instance}/invitations"), &body)
            .await;
    }

    pub(crate) async fn make_instance(&self, slug: &str) {
        self.make_instance_named(slug, slug).await;
    }

    pub(crate) async fn make_instance_named(&self, slug: &str, name: &str) {
        self.post("", &serde_json::json!({ "name": name, "slug": slug }))
            .await;
    }

    /// Many at once, because one after the other takes long.
    pub(crate) async fn make_instances(&self, slugs: &[String]) {
        let made = slugs.iter().map(|slug| self.make_instance(slug));
        futures_util::stream::iter(made)
            .buffer_unordered(16)
            .collect::<Vec<()>>()
            .await;
    }

    async fn post(&self, path: &str, body: &serde_json::Value) {
        let answer = plain_client()
            .post(self.url("instances", path))
            .header("Authorization", self.authorization())
            .header("Content-Type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 201);
    }

    pub(crate) async fn delete_instance(&self, slug: &str) {
        let answer = plain_client()
            .delete(self.url("instances", &format!("/instance/{slug}")))
            .header("Authorization", self.authorization())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
    }

    /// Withdraws the sign-up link as another computer would.
    pub(crate) async fn withdraws_as_a_colleague(&self) {
        let answer = plain_client()
            .delete(self.url("spaces", "/invitation_link"))
            .header("Authorization", self.authorization())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
    }

    /// Takes a member out of the space.
    pub(crate) async fn take_out(&self, address: &str) {
        let address = address.replace('@', "%40");
        let answer = plain_client()
            .delete(self.url("spaces", &format!("/members/{address}")))
            .header("Authorization", self.authorization())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
    }

    /// The platform's own clock is set ahead.
    pub(crate) async fn platform_clock_advances(&self, seconds: i64) {
        let url = format!("http://{}/practice/v1/clock", self.practice.address());
        let body = serde_json::json!({ "advance_seconds": seconds });
        let answer = plain_client()
            .post(&url)
            .header("X-Practice-Token", self.practice.token().expose_secret())
            .header("Content-Type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    /// The names of the instances with this slug: one, or none.
    pub(crate) async fn names_of(&self, slug: &str) -> Vec<String> {
        let listed = self.list("instances", "").await;
        let found = listed.iter().filter(|instance| instance["slug"] == slug);
        found.map(|instance| text(&instance["name"])).collect()
    }

    /// What lies topmost in the current state of an instance.
    pub(crate) async fn files_in(&self, slug: &str) -> Vec<String> {
        let path = format!("/instance/{slug}/snapshot/development/files");
        let listed = self.list("files", &path).await;
        listed.iter().map(|file| text(&file["short_id"])).collect()
    }

    pub(crate) async fn snapshots_of(&self, slug: &str) -> Vec<String> {
        let listed = self.list("snapshots", &format!("/instance/{slug}")).await;
        listed
            .iter()
            .map(|snapshot| text(&snapshot["slug"]))
            .collect()
    }

    /// Somebody who has joined an instance.
    pub(crate) async fn a_member_of(&self, slug: &str) -> String {
        let path = format!("/instance/{slug}/members");
        let listed = self.list("instances", &path).await;
        let own = listed
            .iter()
            .find(|member| member["role_source"] == "instance");
        text(&own.unwrap()["email"])
    }

    fn authorization(&self) -> String {
        format!("Basic {}", self.practice.key().expose_secret())
    }

    fn url(&self, area: &str, path: &str) -> String {
        let Place { org, space, .. } = &self.place;
        let address = self.practice.address();
        format!("http://{address}/{area}/v1/org/{org}/space/{space}{path}")
    }

    async fn list(&self, area: &str, path: &str) -> Vec<serde_json::Value> {
        let answer = plain_client()
            .get(self.url(area, path))
            .header("Authorization", self.authorization())
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    async fn get<T: serde::de::DeserializeOwned>(&self, url: &str) -> T {
        let token = self.practice.token().expose_secret();
        let answer = plain_client()
            .get(url)
            .header("X-Practice-Token", token)
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{url}: {}", answer.status());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn plain_client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}
