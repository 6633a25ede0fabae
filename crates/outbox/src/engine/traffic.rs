//! What leaves for each account's platform, and what the outcomes say about the requests that
//! follow.
//!
//! Every outcome, of whatever request, is recorded twice: with the account's
//! [`RateController`], which decides how much may be in flight, and with [`Connections`], which
//! decides whether anything may be sent at all. Both belong together because a platform that
//! stops answering is found by either. The user's actions share this with the engine, so that a
//! platform that asks to be left alone is left alone by everything.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use platform::{Cause, Client, Fault};
use store::{Account, AccountId, Store, StoreError};
use tokio::time::Instant;

use super::clock::Clock;
use super::rate::{LONGEST_HOLD, LatencyKind, Permit, RateController};
use crate::account::clients::{ClientError, Clients};
use crate::account::connections::{ConnectionState, Connections, Evidence};
use crate::events::{Events, Happened};
use lock::LockExt as _;

/// Clones stand for the same traffic.
#[derive(Clone)]
pub(crate) struct Traffic(Arc<Inner>);

struct Inner {
    store: Store,
    clients: Clients,
    connections: Connections,
    rates: Mutex<HashMap<AccountId, RateController>>,
    clock: Clock,
    events: Events,
}

impl Traffic {
    pub(crate) fn new(
        store: Store,
        clients: Clients,
        connections: Connections,
        clock: Clock,
        events: Events,
    ) -> Self {
        Self(Arc::new(Inner {
            store,
            clients,
            connections,
            rates: Mutex::default(),
            clock,
            events,
        }))
    }

    /// Whether the account's platform can be reached and takes its key, as far as is known.
    pub(super) fn is_open(&self, account: &AccountId) -> bool {
        self.0.connections.may_send(account)
    }

    /// Whether something new may leave with this account now.
    pub(super) fn permit(&self, account: &AccountId) -> Permit {
        self.rate(account, |rate| rate.permit(Instant::now()))
    }

    /// Something leaves with this account now.
    pub(super) fn dispatch(&self, account: &AccountId) -> InFlight {
        let sent_at = Instant::now();
        self.rate(account, |rate| rate.record_dispatch(sent_at));
        InFlight {
            traffic: self.clone(),
            account: account.clone(),
            sent_at,
            answered_in: OnceLock::new(),
        }
    }

    /// A run loop that ended took with it what it had in flight.
    pub(super) fn forget_in_flight(&self) {
        let mut rates = self.0.rates.locked();
        rates
            .values_mut()
            .for_each(RateController::forget_in_flight);
    }

    /// A client for the account. `None` where there is no key: the connection says so then.
    pub(super) async fn client(&self, account: &AccountId) -> Option<(Account, Client)> {
        match self.0.clients.client(account).await {
            Ok(client) => Some(client),
            Err(error) => {
                if !matches!(error, ClientError::Missing) {
                    tracing::warn!(%error, "no client for an account");
                }
                self.set_connection(account, ConnectionState::without_client(&error));
                None
            }
        }
    }

    /// Records what came of a request that isn't counted as in flight.
    pub(crate) fn record<T>(&self, account: &AccountId, outcome: &Result<T, Fault>) {
        let evidence = self.record_rate(account, outcome);
        let (connections, now) = (&self.0.connections, self.0.clock.now());
        let failing = connections.failures.count(account, outcome, now);
        let changed = connections.observe(account, evidence, now);
        self.publish_if(changed || failing, account);
    }

    /// The offline accounts, and when each is due for a probe.
    pub(super) fn probes(&self) -> Vec<(AccountId, Instant)> {
        self.0.connections.probes()
    }

    /// Asks an offline platform for something small, to see whether it is back.
    pub(super) async fn probe(&self, account: &AccountId) {
        let Some((_, client)) = self.client(account).await else {
            return;
        };
        let outcome = client.orgs().await;
        match &outcome {
            // A platform that answers too late, or breaks off, can't be sent to yet.
            Err(fault) if matches!(fault.cause, Cause::TimedOut | Cause::CutOff) => {
                self.set_connection(account, ConnectionState::Offline);
            }
            _ => self.record(account, &outcome),
        }
    }

