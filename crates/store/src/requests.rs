use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::text::{maybe_time_of, time, word, word_of};
use crate::{PlanId, RequestId, Store, StoreError, Write};

/// A call to the platform, frozen before it first leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: RequestId,
    pub plan: PlanId,
    pub kind: String,
    pub path: String,
    pub body: Vec<u8>,
    pub idempotency_key: String,
    pub state: RequestState,
    /// How often it left, or tried to.
    pub tries: u32,
    /// How often the platform was asked what had become of it.
    pub looks: u32,
    pub due_at: Option<Timestamp>,
    pub first_sent_at: Option<Timestamp>,
    pub last_sent_at: Option<Timestamp>,
    pub answered_at: Option<Timestamp>,
    /// An earlier try may have been taken although its answer was lost.
    pub maybe_taken: bool,
    pub status: Option<u16>,
    pub incident: Option<String>,
    /// The platform's task, where it answered with one.
    pub task: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Not under way; leaves when it is due and nothing before it is open.
    Waiting,
    /// On the wire. Found so at start: nobody knows what became of it.
    Sending,
    /// Its answer was lost; the platform is asked what became of it.
    Looking,
    /// Taken as a task that has not come to its end.
    Running,
    Settled,
}

pub struct NewRequest<'a> {
    pub plan: PlanId,
    pub kind: &'a str,
    pub path: &'a str,
    pub body: &'a [u8],
    pub idempotency_key: &'a str,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Request> {
    Ok(Request {
        id: row.get("id")?,
        plan: row.get("plan")?,
        kind: row.get("kind")?,
        path: row.get("path")?,
        body: row.get("body")?,
        idempotency_key: row.get("idempotency_key")?,
        state: word_of(row, "state")?,
        tries: row.get("tries")?,
        looks: row.get("looks")?,
        due_at: maybe_time_of(row, "due_at")?,
        first_sent_at: maybe_time_of(row, "first_sent_at")?,
        last_sent_at: maybe_time_of(row, "last_sent_at")?,
        answered_at: maybe_time_of(row, "answered_at")?,
        maybe_taken: row.get("maybe_taken")?,
        status: row.get("status")?,
        incident: row.get("incident")?,
        task: row.get("task")?,
    })
}

impl Store {
    pub fn requests(&self, plan: PlanId) -> Result<Vec<Request>, StoreError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare_cached("SELECT * FROM requests WHERE plan = ?1 ORDER BY id")?;
        let requests = statement
            .query_map([plan], read)?
            .collect::<Result<_, _>>()?;
        Ok(requests)
    }

    /// What is on the wire by the book: at start, everything whose fate nobody knows.
    pub fn requests_sending(&self) -> Result<Vec<Request>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached("SELECT * FROM requests WHERE state = 'sending' ORDER BY id")?;
        let requests = statement.query_map([], read)?.collect::<Result<_, _>>()?;
        Ok(requests)
    }

    /// No pause is longer than this one: what a wrong clock once wrote as due is cut back.
    pub fn requests_due_by(&self, latest: Timestamp) -> Result<(), StoreError> {
        self.connection().execute(
            "UPDATE requests SET due_at = ?1 WHERE state <> 'settled' AND due_at > ?1",
            [time(latest)],
        )?;
        Ok(())
    }

    /// The open request of a plan that comes next: the one due first, in the order of the plan.
    pub fn request_next(&self, plan: PlanId) -> Result<Option<Request>, StoreError> {
        Ok(self
            .connection()
            .prepare_cached(
                "SELECT * FROM requests
                 WHERE plan = ?1 AND state IN ('waiting', 'looking', 'running')
                 ORDER BY due_at, id LIMIT 1",
            )?
            .query_row([plan], read)
            .optional()?)
    }
}

impl Write<'_> {
    pub fn request_add(&self, new: &NewRequest<'_>) -> Result<RequestId, StoreError> {
        let id = self
            .transaction
            .prepare_cached(
                "INSERT INTO requests (plan, kind, path, body, idempotency_key, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'waiting')",
            )?
            .insert((new.plan, new.kind, new.path, new.body, new.idempotency_key))?;
        Ok(RequestId(id))
    }

    pub fn request(&self, id: RequestId) -> Result<Request, StoreError> {
        self.transaction
            .prepare_cached("SELECT * FROM requests WHERE id = ?1")?
            .query_row([id], read)
            .optional()?
            .ok_or(StoreError::Gone("the request"))
    }

    /// Writes back everything about a request that may change; what is frozen stays.
    pub fn request_set(&self, request: &Request) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE requests SET state = ?2, tries = ?3, looks = ?4, due_at = ?5,
                   first_sent_at = ?6, last_sent_at = ?7, answered_at = ?8, maybe_taken = ?9,
                   status = ?10, incident = ?11, task = ?12
                 WHERE id = ?1",
            )?
            .execute((
                request.id,
                word(&request.state)?,
                request.tries,
                request.looks,
                request.due_at.map(time),
                request.first_sent_at.map(time),
                request.last_sent_at.map(time),
                request.answered_at.map(time),
                request.maybe_taken,
                request.status,
                &request.incident,
                request.task,
            ))?;
        Ok(())
    }
}
