//! The ledger: what really happened, as opposed to what a client was told. Tests count here
//! whether an invitation was sent twice.
//!
//! Emails and instances are counted where they are created. For requests there is a table of its
//! own, which says how each of them ended.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::database::{DatabaseError, Query};

/// How many requests are kept. The oldest are removed beyond that.
const KEPT_REQUESTS: i64 = 200_000;

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Answered,
    /// It was carried out, and the answer was never sent.
    AnswerLost,
    /// It was never carried out.
    RequestLost,
    /// It was answered by a fault and not carried out.
    Faulted,
    /// It was carried out, and half of the answer was sent.
    AnswerCut,
    /// The client didn't wait for the answer.
    ClientGone,
}

impl Fate {
    fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::AnswerLost => "answer_lost",
            Self::RequestLost => "request_lost",
            Self::Faulted => "faulted",
            Self::AnswerCut => "answer_cut",
            Self::ClientGone => "client_gone",
        }
    }
}

pub(crate) struct RequestEntry {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: Option<u16>,
    pub(crate) fate: Fate,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) at: i64,
}

pub(crate) fn record_requests(
    db: &Connection,
    entries: &[RequestEntry],
) -> Result<(), DatabaseError> {
    for entry in entries {
        db.run(
            "INSERT INTO requests (method, path, status, fate, once, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                entry.method,
                entry.path,
                entry.status,
                entry.fate.as_str(),
                entry.idempotency_key,
                entry.at
            ],
        )?;
    }
    db.run(
        "DELETE FROM requests WHERE id <= (SELECT max(id) FROM requests) - ?1",
        [KEPT_REQUESTS],
    )?;
    Ok(())
}

#[derive(Serialize)]
pub(crate) struct LedgerReport {
    mails: Vec<LedgerEmail>,
    instances: Vec<CreatedInstance>,
    requests: Vec<ReceivedRequest>,
}

#[derive(Serialize)]
struct LedgerEmail {
    id: i64,
    kind: String,
    to: String,
    invitation: Option<i64>,
    idempotency_key: Option<String>,
    at: String,
}

#[derive(Serialize)]
struct CreatedInstance {
    id: i64,
    org: String,
    space: String,
    slug: String,
    name: String,
    idempotency_key: Option<String>,
    deleted: bool,
    at: String,
}

#[derive(Serialize)]
struct ReceivedRequest {
    id: i64,
    method: String,
    path: String,
    status: Option<u16>,
    fate: String,
    idempotency_key: Option<String>,
    at: String,
}

/// The ids that the reader knows already. The report has everything above them.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(default)]
pub(crate) struct Since {
    mails: i64,
    instances: i64,
    requests: i64,
}

pub(crate) fn report(db: &Connection, since: Since) -> Result<LedgerReport, DatabaseError> {
    Ok(LedgerReport {
        mails: mails(db, since.mails)?,
        instances: instances(db, since.instances)?,
        requests: requests(db, since.requests)?,
    })
}

fn mails(db: &Connection, since: i64) -> Result<Vec<LedgerEmail>, DatabaseError> {
    db.all(
        "SELECT id, kind, recipient, invitation_id, once, at FROM mails
         WHERE id > ?1 ORDER BY id",
        [since],
        |row| {
            Ok(LedgerEmail {
                id: row.get(0)?,
                kind: row.get(1)?,
                to: row.get(2)?,
                invitation: row.get(3)?,
                idempotency_key: row.get(4)?,
                at: clock::rfc3339(row.get(5)?),
            })
        },
    )
}

fn instances(db: &Connection, since: i64) -> Result<Vec<CreatedInstance>, DatabaseError> {
    db.all(
        "SELECT instances.id, orgs.slug, spaces.slug, instances.slug, instances.name, once,
                deleted, instances.created
         FROM instances JOIN spaces ON spaces.id = space_id JOIN orgs ON orgs.id = org_id
         WHERE instances.id > ?1 ORDER BY instances.id",
        [since],
        |row| {
            Ok(CreatedInstance {
                id: row.get(0)?,
                org: row.get(1)?,
                space: row.get(2)?,
                slug: row.get(3)?,
                name: row.get(4)?,
                idempotency_key: row.get(5)?,
                deleted: row.get::<_, Option<i64>>(6)?.is_some(),
                at: clock::rfc3339(row.get(7)?),
            })
        },
    )
}

fn requests(db: &Connection, since: i64) -> Result<Vec<ReceivedRequest>, DatabaseError> {
    db.all(
        "SELECT id, method, path, status, fate, once, at FROM requests
         WHERE id > ?1 ORDER BY id",
        [since],
        |row| {
            Ok(ReceivedRequest {
                id: row.get(0)?,
                method: row.get(1)?,
                path: row.get(2)?,
                status: row.get(3)?,
                fate: row.get(4)?,
                idempotency_key: row.get(5)?,
                at: clock::rfc3339(row.get(6)?),
            })
        },
    )
}
