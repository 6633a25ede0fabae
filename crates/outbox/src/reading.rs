//! One reading among several: it may always be repeated, and is, before all of them begin anew.

use std::time::Duration;

use platform::{Cause, Fault};

const TRIES: u32 = 4;
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// Reads, and reads again where that met a fault that passes. That the platform is away, or does
/// not answer at all, is known at once.
pub(crate) async fn read<T, F>(ask: impl Fn() -> F) -> Result<T, Fault>
where
    F: Future<Output = Result<T, Fault>>,
{
    let mut pause = FIRST_PAUSE;
    for _ in 1..TRIES {
        match ask().await {
            Err(fault) if passes(&fault) => {}
            answer => return answer,
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    ask().await
}

fn passes(fault: &Fault) -> bool {
    match &fault.cause {
        Cause::CutOff | Cause::Unreadable | Cause::ServerFault | Cause::Unexpected => true,
        Cause::TimedOut => fault.status.is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use platform::Proof;

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
        let (times, answer) = asked(&[cut(), cut(), cut(), cut(), None]).await;
        assert_eq!((times, answer.is_err()), (4, true), "it has an end");
        for cause in [
            Cause::NoConnection,
            Cause::TimedOut,
            Cause::KeyRefused,
            Cause::NotFound,
            Cause::NotThePlatform,
            Cause::Busy { retry_after: None },
        ] {
            let (times, answer) = asked(&[Some(cause.clone()), None]).await;
            assert_eq!((times, answer.is_err()), (1, true), "{cause}");
        }
    }
}
