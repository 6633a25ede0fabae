//! Passwords, hashed and verified with argon2.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{self, PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use rand::TryRngCore;
use rand::rngs::OsRng;
use tokio::sync::Semaphore;

/// Each hash takes some 20 MiB and a good part of a core for a moment, so only a few are worked on
/// at the same time.
static HASHING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

#[derive(Debug, thiserror::Error)]
pub(crate) enum PasswordError {
    /// The library's error implements `Error` only with its `std` feature.
    #[error("a password couldn't be hashed or compared: {0}")]
    Hash(password_hash::Error),
    #[error("the system gave no random numbers")]
    Random(#[from] rand::rand_core::OsError),
    #[error("the work on a password ended before it was done")]
    Interrupted(#[from] tokio::task::JoinError),
    #[error("no more passwords are worked on")]
    Closed(#[from] tokio::sync::AcquireError),
}

impl From<password_hash::Error> for PasswordError {
    fn from(error: password_hash::Error) -> Self {
        Self::Hash(error)
    }
}

pub(crate) async fn hash(password: String) -> Result<String, PasswordError> {
    on_a_thread(move || {
        let mut salt = [0; 16];
        OsRng.try_fill_bytes(&mut salt)?;
        let salt = SaltString::encode_b64(&salt)?;
        let hash = Argon2::default().hash_password(password.as_bytes(), &salt)?;
        Ok(hash.to_string())
    })
    .await
}

pub(crate) async fn verify(hash: String, password: String) -> Result<bool, PasswordError> {
    on_a_thread(move || {
        let hash = PasswordHash::new(&hash)?;
        Ok(Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok())
    })
    .await
}

async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
) -> Result<T, PasswordError> {
    let permit = HASHING.acquire().await?;
    let result = offload::run(work).await?;
    drop(permit);
    result
}
