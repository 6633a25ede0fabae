use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use platform::{Cause, Fault};
use store::AccountId;
use tokio::time::Instant;

const FIRST_PROBE: Duration = Duration::from_secs(5);
const LONGEST_BETWEEN_PROBES: Duration = Duration::from_mins(5);

/// How the way to each account's platform stands, as far as this run knows. Whoever talks
/// to a platform tells; whoever waits for it asks.
#[derive(Clone, Default)]
pub struct Connections {
    known: Arc<Mutex<HashMap<AccountId, Connection>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connection {
    pub state: ConnectionState,
    pub since: Timestamp,
    /// The same by the steady clock.
    changed: Instant,
    /// Offline: when the next probe is due, and how long to wait after that one.
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

/// What an answer, or its absence, says about the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    State(ConnectionState),
    /// No answer within the time: nothing more is sent into it before a probe was answered.
    Silence,
    Nothing,
}

impl Heard {
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
            Cause::TimedOut | Cause::CutOff => Self::Nothing,
            _ => Self::State(ConnectionState::Online),
        }
    }
}

impl Connections {
    fn known(&self) -> MutexGuard<'_, HashMap<AccountId, Connection>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn of(&self, account: &AccountId) -> Option<Connection> {
        self.known().get(account).copied()
    }

    /// Whether anything may be sent with this account. What is not known is tried.
    pub(crate) fn open(&self, account: &AccountId) -> bool {
        self.of(account)
            .is_none_or(|known| known.state == ConnectionState::Online)
    }

    /// Says how it stands now; true where that is news. Whoever is offline already stays
    /// offline since then, and the next probe is put off further.
    pub fn tell(&self, account: &AccountId, state: ConnectionState, now: Timestamp) -> bool {
        let mut known = self.known();
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

    /// Takes what an outcome says about the connection; true where that is news.
    pub(crate) fn heard(&self, account: &AccountId, heard: Heard, now: Timestamp) -> bool {
        match heard {
            Heard::Nothing => false,
            Heard::State(state) => self.tell(account, state, now),
            Heard::Silence => {
                let news = self.tell(account, ConnectionState::Offline, now);
                if news {
                    self.probe_now(account);
                }
                news
            }
        }
    }

    /// The same, from something that left at a time and may have been overtaken since: where
    /// the account is stopped only a probe, or the user, lets it go again; and what left before
    /// that says nothing of the way as it is now.
    pub(crate) fn heard_late(
        &self,
        account: &AccountId,
        heard: Heard,
        left: Instant,
        now: Timestamp,
    ) -> bool {
        let overtaken = self.of(account).is_some_and(|known| match known.state {
            ConnectionState::Online => known.changed > left,
            _ => heard == Heard::State(ConnectionState::Online),
        });
        !overtaken && self.heard(account, heard, now)
    }

    /// Forgets what is known, so that the next use tries afresh: after a new key, for one.
    pub fn forget(&self, account: &AccountId) {
        self.known().remove(account);
    }

    /// Makes the probe of an offline account due at once.
    pub fn probe_now(&self, account: &AccountId) {
        if let Some(connection) = self.known().get_mut(account) {
            connection.probe_at = Instant::now();
        }
    }

    /// The offline accounts, and when each is due for a probe.
    pub(crate) fn probes(&self) -> Vec<(AccountId, Instant)> {
        self.known()
            .iter()
            .filter(|(_, connection)| connection.state == ConnectionState::Offline)
            .map(|(account, connection)| (account.clone(), connection.probe_at))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn offline_keeps_its_since_and_probes_at_doubling_distances() {
        let connections = Connections::default();
        let account = AccountId::practice();
        let start: Timestamp = "2026-03-02T10:42:00Z".parse().unwrap();
        assert!(connections.tell(&account, ConnectionState::Offline, start));
        let mut distances = Vec::new();
        let later = start + jiff::SignedDuration::from_secs(1);
        for _ in 0..9 {
            let (_, at) = connections.probes().remove(0);
            let wait = at - Instant::now();
            distances.push(wait.as_secs());
            tokio::time::advance(wait).await;
            assert!(!connections.tell(&account, ConnectionState::Offline, later));
        }
        assert_eq!(distances, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!(connections.of(&account).unwrap().since, start);
        assert!(connections.tell(&account, ConnectionState::Online, later));
        assert!(connections.probes().is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_overtaken_neither_opens_nor_closes_an_account() {
        let connections = Connections::default();
        let account = AccountId::practice();
        let online = Heard::State(ConnectionState::Online);
        let offline = Heard::State(ConnectionState::Offline);
        // The wall clock is set back all the while, which is no matter.
        let at = |seconds: i64| Timestamp::from_second(100 - seconds).unwrap();
        let left = Instant::now();
        tokio::time::advance(Duration::from_secs(2)).await;
        assert!(connections.heard_late(&account, offline, left, at(2)));
        assert!(!connections.heard_late(&account, online, left, at(3)));
        assert!(!connections.open(&account), "an answer from before");
        tokio::time::advance(Duration::from_secs(8)).await;
        assert!(connections.heard(&account, online, at(10)), "a probe");
        assert!(!connections.heard_late(&account, offline, left, at(16)));
        assert!(connections.open(&account), "a failure from before");
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(connections.heard_late(&account, offline, Instant::now(), at(17)));
    }

    #[tokio::test(start_paused = true)]
    async fn silence_is_probed_at_once() {
        let connections = Connections::default();
        let account = AccountId::practice();
        let at = Timestamp::UNIX_EPOCH;
        assert!(connections.heard(&account, Heard::Silence, at));
        assert!(!connections.open(&account));
        assert_eq!(connections.probes()[0].1, Instant::now());
    }
}
