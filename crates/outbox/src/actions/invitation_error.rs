//! Why something that the user does about an invitation, a membership or an instance isn't done, and
//! the one answer of the platform that looks like a failure and is none: what is to be removed is
//! gone already.

use platform::{Cause, Fault, Proof};
use store::StoreError;

use super::ActionError;
use crate::account::clients::ClientError;
use crate::draft::review::ReviewError;
use crate::draft::send::SendError;

/// Why an action on an invitation wasn't done.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    #[error(transparent)]
    Action(#[from] ActionError),
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Send(#[from] SendError),
    #[error("this platform can't do that")]
    NotOffered,
    #[error("there's no open invitation of this person")]
    NoInvitation,
    #[error("the person has joined")]
    Joined,
    #[error("the platform's list of members couldn't be read completely")]
    MembersUnclear,
    #[error("the address isn't valid")]
    InvalidAddress,
    #[error("this is the address they were invited by")]
    SameAddress,
    #[error("the instance of the group isn't the one that was meant")]
    NotForGroup,
    /// Then nothing says which roles the space has.
    #[error("nothing on this computer says what kind of space this is")]
    SpaceUnknown,
    #[error("whoever has this address is invited or in already")]
    AlreadyInvited,
}

impl From<StoreError> for InvitationError {
    fn from(error: StoreError) -> Self {
        Self::Action(error.into())
    }
}

impl From<ReviewError> for InvitationError {
    fn from(error: ReviewError) -> Self {
        Self::Send(error.into())
    }
}

/// What somebody else has removed in the meantime need not be removed here. Only the platform can
/// say so: a gateway that knows no such page answers 404 too, and then nothing was removed.
pub(super) fn unless_gone(outcome: Result<(), Fault>) -> Result<(), Fault> {
    match outcome {
        Err(fault)
            if matches!(fault.cause, Cause::NotFound | Cause::Deleted)
                && fault.proof == Proof::NotDone =>
        {
            Ok(())
        }
        outcome => outcome,
    }
}
