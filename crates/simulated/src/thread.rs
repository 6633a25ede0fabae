//! The thread of a simulation, and that of a simulated test.

use std::any::Any;
use std::io;
use std::panic::resume_unwind;
use std::thread;

use crate::outside::{self, Outside};

/// Names the seed of all simulated tests in the environment, to try whether they hold with another.
const SEED: &str = "COHORT_SEED";
/// The futures of a debug build are large.
const STACK: usize = 16 << 20;

/// Why a simulation came to no end.
#[derive(Debug, thiserror::Error)]
pub enum SimulationError {
    #[error("the thread of the simulation couldn't be started")]
    Thread(#[source] io::Error),
    #[error("the simulation panicked: {0}")]
    Panicked(String),
}

/// How the work on the thread of a simulation came to no end.
enum Stopped {
    Thread(io::Error),
    Panicked(Box<dyn Any + Send>),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Thread(error)
    }
}

/// Runs a future on a thread of its own, on which nothing comes from outside but the seed.
pub fn on_a_thread<T: Send + 'static, F: Future<Output = T>>(
    seed: u64,
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<T, SimulationError> {
    started(seed, work).map_err(|stopped| match stopped {
        Stopped::Thread(error) => SimulationError::Thread(error),
        Stopped::Panicked(panic) => {
            let said = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied());
            SimulationError::Panicked(said.unwrap_or("nobody knows why").to_owned())
        }
    })
}

/// Runs the body of a test on a thread of its own, as [`test`](crate::test) has it. A test that fails
/// here fails as any other does.
pub fn run_test<F: Future<Output = ()>>(body: impl FnOnce() -> F + Send + 'static) {
    let seed = std::env::var(SEED).map_or(0, |seed| {
        seed.parse()
            .unwrap_or_else(|_| panic!("{SEED} isn't a number: {seed}"))
    });
    match started(seed, body) {
        Ok(()) => {}
        Err(Stopped::Panicked(panic)) => resume_unwind(panic),
        Err(Stopped::Thread(error)) => {
            panic!("the thread of the test couldn't be started: {error}")
        }
    }
}

/// What came of the work.
fn started<T: Send + 'static, F: Future<Output = T>>(
    seed: u64,
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<T, Stopped> {
    let simulate = move || -> io::Result<T> {
        let _outside = Outside::from_seed(seed);
        let _inline = offload::inline_on_this_thread();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()?;
        Ok(runtime.block_on(async move {
            outside::begin();
            work().await
        }))
    };
    let thread = thread::Builder::new().stack_size(STACK).spawn(simulate)?;
    let done = thread.join().map_err(Stopped::Panicked)?;
    Ok(done?)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant, SystemTime};

    use super::on_a_thread;

    #[test]
    fn an_hour_passes_on_every_clock_and_takes_no_time() {
        let begun = Instant::now();
        let passed = on_a_thread(1, || async {
            let (steady, wall) = (Instant::now(), SystemTime::now());
            tokio::time::sleep(Duration::from_hours(1)).await;
            (steady.elapsed(), wall.elapsed().ok())
        });
        let hour = Duration::from_hours(1);
        assert_eq!(passed.ok(), Some((hour, Some(hour))));
        assert!(begun.elapsed() < hour / 60);
    }

    #[test]
    fn the_same_seed_gives_the_same_random_numbers_and_another_seed_others() {
        use std::hash::{BuildHasher as _, RandomState};
        let drawn = |seed| on_a_thread(seed, || async { RandomState::new().hash_one(0) }).ok();
        assert!(drawn(1).is_some());
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }

    #[crate::test]
    #[should_panic(expected = "this test fails")]
    async fn a_simulated_test_can_fail() {
        tokio::task::yield_now().await;
        panic!("this test fails");
    }
}
