//! What ends a simulation before its end, and what of it is only the disk that it simulates.

use std::error::Error;

use outbox::DeliveryError;
use store::StoreError;

/// What a simulation can't go on after. None of it is the fault of what is simulated.
pub(crate) type SetUp<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Whether something couldn't be done because the disk is full or fails.
pub(crate) fn is_of_the_disk(error: &(dyn Error + Send + Sync + 'static)) -> bool {
    let store = error.downcast_ref::<StoreError>();
    let store = store.or_else(|| match error.downcast_ref::<DeliveryError>()? {
        DeliveryError::Store(error) => Some(error),
        DeliveryError::Lease(_) => None,
    });
    matches!(
        store,
        Some(StoreError::DiskFull(_) | StoreError::DiskFails(_))
    )
}
