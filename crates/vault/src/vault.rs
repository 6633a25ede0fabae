use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex as Lock, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::{Mutex, oneshot};
use tokio::time::timeout;

use crate::error::VaultError;
use crate::keyring::{self, Prompt};

/// How long a person may take at the keyring's own prompt.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where a key is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Keyring,
    /// In memory alone, until this program ends: the user's choice where there is no keyring.
    ThisRun,
}

/// The keys of all accounts. Cheap to clone; the clones are one vault.
#[derive(Clone)]
pub struct Vault {
    patience: Duration,
    prompt: Prompt,
    this_run: Arc<Lock<HashMap<String, SecretString>>>,
    /// One call to the keyring at a time, so that one prompt does for all that wait.
    turn: Arc<Mutex<()>>,
}

impl Vault {
    /// The vault on top of the system's keyring. Nothing is asked of it yet.
    pub fn system() -> Self {
        Self {
            patience: PATIENCE,
            prompt: Prompt::Allowed,
            this_run: Arc::default(),
            turn: Arc::default(),
        }
    }

    /// The same, waiting for so long at most.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The same, for where nobody sits: a keyring that is locked stays locked.
    #[must_use]
    pub fn without_prompts(self) -> Self {
        Self {
            prompt: Prompt::Never,
            ..self
        }
    }

    /// The key of an account; none, if none is kept. A key kept for this run goes before.
    pub async fn key(&self, account: &str) -> Result<Option<SecretString>, VaultError> {
        if let Some(key) = self.this_run().get(account) {
            return Ok(Some(key.clone()));
        }
        let account = account.to_owned();
        let prompt = self.prompt;
        self.ask(move |_| keyring::read(&account, prompt)).await
    }

    /// Where the key of an account is; `None`: nowhere.
    pub async fn kept(&self, account: &str) -> Result<Option<Keep>, VaultError> {
        if self.this_run().contains_key(account) {
            return Ok(Some(Keep::ThisRun));
        }
        Ok(self.key(account).await?.map(|_| Keep::Keyring))
    }

    /// Keeps a key, in the place of an earlier one.
    ///
    /// [`Keep::ThisRun`] leaves alone what the keyring holds. [`VaultError::Locked`] means that
    /// nothing was kept, even if the keyring is unlocked later.
    pub async fn keep(
        &self,
        account: &str,
        key: SecretString,
        keep: Keep,
    ) -> Result<(), VaultError> {
        let name = account.to_owned();
        match keep {
            Keep::ThisRun => {
                self.this_run().insert(name, key);
            }
            Keep::Keyring => {
                self.ask(move |wanted| keyring::write(&name, &key, wanted))
                    .await?;
                self.this_run().remove(account);
            }
        }
        Ok(())
    }

    /// Forgets the key wherever it is. That there was none is no problem.
    pub async fn forget(&self, account: &str) -> Result<(), VaultError> {
        let was_for_this_run = self.this_run().remove(account).is_some();
        let account = account.to_owned();
        match self
            .ask(move |wanted| keyring::remove(&account, wanted))
            .await
        {
            // It was kept in memory just because there is no keyring.
            Err(VaultError::NoKeyring) if was_for_this_run => Ok(()),
            removed => removed,
        }
    }

    /// Does something with the keyring, on a thread of its own.
    ///
    /// Not on one of the runtime's: the runtime waits for those when it ends, and a prompt that
    /// nobody answers would keep the program from ending. A thread that is stuck at one is left
    /// behind; `wanted` tells it later that it was.
    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Fn() -> bool) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let answer = async {
            let _turn = self.turn.lock().await;
            let (tell, told) = oneshot::channel();
            thread::Builder::new()
                .name("keyring".to_owned())
                .spawn(move || {
                    let answer = work(&|| !tell.is_closed());
                    // Nobody may be listening any more, and then nobody needs it.
                    let _ = tell.send(answer);
                })
                .map_err(|why| VaultError::Refused {
                    detail: why.to_string(),
                })?;
            told.await.unwrap_or_else(|_| {
                Err(VaultError::Refused {
                    detail: "it broke off".to_owned(),
                })
            })
        };
        timeout(self.patience, answer)
            .await
            .unwrap_or(Err(VaultError::Locked))
    }

    fn this_run(&self) -> MutexGuard<'_, HashMap<String, SecretString>> {
        self.this_run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}
