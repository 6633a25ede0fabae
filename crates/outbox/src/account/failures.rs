//! Whether each account's platform answers at all with what a platform answers.
//!
//! A platform that can be reached may still fail every request: it has an error, breaks off, or
//! sends what nobody can read. Each request is tried again then, with growing pauses, which takes
//! a long time. This is what tells the user so meanwhile. No decision depends on it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use platform::{Cause, Fault};
use store::AccountId;

use lock::LockExt as _;

/// Fewer failures in a row are passed over, because the next try usually gets through.
const IN_A_ROW: u32 = 3;

/// What this run knows of each account's failures. Clones know the same.
#[derive(Clone, Default)]
pub(crate) struct Failures {
    known: Arc<Mutex<HashMap<AccountId, Run>>>,
}

/// Answers in a row that were of no use.
struct Run {
    count: u32,
    since: Timestamp,
}

impl Failures {
    /// Since when no answer was of any use. `None` while the platform answers as it should, or has
    /// failed only once or twice.
    pub(crate) fn since(&self, account: &AccountId) -> Option<Timestamp> {
        let known = self.known.locked();
        let run = known.get(account)?;
        (run.count >= IN_A_ROW).then_some(run.since)
    }

    /// Counts an outcome; returns whether [`Self::since`] says something else by it.
    pub(crate) fn count<T>(
        &self,
        account: &AccountId,
        outcome: &Result<T, Fault>,
        now: Timestamp,
    ) -> bool {
        let mut known = self.known.locked();
        match outcome {
            Err(fault) if fails(&fault.cause) => {
                let run = known.entry(account.clone()).or_insert(Run {
                    count: 0,
                    since: now,
                });
                run.count += 1;
                run.count == IN_A_ROW
            }
            Err(fault) if says_nothing(&fault.cause) => false,
            // A rejection is an answer like any other.
            _ => known
                .remove(account)
                .is_some_and(|run| run.count >= IN_A_ROW),
        }
    }

    pub(crate) fn forget(&self, account: &AccountId) {
        self.known.locked().remove(account);
    }
}

/// Whether this is no answer of a platform that works.
fn fails(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::TimedOut
            | Cause::CutOff
            | Cause::Unreadable
            | Cause::TooLarge
            | Cause::ServerFault
            | Cause::Unexpected
    )
}

/// Whether the platform hasn't been heard, or only asks to wait. The connection, or the plan, says
/// so by itself.
fn says_nothing(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::NoConnection
            | Cause::Tls { .. }
            | Cause::NotThePlatform
            | Cause::Busy { .. }
            | Cause::Unusable { .. }
    )
}

#[cfg(test)]
mod tests {
    use platform::Proof;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// Whether each of these changes what is said, and what is said in the end.
    fn after(outcomes: &[Option<Cause>]) -> (Vec<bool>, Option<Timestamp>) {
        let failures = Failures::default();
        let account = AccountId::practice();
        let fault = |cause: &Cause| Fault {
            proof: Proof::Unknown,
            cause: cause.clone(),
            status: None,
            incident: None,
            detail: None,
        };
        let changed = (1..).zip(outcomes).map(|(second, outcome)| {
            let outcome = outcome.as_ref().map_or(Ok(()), |cause| Err(fault(cause)));
            failures.count(&account, &outcome, at(second))
        });
        (changed.collect(), failures.since(&account))
    }

    #[test]
    fn three_failures_in_a_row_are_told_since_the_first() {
        let (changed, since) = after(&[
            None,
            Some(Cause::Unreadable),
            Some(Cause::TooLarge),
            Some(Cause::ServerFault),
            Some(Cause::CutOff),
        ]);
        assert_eq!(changed, [false, false, false, true, false]);
        assert_eq!(since, Some(at(2)));
    }

    #[test]
    fn an_answer_of_any_kind_ends_it_and_a_lost_connection_does_not() {
        let failed = || Some(Cause::Unexpected);
        let offline = Some(Cause::NoConnection);
        let (changed, since) = after(&[failed(), offline, failed(), failed()]);
        assert_eq!(changed, [false, false, false, true]);
        assert_eq!(since, Some(at(1)));
        for answer in [None, Some(Cause::NotAllowed), Some(Cause::Clash)] {
            let (changed, since) = after(&[failed(), failed(), failed(), answer]);
            assert_eq!(changed, [false, false, true, true]);
            assert_eq!(since, None);
        }
    }
}
