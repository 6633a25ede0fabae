//! Puts everything together for one data folder, once for all: the window, the terminal and the
//! tests open the same outbox, and differ in its options at most.

use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use platform::BaseUrl;
use secrecy::SecretString;
use store::{Account, AccountId, Erase, Erased, Plan, Store, StoreError};
use tokio::sync::broadcast;
use vault::{Keep, Vault};

use crate::account::clients::{BeforeUse, Clients};
use crate::account::connections::{ConnectionState, Connections};
use crate::account::keys::{AccountError, Keys};
use crate::actions::Actions;
use crate::compare::Comparisons;
use crate::engine::clock::Clock;
use crate::engine::disk::{Disk, WriteObstacle};
use crate::engine::requests::Requests;
use crate::engine::sent_here::SentHere;
use crate::engine::traffic::Traffic;
use crate::engine::wake::WakeUp;
use crate::engine::{Engine, EngineParts};
use crate::events::{Events, Happened};
use crate::link::Links;
use crate::machine::LANDS_WITHIN;
use crate::process::check_times::CheckTimes;
use crate::process::data_origin::{KeyringMark, OutsideMarks};
use crate::process::delivery::{Delivery, blocking};
use crate::search::Search;
use crate::seen::platform_cache::PlatformCache;
use crate::told::speed::SpeedMeter;
use crate::told::standstill::{Standstill, Surroundings};

/// Everything that works on the plans of one data folder. Clones work together.
///
/// Opening it starts nothing: what is in the outbox leaves once [`Delivery`] holds the lease and
/// runs.
#[derive(Clone)]
pub struct Outbox {
    pub clients: Clients,
    pub connections: Connections,
    pub cache: PlatformCache,
    pub actions: Actions,
    pub engine: Arc<Engine>,
    pub delivery: Delivery,
    pub speeds: Arc<SpeedMeter>,
    pub search: Search,
    pub links: Links,
    pub comparisons: Comparisons,
    pub(crate) overview_refresh: Arc<tokio::sync::Mutex<()>>,
    keys: Keys,
    store: Store,
    events: Events,
    wake: WakeUp,
    disk: Disk,
}

/// What may be chosen about an outbox.
#[derive(Clone)]
pub struct OutboxOptions {
    /// How the platforms are asked.
    pub client: platform::Options,
    /// For how long a request may still be at work after it left, so that an absence proves nothing.
    pub lands_within: SignedDuration,
    pub clock: Clock,
    /// A random number from 0 to 1, which spreads retries over time.
    pub chance: fn() -> f64,
    /// What to do before an account's platform is asked.
    pub before_use: Option<BeforeUse>,
    /// Whether the mark of the installation stands in the keyring too, by which data is recognised
    /// that were restored together with their settings.
    pub mark_in_keyring: bool,
    /// When to check what other processes have done with the same data.
    pub check_times: CheckTimes,
}

impl Default for OutboxOptions {
    fn default() -> Self {
        Self {
            client: platform::Options::default(),
            lands_within: LANDS_WITHIN,
            clock: Clock::default(),
            chance: rand::random,
            before_use: None,
            mark_in_keyring: false,
            check_times: CheckTimes::default(),
        }
    }
}

impl OutboxOptions {
    fn keyring_mark(&self, vault: &Vault) -> KeyringMark {
        if self.mark_in_keyring {
            KeyringMark::in_vault(vault.clone())
        } else {
            KeyringMark::nowhere()
        }
    }
}

/// What the engine, the actions and the delivery have in common.
fn engine_parts(
    store: &Store,
    clients: &Clients,
    connections: &Connections,
    options: OutboxOptions,
) -> EngineParts {
    let clock = options.clock;
    let events = Events::default();
    let wake = WakeUp::default();
    let disk = Disk::new(store.clone(), events.clone(), wake.clone());
    let traffic = Traffic::new(
        store.clone(),
        clients.clone(),
        connections.clone(),
        clock.clone(),
        events.clone(),
    );
    let requests = Requests {
        store: store.clone(),
        disk: disk.clone(),
        events: events.clone(),
        wake: wake.clone(),
        clock: clock.clone(),
        lands_within: options.lands_within,
        chance: options.chance,
    };
    EngineParts {
        store: store.clone(),
        clock,
        events,
        wake,
        disk,
        traffic,
        requests,
        sent_here: SentHere::default(),
    }
}

