//! The keys of all accounts, wherever each is kept, with a time limit on every call.

use lock::LockExt as _;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex as Lock, MutexGuard};
use std::thread;
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::{Mutex, oneshot};
use tokio::time::timeout;

use crate::error::VaultError;
use crate::keyring::{self, Prompt};

/// How long a person may take to answer the keyring's prompt.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where a key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Keyring,
    /// Only in memory, until this process ends. Users can choose this if there is no keyring.
    ThisRun,
}

/// The keys of all accounts. It is cheap to clone, and clones share the keys in memory.
#[derive(Clone)]
pub struct Vault {
    /// Whether there is a keyring beneath it.
    has_keyring: bool,
    patience: Duration,
    prompt: Prompt,
    this_run: Arc<Lock<HashMap<String, SecretString>>>,
    /// Held during a call to the keyring. With one call at a time, one prompt serves all callers.
    one_call: Arc<Mutex<()>>,
}

impl Vault {
    /// A vault on top of the system keyring, which isn't called yet.
    pub fn system() -> Self {
        Self {
            has_keyring: true,
            patience: PATIENCE,
            prompt: Prompt::Allowed,
            this_run: Arc::default(),
            one_call: Arc::default(),
        }
    }

    /// A vault that takes the place of a keyring: whatever is kept lasts for as long as one of its
    /// clones, and no keyring is ever called. For simulations.
    pub fn in_memory() -> Self {
        Self {
            has_keyring: false,
            ..Self::system()
        }
    }

    /// The same vault, with another time limit for each call.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The same vault for a process that nobody watches: a locked keyring stays locked.
    #[must_use]
    pub fn without_prompts(self) -> Self {
        Self {
            prompt: Prompt::Never,
            ..self
        }
    }

    /// The key of an account, if there is one. A key in memory takes precedence over the keyring.
    pub async fn key(&self, account: &str) -> Result<Option<SecretString>, VaultError> {
        if let Some(key) = self.this_run().get(account) {
            return Ok(Some(key.clone()));
        }
        if !self.has_keyring {
            return Ok(None);
        }
        let account = account.to_owned();
        let prompt = self.prompt;
        self.call(move |_| keyring::read(&account, prompt)).await
    }

    /// Where the key of an account is kept, if there is one.
    pub async fn kept(&self, account: &str) -> Result<Option<Keep>, VaultError> {
        if self.this_run().contains_key(account) {
            return Ok(Some(Keep::ThisRun));
        }
        Ok(self.key(account).await?.map(|_| Keep::Keyring))
    }

    /// Keeps a key, in place of an earlier one.
    ///
    /// [`VaultError::Locked`] means that nothing was stored, and that nothing will be if the
    /// keyring is unlocked later.
    pub async fn keep(
        &self,
        account: &str,
        key: SecretString,
        keep: Keep,
    ) -> Result<(), VaultError> {
        match keep {
            Keep::ThisRun => self.keep_for_this_run(account, key),
            Keep::Keyring if !self.has_keyring => self.keep_for_this_run(account, key),
            Keep::Keyring => {
                let name = account.to_owned();
                self.call(move |wanted| keyring::write(&name, &key, wanted))
                    .await?;
                self.this_run().remove(account);
            }
        }
        Ok(())
    }

    /// Keeps a key in memory, in place of an earlier one there. What is in the keyring stays.
    pub fn keep_for_this_run(&self, account: &str, key: SecretString) {
        self.this_run().insert(account.to_owned(), key);
    }

    /// Removes the key wherever it is kept. It isn't an error if there was none.
    pub async fn forget(&self, account: &str) -> Result<(), VaultError> {
        let was_for_this_run = self.this_run().remove(account).is_some();
        if !self.has_keyring {
            return Ok(());
        }
        let account = account.to_owned();
        match self
            .call(move |wanted| keyring::remove(&account, wanted))
            .await
        {
            // There is no keyring, which is why the key was in memory.
            Err(VaultError::NoKeyring) if was_for_this_run => Ok(()),
            removed => removed,
        }
    }

    /// Calls the keyring on a thread of its own.
    ///
    /// A thread of the runtime would be simpler, but the runtime waits for its threads when it
    /// ends, so that a prompt which nobody answers would keep the process from ending. A thread of
    /// its own can be left behind at the prompt. If the prompt is answered later, `wanted` tells
    /// the thread that the caller has given up.
    async fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Fn() -> bool) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let answer = async {
            let _one_call = self.one_call.lock().await;
            let (tell, told) = oneshot::channel();
            thread::Builder::new()
                .name("keyring".to_owned())
                .spawn(move || {
                    let answer = work(&|| !tell.is_closed());
                    // This fails if the caller has given up, and then nobody needs the answer.
                    let _ = tell.send(answer);
                })
                .map_err(|why| VaultError::Refused {
                    detail: why.to_string(),
                })?;
            told.await.unwrap_or_else(|_| {
                Err(VaultError::Refused {
                    detail: "the call to the keyring panicked".to_owned(),
                })
            })
        };
        timeout(self.patience, answer)
            .await
            .unwrap_or(Err(VaultError::Locked))
    }

    fn this_run(&self) -> MutexGuard<'_, HashMap<String, SecretString>> {
        self.this_run.locked()
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}
