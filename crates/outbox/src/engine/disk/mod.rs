//! A disk that is full, or fails. Nothing leaves that cannot be written down first, and an
//! answer that has come is kept until it can be.

pub(super) mod sync;

use std::sync::PoisonError;
use std::time::Duration;

use store::{RequestState, StoreError};

use super::in_flight_request::Leaving;
use super::{Engine, Happened};
use crate::machine::never_left;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// What keeps everything from moving, on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskTrouble {
    Full,
    Fails,
}

impl DiskTrouble {
    fn of(problem: &StoreError) -> Option<Self> {
        match problem {
            StoreError::DiskFull(_) => Some(Self::Full),
            StoreError::DiskFails(_) => Some(Self::Fails),
            _ => None,
        }
    }
}

fn passes(problem: &StoreError) -> bool {
    DiskTrouble::of(problem).is_some() || matches!(problem, StoreError::Busy(_))
}

impl Engine {
    /// `None`: what was last written reached the disk.
    pub fn disk_trouble(&self) -> Option<DiskTrouble> {
        *self
            .shared
            .disk_trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of what came of bringing everything to the disk. That it got there says
    /// nothing of room for more.
    pub(super) fn noted<T>(&self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        match &outcome {
            Ok(_) => self.is_over(DiskTrouble::Fails),
            Err(problem) => self.note_failure(problem),
        }
        outcome
    }

    /// Something was written: there is room.
    pub(crate) fn note_written(&self) {
        self.is_over(DiskTrouble::Full);
    }

    fn is_over(&self, trouble: DiskTrouble) {
        if self.disk_trouble() == Some(trouble) {
            self.note(None);
        }
    }

    pub(super) fn note_failure(&self, problem: &StoreError) {
        if let Some(trouble) = DiskTrouble::of(problem) {
            self.note(Some(trouble));
        }
    }

    fn note(&self, found: Option<DiskTrouble>) {
        let mut known = self
            .shared
            .disk_trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if *known != found {
            *known = found;
            self.tell(Happened::Disk);
        }
    }

    /// Does again what the disk refuses, until it takes it. Should Cohort end before, the next
    /// start finds an answer that was lost.
    pub(super) async fn patiently<T>(
        &self,
        write: impl Fn() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut pause = FIRST_PAUSE;
        loop {
            match write() {
                // Another process that holds the data lets go of them again.
                Err(problem) if passes(&problem) => {
                    self.note_failure(&problem);
                    tracing::error!(%problem, "an answer waits to be written down");
                    tokio::select! {
                        () = tokio::time::sleep(pause) => {}
                        () = self.shared.try_again.notified() => {}
                    }
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                outcome => {
                    if outcome.is_ok() {
                        self.note_written();
                    }
                    return outcome;
                }
            }
        }
    }

    /// It was to leave, but the disk did not take that: so it has not left. Where this cannot be
    /// written down either, or the plan was cancelled by now, it counts as unsure.
    pub(super) fn take_back(&self, left: &Leaving) -> Result<(), StoreError> {
        self.store().write_soon(|w| {
            let mut request = w.request(left.request.id)?;
            let as_it_left =
                request.state == RequestState::Sending && request.tries == left.request.tries;
            if !as_it_left || w.plan(request.plan)?.cancelled_at.is_some() {
                return Ok(());
            }
            request.state = RequestState::Waiting;
            never_left(&mut request);
            w.request_set(&request)?;
            for step in &left.steps {
                w.step_state(step.id, step.state, None, None)?;
            }
            Ok(())
        })
    }
}
