//! Requests: what goes over the wire, frozen byte by byte before it first leaves, and what is
//! known of its answer.

use jiff::{SignedDuration, Timestamp};
use platform::CallKind;
use rusqlite::{Connection, Params, params};
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, all, earlier, exists, first, time, word};
use crate::error::Record;
use crate::{PlanId, RequestId, Store, StoreError, Write};

/// A call to the platform, frozen before it first leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about what has left"
)]
pub struct Request {
    pub id: RequestId,
    pub plan: PlanId,
    pub kind: CallKind,
    pub path: String,
    pub body: Vec<u8>,
    pub idempotency_key: String,
    pub state: RequestState,
    /// How often it left, or tried to.
    pub tries: u32,
    /// How often the platform was asked what had become of it.
    pub lookups: u32,
    pub due_at: Option<Timestamp>,
    pub first_sent_at: Option<Timestamp>,
    pub last_sent_at: Option<Timestamp>,
    pub answered_at: Option<Timestamp>,
    /// When it first left with its idempotency key, if it did.
    pub key_sent: Option<KeySent>,
    /// A try that may have been taken left without the key, so the key says nothing of it.
    pub left_without_key: bool,
    /// An earlier try may have been taken although its answer was lost.
    pub maybe_taken: bool,
    /// The last try was refused for good.
    pub refused: bool,
    /// It was sent again, because a lookup had shown that an earlier try wasn't taken.
    pub resent_after_absence: bool,
    pub status: Option<u16>,
    pub incident: Option<String>,
    /// The platform's task, where it answered with one.
    pub task: Option<i64>,
    /// How many web pages in a row have stood in place of the task's status.
    pub pages_polled: u32,
}

/// When an idempotency key first travelled, as two clocks say. The wall clock may be set in
/// between; the time since the computer was started can't be, but ends with the next start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySent {
    pub at: Timestamp,
    pub uptime: Option<Uptime>,
}

/// How long the computer has been running, its sleep included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uptime {
    /// The name of this start of the computer.
    pub boot: String,
    pub seconds: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Frozen, but a step it serves waits for another: not its turn yet.
    #[serde(rename = "later")]
    NotReady,
    /// Not under way; leaves when it is due.
    Waiting,
    /// On the wire. Found in this state at start: nobody knows what became of it.
    Sending,
    /// Its answer was lost; the platform is asked what became of it.
    #[serde(rename = "looking")]
    LookingUp,
    /// Taken as a task that hasn't come to its end.
    Running,
    Settled,
}

pub struct NewRequest<'a> {
    pub plan: PlanId,
    pub kind: CallKind,
    pub path: &'a str,
    pub body: &'a [u8],
    pub idempotency_key: &'a str,
    /// It may leave as soon as it is due; otherwise it is left for later.
    pub ready: bool,
}

const TABLE: &str = "requests";

fn read(columns: &RowColumns<'_, '_>) -> Result<Request, StoreError> {
    Ok(Request {
        id: columns.get("id")?,
        plan: columns.get("plan")?,
        kind: columns.parsed("kind")?,
        path: columns.get("path")?,
        body: columns.get("body")?,
        idempotency_key: columns.get("idempotency_key")?,
        state: columns.word("state")?,
        tries: columns.get("tries")?,
        lookups: columns.get("lookups")?,
        due_at: columns.maybe_time("due_at")?,
        first_sent_at: columns.maybe_time("first_sent_at")?,
        last_sent_at: columns.maybe_time("last_sent_at")?,
        answered_at: columns.maybe_time("answered_at")?,
        key_sent: read_key_sent(columns)?,
        left_without_key: columns.get("left_without_key")?,
        maybe_taken: columns.get("maybe_taken")?,
        refused: columns.get("refused")?,
        resent_after_absence: columns.get("resent_after_absence")?,
        status: columns.get("status")?,
        incident: columns.get("incident")?,
        task: columns.get("task")?,
        pages_polled: columns.get("pages_polled")?,
    })
}

fn read_key_sent(columns: &RowColumns<'_, '_>) -> Result<Option<KeySent>, StoreError> {
    let Some(at) = columns.maybe_time("key_sent_at")? else {
        return Ok(None);
    };
    let boot: Option<String> = columns.get("key_sent_boot")?;
    let seconds: Option<i64> = columns.get("key_sent_uptime")?;
    let uptime = boot.zip(seconds);
    Ok(Some(KeySent {
        at,
        uptime: uptime.map(|(boot, seconds)| Uptime { boot, seconds }),
    }))
}

