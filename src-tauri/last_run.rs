//! What the last run left open: the user is told of it at the start, and what was deleted long ago
//! goes for good.

use jiff::{SignedDuration, Timestamp};
use outbox::TakenOver;
use store::{Plan, PlanState, Purpose, StoreError};

use crate::app::App;
use crate::bridge::{StartNotice, Unsent};

/// How long what the user deleted can be restored.
const DELETED_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

impl App {
    /// Settles what the last run left open. The practice platform starts when its account is used,
    /// and here only if there is no such account yet.
    pub(crate) async fn start(&self) {
        let now = Timestamp::now();
        // The window is there by now, and shows what it has once all of this is done.
        match self.outbox.delivery.set_aside_if_damaged(now).await {
            Ok(None) => {}
            Ok(Some(aside)) => {
                self.notices().push((&aside).into());
                self.changes.drafts();
            }
            Err(problem) => tracing::error!(%problem, "the data file couldn't be checked"),
        }
        if let Err(problem) = self.practice.start_if_new(now).await {
            self.notices().push(StartNotice::PracticeDown {
                problem: problem.into(),
            });
        }
        match self.outbox.delivery.claim(now).await {
            Ok(None) => {}
            Ok(Some(found)) => self.go_on(&found, now),
            Err(problem) => tracing::error!(%problem, "this process couldn't begin to send"),
        }
        self.ready.send_replace(true);
    }

    /// This process may send now, and goes on where the last run stopped.
    fn go_on(&self, found: &TakenOver, now: Timestamp) {
        if let Err(problem) = self.tell_of(found) {
            tracing::error!(%problem, "what the last run left open couldn't be read");
        }
        if let Err(problem) = self.sweep(now) {
            tracing::error!(%problem, "what was deleted long ago couldn't be removed");
        }
    }

    /// Tells the user what had to wait.
    fn tell_of(&self, found: &TakenOver) -> Result<(), StoreError> {
        if let Some(found) = found.restored {
            self.notices().push(StartNotice::DataRestored {
                unsettled: found.unsettled,
                drafts: found.drafts,
            });
        }
        if found.held_in_grace > 0 {
            self.notices().push(StartNotice::PlansHeld {
                count: found.held_in_grace,
            });
        }
        // Restored data goes on only when the user says so.
        let waited = self.unsent(|plan| plan.state == PlanState::Sending)?;
        if waited.any && found.restored.is_none() {
            self.notices().push(StartNotice::SendingGoesOn { waited });
        }
        Ok(())
    }

    fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        let (drafts, lists) = (
            self.store.drafts_sweep(now - DELETED_KEPT),
            self.store.kept_lists_sweep(now - DELETED_KEPT),
        );
        drafts.and(lists)
    }

    /// What of these plans isn't sent yet.
    pub(crate) fn unsent(&self, which: impl Fn(&Plan) -> bool) -> Result<Unsent, StoreError> {
        let mut unsent = Unsent::default();
        for plan in self.store.plans_under_way()?.readable {
            if !which(&plan) || self.store.plan_counts(plan.id)?.under_way() == 0 {
                continue;
            }
            let left = self.store.plan_targets(&plan)?.under_way();
            match plan.intent.purpose {
                Some(Purpose::Instances) => unsent.instances += left,
                Some(Purpose::Distribute) => unsent.targets += left,
                _ => unsent.people += left,
            }
            unsent.any = true;
            unsent.in_grace |= plan.state == PlanState::Grace;
        }
        Ok(unsent)
    }
}
