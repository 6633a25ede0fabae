//! The thread of a simulation, and that of a simulated test.

use std::any::Any;
use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

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
    #[error("the simulation hadn't ended after {} s", .0.as_secs_f64())]
    TookTooLong(Duration),
}

/// How the work on the thread of a simulation came to no end.
enum Stopped {
    Thread(io::Error),
    Panicked(Box<dyn Any + Send>),
    TookTooLong(Duration),
}

impl From<Stopped> for SimulationError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Thread(error) => Self::Thread(error),
            Stopped::Panicked(panic) => {
                let said = panic
                    .downcast_ref::<String>()
                    .map(String::as_str)
                    .or_else(|| panic.downcast_ref::<&str>().copied());
                Self::Panicked(said.unwrap_or("nobody knows why").to_owned())
            }
            Stopped::TookTooLong(limit) => Self::TookTooLong(limit),
        }
    }
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
    Ok(Running::start(seed, work).and_then(Running::done)?)
}

/// The same, but waits for no longer than this, in the time of the real computer. Nothing can end a
/// thread from outside, so one that is still busy then is left behind, and is busy until the program
/// ends.
pub fn on_a_thread_within<T: Send + 'static, F: Future<Output = T>>(
    limit: Duration,
    seed: u64,
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<T, SimulationError> {
    Ok(Running::start(seed, work).and_then(|running| running.done_within(limit))?)
}

/// Runs the body of a test on a thread of its own, as [`test`](crate::test) has it. A test that fails
/// here fails as any other does.
pub fn run_test<F: Future<Output = ()>>(body: impl FnOnce() -> F + Send + 'static) {
    let seed = std::env::var(SEED).map_or(0, |seed| {
        seed.parse()
            .unwrap_or_else(|_| panic!("{SEED} isn't a number: {seed}"))
    });
    match Running::start(seed, body).and_then(Running::done) {
        Ok(()) => {}
        Err(Stopped::Panicked(panic)) => resume_unwind(panic),
        Err(stopped) => panic!("{}", SimulationError::from(stopped)),
    }
}

/// A thread on which a simulation runs.
struct Running<T> {
    thread: JoinHandle<io::Result<T>>,
    /// Nothing is sent through it. It closes when the thread ends.
    ended: Receiver<()>,
}

impl<T: Send + 'static> Running<T> {
    fn start<F: Future<Output = T>>(
        seed: u64,
        work: impl FnOnce() -> F + Send + 'static,
    ) -> Result<Self, Stopped> {
        let (ends, ended) = channel::<()>();
        let simulate = move || -> io::Result<T> {
            // It is dropped after everything else, also where the work panics.
            let _ends = ends;
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
        Ok(Self { thread, ended })
    }

    /// What came of the work, once it is done.
    fn done(self) -> Result<T, Stopped> {
        let done = self.thread.join().map_err(Stopped::Panicked)?;
        Ok(done?)
    }

    fn done_within(self, limit: Duration) -> Result<T, Stopped> {
        match self.ended.recv_timeout(limit) {
            Err(RecvTimeoutError::Timeout) => Err(Stopped::TookTooLong(limit)),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => self.done(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hint::spin_loop;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, Instant, SystemTime};

    use super::{SimulationError, on_a_thread, on_a_thread_within};

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

    #[test]
    fn a_simulation_that_hangs_is_given_up_whether_it_is_busy_or_waits() {
        let limit = Duration::from_millis(50);
        let given_up = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&given_up);
        let busy = on_a_thread_within(limit, 1, || async move {
            while !until.load(Ordering::Relaxed) {
                spin_loop();
            }
        });
        given_up.store(true, Ordering::Relaxed);
        let waits = on_a_thread_within(limit, 1, std::future::pending::<()>);
        for hangs in [busy, waits] {
            assert!(matches!(hangs, Err(SimulationError::TookTooLong(_))));
        }
    }

    #[test]
    fn a_simulation_that_ends_within_its_limit_comes_to_its_own_end() {
        let limit = Duration::from_mins(1);
        let done = on_a_thread_within(limit, 1, || async { 7 });
        assert_eq!(done.ok(), Some(7));
        let panics = on_a_thread_within::<(), _>(limit, 1, || async { panic!("it is broken") });
        assert!(matches!(panics, Err(SimulationError::Panicked(said)) if said == "it is broken"));
    }

    #[crate::test]
    #[should_panic(expected = "this test fails")]
    async fn a_simulated_test_can_fail() {
        tokio::task::yield_now().await;
        panic!("this test fails");
    }
}
