//! Why the engine can't go on.

use store::StoreError;
use tokio::task::JoinError;

/// Why the engine couldn't read or write the data.
#[derive(Debug, thiserror::Error)]
pub(super) enum EngineError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the task that waits for the disk ended without an answer")]
    SyncEnded(#[source] JoinError),
}