fn request(connection: &Connection, id: RequestId) -> Result<Request, StoreError> {
    first(
        connection,
        TABLE,
        "SELECT * FROM requests WHERE id = ?1",
        [id],
        read,
    )?
    .ok_or(StoreError::NotFound(Record::Request))
}

fn requests_where(
    connection: &Connection,
    condition: &str,
    parameters: impl Params,
) -> Result<Vec<Request>, StoreError> {
    let query = format!("SELECT * FROM requests WHERE {condition} ORDER BY id");
    all(connection, TABLE, &query, parameters, read)
}

impl Store {
    pub fn request(&self, id: RequestId) -> Result<Request, StoreError> {
        request(&self.connection(), id)
    }

    pub fn requests(&self, plan: PlanId) -> Result<Vec<Request>, StoreError> {
        requests_where(&self.connection(), "plan = ?1", [plan])
    }

    /// Whatever is marked as on the wire: at start, everything whose fate nobody knows.
    pub fn requests_sending(&self) -> Result<Vec<Request>, StoreError> {
        requests_where(&self.connection(), "state = 'sending'", [])
    }

    /// No pause is longer than this one: what a wrong clock once wrote as due is cut back.
    pub fn requests_cap_due(&self, latest: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "UPDATE requests SET due_at = ?1
             WHERE state IN ('waiting', 'looking', 'running') AND due_at > ?1",
            [time(latest)],
        )?;
        Ok(())
    }

    /// The open requests of a plan that may go on, at most `most`: first what was put off
    /// until a time that has come, then what never left, in the order of the plan.
    pub fn requests_due(
        &self,
        plan: PlanId,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<RequestId>, StoreError> {
        let connection = self.connection();
        let mut due = connection
            .prepare_cached(
                "SELECT id FROM requests
                 WHERE plan = ?1 AND due_at <= ?2 AND state IN ('waiting', 'looking', 'running')
                 ORDER BY due_at, id LIMIT ?3",
            )?
            .query_map((plan, time(now), most), |row| row.get(0))?
            .collect::<Result<Vec<RequestId>, _>>()?;
        let mut first = connection.prepare_cached(
            "SELECT id FROM requests
             WHERE plan = ?1 AND due_at IS NULL AND state IN ('waiting', 'looking', 'running')
             ORDER BY id LIMIT ?2",
        )?;
        let more = most.saturating_sub(u32::try_from(due.len()).unwrap_or(u32::MAX));
        for id in first.query_map((plan, more), |row| row.get(0))? {
            due.push(id?);
        }
        Ok(due)
    }

    /// A plan's distributions that have left, the one that is due next first: what became of them is
    /// read although nothing more of the plan leaves.
    pub fn distributions_to_follow(
        &self,
        plan: PlanId,
        most: u32,
    ) -> Result<Vec<(RequestId, Option<Timestamp>)>, StoreError> {
        all(
            &self.connection(),
            TABLE,
            "SELECT id, due_at FROM requests
             WHERE plan = ?1 AND state IN ('waiting', 'looking', 'running')
               AND state <> 'waiting' AND kind = 'hand_out'
             ORDER BY due_at, id LIMIT ?2",
            (plan, most),
            |columns| Ok((columns.get("id")?, columns.maybe_time("due_at")?)),
        )
    }

    /// When the next of a plan's open requests may go on, of those that may not yet.
    pub fn request_due_after(
        &self,
        plan: PlanId,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        first(
            &self.connection(),
            TABLE,
            "SELECT id, due_at FROM requests
             WHERE plan = ?1 AND due_at > ?2 AND state IN ('waiting', 'looking', 'running')
             ORDER BY due_at LIMIT 1",
            (plan, time(now)),
            |columns| columns.time("due_at"),
        )
    }
}

