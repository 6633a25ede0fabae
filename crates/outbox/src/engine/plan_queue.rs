//! One plan under way, and which of its requests may leave next.
//!
//! What is due is read a page at a time. Reading only the next request would be simpler, but then
//! the cost of a request would grow with the number of those in flight, which are due as well
//! until they are written down as sending.

use std::collections::{HashSet, VecDeque};

use store::{Plan, Request, RequestId, RequestState, Store, StoreError};
use tokio::time::Instant;

use super::clock::Clock;

/// How many requests are read at once.
const PAGE: u32 = 128;

pub(super) struct PlanQueue {
    pub(super) plan: Plan,
    /// What may leave next, as last read.
    page: VecDeque<RequestId>,
    /// Something came to its end since the page was read, so other requests may be due.
    stale: bool,
    /// When the first of those that aren't due yet becomes due.
    next_due: Option<Instant>,
    in_flight: HashSet<RequestId>,
    departing: bool,
    pub(super) departs_at: Option<Instant>,
}

/// What there is to ask after in a plan of which nothing more leaves.
pub(super) enum Followed {
    Now(RequestId),
    At(Instant),
    Nothing,
}

impl PlanQueue {
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            plan,
            page: VecDeque::new(),
            stale: true,
            next_due: None,
            in_flight: HashSet::new(),
            departing: false,
            departs_at: None,
        }
    }

    /// The plan was read again. What may leave next is read again too where `changed` says that
    /// plans changed for another reason than by what came to its end here.
    pub(super) fn refresh(&mut self, plan: Plan, changed: bool) {
        self.plan = plan;
        self.stale = true;
        if changed {
            self.page.clear();
        }
    }

    pub(super) fn has_in_flight(&self) -> bool {
        !self.in_flight.is_empty()
    }

    pub(super) fn next_due(&self) -> Option<Instant> {
        self.next_due
    }

    pub(super) fn dispatch(&mut self, request: RequestId) {
        self.in_flight.insert(request);
    }

    pub(super) fn complete(&mut self, request: RequestId) {
        self.in_flight.remove(&request);
        self.stale = true;
    }

    pub(super) fn is_departing(&self) -> bool {
        self.departing
    }

    pub(super) fn dispatch_departure(&mut self) {
        self.departing = true;
    }

    /// A departure came to its end; `retry_at` says when it is to be tried again.
    pub(super) fn complete_departure(&mut self, retry_at: Option<Instant>) {
        self.departing = false;
        if retry_at.is_some() {
            self.departs_at = retry_at;
        }
    }

    /// The next request that may leave.
    pub(super) fn next(
        &mut self,
        store: &Store,
        clock: &Clock,
    ) -> Result<Option<Request>, StoreError> {
        loop {
            while let Some(request) = self.page.pop_front() {
                // It may have changed since the page was read.
                let request = store.request(request)?;
                if is_open(&request) && request.due_at.is_none_or(|at| at <= clock.now()) {
                    return Ok(Some(request));
                }
            }
            let due = self.next_due.is_some_and(|at| at <= Instant::now());
            if !self.stale && !due {
                return Ok(None);
            }
            self.read_page(store, clock)?;
            if self.page.is_empty() {
                return Ok(None);
            }
        }
    }

    /// The next distribution that has left and may be asked after, in a plan of which nothing more
    /// leaves; or when that will be.
    pub(super) fn next_to_follow(
        &self,
        store: &Store,
        clock: &Clock,
    ) -> Result<Followed, StoreError> {
        let most = 1 + u32::try_from(self.in_flight.len()).unwrap_or(PAGE);
        let left = store.distributions_to_follow(self.plan.id, most)?;
        let next = left
            .into_iter()
            .find(|(id, _)| !self.in_flight.contains(id));
        Ok(match next {
            Some((_, Some(due))) if due > clock.now() => Followed::At(clock.instant_of(due)),
            Some((id, _)) => Followed::Now(id),
            None => Followed::Nothing,
        })
    }

    /// Both readings use the same time, so that nothing falls due between them unseen.
    fn read_page(&mut self, store: &Store, clock: &Clock) -> Result<(), StoreError> {
        let (plan, now) = (self.plan.id, clock.now());
        let most = PAGE + u32::try_from(self.in_flight.len()).unwrap_or(PAGE);
        // A request that is being looked up still counts as waiting in the data.
        self.page = store
            .requests_due(plan, now, most)?
            .into_iter()
            .filter(|request| !self.in_flight.contains(request))
            .collect();
        self.stale = false;
        self.next_due = store
            .request_due_after(plan, now)?
            .map(|at| clock.instant_of(at));
        Ok(())
    }
}

fn is_open(request: &Request) -> bool {
    matches!(
        request.state,
        RequestState::Waiting | RequestState::LookingUp | RequestState::Running
    )
}

#[cfg(test)]
#[path = "plan_queue_tests.rs"]
mod tests;
