//! How much one reading may take that needs several answers.
//!
//! The client limits each answer, but the platform decides how many of them there are. Thousands of
//! instances, each with a list that is almost too long and arrives almost too late, would fill the
//! memory and keep a plan waiting for days. So whoever asks several questions for one result has one
//! budget for all of them.

use std::time::Duration;

use platform::Fault;
use tokio::time::{Instant, timeout_at};

/// What is left for one reading.
#[derive(Debug, Clone)]
pub(crate) struct ReadBudget {
    /// In bytes.
    left: usize,
    ends: Instant,
}

impl ReadBudget {
    /// For a reading that begins now, and whose answers have this many bytes at most.
    pub(crate) fn new(bytes: usize, time: Duration) -> Self {
        Self {
            left: bytes,
            ends: Instant::now() + time,
        }
    }

    /// For a reading that begins now and keeps nothing of its answers, or only what is asked about.
    pub(crate) fn of_time(time: Duration) -> Self {
        Self::new(usize::MAX, time)
    }

    /// Waits for an answer, or for several that were asked for together, as long as there is time.
    pub(crate) async fn within<T>(
        &self,
        answer: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Fault> {
        let answer = timeout_at(self.ends, answer).await;
        answer.unwrap_or_else(|_| Err(Fault::too_slow()))
    }

    /// Takes the bytes of an answer, or of what is kept of it. It fails if they are more than what is
    /// left, and then nothing is left.
    pub(crate) fn spend(&mut self, bytes: usize) -> Result<(), Fault> {
        let spent = self.spend_if_enough(bytes);
        if spent.is_err() {
            self.left = 0;
        }
        spent
    }

    /// Takes the bytes of an answer that the reading can do without. It fails if they are more than
    /// what is left, and then all of that stays for the other answers.
    pub(crate) fn spend_if_enough(&mut self, bytes: usize) -> Result<(), Fault> {
        self.left = self.left.checked_sub(bytes).ok_or_else(Fault::too_large)?;
        Ok(())
    }

    /// Whether nothing is left, for a reading that can do without the rest.
    pub(crate) fn is_spent(&self) -> bool {
        self.left == 0 || Instant::now() >= self.ends
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use platform::Cause;
    use tokio::time::sleep;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn several_answers_have_one_limit_of_time() {
        let budget = ReadBudget::new(1, Duration::from_mins(5));
        let began = Instant::now();
        let mut answered = 0;
        // Each is in time by itself.
        let fault = loop {
            let answer = async {
                sleep(Duration::from_secs(80)).await;
                Ok(())
            };
            match budget.within(answer).await {
                Ok(()) => answered += 1,
                Err(fault) => break fault,
            }
        };
        assert_eq!(answered, 3);
        assert_eq!(began.elapsed(), Duration::from_mins(5));
        assert_eq!(fault.cause, Cause::TimedOut);
        assert!(budget.is_spent());
        let never = budget.within(pending::<Result<(), Fault>>()).await;
        assert!(never.is_err(), "it doesn't begin anew");
    }

    #[tokio::test]
    async fn several_answers_have_one_limit_of_size() {
        let mut budget = ReadBudget::new(10, Duration::from_mins(5));
        assert!(budget.spend(6).is_ok());
        assert!(!budget.is_spent());
        assert!(budget.spend(4).is_ok(), "exactly what is left");
        assert!(budget.is_spent());
        let fault = budget.spend(1).unwrap_err();
        assert_eq!(fault.cause, Cause::TooLarge);

        let mut budget = ReadBudget::new(10, Duration::from_mins(5));
        assert!(budget.spend_if_enough(11).is_err());
        assert!(budget.spend_if_enough(4).is_ok());
        assert!(
            !budget.is_spent(),
            "nothing was taken for what was too much"
        );
        assert!(budget.spend(11).is_err());
        assert!(budget.is_spent(), "what was too much isn't given back");
    }
}
