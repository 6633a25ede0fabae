//! What every rule of the model needs to know: who acts, when, and on which view of the database.

use rusqlite::Connection;

use crate::database::DatabaseError;
use crate::platform::Platform;
use crate::request_error::RequestError;

/// The person whose API key a request carries, or who started a task.
pub(crate) struct Caller {
    pub(crate) id: i64,
    pub(crate) email: String,
    pub(crate) name: String,
}

/// One request or task while it is carried out.
pub(crate) struct Context<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) platform: &'a Platform,
    pub(crate) caller: Caller,
    pub(crate) now: i64,
    /// The idempotency key that the request came with. What it creates is recorded with the key,
    /// so that the ledger can say which request created what.
    pub(crate) idempotency_key: Option<&'a str>,
}

/// How an attempt ended.
pub(crate) enum Attempted<T> {
    Done(T),
    /// The work was refused, and nothing of it is left.
    Refused(RequestError),
}

impl Context<'_> {
    /// Does the work, and undoes it if it is refused. The transaction around it goes on in both
    /// cases, so that the caller can record the refusal in it. An error means that the server
    /// failed and that the whole transaction has to be given up.
    pub(crate) fn attempt<T>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, RequestError>,
    ) -> Result<Attempted<T>, RequestError> {
        self.batch("SAVEPOINT attempt")?;
        let outcome = match work(self) {
            Ok(done) => Attempted::Done(done),
            Err(error) if error.is_refusal() => {
                self.batch("ROLLBACK TO attempt")?;
                Attempted::Refused(error)
            }
            Err(error) => return Err(error),
        };
        self.batch("RELEASE attempt")?;
        Ok(outcome)
    }

    fn batch(&self, sql: &str) -> Result<(), DatabaseError> {
        Ok(self.db.execute_batch(sql)?)
    }
}
