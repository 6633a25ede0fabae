//! Why a plan stands still: worked out in one place, so that the window and the terminal agree.
//!
//! A plan stands still for one of two kinds of reason. Either the plan itself is on hold, which is
//! stored beside it, or it is due to send and something around it doesn't let it: another process
//! has the lease, the disk, the connection or the API key. The second kind isn't stored, because
//! it belongs to this computer and this run, and would be out of date in the data file.
//!
//! [`Standstill::of`] is pure. [`Surroundings`] are what it has to know besides the plan.

use jiff::Timestamp;
use store::{Hold, Plan, PlanState};

use crate::account::connections::{Connection, ConnectionState};
use crate::engine::disk::WriteObstacle;

/// Why a plan stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standstill {
    /// The plan itself is on hold, if need be until a time.
    OnHold {
        hold: Hold,
        until: Option<Timestamp>,
    },
    /// Another process of Cohort on this computer has the right to send. The plan itself may well
    /// be making progress there.
    OtherProcess,
    /// Nothing is sent that can't be written down first, and the disk has no room for it.
    DiskFull,
    /// Nothing is sent that can't be written down first, and writing to the disk fails.
    DiskFails,
    /// A newer version of Cohort has updated the data.
    DataNewer,
    /// The platform can't be reached.
    Offline { since: Timestamp },
    /// The platform doesn't accept the API key.
    KeyRefused,
    /// There is no API key for the account.
    KeyMissing,
    /// The platform can be reached, and none of its last answers was of any use. Each request is
    /// tried again, so the plan does move in the end.
    Failing { since: Timestamp },
}

/// What may keep any plan of an account from being sent, as this process knows it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings {
    /// Another process has the right to send.
    pub other_process: bool,
    pub disk: Option<WriteObstacle>,
    /// `None`: this run hasn't talked to the platform yet.
    pub connection: Option<Connection>,
    /// Since when none of the platform's answers was of any use.
    pub failing_since: Option<Timestamp>,
}

impl Standstill {
    /// Why the plan stands still. `None`: it doesn't, or the user paused it, or it is done.
    ///
    /// If there are several reasons, the one is named without which the others can't be judged.
    /// A process that doesn't send learns nothing of the disk and the connection, so the other
    /// process comes first. Nothing is asked of the platform while the disk can't record it, so
    /// the disk comes before the connection.
    pub fn of(plan: &Plan, surroundings: &Surroundings) -> Option<Self> {
        match plan.state {
            PlanState::Held => Self::on_hold(plan),
            PlanState::Sending => Self::of_sending(surroundings),
            PlanState::Grace | PlanState::Paused | PlanState::Settled => None,
        }
    }

    /// The reason that is stored beside the plan.
    fn on_hold(plan: &Plan) -> Option<Self> {
        let hold = plan.hold.clone()?;
        Some(Self::OnHold {
            hold,
            until: plan.hold_until,
        })
    }

    fn of_sending(surroundings: &Surroundings) -> Option<Self> {
        if surroundings.other_process {
            return Some(Self::OtherProcess);
        }
        match surroundings.disk {
            Some(WriteObstacle::DiskFull) => return Some(Self::DiskFull),
            Some(WriteObstacle::DiskFails) => return Some(Self::DiskFails),
            Some(WriteObstacle::DataNewer) => return Some(Self::DataNewer),
            None => {}
        }
        match surroundings.connection {
            Some(Connection {
                state: ConnectionState::Offline,
                since,
                ..
            }) => Some(Self::Offline { since }),
            Some(Connection {
                state: ConnectionState::KeyRefused,
                ..
            }) => Some(Self::KeyRefused),
            Some(Connection {
                state: ConnectionState::KeyMissing,
                ..
            }) => Some(Self::KeyMissing),
            _ => surroundings
                .failing_since
                .map(|since| Self::Failing { since }),
        }
    }

    /// Whether the user has to decide before the plan moves again. Everything else passes, or is
    /// put right in another place, and then the plan resumes by itself.
    pub fn asks_user(&self) -> bool {
        match self {
            Self::OnHold { hold, .. } => !matches!(hold, Hold::Busy),
            Self::OtherProcess
            | Self::DiskFull
            | Self::DiskFails
            | Self::DataNewer
            | Self::Offline { .. }
            | Self::KeyRefused
            | Self::KeyMissing
            | Self::Failing { .. } => false,
        }
    }
}

#[cfg(test)]
#[path = "standstill_tests.rs"]
mod tests;
