use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use platform::{Cause, Fault};
use store::AccountId;

const FIRST_PROBE: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_BETWEEN_PROBES: SignedDuration = SignedDuration::from_mins(5);

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
    /// Offline: when the next probe is due, and how long to wait after that one.
    probe_at: Timestamp,
    pause: SignedDuration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionState {
    Online,
    Offline,
    KeyRefused,
    KeyMissing,
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
                if state == ConnectionState::Offline && connection.probe_at <= now {
                    connection.pause = (connection.pause * 2).min(LONGEST_BETWEEN_PROBES);
                    connection.probe_at = now + connection.pause;
                }
                false
            }
            _ => {
                let connection = Connection {
                    state,
                    since: now,
                    probe_at: now + FIRST_PROBE,
                    pause: FIRST_PROBE,
                };
                known.insert(account.clone(), connection);
                true
            }
        }
    }

    /// What an answer, or its absence, says about the connection; true where that is news.
    pub(crate) fn heard<T>(
        &self,
        account: &AccountId,
        outcome: &Result<T, Fault>,
        now: Timestamp,
    ) -> bool {
        let state = match outcome {
            Ok(_) => ConnectionState::Online,
            Err(fault) => match fault.cause {
                Cause::NoConnection | Cause::Tls { .. } | Cause::NotThePlatform => {
                    ConnectionState::Offline
                }
                Cause::KeyRefused => ConnectionState::KeyRefused,
                // No answer at all within the time says nothing certain either way.
                Cause::TimedOut | Cause::CutOff => return false,
                _ => ConnectionState::Online,
            },
        };
        self.tell(account, state, now)
    }

    /// Forgets what is known, so that the next use tries afresh: after a new key, for one.
    pub fn forget(&self, account: &AccountId) {
        self.known().remove(account);
    }

    /// Makes the probe of an offline account due at once.
    pub fn probe_now(&self, account: &AccountId, now: Timestamp) {
        if let Some(connection) = self.known().get_mut(account) {
            connection.probe_at = now;
        }
    }

    /// The offline accounts, and when each is due for a probe.
    pub(crate) fn probes(&self) -> Vec<(AccountId, Timestamp)> {
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

    #[test]
    fn offline_keeps_its_since_and_probes_at_doubling_distances() {
        let connections = Connections::default();
        let account = AccountId::practice();
        let start: Timestamp = "2026-03-02T10:42:00Z".parse().unwrap();
        assert!(connections.tell(&account, ConnectionState::Offline, start));
        let mut distances = Vec::new();
        let mut now = start;
        for _ in 0..9 {
            let (_, at) = connections.probes().remove(0);
            distances.push(at.duration_since(now).as_secs());
            now = at;
            assert!(!connections.tell(&account, ConnectionState::Offline, now));
        }
        assert_eq!(distances, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!(connections.of(&account).unwrap().since, start);
        assert!(connections.tell(&account, ConnectionState::Online, now));
        assert!(connections.probes().is_empty());
    }
}
