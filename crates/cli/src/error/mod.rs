//! Why a command failed, in words: what happened, and what to do about it.
//!
//! The errors of the crates below describe what went wrong there, for a log. A person in front of
//! a terminal needs other words, so those that can be expected get their own here, in
//! [`CliError::message`] and [`CliError::cure`], as the window has its own table of problems.

use home::PracticeError;
use outbox::{
    AccountError, ActionError, ChoiceError, ClientError, DeliveryError, InstanceError,
    InvitationError, LinkError, RefreshError, ReportError, RestoreError, ReviewError, SendError,
};
use platform::{BaseUrlError, Cause, Fault};
use store::{ExportError, StoreError};
use vault::VaultError;

use crate::environment_key::EnvironmentKeyError;
use crate::error::file::ListFileError;
use crate::error::links as about_links;

mod common;
mod data;
mod drafts;
mod faults;
pub(crate) mod file;
pub(crate) mod links;
mod on_this_computer;

use common::{Common, about_accounts, about_addresses, about_instances, about_invitations};
use on_this_computer::{about_data, about_keys, sentence};

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
    #[error("This plan has nothing to send again for {0}.")]
    NothingToSendAgain(String),
    #[error("There's no snapshot \"{0}\".")]
    NoSnapshot(String),
    #[error("There are several snapshots \"{from}\": {}.", slugs.join(", "))]
    SeveralSnapshots { from: String, slugs: Vec<String> },
    #[error("Several instances have the name in \"{from}\": {}.", slugs.join(", "))]
    SeveralInstances { from: String, slugs: Vec<String> },
    #[error("There's more than one instance called \"{name}\": {}.", slugs.join(", "))]
    InstancesOfOneName { name: String, slugs: Vec<String> },
    #[error("You didn't say which instances should get this snapshot.")]
    NoScope,
    #[error("There's no instance \"{0}\" that this could be distributed to.")]
    NoTarget(String),
    #[error("An instance can't be called {0:?}.")]
    BadName(String),
    #[error("Several instances can't have the same slug.")]
    OneSlug,
    #[error("You didn't say which platform to add.")]
    NoAddress,
    #[error("There's no API key.")]
    NoKey,
    #[error("This isn't an API key.")]
    NotAKey,
    #[error("The practice account can't be removed.")]
    PracticeStays,
    #[error("There's no instance \"{0}\".")]
    NoInstance(String),
    #[error(transparent)]
    Instance(#[from] InstanceError),
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    #[error("There's no instance \"{0}\" that people can be invited to.")]
    NotShared(String),
    #[error("People can't be invited to {0} in this way.")]
    NotInvitable(String),
    #[error("This role can't be given in {0}.")]
    NoSuchRole(String),
    #[error(transparent)]
    Address(#[from] BaseUrlError),
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Choice(#[from] ChoiceError),
    #[error("There's no account \"{0}\".")]
    NoAccount(String),
    #[error("There's no space \"{0}\".")]
    NoSpace(String),
    #[error("There's more than one space called \"{0}\".")]
    SeveralSpaces(String),
    #[error("The people in {0} haven't been loaded on this computer yet.")]
    NeverLoaded(String),
    #[error("{file}: {}", file::message(error))]
    List { file: String, error: ListFileError },
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
    Practice(#[from] PracticeError),
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
    #[error("{0} is too far in the past or in the future.")]
    NoSuchDay(String),
    #[error("There's no backup {0}.")]
    NoBackup(String),
    #[error("There's already a file {0}.")]
    FileExists(String),
    #[error("{}", data::about_exports(file, error))]
    Export {
        file: String,
        #[source]
        error: ExportError,
    },
    #[error(transparent)]
    Restore(#[from] RestoreError),
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
            Common::Account(error) => about_accounts(error),
            Common::Restore(error) => data::about_restores(error),
            Common::Instance(error) => about_instances(error),
            Common::Invitation(error) => about_invitations(error),
            Common::Address(error) => about_addresses(error).to_owned(),
            Common::Review(error) => drafts::about_reviews(error),
            Common::Send(error) => drafts::about_sending(error),
            Common::Choice(error) => drafts::about_choices(error),
            Common::Platform(cause) => faults::message(cause),
            Common::KeyMissing => "The API key for this account is missing.".to_owned(),
            Common::Engine(ActionError::ChangedSince) => {
                "This has changed in the meantime, so it can't be done any more.".to_owned()
            }
            Common::Engine(ActionError::StillInFlight) => {
                "You can't do that yet. Some cancelled requests are still under way.".to_owned()
            }
            Common::Vault(error) => about_keys(error).to_owned(),
            Common::Store(error) => about_data(error),
            Common::Link(error) => about_links::message(error),
            Common::Other if self.is_from_below() => sentence(&self.to_string()),
            _ => self.to_string(),
        }
    }

    /// Whether it was written for a log, by a crate that knows no terminal.
    fn is_from_below(&self) -> bool {
        matches!(
            self,
            Self::Client(_) | Self::Delivery(_) | Self::Report(_) | Self::Refresh(_) | Self::Png(_)
        )
    }

    /// What to do about it, if there is anything.
    pub(crate) fn cure(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoData => {
                "Run `cohort account add ADDRESS` to add an account, or `cohort practice` to try Cohort without one."
            }
            Self::NoAddress => {
                "Give the address of its API, such as https://api.eu1.nuvolos.cloud, or set COHORT_API_ADDRESS."
            }
            Self::NoKey => "Set COHORT_API_KEY, or pass the API key through standard input.",
            Self::NotAKey => {
                "Pass the API key alone, on one line. You find it on the platform's website, under User settings → API access."
            }
            Self::PracticeStays => {
                "It costs nothing to keep. Its platform runs only while it's used."
            }
            Self::NoInstance(_) => "Run `cohort instance list SPACE` to list the instances.",
            Self::Instance(InstanceError::NotOffered)
            | Self::Invitation(InvitationError::NotOffered) => "Do it on the platform's website.",
            Self::Instance(InstanceError::UnderWay) => {
                "Wait until it's done, or cancel it with `cohort outbox cancel PLAN`."
            }
            Self::Instance(InstanceError::BelongsToSpace) => {
                "Choose another instance. These two belong to every space."
            }
            Self::Instance(InstanceError::Fault(Fault {
                cause: Cause::NotFound,
                ..
            })) => {
                "It may have been deleted more than 24 hours ago. Run `cohort instance list SPACE` to list the instances."
            }
            Self::NotShared(_) => {
                "Use the name or the slug of a shared instance of this space. Nobody can be invited to Distributed, and an individual instance belongs to one person."
            }
            Self::NoSuchRole(_) => "Use editor or viewer and, in a dataset, editor or observer.",
            Self::NotInvitable(_) => {
                "Nobody has an instance of their own in a dataset. Use --shared INSTANCE or --administrators."
            }
            Self::Account(AccountError::Fault {
                fault:
                    Fault {
                        cause: Cause::KeyRefused,
                        ..
                    },
                ..
            }) => {
                "Check the API key and the address. You find the key on the platform's website, under User settings → API access."
            }
            Self::NoBackup(_) => "Run `cohort data show` to list the backups.",
            Self::FileExists(_) => "Choose another name, or delete the file first.",
            Self::Export { error, .. } => return data::cure_of_export(error),
            Self::NoDraft(_) => "Run `cohort drafts` to list the drafts.",
            Self::SeveralDrafts(_) => {
                "Use the number of the draft, which `cohort drafts` lists, or add --account."
            }
            Self::NoPlan(_) => "Run `cohort outbox` to list the plans.",
            Self::NothingToSendAgain(_) => {
                "Run `cohort outbox show` to see everyone in it. To send what was rejected, run `cohort outbox retry`."
            }
            Self::NoAccount(_) => {
                "Use the name or the address of the account. `cohort drafts` lists the names."
            }
            Self::NoSpace(_) => {
                "Use the space's name as Cohort's window shows it, its slug, or ORGANISATION/SLUG."
            }
            Self::SeveralSpaces(_) => "Use ORGANISATION/SLUG, or add --account.",
            Self::NeverLoaded(_) | Self::Invitation(InvitationError::SpaceUnknown) => {
                "Connect to the platform, then retry."
            }
            Self::LinkExists(_) => "Run `cohort link renew SPACE` to replace it.",
            Self::LinkMadeHere => "Run `cohort link make SPACE`.",
            Self::Picture => "Use a file name that ends in .png or .svg.",
            Self::NoSnapshot(_) => {
                "Use INSTANCE/SNAPSHOT with the names or the slugs of both, as Cohort's window shows them."
            }
            Self::SeveralInstances { .. } | Self::SeveralSnapshots { .. } => {
                "Use INSTANCE/SNAPSHOT with the slugs of the one that you mean."
            }
            Self::InstancesOfOneName { .. } => "Use the slug of the one that you mean.",
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
            | Self::Instance(InstanceError::Client(ClientError::Missing))
            | Self::Invitation(InvitationError::Client(ClientError::Missing))
            | Self::Link(LinkError::Client(ClientError::Missing))
            | Self::Refresh(RefreshError::Key(ClientError::Missing)) => Common::KeyMissing,
            Self::Vault(error)
            | Self::Client(ClientError::Vault(error))
            | Self::Instance(InstanceError::Client(ClientError::Vault(error)))
            | Self::Invitation(InvitationError::Client(ClientError::Vault(error)))
            | Self::Link(LinkError::Client(ClientError::Vault(error)))
            | Self::Refresh(RefreshError::Key(ClientError::Vault(error))) => Common::Vault(error),
            Self::Review(ReviewError::Store(error))
            | Self::Send(SendError::Store(error) | SendError::Review(ReviewError::Store(error)))
            | Self::Engine(ActionError::Store(error))
            | Self::Delivery(DeliveryError::Store(error))
            | Self::Restore(RestoreError::Delivery(DeliveryError::Store(error)))
            | Self::Report(ReportError::Store(error))
            | Self::Client(ClientError::Store(error))
            | Self::Refresh(
                RefreshError::Store(error) | RefreshError::Key(ClientError::Store(error)),
            )
            | Self::Link(LinkError::Store(error) | LinkError::Client(ClientError::Store(error)))
            | Self::Account(AccountError::Store(error))
            | Self::Choice(
                ChoiceError::Store(error) | ChoiceError::Review(ReviewError::Store(error)),
            )
            | Self::Practice(PracticeError::Store(error))
            | Self::Instance(
                InstanceError::Store(error) | InstanceError::Client(ClientError::Store(error)),
            )
            | Self::Invitation(
                InvitationError::Client(ClientError::Store(error))
                | InvitationError::Action(ActionError::Store(error))
                | InvitationError::Send(
                    SendError::Store(error) | SendError::Review(ReviewError::Store(error)),
                ),
            )
            | Self::Store(error) => Common::Store(error),
            Self::Review(error)
            | Self::Send(SendError::Review(error))
            | Self::Choice(ChoiceError::Review(error)) => Common::Review(error),
            Self::Send(error) | Self::Invitation(InvitationError::Send(error)) => {
                Common::Send(error)
            }
            Self::Choice(error) => Common::Choice(error),
            Self::Address(error) => Common::Address(error),
            Self::Engine(error) | Self::Invitation(InvitationError::Action(error)) => {
                Common::Engine(error)
            }
            Self::Refresh(
                RefreshError::Fault(Fault { cause, .. })
                | RefreshError::Key(ClientError::Client(Fault { cause, .. })),
            )
            | Self::Client(ClientError::Client(Fault { cause, .. }))
            | Self::Account(AccountError::Fault {
                fault: Fault { cause, .. },
                ..
            })
            | Self::Instance(
                InstanceError::Fault(Fault { cause, .. })
                | InstanceError::Client(ClientError::Client(Fault { cause, .. })),
            )
            | Self::Invitation(
                InvitationError::Fault(Fault { cause, .. })
                | InvitationError::Client(ClientError::Client(Fault { cause, .. })),
            )
            | Self::Link(
                LinkError::Fault(Fault { cause, .. })
                | LinkError::Client(ClientError::Client(Fault { cause, .. })),
            ) => Common::Platform(cause),
            Self::Link(error) => Common::Link(error),
            Self::Restore(error) => Common::Restore(error),
            Self::Account(error) => Common::Account(error),
            Self::Instance(error) => Common::Instance(error),
            Self::Invitation(error) => Common::Invitation(error),
            _ => Common::Other,
        }
    }
}

#[cfg(test)]
mod tests;