impl Outbox {
    /// `data` is the folder of the store's file, and `settings` the one that says whether the
    /// data was restored or copied.
    pub fn open(
        store: &Store,
        vault: &Vault,
        data: &Path,
        settings: &Path,
        options: OutboxOptions,
    ) -> Self {
        let keys = Keys::new(store.clone(), vault.clone(), options.client.clone());
        let marks = OutsideMarks::new(settings, options.keyring_mark(vault));
        let check_times = options.check_times.clone();
        let connections = Connections::default();
        let clients = Clients::new(
            store.clone(),
            vault.clone(),
            options.client.clone(),
            options.before_use.clone(),
        );
        let parts = engine_parts(store, &clients, &connections, options);
        let actions = Actions::new(clients.clone(), &parts);
        let engine = Arc::new(Engine::new(parts.clone()));
        let delivery = Delivery::new(
            Arc::clone(&engine),
            actions.clone(),
            &parts,
            data,
            marks,
            check_times,
        );
        let cache = PlatformCache::new(store.clone(), clients.clone(), connections.clone());
        Self {
            search: Search::new(cache.clone()),
            links: Links::new(cache.clone()),
            comparisons: Comparisons::new(cache.clone()),
            cache,
            speeds: Arc::default(),
            overview_refresh: Arc::default(),
            keys,
            store: store.clone(),
            clients,
            connections,
            actions,
            engine,
            delivery,
            events: parts.events,
            wake: parts.wake,
            disk: parts.disk,
        }
    }

    /// Hears of everything that happens from now on.
    pub fn happened(&self) -> broadcast::Receiver<Happened> {
        self.events.subscribe()
    }

    /// `None` while the disk takes what is written.
    pub fn write_obstacle(&self) -> Option<WriteObstacle> {
        self.disk.obstacle()
    }

    /// Why a plan stands still, whatever the reason. `None`: it doesn't, or the user paused it, or
    /// it is done.
    pub fn standstill(&self, plan: &Plan) -> Option<Standstill> {
        Standstill::of(plan, &self.surroundings(&plan.place.account))
    }

    /// What may keep the account's plans from being sent, as this process knows it now.
    pub fn surroundings(&self, account: &AccountId) -> Surroundings {
        Surroundings {
            other_process: !self.delivery.holds_lease(),
            disk: self.write_obstacle(),
            connection: self.connections.of(account),
            failing_since: self.connections.failures.since(account),
        }
    }

    /// Something changed that may make work.
    pub fn wake(&self) {
        self.wake.wake();
    }

    /// The user wants an offline account to be tried at once.
    pub fn probe_now(&self, account: &AccountId) {
        self.connections.probe_now(account);
        self.wake();
    }

    /// An account's platform was started anew, on this computer, and may have another key.
    pub fn platform_started(&self, account: &AccountId) {
        self.clients.forget(account);
        self.probe_now(account);
    }

    /// Adds an account whose platform takes this key, and keeps the key; with no `keep`, whoever
    /// uses the account brings the key along. An account that was removed comes back.
    pub async fn add_account(
        &self,
        address: &BaseUrl,
        key: &SecretString,
        keep: Option<Keep>,
        now: Timestamp,
    ) -> Result<Account, AccountError> {
        let account = self.keys.add(address, key, keep, now).await?;
        self.key_accepted(&account.id, now);
        Ok(account)
    }

    /// Keeps another key for an account, if its platform takes it.
    pub async fn replace_key(
        &self,
        account: &AccountId,
        key: &SecretString,
        keep: Keep,
        now: Timestamp,
    ) -> Result<Account, AccountError> {
        let account = self.keys.replace(account, key, keep).await?;
        self.key_accepted(&account.id, now);
        Ok(account)
    }

    /// Removes an account, and its key from wherever it is kept. What was done with it stays known.
    pub async fn remove_account(
        &self,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<(), AccountError> {
        self.keys.remove(account, now).await?;
        self.clients.forget(account);
        self.connections.forget(account);
        Ok(())
    }

    /// Deletes an account for good, with its key and all of its data.
    pub async fn erase_account(&self, account: &AccountId) -> Result<Erased, AccountError> {
        let erased = self.keys.erase(account).await?;
        self.clients.forget(account);
        self.connections.forget(account);
        Ok(erased)
    }

    /// Deletes for good what was done, or last touched, before this time. Nothing of it is under way.
    pub async fn erase_before(&self, then: Timestamp) -> Result<Erased, StoreError> {
        let store = self.store.clone();
        blocking(move || store.erase(&Erase::Before(then), |_| Ok(()))).await
    }

    /// The platform took a key that was just entered, so what waited for it may leave.
    fn key_accepted(&self, account: &AccountId, now: Timestamp) {
        self.clients.forget(account);
        self.connections.set(account, ConnectionState::Online, now);
        self.wake();
    }
}
