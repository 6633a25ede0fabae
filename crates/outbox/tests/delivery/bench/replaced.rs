//! Which answers of a platform are replaced by others on their way to Cohort.

/// A rule for the answers that are replaced, and what they are replaced by.
#[derive(Clone)]
pub(crate) struct Replaced<A> {
    /// Requests of this method; of all where it is empty.
    pub(crate) method: &'static str,
    /// And with a path, or a query, that contains this.
    pub(crate) contains: &'static str,
    pub(crate) times: usize,
    /// Once one was replaced, so is every other answer, whatever the request was.
    pub(crate) then_everything: bool,
    /// The platform carries the request out all the same.
    pub(crate) carried_out: bool,
    pub(crate) answer: A,
}

impl<A> Replaced<A> {
    /// All answers to requests like this, which the platform never gets.
    pub(crate) fn all(method: &'static str, contains: &'static str, answer: A) -> Self {
        Self {
            method,
            contains,
            times: usize::MAX,
            then_everything: false,
            carried_out: false,
            answer,
        }
    }

    /// Whether the answer to this request is replaced, which counts as one of the times.
    pub(crate) fn meets(&mut self, method: &str, path: &str) -> bool {
        let meant = self.method.is_empty() || self.method == method;
        if !meant || !path.contains(self.contains) || self.times == 0 {
            return false;
        }
        self.times -= 1;
        if self.then_everything {
            (self.method, self.contains) = ("", "");
        }
        true
    }
}
