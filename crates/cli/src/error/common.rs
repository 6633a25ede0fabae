//! The errors that lie below several commands, with what to do about each: the same problem has the
//! same words, wherever it came from.

use outbox::{
    AccountError, ActionError, InstanceError, InvitationError, LinkError, RestoreError,
    ReviewError, SendError,
};
use platform::{BaseUrlError, Cause};
use store::StoreError;
use vault::VaultError;

use crate::error::links as about_links;

/// The error that lies at the bottom of a [`CliError`].
pub(super) enum Common<'e> {
    KeyMissing,
    Vault(&'e VaultError),
    Store(&'e StoreError),
    Review(&'e ReviewError),
    Send(&'e SendError),
    Engine(&'e ActionError),
    Link(&'e LinkError),
    Account(&'e AccountError),
    Restore(&'e RestoreError),
    Instance(&'e InstanceError),
    Invitation(&'e InvitationError),
    /// What the platform or the network did.
    Platform(&'e Cause),
    Other,
}

impl Common<'_> {
    pub(super) fn cure(&self) -> Option<&'static str> {
        Some(match self {
            Self::KeyMissing => "Set COHORT_API_KEY, or enter the API key in Cohort's window.",
            Self::Vault(_) => "Unlock the keyring, or set COHORT_API_KEY.",
            Self::Store(StoreError::DiskFull(_)) => "Free up some space, then retry.",
            Self::Store(StoreError::DiskFails(_)) => "Check the disk, then retry.",
            Self::Store(StoreError::Busy(_)) | Self::Engine(ActionError::StillInFlight) => {
                "Retry in a moment."
            }
            Self::Store(StoreError::Newer) => "Update this command, then retry.",
            Self::Review(ReviewError::IntentMissing) => {
                "Open the draft in Cohort's window and choose it there."
            }
            Self::Review(ReviewError::WrongPlace) => {
                "Open the draft in Cohort's window and choose another instance."
            }
            Self::Send(SendError::MaybeSent) => "To send it all the same, add --even-if-sent.",
            Self::Send(SendError::Changed) => "Run the command again to review the latest version.",
            Self::Send(SendError::ToFix(_)) => {
                "Fix the addresses or skip the rows in Cohort's window, then retry."
            }
            Self::Send(SendError::NewInstances(_)) => "Run the command again to see what to fix.",
            Self::Send(SendError::TooManyGroups(_)) => {
                "Divide the list into several drafts in Cohort's window, then retry."
            }
            Self::Send(SendError::NoGroup(_)) => {
                "Enter a group for each of them or skip the rows in Cohort's window, then retry."
            }
            Self::Send(SendError::NotTheirs(_)) => {
                "Skip the rows in Cohort's window, or invite these people to a shared instance."
            }
            Self::Send(SendError::AddressGroups(_) | SendError::NotSharedGroups(_)) => {
                "Give the group another name in Cohort's window, then retry."
            }
            Self::Send(SendError::OtherNameGroups(_)) => {
                "Confirm it or give the group another name in Cohort's window, then retry."
            }
            Self::Platform(Cause::NoConnection) => "Check the connection, then retry.",
            Self::Platform(Cause::KeyRefused) => {
                "Set COHORT_API_KEY, or enter a new API key in Cohort's window."
            }
            Self::Platform(Cause::NotAllowed) => {
                "Ask an administrator of the space to do it, or to make you an administrator."
            }
            Self::Platform(Cause::Deleted) => {
                "If it's an instance, run `cohort instance restore SPACE INSTANCE`, then retry."
            }
            Self::Link(error) => return about_links::cure(error),
            Self::Restore(RestoreError::SendsElsewhere) => {
                "Close it or wait until it's done, then retry."
            }
            Self::Restore(_) => "Run `cohort data show` to list the backups.",
            Self::Engine(ActionError::TooLate) => {
                "Run `cohort outbox show PLAN` to see the current state of the plan."
            }
            _ => return None,
        })
    }
}

pub(super) fn about_accounts(error: &AccountError) -> String {
    match error {
        AccountError::Address(BaseUrlError::NotHttps) => {
            "This address isn't secure: it doesn't begin with https://.".to_owned()
        }
        AccountError::Address(_) => "This isn't the address of a platform.".to_owned(),
        AccountError::Known(address) => format!("There is an account for {address} already."),
        AccountError::KeyEmpty => "There's no API key.".to_owned(),
        AccountError::UnderWay => "Some plans of this account aren't done yet.".to_owned(),
        _ => error.to_string(),
    }
}

pub(super) fn about_instances(error: &InstanceError) -> &'static str {
    match error {
        InstanceError::BelongsToSpace => "Master and Distributed can't be deleted.",
        InstanceError::UnderWay => "A plan in the outbox is still working on this instance.",
        _ => "Cohort can't delete or restore instances on this platform.",
    }
}

/// Why something couldn't be done about one person.
pub(crate) fn about_invitations(error: &InvitationError) -> String {
    match error {
        InvitationError::NotOffered => "Cohort can't do this on this platform.".to_owned(),
        InvitationError::InvalidAddress => "This address isn't valid.".to_owned(),
        InvitationError::NoInvitation => "There's no open invitation.".to_owned(),
        InvitationError::Joined => "This person has joined.".to_owned(),
        _ => error.to_string(),
    }
}
