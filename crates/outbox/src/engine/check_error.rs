//! Why what has to be known before a request leaves couldn't be found out.

use platform::Fault;
use store::StoreError;

/// Why a check before a request failed. A fault of the platform is tried again with the request; a
/// failure of the data ends the round.
#[derive(Debug, thiserror::Error)]
pub(super) enum CheckError {
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Store(#[from] StoreError),
}
