//! What really happened. Mails and instances are counted where they are made; here stand the
//! requests and how each of them ended.

use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, params};
use serde::Serialize;

use crate::clock;
use crate::platform::Platform;
use crate::request_error::Refusal;

/// The oldest are forgotten beyond this many.
const KEPT: i64 = 200_000;
/// Written when this many wait; a reader has them written first.
const BATCH: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Answered,
    /// Worked on, and the answer never sent.
    AnswerLost,
    /// Never worked on.
    RequestLost,
    /// Answered by a fault in place of the work.
    Faulted,
    /// Worked on, with half of the answer sent.
    AnswerCut,
    /// The client did not wait for the answer.
    ClientGone,
}

impl Fate {
    fn word(self) -> &'static str {
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

pub(crate) struct Entry {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: Option<u16>,
    pub(crate) fate: Fate,
    pub(crate) once: Option<String>,
    pub(crate) at: i64,
}

#[derive(Default)]
pub(crate) struct Ledger(Mutex<Vec<Entry>>);

impl Ledger {
    /// True when enough has gathered to be written.
    pub(crate) fn note(&self, entry: Entry) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push(entry);
        waiting.len() == BATCH
    }

    fn take(&self) -> Vec<Entry> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Platform {
    pub(crate) async fn write_ledger(&self) -> Result<(), Refusal> {
        let entries = self.ledger.take();
        if entries.is_empty() {
            return Ok(());
        }
        self.db.write(move |db| write(db, &entries)).await
    }
}

fn write(db: &Connection, entries: &[Entry]) -> Result<(), Refusal> {
    let mut insert = db.prepare_cached(
        "INSERT INTO requests (method, path, status, fate, once, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for entry in entries {
        insert.execute(params![
            entry.method,
            entry.path,
            entry.status,
            entry.fate.word(),
            entry.once,
            entry.at
        ])?;
    }
    db.execute(
        "DELETE FROM requests WHERE id <= (SELECT max(id) FROM requests) - ?1",
        [KEPT],
    )?;
    Ok(())
}

#[derive(Serialize)]
pub(crate) struct Report {
    mails: Vec<MailSent>,
    instances: Vec<InstanceMade>,
    requests: Vec<RequestSeen>,
}

#[derive(Serialize)]
struct MailSent {
    id: i64,
    kind: String,
    to: String,
    invitation: Option<i64>,
    idempotency_key: Option<String>,
    at: String,
}

#[derive(Serialize)]
struct InstanceMade {
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
struct RequestSeen {
    id: i64,
    method: String,
    path: String,
    status: Option<u16>,
    fate: String,
    idempotency_key: Option<String>,
    at: String,
}

/// Everything with an id above the given ones.
#[derive(Debug, Default, Clone, Copy, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Since {
    pub(crate) mails: i64,
    pub(crate) instances: i64,
    pub(crate) requests: i64,
}

pub(crate) fn report(db: &Connection, since: Since) -> Result<Report, Refusal> {
    let mails = db
        .prepare_cached(
            "SELECT id, kind, recipient, invitation_id, once, at FROM mails
             WHERE id > ?1 ORDER BY id",
        )?
        .query_map([since.mails], |row| {
            Ok(MailSent {
                id: row.get(0)?,
                kind: row.get(1)?,
                to: row.get(2)?,
                invitation: row.get(3)?,
                idempotency_key: row.get(4)?,
                at: clock::written(row.get(5)?),
            })
        })?
        .collect::<Result<_, _>>()?;
    let instances = db
        .prepare_cached(
            "SELECT instances.id, orgs.slug, spaces.slug, instances.slug, instances.name, once,
                    deleted, instances.created
             FROM instances JOIN spaces ON spaces.id = space_id JOIN orgs ON orgs.id = org_id
             WHERE instances.id > ?1 ORDER BY instances.id",
        )?
        .query_map([since.instances], |row| {
            Ok(InstanceMade {
                id: row.get(0)?,
                org: row.get(1)?,
                space: row.get(2)?,
                slug: row.get(3)?,
                name: row.get(4)?,
                idempotency_key: row.get(5)?,
                deleted: row.get::<_, Option<i64>>(6)?.is_some(),
                at: clock::written(row.get(7)?),
            })
        })?
        .collect::<Result<_, _>>()?;
    let requests = db
        .prepare_cached(
            "SELECT id, method, path, status, fate, once, at FROM requests
             WHERE id > ?1 ORDER BY id",
        )?
        .query_map([since.requests], |row| {
            Ok(RequestSeen {
                id: row.get(0)?,
                method: row.get(1)?,
                path: row.get(2)?,
                status: row.get(3)?,
                fate: row.get(4)?,
                idempotency_key: row.get(5)?,
                at: clock::written(row.get(6)?),
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(Report {
        mails,
        instances,
        requests,
    })
}
