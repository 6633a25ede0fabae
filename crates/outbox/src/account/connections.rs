//! Whether each account's platform can be reached and takes its key.
//!
//! This is known of the run and not stored: a connection that was lost yesterday says nothing
//! about today. Whoever asks a platform for anything reports the outcome here, and whoever wants
//! to send asks here first. While an account is offline only probes go out, at growing distances,
//! because every request that is tried without a connection would cost a try and an error.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use platform::{Cause, Fault};
use store::AccountId;
use tokio::time::Instant;
use vault::VaultError;

use super::clients::ClientError;
use super::failures::Failures;
use lock::LockExt as _;

const FIRST_PROBE: Duration = Duration::from_secs(5);
const LONGEST_BETWEEN_PROBES: Duration = Duration::from_mins(5);

/// What this run knows of each account's connection. Clones know the same.
#[derive(Clone, Default)]
pub struct Connections {
    known: Arc<Mutex<HashMap<AccountId, Connection>>>,
    pub(crate) failures: Failures,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connection {
    pub state: ConnectionState,
    pub since: Timestamp,
    /// The same moment on the steady clock.
    changed: Instant,
    /// While offline: when the next probe is due, and how long to wait after that one.
    probe_at: Instant,
    pause: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionState {
    Online,
    Offline,
    KeyRefused,
    KeyMissing,
}

impl ConnectionState {
    /// The state of an account that there is no client for.
    pub(crate) fn without_client(error: &ClientError) -> Self {
        match error {
            // It may pass, so it is tried again, as where there is no connection.
            ClientError::NotReady(_)
            | ClientError::Store(_)
            | ClientError::Vault(VaultError::Refused { .. }) => Self::Offline,
            _ => Self::KeyMissing,
        }
    }
}

/// What an answer, or its absence, says about the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    State(ConnectionState),
    /// No answer came within the time. Nothing more is sent until a probe was answered.
    Silence,
    /// It says nothing: a single answer came late or was cut off.
    None,
}

impl Evidence {
    pub(crate) fn of<T>(outcome: &Result<T, Fault>) -> Self {
        let Err(fault) = outcome else {
            return Self::State(ConnectionState::Online);
        };
        match fault.cause {
            Cause::NoConnection | Cause::Tls { .. } | Cause::NotThePlatform => {
                Self::State(ConnectionState::Offline)
            }
            Cause::KeyRefused => Self::State(ConnectionState::KeyRefused),
            Cause::TimedOut if fault.status.is_none() => Self::Silence,
            Cause::TimedOut | Cause::CutOff => Self::None,
            _ => Self::State(ConnectionState::Online),
        }
    }
}

impl Connections {
    pub fn of(&self, account: &AccountId) -> Option<Connection> {
        self.known.locked().get(account).copied()
    }

    /// Whether anything may be sent with this account. Where nothing is known yet, it may.
    pub(crate) fn may_send(&self, account: &AccountId) -> bool {
        self.of(account)
            .is_none_or(|known| known.state == ConnectionState::Online)
    }

    /// Sets the state; returns whether it changed. An account that is offline already stays
    /// offline since the time it was, and its next probe is put off further.
    pub fn set(&self, account: &AccountId, state: ConnectionState, now: Timestamp) -> bool {
        let mut known = self.known.locked();
        match known.get_mut(account) {
            Some(connection) if connection.state == state => {
                if state == ConnectionState::Offline && connection.probe_at <= Instant::now() {
                    connection.pause = (connection.pause * 2).min(LONGEST_BETWEEN_PROBES);
                    connection.probe_at = Instant::now() + connection.pause;
                }
                false
            }
            _ => {
                let connection = Connection {
                    state,
                    since: now,
                    changed: Instant::now(),
                    probe_at: Instant::now() + FIRST_PROBE,
                    pause: FIRST_PROBE,
                };
                known.insert(account.clone(), connection);
                true
            }
        }
    }

    /// Takes over what an outcome says about the connection; returns whether the state changed.
    pub(crate) fn observe(&self, account: &AccountId, evidence: Evidence, now: Timestamp) -> bool {
        match evidence {
            Evidence::None => false,
            Evidence::State(state) => self.set(account, state, now),
            Evidence::Silence => {
                let changed = self.set(account, ConnectionState::Offline, now);
                if changed {
                    self.probe_now(account);
                }
                changed
            }
        }
    }

