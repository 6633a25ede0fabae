//! The folders of a user, a practice platform in them, and the command.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use ::home::{Folders, IDENTIFIER};
use jiff::Timestamp;
use outbox::{Outbox, OutboxOptions};
use practice::{Options, Practice};
use secrecy::ExposeSecret;
use store::{
    AccountId, AccountKind, DraftId, DraftStep, Intent, NewRow, Place, Purpose, SpaceKind, Store,
};
use tempfile::TempDir;
use vault::{Keep, Vault};

pub(crate) struct Home {
    pub(crate) store: Store,
    pub(crate) practice: Practice,
    pub(crate) vault: Vault,
    pub(crate) place: Place,
    folder: TempDir,
}

impl Home {
    pub(crate) async fn new() -> Self {
        Self::on(false).await
    }

    /// With a platform that offers its public API alone.
    pub(crate) async fn new_bare() -> Self {
        Self::on(true).await
    }

    async fn on(bare: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let folders = folders(&folder);
        let now = Timestamp::now();
        let store = Store::open(&folders.data_file(), now).unwrap().store;
        // Run by the test as by a window: in the folder where the command looks for it.
        let practice = practice::start(Options {
            bare,
            ..Options::in_folder(folders.practice())
        })
        .await
        .unwrap();
        let account = AccountId::practice();
        let address = format!("http://{}", practice.address());
        let at = address.parse().unwrap();
        store
            .account_add(&account, AccountKind::Practice, "Practice", &at, now)
            .unwrap();
        let vault = Vault::system();
        vault
            .keep(&address, practice.key().clone(), Keep::ThisRun)
            .await
            .unwrap();
        let outbox = outbox(&folders, &store, &vault);
        outbox.cache.refresh_spaces(&account, now).await.unwrap();
        let orgs = outbox.cache.spaces(&account).unwrap().unwrap().list;
        let (org, space) = orgs
            .iter()
            .flat_map(|org| org.spaces.iter().map(move |space| (&org.org, space)))
            .find(|(_, space)| space.name == "Finance I")
            .unwrap();
        let place = Place {
            account,
            org: org.slug.clone(),
            space: space.slug.clone(),
        };
        // A name is shown for an instance only once the platform has shown the instance.
        outbox.cache.refresh_space(&place, now).await.unwrap();
        Self {
            store,
            practice,
            vault,
            place,
            folder,
        }
    }

    /// A file in the user's home folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Below it is everything that the command reads and writes.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A second outbox on the same data, as of another process.
    pub(crate) fn outbox(&self) -> Outbox {
        outbox(&folders(&self.folder), &self.store, &self.vault)
    }

    /// A draft that invites these people into a shared instance.
    pub(crate) fn draft(&self, name: &str, addresses: &[&str]) -> DraftId {
        self.draft_into("group_a", name, addresses)
    }

    pub(crate) fn draft_into(&self, instance: &str, name: &str, addresses: &[&str]) -> DraftId {
        self.draft_at(&self.place, instance, name, addresses)
    }

    pub(crate) fn draft_at(
        &self,
        place: &Place,
        instance: &str,
        name: &str,
        addresses: &[&str],
    ) -> DraftId {
        let now = Timestamp::now();
        let draft = self
            .store
            .draft_new(place, "Finance I", SpaceKind::Course, now)
            .unwrap()
            .id;
        let intent = Intent {
            purpose: Some(Purpose::Shared),
            instance: Some(instance.parse().unwrap()),
            instance_name: Some("Group A".to_owned()),
            ..Intent::default()
        };
        let rows: Vec<NewRow> = addresses
            .iter()
            .map(|address| NewRow {
                address: (*address).to_owned(),
                ..NewRow::default()
            })
            .collect();
        self.store
            .write(|w| {
                w.draft_rename(draft, name, now)?;
                w.draft_set_intent(draft, &intent, DraftStep::People, now)?;
                w.draft_rows_add(draft, &rows, now)
            })
            .unwrap();
        draft
    }

    /// The command, with nobody sitting there.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cohort"));
        command.args(arguments);
        at_home(&mut command, self.folder.path());
        command
    }

    /// Runs it to its end, while this test's server answers.
    pub(crate) async fn cohort(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        tokio::task::spawn_blocking(move || command.output().unwrap())
            .await
            .unwrap()
    }

    pub(crate) async fn emails(&self, to: &str) -> usize {
        let answer = self
            .ask(reqwest::Method::GET, &format!("mails?to={to}"), "")
            .await;
        let mails: Vec<serde_json::Value> = serde_json::from_str(&answer).unwrap();
        mails.len()
    }

    /// Somebody deletes an instance on the platform, of which this computer hears nothing.
    pub(crate) async fn instance_is_deleted(&self, slug: &str) {
        let outbox = outbox(&folders(&self.folder), &self.store, &self.vault);
        let client = outbox
            .clients
            .client(&AccountId::practice())
            .await
            .unwrap()
            .1;
        let (org, space) = (&self.place.org, &self.place.space);
        client
            .delete_instance(org, space, &slug.parse().unwrap())
            .await
            .unwrap();
    }

    /// What goes wrong from now on; `{}` ends it.
    pub(crate) async fn faults(&self, plan: serde_json::Value) {
        self.ask(reqwest::Method::POST, "faults", &plan.to_string())
            .await;
    }

    async fn ask(&self, method: reqwest::Method, what: &str, body: &str) -> String {
        ask(&self.practice, method, what, body).await
    }
}

/// With a home in this folder, no keyring, and nobody sitting there.
pub(crate) fn at_home(command: &mut Command, folder: &Path) {
    // Below the home, so that whoever searches it finds what is left there, too.
    let temporary = folder.join("tmp");
    std::fs::create_dir_all(&temporary).unwrap();
    command
        .env("HOME", folder)
        .env("TMPDIR", temporary)
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("XDG_CONFIG_HOME", folder.join("settings"))
        .env("TZ", "UTC")
        .env_remove("COHORT_API_KEY")
        .env_remove("COHORT_API_ADDRESS")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
}

/// Asks the practice platform what only a test may know.
pub(crate) async fn ask(
    practice: &Practice,
    method: reqwest::Method,
    what: &str,
    body: &str,
) -> String {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("http://{}/practice/v1/{what}", practice.address());
    let answer = client
        .request(method, url)
        .header("X-Practice-Token", practice.token().expose_secret())
        .header("Content-Type", "application/json")
        .body(body.to_owned())
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    answer.text().await.unwrap()
}

/// Where the command finds them on this system.
fn folders(folder: &TempDir) -> Folders {
    let at = |name: &str| -> PathBuf { folder.path().join(name).join(IDENTIFIER) };
    Folders::at(at("data"), at("settings"))
}

fn outbox(folders: &Folders, store: &Store, vault: &Vault) -> Outbox {
    let (data, settings) = (folders.data(), folders.settings());
    Outbox::open(store, vault, data, settings, OutboxOptions::default())
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
