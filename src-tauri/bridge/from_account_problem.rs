//! What goes wrong with accounts and their keys, as [`Problem`]s. Whether a key was to be read, kept or
//! removed makes a difference: only a key that is at hand can be kept until Cohort closes.

use home::PracticeError;
use outbox::{AccountError, ClientError};
use platform::BaseUrlError;
use vault::VaultError;

use super::from_problem::chain;
use super::{Problem, ProblemCode};

impl From<BaseUrlError> for Problem {
    fn from(problem: BaseUrlError) -> Self {
        let code = match problem {
            BaseUrlError::NotHttps => ProblemCode::AddressInsecure,
            _ => ProblemCode::AddressInvalid,
        };
        Self::of(code).with_detail(problem.to_string())
    }
}

impl From<AccountError> for Problem {
    fn from(problem: AccountError) -> Self {
        match problem {
            AccountError::Known(address) => Self::of(ProblemCode::AccountKnown).about(address),
            AccountError::KeyEmpty => Self::of(ProblemCode::KeyEmpty),
            AccountError::Fault { host, fault } => Self::from(fault).about(host),
            AccountError::UnderWay => Self::of(ProblemCode::AccountInUse),
            AccountError::Keep(problem) => of_keeping(&problem),
            AccountError::Forget(problem) => of_removing(&problem),
            AccountError::Store(problem) => problem.into(),
        }
    }
}

/// Why the keyring didn't keep a key that the user has at hand.
fn of_keeping(problem: &VaultError) -> Problem {
    let code = match problem {
        VaultError::NoKeyring => ProblemCode::NoKeyring,
        VaultError::Locked => ProblemCode::KeyringLocked,
        VaultError::NotAKey | VaultError::Refused { .. } => ProblemCode::KeyringRefused,
    };
    Problem::of(code).with_detail(chain(problem))
}

/// Why the keyring didn't remove a key, so that its account stays too.
fn of_removing(problem: &VaultError) -> Problem {
    let code = match problem {
        VaultError::Locked => ProblemCode::KeyStaysLocked,
        VaultError::NoKeyring | VaultError::NotAKey | VaultError::Refused { .. } => {
            ProblemCode::KeyStays
        }
    };
    Problem::of(code).with_detail(chain(problem))
}

/// Why the keyring didn't give a key. There is none at hand that could be kept elsewhere.
fn of_reading(problem: &VaultError) -> Problem {
    let code = match problem {
        VaultError::NoKeyring => ProblemCode::KeyMissing,
        VaultError::Locked => ProblemCode::KeyLocked,
        VaultError::NotAKey | VaultError::Refused { .. } => ProblemCode::KeyUnreadable,
    };
    Problem::of(code).with_detail(chain(problem))
}

impl From<ClientError> for Problem {
    fn from(problem: ClientError) -> Self {
        match problem {
            ClientError::Missing => Self::of(ProblemCode::KeyMissing),
            ClientError::NotReady(_) => {
                Self::of(ProblemCode::PracticeDown).with_detail(chain(&problem))
            }
            ClientError::Vault(problem) => of_reading(&problem),
            ClientError::Store(problem) => problem.into(),
            ClientError::Client(fault) => fault.into(),
        }
    }
}

impl From<PracticeError> for Problem {
    fn from(problem: PracticeError) -> Self {
        match problem {
            PracticeError::Start(_)
            | PracticeError::Stuck
            | PracticeError::Stopped
            | PracticeError::Address(_)
            | PracticeError::Page(_) => {
                Self::of(ProblemCode::PracticeDown).with_detail(chain(&problem))
            }
            PracticeError::Store(problem) => problem.into(),
        }
    }
}
