//! What one running server holds: the platform, and what only HTTP needs besides.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::watch;

use super::idempotency::KeysInFlight;
use super::known_keys::KnownKeys;
use super::ledger::Ledger;
use super::listener::ListenerState;
use super::page_access::PageAccess;
use crate::database::DatabaseError;
use crate::faults::{FaultPlan, FaultPlanError};
use crate::model;
use crate::platform::Platform;

pub(crate) type SharedServer = Arc<Server>;

/// A server can be used wherever a platform can, because it is one that is reached over HTTP.
pub(crate) struct Server {
    pub(crate) platform: Arc<Platform>,
    pub(crate) listener: watch::Sender<ListenerState>,
    pub(crate) ledger: Ledger,
    pub(crate) in_flight: KeysInFlight,
    pub(crate) known_keys: KnownKeys,
    /// Opens the control API. It is another one at each start.
    pub(crate) token: SecretString,
    /// Which browsers may open the mailbox and the faults.
    pub(crate) pages: PageAccess,
}

impl Deref for Server {
    type Target = Platform;

    fn deref(&self) -> &Platform {
        &self.platform
    }
}

impl Server {
    /// Writes the requests that wait in memory to the database.
    pub(crate) async fn write_ledger(&self) -> Result<(), DatabaseError> {
        let entries = self.ledger.take();
        if entries.is_empty() {
            return Ok(());
        }
        self.database
            .write(move |db| model::ledger::record_requests(db, &entries))
            .await
    }

    /// Puts a plan of faults in force, in place of the one before.
    pub(crate) fn set_faults(&self, mut plan: FaultPlan) -> Result<(), FaultPlanError> {
        plan.check()?;
        let refuse_for = std::mem::take(&mut plan.refuse_connections_ms);
        self.faults.set(plan);
        if refuse_for > 0 {
            self.listener.send_if_modified(|state| {
                let number = match *state {
                    ListenerState::Stopped => return false,
                    ListenerState::Open => 1,
                    ListenerState::Refusing { number, .. } => number + 1,
                };
                *state = ListenerState::Refusing {
                    number,
                    time: Duration::from_millis(refuse_for),
                };
                true
            });
        }
        Ok(())
    }
}
