//! What the user does: to a plan, to the invitation of one person, and to data that were
//! restored from a backup.
//!
//! An action changes the data and wakes the engine, or asks the platform while the user waits
//! for the answer. It needs no running engine: where another process sends, that one notices
//! the change in the data. So this is a handle of its own, and the engine knows nothing of it.

mod correct_address;
mod delete_unused_instance;
mod dismiss;
mod invitation_error;
mod on_instance;
mod on_invitation;
mod on_people;
mod on_plan;
mod on_restored_data;
mod on_steps;
mod possible;
mod take_out;

pub use dismiss::FailedOf;
pub use invitation_error::InvitationError;
pub use on_instance::{DeletedInstance, InstanceError, deleted_instances};
pub use on_people::{PeopleAction, PeopleOutcome};
pub use on_restored_data::RestoredData;
pub use on_steps::StepAction;
pub use possible::{PlanCan, StepCan, asks_user};

use jiff::Timestamp;
use store::{PlanId, Store, StoreError};

use crate::account::clients::Clients;
use crate::engine::EngineParts;
use crate::engine::disk::Disk;
use crate::engine::requests::Requests;
use crate::engine::sent_here::SentHere;
use crate::engine::traffic::Traffic;
use crate::engine::wake::WakeUp;
use crate::events::{Events, Happened};
use crate::plan::change::{PlanChange, change_plans};

/// What the user can do. Clones do the same.
#[derive(Clone)]
pub struct Actions {
    pub(crate) store: Store,
    pub(crate) clients: Clients,
    pub(crate) traffic: Traffic,
    pub(crate) requests: Requests,
    pub(crate) disk: Disk,
    pub(crate) events: Events,
    pub(crate) wake: WakeUp,
    pub(crate) sent_here: SentHere,
}

impl Actions {
    pub(crate) fn new(clients: Clients, parts: &EngineParts) -> Self {
        Self {
            store: parts.store.clone(),
            clients,
            traffic: parts.traffic.clone(),
            requests: parts.requests.clone(),
            disk: parts.disk.clone(),
            events: parts.events.clone(),
            wake: parts.wake.clone(),
            sent_here: parts.sent_here.clone(),
        }
    }
}

/// Why an action on a plan or on its steps wasn't done.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("it has come too far for that")]
    ChangedSince,
    #[error("some of what was cancelled is still in flight")]
    StillInFlight,
}

impl Actions {
    /// A plan was sent by this process, so its user can undo it here, and the engine need not
    /// put it on hold.
    pub fn sent(&self, plan: PlanId) {
        self.sent_here.add(plan);
        self.events.publish(Happened::Plan(plan));
        self.wake.wake();
    }

    /// Changes the data in one transaction, and has everybody hear of it.
    fn change(
        &self,
        now: Timestamp,
        work: impl FnOnce(&mut PlanChange<'_>) -> Result<(), ActionError>,
    ) -> Result<(), ActionError> {
        let ((), touched) = change_plans(&self.store, now, work)?;
        self.announce(touched);
        Ok(())
    }

    /// These plans were changed on the user's behalf.
    fn announce(&self, plans: impl IntoIterator<Item = PlanId>) {
        self.disk.record_write();
        self.events.publish_plans(plans);
        self.wake.wake();
    }
}
