//! Retries of single reads.
//!
//! A departure reads many lists. If one read fails, it would be simpler to start all of them
//! again, but with a class of several hundred people that could go on without end. A read changes
//! nothing, so it can always be repeated by itself.

use std::time::Duration;

use platform::{Cause, Fault, Proof};

const TRIES: u32 = 4;
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// If the platform asks for a longer pause than this, the read fails, and whoever needed it waits.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Reads, with retries after a fault that passes by itself. A platform that can't be reached, or
/// that doesn't answer at all, is reported at once.
pub(crate) async fn read<T, F>(ask: impl Fn() -> F) -> Result<T, Fault>
where
    F: Future<Output = Result<T, Fault>>,
{
    let mut pause = FIRST_PAUSE;
    for _ in 1..TRIES {
        let answer = ask().await;
        let Some(asked) = answer.as_ref().err().and_then(passes) else {
            return answer;
        };
        tokio::time::sleep(asked.max(pause)).await;
        pause *= 2;
    }
    ask().await
}

/// How long the platform asks to wait before a retry. `None` where a retry is of no use.
fn passes(fault: &Fault) -> Option<Duration> {
    match &fault.cause {
        Cause::CutOff | Cause::Unreadable | Cause::ServerFault | Cause::Unexpected => {
            Some(Duration::ZERO)
        }
        Cause::TimedOut if fault.status.is_some() => Some(Duration::ZERO),
        Cause::Busy { retry_after } => {
            Some(retry_after.unwrap_or_default()).filter(|asked| *asked <= LONGEST_PAUSE)
        }
        _ => None,
    }
}

/// Whether the platform itself says that this doesn't exist, or that the key's owner has no
/// access to it.
pub(crate) fn is_closed(fault: &Fault) -> bool {
    fault.proof == Proof::NotDone
        && matches!(
            fault.cause,
            Cause::NotFound | Cause::NotAllowed | Cause::Deleted
        )
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    async fn asked(answers: &[Option<Cause>]) -> (u32, Result<(), Fault>) {
        let asked = Cell::new(0);
        let answer = read(|| {
            let next = answers[asked.get() as usize].clone();
            asked.set(asked.get() + 1);
            async {
                match next {
                    None => Ok(()),
                    Some(cause) => Err(Fault {
                        proof: Proof::NotDone,
                        cause,
                        status: None,
                        incident: None,
                        detail: None,
                    }),
                }
            }
        })
        .await;
        (asked.get(), answer)
    }

    #[tokio::test(start_paused = true)]
    async fn a_reading_is_repeated_where_the_fault_passes_and_nowhere_else() {
        let cut = || Some(Cause::CutOff);
        let (times, answer) = asked(&[cut(), Some(Cause::ServerFault), None]).await;
        assert_eq!((times, answer.is_ok()), (3, true));
        let busy = |seconds| Cause::Busy {
            retry_after: Some(Duration::from_secs(seconds)),
        };
        let start = tokio::time::Instant::now();
        let (times, answer) = asked(&[Some(busy(20)), None]).await;
        assert_eq!((times, answer.is_ok()), (2, true));
        assert_eq!(start.elapsed().as_secs(), 20, "as long as was asked for");
        let (times, answer) = asked(&[cut(), cut(), cut(), cut(), None]).await;
        assert_eq!((times, answer.is_err()), (4, true), "it has an end");
        for cause in [
            Cause::NoConnection,
            Cause::TimedOut,
            Cause::KeyRefused,
            Cause::NotFound,
            Cause::NotThePlatform,
            busy(120),
        ] {
            let (times, answer) = asked(&[Some(cause.clone()), None]).await;
            assert_eq!((times, answer.is_err()), (1, true), "{cause}");
        }
    }
}