    /// Returns what the outcome says about the connection.
    fn record_rate<T>(&self, account: &AccountId, outcome: &Result<T, Fault>) -> Evidence {
        let fault = outcome.as_ref().err();
        if let Some(fault) = fault {
            self.keep_retry_after(account, fault);
        }
        let unreachable = self.rate(account, |rate| rate.record_outcome(fault, Instant::now()));
        if unreachable {
            Evidence::Silence
        } else {
            Evidence::of(outcome)
        }
    }

    /// Writes down how long the platform asks to be left alone, because that lasts over a restart,
    /// and whoever sends next has to know it.
    fn keep_retry_after(&self, account: &AccountId, fault: &Fault) {
        let Cause::Busy {
            retry_after: Some(asked),
        } = &fault.cause
        else {
            return;
        };
        if asked.is_zero() || *asked > LONGEST_HOLD {
            return;
        }
        let kept = self
            .0
            .clock
            .now()
            .checked_add(*asked)
            .map(|until| self.0.store.account_set_left_alone(account, until));
        // This process has the time in memory too, and keeps to it. Only a later one wouldn't know.
        if let Ok(Err(error)) = kept {
            tracing::warn!(%error, "how long a platform is left alone couldn't be written down");
        }
    }

    /// Takes up what platforms asked for before this run. Whatever the clock said then, none is left
    /// alone for longer than an hour.
    pub(super) fn recover(&self, now: Timestamp) -> Result<(), StoreError> {
        let latest = now.checked_add(LONGEST_HOLD).unwrap_or(Timestamp::MAX);
        self.0.store.accounts_cap_left_alone(latest)?;
        for account in self.0.store.accounts()? {
            let until = account.left_alone_until.filter(|until| *until > now);
            if let Some(until) = until {
                let until = self.0.clock.instant_of(until);
                self.rate(&account.id, |rate| rate.hold(until));
            }
        }
        Ok(())
    }

    fn set_connection(&self, account: &AccountId, state: ConnectionState) {
        let changed = self.0.connections.set(account, state, self.0.clock.now());
        self.publish_if(changed, account);
    }

    fn publish_if(&self, changed: bool, account: &AccountId) {
        if changed {
            self.0.events.publish(Happened::Connection(account.clone()));
        }
    }

    fn rate<T>(&self, account: &AccountId, work: impl FnOnce(&mut RateController) -> T) -> T {
        work(self.0.rates.locked().entry(account.clone()).or_default())
    }
}

/// One request, or one departure, that has left and hasn't come to its end. Dropped without
/// being completed, it stays counted until the next run of the engine begins.
pub(super) struct InFlight {
    traffic: Traffic,
    account: AccountId,
    sent_at: Instant,
    /// How long it took until the platform accepted it.
    answered_in: OnceLock<Duration>,
}

impl InFlight {
    pub(super) async fn client(&self) -> Option<(Account, Client)> {
        self.traffic.client(&self.account).await
    }

    /// Records what came of it. It may have been overtaken by something that left later, so its
    /// outcome says less about the connection than that of a probe.
    pub(super) fn record<T>(&self, outcome: &Result<T, Fault>) {
        if outcome.is_ok() {
            self.answered_in.get_or_init(|| self.sent_at.elapsed());
        }
        let traffic = &self.traffic;
        let evidence = traffic.record_rate(&self.account, outcome);
        let now = traffic.0.clock.now();
        let connections = &traffic.0.connections;
        let failing = connections.failures.count(&self.account, outcome, now);
        let changed = connections.observe_in_flight(&self.account, evidence, self.sent_at, now);
        traffic.publish_if(changed || failing, &self.account);
    }

    /// A departure came to its end.
    pub(super) fn complete_departure(self) {
        self.traffic
            .rate(&self.account, RateController::record_completion);
    }

    /// A request, or a question about one, came to its end.
    pub(super) fn complete_request(self, kind: LatencyKind) {
        self.traffic.rate(&self.account, |rate| {
            rate.record_request_completion();
            if let Some(took) = self.answered_in.get() {
                rate.record_latency(kind, *took);
            }
        });
    }
}
