//! What a bench asks of its practice platform, as another computer or the owner would.

use futures_util::StreamExt as _;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::Place;

use super::platform::Question;
use super::{Bench, INSTANCE};

/// One request that came to the platform.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: Option<u16>,
    pub(crate) at: Timestamp,
}

impl Bench {
    /// What the platform was asked, in order.
    pub(crate) async fn asked(&self) -> Vec<Asked> {
        let ledger = Question::get("/practice/v1/ledger");
        let ledger: Value = serde_json::from_str(&self.practice.control(ledger).await).unwrap();
        serde_json::from_value(ledger["requests"].clone()).unwrap()
    }

    /// How many invitation emails each address got.
    pub(crate) async fn emails(&self, to: &str) -> usize {
        let emails = format!("/practice/v1/mails?to={to}");
        let emails = self.practice.control(Question::get(&emails)).await;
        serde_json::from_str::<Vec<Value>>(&emails).unwrap().len()
    }

    /// What goes wrong inside of the platform from now on; `{}` ends it.
    pub(crate) async fn faults(&self, plan: Value) {
        let faults = Question::post("/practice/v1/faults", &plan);
        self.practice.control(faults).await;
    }

    /// The platform takes this long for each change from now on.
    pub(crate) async fn changes_take(&self, milliseconds: u64) {
        self.faults(json!({ "rules": [
            { "kind": "delay", "ms": milliseconds, "methods": ["POST"] },
        ] }))
        .await;
    }

    /// Invites somebody as another computer would.
    pub(crate) async fn invite_by_a_colleague(&self, address: &str) {
        self.invite_into(INSTANCE, address).await;
    }

    /// Invites somebody into an instance as another computer would.
    pub(crate) async fn invite_into(&self, instance: &str, address: &str) {
        let body = json!({ "email": address, "role": "EDITOR" });
        self.post(&format!("/instance/{instance}/invitations"), &body)
            .await;
    }

    pub(crate) async fn make_instance(&self, slug: &str) {
        self.make_instance_named(slug, slug).await;
    }

    pub(crate) async fn make_instance_named(&self, slug: &str, name: &str) {
        self.post("", &json!({ "name": name, "slug": slug })).await;
    }

    /// Many at once, because one after the other takes long.
    pub(crate) async fn make_instances(&self, slugs: &[String]) {
        let made = slugs.iter().map(|slug| self.make_instance(slug));
        futures_util::stream::iter(made)
            .buffer_unordered(16)
            .collect::<Vec<()>>()
            .await;
    }

    async fn post(&self, path: &str, body: &Value) {
        let path = self.path("instances", path);
        let (status, said) = self.practice.ask(Question::post(&path, body)).await;
        assert_eq!(status, 201, "{said}");
    }

    pub(crate) async fn delete_instance(&self, slug: &str) {
        self.delete("instances", &format!("/instance/{slug}")).await;
    }

    /// Withdraws the sign-up link as another computer would.
    pub(crate) async fn withdraws_as_a_colleague(&self) {
        self.delete("spaces", "/invitation_link").await;
    }

    /// Takes a member out of the space.
    pub(crate) async fn take_out(&self, address: &str) {
        let address = address.replace('@', "%40");
        self.delete("spaces", &format!("/members/{address}")).await;
    }

    async fn delete(&self, area: &str, path: &str) {
        let path = self.path(area, path);
        let (status, said) = self.practice.ask(Question::delete(&path)).await;
        assert_eq!(status, 200, "{said}");
    }

    /// The platform's own clock is set ahead.
    pub(crate) async fn platform_clock_advances(&self, seconds: i64) {
        let body = json!({ "advance_seconds": seconds });
        let clock = Question::post("/practice/v1/clock", &body);
        self.practice.control(clock).await;
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

    fn path(&self, area: &str, path: &str) -> String {
        let Place { org, space, .. } = &self.place;
        format!("/{area}/v1/org/{org}/space/{space}{path}")
    }

    async fn list(&self, area: &str, path: &str) -> Vec<Value> {
        let path = self.path(area, path);
        let (status, said) = self.practice.ask(Question::get(&path)).await;
        assert_eq!(status, 200, "{said}");
        serde_json::from_str(&said).unwrap()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
