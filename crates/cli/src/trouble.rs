//! Why a command could not do what it was asked, and what helps.

use outbox::{ActionError, ClientError, DeliveryError, ReportError, ReviewError, SendError};
use store::StoreError;
use vault::VaultError;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("this system names no folder for the data of programs")]
    NoFolder,
    #[error("there are no data of Cohort on this computer yet")]
    NoData,
    #[error("there is no draft \"{0}\"")]
    NoDraft(String),
    #[error("more than one draft is called \"{0}\"")]
    SeveralDrafts(String),
    #[error("there is no plan {0} in the outbox")]
    NoPlan(String),
    #[error("there is no account \"{0}\"")]
    NoAccount(String),
    #[error("nobody is there to be asked")]
    Unattended,
    #[error("{file} cannot be written")]
    File {
        file: String,
        #[source]
        source: std::io::Error,
    },
    #[error("nothing can be printed")]
    Output(#[from] std::io::Error),
    #[error(transparent)]
    Key(#[from] ClientError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error(transparent)]
    Send(#[from] SendError),
    #[error(transparent)]
    Action(#[from] ActionError),
    #[error(transparent)]
    Delivery(#[from] DeliveryError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error("the practice platform does not start")]
    Practice(#[from] home::PracticeError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Trouble {
    /// What helps, where something does.
    pub(crate) fn cure(&self) -> Option<&'static str> {
        match self {
            Self::NoData => Some("Open Cohort once, or write a draft in its window."),
            Self::NoDraft(_) => Some("`cohort drafts` lists them."),
            Self::SeveralDrafts(_) => {
                Some("Name it by its number (`cohort drafts` has it), or say --account.")
            }
            Self::NoPlan(_) => Some("`cohort outbox` lists them."),
            Self::NoAccount(_) => {
                Some("Name it as in Cohort's window, or by its address; see `cohort drafts`.")
            }
            Self::Unattended => Some("Say --yes, and it is sent without a question."),
            Self::Key(ClientError::Missing) => {
                Some("Set COHORT_API_KEY, or give the key in Cohort's window.")
            }
            Self::Key(ClientError::Vault(_)) | Self::Vault(_) => {
                Some("Unlock the keyring, or set COHORT_API_KEY.")
            }
            Self::Action(ActionError::TooLate) => {
                Some("`cohort outbox show PLAN` tells how it stands.")
            }
            Self::Store(StoreError::Newer) => Some("Use the `cohort` of that version."),
            Self::Action(ActionError::StillInFlight) | Self::Store(StoreError::Busy(_)) => {
                Some("Try again in a moment.")
            }
            Self::Store(StoreError::DiskFull(_)) => Some("Make room on the disk, and try again."),
            Self::Review(ReviewError::IntentMissing) => {
                Some("Say in Cohort's window what people are invited to.")
            }
            _ => None,
        }
    }
}
