//! The errors that lie below several commands, with what to do about each: the same problem has the
//! same words, wherever it came from.

use outbox::{
    AccountError, ActionError, ChoiceError, InstanceError, InvitationError, LinkError,
    RestoreError, ReviewError, SendError,
};
use platform::{BaseUrlError, Cause};
use store::StoreError;
use vault::VaultError;

use crate::error::links as about_links;
use crate::error::on_this_computer::{about_data, sentence};
use crate::error::{data, drafts, faults};

/// Of a change: nobody can tell whether it was made.
const UNCONFIRMED: &str =
    "The platform's response was lost, so Cohort can't tell whether this was done.";

/// The error that lies at the bottom of a [`CliError`].
pub(super) enum Common<'e> {
    KeyMissing,
    Vault(&'e VaultError),
    Store(&'e StoreError),
    Review(&'e ReviewError),
    Send(&'e SendError),
    Choice(&'e ChoiceError),
    Address(&'e BaseUrlError),
    Action(&'e ActionError),
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
            Self::Vault(VaultError::NoKeyring) => "Set COHORT_API_KEY.",
            Self::Vault(VaultError::Locked) => "Unlock the keyring, or set COHORT_API_KEY.",
            Self::Vault(VaultError::NotAKey) => {
                "Set COHORT_API_KEY, or enter the API key again in Cohort's window."
            }
            Self::Vault(VaultError::Refused { .. }) => "Retry, or set COHORT_API_KEY.",
            Self::Store(StoreError::DiskFull(_)) => "Free up some space, then retry.",
            Self::Store(StoreError::DiskFails(_)) => "Check the disk, then retry.",
            Self::Store(StoreError::Busy(_)) | Self::Action(ActionError::StillInFlight) => {
                "Retry in a moment."
            }
            Self::Store(StoreError::Newer) => "Update this command, then retry.",
            Self::Address(_) => {
                "Use an address that begins with https://, such as https://api.eu1.nuvolos.cloud."
            }
            Self::Instance(InstanceError::Unconfirmed(_))
            | Self::Invitation(InvitationError::Unconfirmed(_)) => {
                "Check whether it was done, then retry."
            }
            Self::Account(error) => return cure_of_accounts(error),
            Self::Review(error) => return drafts::cure_of_review(error),
            Self::Send(error) => return drafts::cure_of_sending(error),
            Self::Platform(cause) => return faults::cure(cause),
            Self::Link(error) => return about_links::cure(error),
            Self::Restore(error) => return data::cure_of_restore(error),
            Self::Action(ActionError::ChangedSince) => {
                "Run `cohort outbox show PLAN` to see the current state of the plan."
            }
            _ => return None,
        })
    }
}

pub(super) fn about_addresses(error: &BaseUrlError) -> &'static str {
    match error {
        BaseUrlError::NotHttps => "This address isn't secure: it doesn't begin with https://.",
        _ => "This isn't the address of a platform.",
    }
}

pub(super) fn about_accounts(error: &AccountError) -> String {
    match error {
        AccountError::Known(address) => format!("There's already an account for {address}."),
        AccountError::KeyEmpty => "There's no API key.".to_owned(),
        AccountError::UnderWay => "Some plans of this account aren't done yet.".to_owned(),
        AccountError::Fault { fault, .. } => faults::message(&fault.cause),
        AccountError::Keep(VaultError::NoKeyring) => {
            "This computer has no keyring to keep the API key in.".to_owned()
        }
        AccountError::Keep(VaultError::Locked) => {
            "The keyring is locked, so the API key wasn't kept.".to_owned()
        }
        AccountError::Keep(_) => "The keyring couldn't keep the API key.".to_owned(),
        AccountError::Forget(VaultError::Locked) => {
            "The keyring is locked, so the API key wasn't removed. The account is still there."
                .to_owned()
        }
        AccountError::Forget(_) => {
            "The keyring couldn't remove the API key. The account is still there.".to_owned()
        }
        AccountError::Store(error) => about_data(error),
    }
}

fn cure_of_accounts(error: &AccountError) -> Option<&'static str> {
    Some(match error {
        AccountError::Known(_) => "Leave out --without-keyring to keep a new API key for it.",
        AccountError::KeyEmpty => "Enter the API key.",
        AccountError::UnderWay => {
            "Wait until they're done, or cancel them with `cohort outbox cancel PLAN`."
        }
        AccountError::Keep(VaultError::NoKeyring) => {
            "To use the account without keeping the key, add --without-keyring and set COHORT_API_KEY for every command."
        }
        AccountError::Keep(VaultError::Locked) => {
            "Unlock the keyring, or add --without-keyring and set COHORT_API_KEY for every command."
        }
        AccountError::Keep(VaultError::NotAKey | VaultError::Refused { .. }) => {
            "Retry, or add --without-keyring and set COHORT_API_KEY for every command."
        }
        AccountError::Forget(VaultError::Locked) => "Unlock the keyring, then retry.",
        AccountError::Forget(_) => "Delete the API key in the keyring yourself, then retry.",
        AccountError::Fault { .. } | AccountError::Store(_) => return None,
    })
}

pub(super) fn about_instances(error: &InstanceError) -> String {
    match error {
        InstanceError::BelongsToSpace => "Master and Distributed can't be deleted.".to_owned(),
        InstanceError::UnderWay => {
            "A plan in the outbox is still working on this instance.".to_owned()
        }
        InstanceError::NotOffered => {
            "Cohort can't delete or restore instances on this platform.".to_owned()
        }
        InstanceError::Fault(fault) => faults::message(&fault.cause),
        InstanceError::Unconfirmed(_) => UNCONFIRMED.to_owned(),
        InstanceError::Client(_) | InstanceError::Store(_) => sentence(&error.to_string()),
    }
}

/// Why something couldn't be done about one person.
pub(super) fn about_invitations(error: &InvitationError) -> String {
    match error {
        InvitationError::NotOffered => "Cohort can't do this on this platform.".to_owned(),
        InvitationError::InvalidAddress => "This address isn't valid.".to_owned(),
        InvitationError::NoInvitation => "There's no open invitation.".to_owned(),
        InvitationError::Joined => "This person has joined.".to_owned(),
        InvitationError::MembersUnclear => {
            "The platform's list of members couldn't be read completely.".to_owned()
        }
        InvitationError::SameAddress => "This is the address that was already invited.".to_owned(),
        InvitationError::NotForGroup => {
            "The slug of the group belongs to another instance.".to_owned()
        }
        InvitationError::SpaceUnknown => {
            "This space hasn't been loaded on this computer yet.".to_owned()
        }
        InvitationError::AlreadyInvited => {
            "This person is already in or already invited.".to_owned()
        }
        InvitationError::Fault(fault) => faults::message(&fault.cause),
        InvitationError::Unconfirmed(_) => UNCONFIRMED.to_owned(),
        InvitationError::Send(error) => drafts::about_sending(error),
        InvitationError::Action(_) | InvitationError::Client(_) => sentence(&error.to_string()),
    }
}
