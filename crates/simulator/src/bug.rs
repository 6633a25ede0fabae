//! Bugs that are put in on purpose, to see that simulations find them. Each is what a fault in one of
//! the crates would come to, made where the simulation can reach it: between the outbox and the
//! network, in the options of the outbox, or in its data between two starts.

use std::fs;
use std::path::Path;

use platform::{NoAnswer, TransportAnswer, TransportRequest};
use rusqlite::Connection;
use serde_json::{Value, json};
use store::Installation;

use crate::answers::json_answer;
use crate::set_up::SetUp;
use crate::troubles::Troubles;
use crate::weather::Fault;

/// What is wrong on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// Absence is believed at once, and not only after ten minutes.
    BelievesAbsenceAtOnce,
    /// Idempotency keys aren't sent along.
    SendsNoKeys,
    /// A cut connection counts as one that was never there.
    TakesCutForNeverSent,
    /// A 500 counts as a refusal that proves that nothing was done.
    BelievesServerErrors,
    /// A 404 counts as the platform's, whoever sent it.
    BelievesEveryNotFound,
    /// A list with an entry that can't be read counts as complete.
    BelievesPartialLists,
    /// Distributions take no snapshot of their targets first.
    TakesNoSnapshots,
    /// A task counts as completed as soon as there is one.
    BelievesTasksAtOnce,
    /// A request found as sending at a start is sent again, as if it had never left.
    SendsWhatWasInFlight,
    /// Whoever was invited is forgotten when the process is killed.
    ForgetsWhoWasInvited,
    /// A process that starts beside another sends as well.
    SendsWithoutTheLease,
    /// Data that were restored count as the ones that this installation left.
    TakesRestoredDataForItsOwn,
}

impl Bug {
    pub const ALL: [Self; 12] = [
        Self::BelievesAbsenceAtOnce,
        Self::SendsNoKeys,
        Self::TakesCutForNeverSent,
        Self::BelievesServerErrors,
        Self::BelievesEveryNotFound,
        Self::BelievesPartialLists,
        Self::TakesNoSnapshots,
        Self::BelievesTasksAtOnce,
        Self::SendsWhatWasInFlight,
        Self::ForgetsWhoWasInvited,
        Self::SendsWithoutTheLease,
        Self::TakesRestoredDataForItsOwn,
    ];

    /// The faults without which the bug does no harm. They strike in each simulation that looks for
    /// it, so that most of the time isn't spent on weather in which it can't be seen.
    pub(crate) fn needs(self) -> &'static [Fault] {
        match self {
            Self::BelievesAbsenceAtOnce => &[Fault::LandsLate],
            Self::SendsNoKeys | Self::TakesCutForNeverSent => &[Fault::AnswerLost],
            Self::BelievesServerErrors => &[Fault::ServerError],
            Self::BelievesEveryNotFound => &[Fault::NotFoundByProxy],
            Self::BelievesPartialLists => &[Fault::UnreadableRow, Fault::AnswerLost],
            Self::TakesNoSnapshots
            | Self::BelievesTasksAtOnce
            | Self::SendsWhatWasInFlight
            | Self::ForgetsWhoWasInvited
            | Self::SendsWithoutTheLease
            | Self::TakesRestoredDataForItsOwn => &[],
        }
    }

    /// What goes wrong on the computer in simulations that look for the bug: nothing without which it
    /// does harm as well.
    pub(crate) fn needs_troubles(self) -> Troubles {
        Troubles {
            terminal: self == Self::SendsWithoutTheLease,
            backups: self == Self::TakesRestoredDataForItsOwn,
            disk: false,
        }
    }

    pub(crate) fn spoils_request(self, request: &mut TransportRequest) {
        match self {
            Self::SendsNoKeys => {
                request.headers.remove("idempotency-key");
            }
            Self::TakesNoSnapshots => {
                let body = request
                    .body
                    .as_deref()
                    .and_then(|body| serde_json::from_slice(body).ok());
                if let Some(Value::Object(mut body)) = body
                    && body.contains_key("auto_snapshot")
                {
                    body.insert("auto_snapshot".to_owned(), Value::Bool(false));
                    request.body = Some(Value::Object(body).to_string().into_bytes());
                }
            }
            _ => {}
        }
    }

    /// What a platform crate with this bug would make of an answer.
    pub(crate) fn spoils_answer(
        self,
        path: &str,
        answer: Result<TransportAnswer, NoAnswer>,
    ) -> Result<TransportAnswer, NoAnswer> {
        match (self, answer) {
            (Self::TakesCutForNeverSent, Err(NoAnswer::CutOff)) => Err(NoAnswer::NoConnection),
            (Self::BelievesServerErrors, Ok(answer)) if answer.status == 500 => {
                Ok(json_answer(503, &json!({ "err": "BUSY", "msg": "" })))
            }
            (Self::BelievesEveryNotFound, Ok(answer)) if answer.status == 404 => {
                Ok(json_answer(404, &json!({ "err": "NOT_FOUND", "msg": "" })))
            }
            (Self::BelievesPartialLists, Ok(answer)) => Ok(without_unreadable_rows(answer)),
            (Self::BelievesTasksAtOnce, Ok(answer)) if path.starts_with("/tasks/") => {
                let id: i64 = path
                    .rsplit('/')
                    .next()
                    .and_then(|id| id.parse().ok())
                    .unwrap_or(1);
                drop(answer);
                Ok(json_answer(
                    200,
                    &json!({ "id": id, "status": "COMPLETED", "description": "" }),
                ))
            }
            (_, answer) => answer,
        }
    }

    /// Makes the data in this folder what those of a process with this bug would be at its next start.
    pub(crate) fn spoils_data(self, folder: &Path) -> SetUp<()> {
        let data = || Connection::open(folder.join("data/cohort.db"));
        match self {
            Self::SendsWhatWasInFlight => {
                data()?.execute(
                    "UPDATE requests SET state = 'waiting', due_at = NULL WHERE state = 'sending'",
                    [],
                )?;
            }
            Self::ForgetsWhoWasInvited => {
                data()?.execute(
                    "UPDATE acts SET closed_at = opened_at, closed_why = 'cancelled'
                     WHERE done_at IS NOT NULL",
                    [],
                )?;
            }
            Self::TakesRestoredDataForItsOwn => {
                let settings = folder.join("settings/installation.json");
                // Without a mark in the settings there is nothing that the data could differ from.
                if let Ok(mark) = fs::read(&settings) {
                    let mut mark: Installation = serde_json::from_slice(&mark)?;
                    // The mark in the keyring is never later than that.
                    mark.generation += 1000;
                    fs::write(&settings, serde_json::to_vec(&mark)?)?;
                    data()?.execute(
                        "UPDATE installation SET id = ?1, machine = ?2, generation = ?3",
                        (&mark.id, &mark.machine, mark.generation),
                    )?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn without_unreadable_rows(answer: TransportAnswer) -> TransportAnswer {
    let rows = answer.body.as_deref().ok();
    match rows.and_then(|body| serde_json::from_slice(body).ok()) {
        Some(Value::Array(mut rows)) => {
            rows.retain(|row| row.get("is").is_none());
            let body = Ok(Value::Array(rows).to_string().into_bytes());
            TransportAnswer { body, ..answer }
        }
        _ => answer,
    }
}