    /// Takes over what the outcome of a request says about the connection, unless more is known by
    /// now: the request left at `sent_at`, and the state may have changed since. An account that was stopped is opened again only by a probe or
    /// by the user, and what left before the state last changed says nothing about the connection
    /// as it is now.
    pub(crate) fn observe_in_flight(
        &self,
        account: &AccountId,
        evidence: Evidence,
        sent_at: Instant,
        now: Timestamp,
    ) -> bool {
        let overtaken = self.of(account).is_some_and(|known| match known.state {
            ConnectionState::Online => known.changed > sent_at,
            _ => evidence == Evidence::State(ConnectionState::Online),
        });
        !overtaken && self.observe(account, evidence, now)
    }

    /// Forgets what is known of an account, so that it is tried the next time it is used.
    pub fn forget(&self, account: &AccountId) {
        self.known.locked().remove(account);
        self.failures.forget(account);
    }

    /// Makes the probe of an offline account due at once.
    pub fn probe_now(&self, account: &AccountId) {
        if let Some(connection) = self.known.locked().get_mut(account) {
            connection.probe_at = Instant::now();
        }
    }

    /// The offline accounts, and when each is due for a probe.
    pub(crate) fn probes(&self) -> Vec<(AccountId, Instant)> {
        self.known
            .locked()
            .iter()
            .filter(|(_, connection)| connection.state == ConnectionState::Offline)
            .map(|(account, connection)| (account.clone(), connection.probe_at))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use store::StoreError;

    use super::*;

    #[test]
    fn a_passing_fault_of_the_keyring_or_the_data_is_no_missing_key() {
        let refused = VaultError::Refused {
            detail: "the session bus was restarted".to_owned(),
        };
        let of = |error| ConnectionState::without_client(&error);
        assert_eq!(of(refused.into()), ConnectionState::Offline);
        let busy = StoreError::Invariant("any fault of the store");
        assert_eq!(of(busy.into()), ConnectionState::Offline);
        for missing in [VaultError::NoKeyring, VaultError::NotAKey] {
            assert_eq!(of(missing.into()), ConnectionState::KeyMissing);
        }
        assert_eq!(of(ClientError::Missing), ConnectionState::KeyMissing);
    }

    #[tokio::test(start_paused = true)]
    async fn offline_keeps_its_since_and_probes_at_doubling_distances() {
        let connections = Connections::default();
        let account = AccountId::practice();
        let start: Timestamp = "2026-03-02T10:42:00Z".parse().unwrap();
        assert!(connections.set(&account, ConnectionState::Offline, start));
        let mut distances = Vec::new();
        let later = start + jiff::SignedDuration::from_secs(1);
        for _ in 0..9 {
            let (_, at) = connections.probes().remove(0);
            let wait = at - Instant::now();
            distances.push(wait.as_secs());
            tokio::time::advance(wait).await;
            assert!(!connections.set(&account, ConnectionState::Offline, later));
        }
        assert_eq!(distances, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!(connections.of(&account).unwrap().since, start);
        assert!(connections.set(&account, ConnectionState::Online, later));
        assert!(connections.probes().is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_overtaken_neither_opens_nor_closes_an_account() {
        let connections = Connections::default();
        let account = AccountId::practice();
        let online = Evidence::State(ConnectionState::Online);
        let offline = Evidence::State(ConnectionState::Offline);
        // The wall clock is set back all the while, which must not matter.
        let at = |seconds: i64| Timestamp::from_second(100 - seconds).unwrap();
        let left = Instant::now();
        tokio::time::advance(Duration::from_secs(2)).await;
        assert!(connections.observe_in_flight(&account, offline, left, at(2)));
        assert!(!connections.observe_in_flight(&account, online, left, at(3)));
        assert!(!connections.may_send(&account), "an answer from before");
        tokio::time::advance(Duration::from_secs(8)).await;
        assert!(connections.observe(&account, online, at(10)), "a probe");
        assert!(!connections.observe_in_flight(&account, offline, left, at(16)));
        assert!(connections.may_send(&account), "a failure from before");
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(connections.observe_in_flight(&account, offline, Instant::now(), at(17)));
    }

    #[tokio::test(start_paused = true)]
    async fn silence_is_probed_at_once() {
        let connections = Connections::default();
        let account = AccountId::practice();
        let at = Timestamp::UNIX_EPOCH;
        assert!(connections.observe(&account, Evidence::Silence, at));
        assert!(!connections.may_send(&account));
        assert_eq!(connections.probes()[0].1, Instant::now());
    }
}
