//! Why a command failed, in words: what happened, and what to do about it.
//!
//! The errors of the crates below describe what went wrong there, for a log. A person in front of
//! a terminal needs other words, so those that can be expected get their own here, in
//! [`CliError::message`] and [`CliError::cure`], as the window has its own table of problems.

use outbox::{
    ActionError, ClientError, DeliveryError, LinkError, RefreshError, ReportError, ReviewError,
    SendError,
};
use platform::{Cause, Fault};
use store::StoreError;
use vault::VaultError;

use crate::check::read::FileError;
use crate::environment_key::EnvironmentKeyError;
use crate::link::errors as about_links;

#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error("This system has no folder for the data of programs.")]
    NoFolder,
    #[error("Cohort has no data on this computer yet.")]
    NoData,
    #[error("There's no draft \"{0}\".")]
    NoDraft(String),
    #[error("There's more than one draft called \"{0}\".")]
    SeveralDrafts(String),
    #[error("There's no plan {0} in the outbox.")]
    NoPlan(String),
    #[error("There's no snapshot \"{0}\".")]
    NoSnapshot(String),
    #[error("There are several snapshots \"{from}\": {}.", slugs.join(", "))]
    SeveralSnapshots { from: String, slugs: Vec<String> },
    #[error("You didn't say which instances should get this snapshot.")]
    NoScope,
    #[error("There's no instance \"{0}\" that this could be distributed to.")]
    NoTarget(String),
    #[error("An instance can't be called {0:?}.")]
    BadName(String),
    #[error("Several instances can't have the same slug.")]
    OneSlug,
    #[error("There's no account \"{0}\".")]
    NoAccount(String),
    #[error("There's no space \"{0}\".")]
    NoSpace(String),
    #[error("There's more than one space called \"{0}\".")]
    SeveralSpaces(String),
    #[error("The people in {0} haven't been loaded on this computer yet.")]
    NeverLoaded(String),
    #[error("{file}: {}", crate::check::words::read_error(error))]
    List { file: String, error: FileError },
    #[error("{0} already has a link.")]
    LinkExists(String),
    #[error("Cohort can create links on this platform, so you don't need to paste one.")]
    LinkMadeHere,
    #[error("The QR code can't be saved in this format.")]
    Picture,
    #[error("This link is too long for a QR code.")]
    QrCode(#[from] poster::QrCodeError),
    #[error(transparent)]
    Png(#[from] poster::PngError),
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error("Nobody can be asked to confirm, because this isn't an interactive terminal.")]
    Unattended,
    #[error("The file {file} can't be written.")]
    File {
        file: String,
        #[source]
        source: std::io::Error,
    },
    #[error("The result couldn't be printed.")]
    Output(#[from] std::io::Error),
    #[error("The practice platform didn't start.")]
    Practice(#[from] home::PracticeError),
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    EnvironmentKey(#[from] EnvironmentKeyError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error(transparent)]
    Send(#[from] SendError),
    #[error(transparent)]
    Engine(#[from] ActionError),
    #[error(transparent)]
    Delivery(#[from] DeliveryError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Refresh(#[from] RefreshError),
}

impl CliError {
    /// What happened, as a sentence.
    pub(crate) fn message(&self) -> String {
        match self.common() {
            Common::KeyMissing => "The API key for this account is missing.".to_owned(),
            Common::Review(ReviewError::IntentMissing) => {
                "This draft doesn't say yet what people are invited to.".to_owned()
            }
            Common::Review(ReviewError::WrongPlace) => {
                "You can't invite people to this instance. It's only for distributing material."
                    .to_owned()
            }
            Common::Send(SendError::Changed) => {
                "The draft has changed since it was reviewed. Nothing was sent.".to_owned()
            }
            Common::Send(SendError::ToFix(1)) => {
                "1 address isn't valid. Nothing was sent.".to_owned()
            }
            Common::Send(SendError::ToFix(count)) => {
                format!("{count} addresses aren't valid. Nothing was sent.")
            }
            Common::Send(SendError::NoGroup(1)) => {
                "1 person has no group. Nothing was sent.".to_owned()
            }
            Common::Send(SendError::NoGroup(count)) => {
                format!("{count} people have no group. Nothing was sent.")
            }
            Common::Send(SendError::NotSharedGroups(_)) => {
                "A group has the slug of an instance that isn't for sharing. Nothing was sent."
                    .to_owned()
            }
            Common::Send(SendError::OtherNameGroups(_)) => {
                "A group has the slug of an instance with another name. Nothing was sent."
                    .to_owned()
            }
            Common::Send(SendError::NewInstances(_)) => {
                "A new instance isn't valid. Nothing was created.".to_owned()
            }
            Common::Send(SendError::Nobody) => "There's nobody to invite.".to_owned(),
            Common::Engine(ActionError::TooLate) => "It's too late to do that.".to_owned(),
            Common::Engine(ActionError::StillInFlight) => {
                "You can't do that yet. Some cancelled requests are still under way.".to_owned()
            }
            Common::Vault(VaultError::NoKeyring) => {
                "This computer has no keyring to read the API key from.".to_owned()
            }
            Common::Vault(VaultError::Locked) => "The keyring is locked.".to_owned(),
            Common::Vault(VaultError::Refused { .. }) => {
                "The keyring couldn't read the API key.".to_owned()
            }
            Common::Store(StoreError::DiskFull(_)) => "The disk is full.".to_owned(),
            Common::Store(StoreError::DiskFails(_)) => "Cohort can't write to the disk.".to_owned(),
            Common::Store(StoreError::Busy(_)) => {
                "Another program is using Cohort's data.".to_owned()
            }
            Common::Store(StoreError::Newer) => {
                "Cohort's data was written by a newer version of Cohort.".to_owned()
            }
            Common::Store(StoreError::Unreadable(_) | StoreError::Damaged(_)) => {
                "Cohort's data on this computer can't be read. Nothing in it was changed."
                    .to_owned()
            }
            Common::Platform(Cause::NoConnection) => "The platform can't be reached.".to_owned(),
            Common::Platform(Cause::KeyRefused) => {
                "The platform doesn't accept the API key.".to_owned()
            }
            Common::Link(error) => about_links::message(error),
            _ => self.to_string(),
        }
    }

    /// What to do about it, if there is anything.
    pub(crate) fn cure(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoData => "Open Cohort's window once, then retry.",
            Self::NoDraft(_) => "Run `cohort drafts` to list the drafts.",
            Self::SeveralDrafts(_) => {
                "Use the number of the draft, which `cohort drafts` lists, or add --account."
            }
            Self::NoPlan(_) => "Run `cohort outbox` to list the plans.",
            Self::NoAccount(_) => {
                "Use the name or the address of the account. `cohort drafts` lists the names."
            }
            Self::NoSpace(_) => {
                "Use the space's name as Cohort's window shows it, its slug, or ORGANISATION/SLUG."
            }
            Self::SeveralSpaces(_) => "Use ORGANISATION/SLUG, or add --account.",
            Self::NeverLoaded(_) => "Connect to the platform, then retry.",
            Self::LinkExists(_) => "Run `cohort link renew SPACE` to replace it.",
            Self::LinkMadeHere => "Run `cohort link make SPACE`.",
            Self::Picture => "Use a file name that ends in .png or .svg.",
            Self::NoSnapshot(_) => {
                "Use INSTANCE/SNAPSHOT with the names or the slugs of both, as Cohort's window shows them."
            }
            Self::SeveralSnapshots { .. } => {
                "Use INSTANCE/SNAPSHOT with the slugs of the one that you mean."
            }
            Self::NoScope => "Use --to INSTANCE, --everyone or --not-yet.",
            Self::NoTarget(_) => {
                "Use the name or the slug of an instance of this space, or the email address of whoever an individual instance belongs to. A snapshot can't be distributed to its own instance."
            }
            Self::BadName(_) => "Use a name with at least one character, on one line.",
            Self::OneSlug => "Leave out --slug, or add the instances one by one.",
            Self::EnvironmentKey(error) => error.cure(),
            Self::Unattended => "To go ahead without being asked, add --yes.",
            _ => return self.common().cure(),
        })
    }

    /// The error below, wherever it came from: the same problem has the same words, whether the
    /// disk was full while a draft was reviewed or while a plan was paused.
    fn common(&self) -> Common<'_> {
        match self {
            Self::Client(ClientError::Missing)
            | Self::Link(LinkError::Client(ClientError::Missing))
            | Self::Refresh(RefreshError::Key(ClientError::Missing)) => Common::KeyMissing,
            Self::Vault(error)
            | Self::Client(ClientError::Vault(error))
            | Self::Link(LinkError::Client(ClientError::Vault(error)))
            | Self::Refresh(RefreshError::Key(ClientError::Vault(error))) => Common::Vault(error),
            Self::Review(ReviewError::Store(error))
            | Self::Send(SendError::Store(error) | SendError::Review(ReviewError::Store(error)))
            | Self::Engine(ActionError::Store(error))
            | Self::Delivery(DeliveryError::Store(error))
            | Self::Report(ReportError::Store(error))
            | Self::Client(ClientError::Store(error))
            | Self::Refresh(
                RefreshError::Store(error) | RefreshError::Key(ClientError::Store(error)),
            )
            | Self::Link(LinkError::Store(error) | LinkError::Client(ClientError::Store(error)))
            | Self::Store(error) => Common::Store(error),
            Self::Review(error) | Self::Send(SendError::Review(error)) => Common::Review(error),
            Self::Send(error) => Common::Send(error),
            Self::Engine(error) => Common::Engine(error),
            Self::Refresh(RefreshError::Fault(Fault { cause, .. }))
            | Self::Link(LinkError::Fault(Fault { cause, .. })) => Common::Platform(cause),
            Self::Link(error) => Common::Link(error),
            _ => Common::Other,
        }
    }
}

/// The error that lies at the bottom of a [`CliError`].
enum Common<'e> {
    KeyMissing,
    Vault(&'e VaultError),
    Store(&'e StoreError),
    Review(&'e ReviewError),
    Send(&'e SendError),
    Engine(&'e ActionError),
    Link(&'e LinkError),
    /// What the platform or the network did.
    Platform(&'e Cause),
    Other,
}

impl Common<'_> {
    fn cure(&self) -> Option<&'static str> {
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
            Self::Send(SendError::Changed) => "Run the command again to review the latest version.",
            Self::Send(SendError::ToFix(_)) => {
                "Fix the addresses or skip the rows in Cohort's window, then retry."
            }
            Self::Send(SendError::NewInstances(_)) => "Run the command again to see what to fix.",
            Self::Send(SendError::NoGroup(_)) => {
                "Enter a group for each of them or skip the rows in Cohort's window, then retry."
            }
            Self::Send(SendError::NotSharedGroups(_)) => {
                "Give the group another name in Cohort's window, then retry."
            }
            Self::Send(SendError::OtherNameGroups(_)) => {
                "Confirm it or give the group another name in Cohort's window, then retry."
            }
            Self::Platform(Cause::NoConnection) => "Check the connection, then retry.",
            Self::Platform(Cause::KeyRefused) => {
                "Set COHORT_API_KEY, or enter a new API key in Cohort's window."
            }
            Self::Link(error) => return about_links::cure(error),
            Self::Engine(ActionError::TooLate) => {
                "Run `cohort outbox show PLAN` to see the current state of the plan."
            }
            _ => return None,
        })
    }
}
