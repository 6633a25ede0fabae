//! What every part of the server shares, and how a call gets at the database.

use std::net::SocketAddr;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};
use secrecy::SecretString;
use tokio::sync::{Notify, watch};

use crate::RepeatInvite;
use crate::clock::Clock;
use crate::database::Db;
use crate::faults::Faults;
use crate::http::answer::Answer;
use crate::http::extract::Posted;
use crate::http::idempotency::{self as once, InFlight};
use crate::http::ledger::Ledger;
use crate::http::listener::Door;
use crate::request_error::Refusal;
use crate::tokens::{Hash, Mint};

pub(crate) type Shared = Arc<Platform>;

pub(crate) struct Platform {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) mint: Mint,
    pub(crate) settings: Settings,
    pub(crate) faults: Faults,
    pub(crate) door: watch::Sender<Door>,
    pub(crate) ledger: Ledger,
    pub(crate) in_flight: InFlight,
    /// Rung when a task waits to be run.
    pub(crate) task_waits: Notify,
    /// Rung when a mail waits to be sent.
    pub(crate) mail_waits: Notify,
}

pub(crate) struct Settings {
    pub(crate) address: SocketAddr,
    pub(crate) bare: bool,
    pub(crate) repeat_invite: RepeatInvite,
    pub(crate) smtp: bool,
    /// Of this start: opens mailbox, faults and ledger.
    pub(crate) token: SecretString,
    /// What a browser holds once it has shown the token.
    pub(crate) session: SecretString,
}

pub(crate) struct Caller {
    pub(crate) id: i64,
    pub(crate) email: String,
    pub(crate) name: String,
}

/// One call at work: who calls, when, and the view of the database it works on.
pub(crate) struct Call<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) platform: &'a Platform,
    pub(crate) caller: Caller,
    pub(crate) now: i64,
    /// The idempotency key it came with.
    pub(crate) once: Option<&'a str>,
}

impl Platform {
    /// Where this server is reached from a browser.
    pub(crate) fn base_url(&self) -> String {
        let address = self.settings.address;
        if address.ip().is_unspecified() {
            format!("http://127.0.0.1:{}", address.port())
        } else {
            format!("http://{address}")
        }
    }

    pub(crate) async fn get<T, F>(self: &Shared, key: Hash, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&Call<'_>) -> Result<T, Refusal> + Send + 'static,
    {
        let platform = Arc::clone(self);
        self.db
            .read(move |db| {
                let call = Call {
                    caller: caller(db, &key)?,
                    db,
                    now: platform.clock.now(),
                    once: None,
                    platform: &platform,
                };
                work(&call)
            })
            .await
    }

    /// For what changes something: in one transaction, and once only if the caller so wished.
    pub(crate) async fn change<F>(self: &Shared, posted: Posted, work: F) -> Result<Answer, Refusal>
    where
        F: FnOnce(&Call<'_>, &[u8]) -> Result<Answer, Refusal> + Send + 'static,
    {
        let platform = Arc::clone(self);
        let answer = self
            .db
            .write(move |db| {
                let call = Call {
                    caller: caller(db, &posted.key)?,
                    db,
                    now: platform.clock.now(),
                    once: posted.once.as_deref(),
                    platform: &platform,
                };
                once::answer(&call, &posted, |call| work(call, &posted.body))
            })
            .await?;
        self.task_waits.notify_one();
        self.mail_waits.notify_one();
        Ok(answer)
    }
}

fn caller(db: &Connection, key: &Hash) -> Result<Caller, Refusal> {
    db.prepare_cached(
        "SELECT users.id, users.email, users.name FROM api_keys
         JOIN users ON users.id = api_keys.user_id WHERE api_keys.hash = ?1",
    )?
    .query_row([key], |row| {
        Ok(Caller {
            id: row.get(0)?,
            email: row.get(1)?,
            name: row.get(2)?,
        })
    })
    .optional()?
    .ok_or(Refusal::NoKey)
}
