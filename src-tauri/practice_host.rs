use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use practice::{Options, Practice, RepeatInvite};
use secrecy::ExposeSecret;
use store::{AccountId, AccountKind, Store};
use vault::{Keep, Vault};

use crate::bridge::{PracticePage, Problem, ProblemCode};

/// The practice platform that runs inside the app: a server like any other, only started here.
#[derive(Default)]
pub(crate) struct PracticeHost {
    running: Mutex<Option<Practice>>,
}

impl PracticeHost {
    /// Starts it, and makes or moves the practice account to where it listens.
    pub(crate) async fn start(
        &self,
        folder: PathBuf,
        store: &Store,
        vault: &Vault,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let down = |detail: String| Problem::of(ProblemCode::PracticeDown).with_detail(detail);
        let practice = practice::start(Options {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: folder,
            key: None,
            empty: false,
            bare: false,
            repeat_invite: RepeatInvite::Refuse,
            smtp: None,
        })
        .await
        .map_err(|error| down(error.to_string()))?;

        let id = AccountId::practice();
        let address = format!("http://{}", practice.address());
        // Its key lies in a file of its own; the keyring is for the keys of real accounts.
        vault
            .keep(&address, practice.key().clone(), Keep::ThisRun)
            .await?;
        match store.account(&id) {
            Ok(account) if account.address == address => {}
            Ok(_) => store.account_move(&id, &address)?,
            Err(store::StoreError::Gone(_)) => {
                store.account_add(&id, AccountKind::Practice, "Practice", &address, now)?;
            }
            Err(problem) => return Err(problem.into()),
        }
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(practice);
        Ok(())
    }

    /// Where a page of it is, with the token of this start; `None` while it does not run.
    pub(crate) fn page(&self, page: PracticePage) -> Option<String> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let path = match page {
            PracticePage::Mailbox => "mailbox",
            PracticePage::Faults => "faults",
        };
        running.as_ref().map(|practice| {
            let token = practice.token().expose_secret();
            format!("http://{}/{path}?token={token}", practice.address())
        })
    }
}