impl Write<'_> {
    /// The clock was set back by `by`: what it had put off until a time is due as soon as it
    /// was, and what was sent was sent as long ago.
    pub fn requests_move_earlier(&self, by: SignedDuration) -> Result<(), StoreError> {
        const TIMES: [&str; 4] = ["due_at", "first_sent_at", "last_sent_at", "key_sent_at"];
        let open = all(
            self.transaction,
            TABLE,
            "SELECT id, due_at, first_sent_at, last_sent_at, key_sent_at FROM requests
             WHERE state <> 'settled' AND (due_at IS NOT NULL OR first_sent_at IS NOT NULL)",
            [],
            |columns| {
                let [due, first, last, key] = TIMES.map(|column| columns.maybe_time(column));
                Ok((columns.get::<RequestId>("id")?, [due?, first?, last?, key?]))
            },
        )?;
        let mut put = self.transaction.prepare_cached(
            "UPDATE requests SET due_at = ?2, first_sent_at = ?3, last_sent_at = ?4, key_sent_at = ?5
             WHERE id = ?1",
        )?;
        for (id, times) in open {
            let [due, first, last, key] = times.map(|at| at.map(|at| time(earlier(at, by))));
            put.execute((id, due, first, last, key))?;
        }
        Ok(())
    }

    pub fn request_add(&self, new: &NewRequest<'_>) -> Result<RequestId, StoreError> {
        let id = self
            .transaction
            .prepare_cached(
                "INSERT INTO requests (plan, kind, path, body, idempotency_key, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .insert((
                new.plan,
                new.kind.as_str(),
                new.path,
                new.body,
                new.idempotency_key,
                word(&if new.ready {
                    RequestState::Waiting
                } else {
                    RequestState::NotReady
                })?,
            ))?;
        Ok(RequestId(id))
    }

    /// Whether everything it waits for is there, so that it may leave. Of what has begun or ended
    /// nothing changes. What may have left from elsewhere is looked up once it is ready.
    pub fn request_set_ready(&self, id: RequestId, ready: bool) -> Result<(), StoreError> {
        let change = if ready {
            "UPDATE requests SET state = iif(maybe_taken, 'looking', 'waiting')
             WHERE id = ?1 AND state = 'later'"
        } else {
            "UPDATE requests SET state = 'later' WHERE id = ?1 AND state = 'waiting'"
        };
        self.transaction.prepare_cached(change)?.execute([id])?;
        Ok(())
    }

    /// Whether anything of a plan has ever left.
    pub fn request_left(&self, plan: PlanId) -> Result<bool, StoreError> {
        exists(
            self.transaction,
            "SELECT EXISTS (SELECT 1 FROM requests
                            WHERE plan = ?1 AND first_sent_at IS NOT NULL)",
            [plan],
        )
    }

    pub fn request(&self, id: RequestId) -> Result<Request, StoreError> {
        request(self.transaction, id)
    }

    /// The requests of a plan that haven't come to their end.
    pub fn requests_open(&self, plan: PlanId) -> Result<Vec<Request>, StoreError> {
        requests_where(self.transaction, "plan = ?1 AND state <> 'settled'", [plan])
    }

    /// Writes back everything about a request that may change; what is frozen stays.
    pub fn request_set(&self, request: &Request) -> Result<(), StoreError> {
        let key_sent = request.key_sent.as_ref();
        let uptime = key_sent.and_then(|sent| sent.uptime.as_ref());
        self.transaction
            .prepare_cached(
                "UPDATE requests SET state = ?2, tries = ?3, lookups = ?4, due_at = ?5,
                   first_sent_at = ?6, last_sent_at = ?7, answered_at = ?8, maybe_taken = ?9,
                   status = ?10, incident = ?11, task = ?12, refused = ?13,
                   resent_after_absence = ?14, key_sent_at = ?15, key_sent_boot = ?16,
                   key_sent_uptime = ?17, left_without_key = ?18, pages_polled = ?19
                 WHERE id = ?1",
            )?
            .execute(params![
                request.id,
                word(&request.state)?,
                request.tries,
                request.lookups,
                request.due_at.map(time),
                request.first_sent_at.map(time),
                request.last_sent_at.map(time),
                request.answered_at.map(time),
                request.maybe_taken,
                request.status,
                &request.incident,
                request.task,
                request.refused,
                request.resent_after_absence,
                request.key_sent.as_ref().map(|sent| time(sent.at)),
                uptime.map(|uptime| &uptime.boot),
                uptime.map(|uptime| uptime.seconds),
                request.left_without_key,
                request.pages_polled,
            ])?;
        Ok(())
    }
}
