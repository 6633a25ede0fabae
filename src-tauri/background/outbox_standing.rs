//! How the outbox stands, as far as the tray shows it: read from the data, and shown nowhere else.

use std::collections::BTreeSet;

use outbox::{ConnectionState, Standstill};
use store::{AccountId, Plan, PlanCounts, PlanId, PlanState, Purpose, StoreError};

use crate::app::App;

/// So many results are in the menu.
const RESULTS: u32 = 3;

/// How the outbox stands, as far as the tray shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OutboxStanding {
    /// People, or instances, of the plans that are sending; and how many of them are settled.
    pub(crate) all: u32,
    pub(crate) settled: u32,
    /// Plans that are sending, or will once their grace is over.
    pub(crate) sending: Vec<PlanId>,
    pub(crate) paused: Vec<PlanId>,
    /// Why nothing is sent although there is something to send: the reason of the newest plan that
    /// stands still. `None`: some plan makes progress, or none is due.
    pub(crate) standstill: Option<Standstill>,
    pub(crate) needs_attention: u32,
    /// An account is offline, whether one of its plans is due or not.
    pub(crate) offline: bool,
    /// The newest first.
    pub(crate) results: Vec<PlanResult>,
}

/// What became of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanResult {
    pub(crate) plan: PlanId,
    pub(crate) space_name: String,
    pub(crate) outcome: PlanOutcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlanOutcome {
    NeedAttention(u32),
    Invited(u32),
    InstancesCreated(u32),
    /// So many instances that a snapshot was distributed to.
    Distributed(u32),
    AlreadyIn(u32),
    Cancelled,
    /// There was nothing to do.
    Finished,
}

impl PlanOutcome {
    fn of(plan: &Plan, targets: &PlanCounts, steps: &PlanCounts) -> Self {
        if steps.needs_attention() > 0 {
            return Self::NeedAttention(targets.needs_attention().max(1));
        }
        let purpose = plan.intent.purpose;
        match (targets.done, targets.already) {
            (0, 0) if steps.cancelled > 0 => Self::Cancelled,
            (0, 0) => Self::Finished,
            (0, already) => Self::AlreadyIn(already),
            (done, _) if purpose == Some(Purpose::Instances) => Self::InstancesCreated(done),
            (done, _) if purpose == Some(Purpose::Distribute) => Self::Distributed(done),
            (done, _) => Self::Invited(done),
        }
    }
}

impl OutboxStanding {
    pub(crate) fn read(app: &App) -> Result<Self, StoreError> {
        let mut standing = Self {
            needs_attention: app.outbox.needs_attention()?,
            offline: !offline(app)?.is_empty(),
            ..Self::default()
        };
        let mut moves = false;
        for plan in app.store.plans_under_way()?.readable {
            match plan.state {
                PlanState::Sending | PlanState::Grace => {
                    let targets = app.store.plan_targets(&plan)?;
                    standing.all += targets.all();
                    standing.settled += targets.settled();
                    standing.sending.push(plan.id);
                }
                PlanState::Paused => standing.paused.push(plan.id),
                PlanState::Held | PlanState::Settled => {}
            }
            match app.outbox.standstill(&plan) {
                Some(standstill) => standing.standstill = Some(standstill),
                None => moves |= matches!(plan.state, PlanState::Sending | PlanState::Grace),
            }
        }
        if moves {
            standing.standstill = None;
        }
        for plan in app.store.plans_settled_last(RESULTS)?.readable {
            let targets = app.store.plan_targets(&plan)?;
            let steps = app.store.plan_counts(plan.id)?;
            standing.results.push(PlanResult {
                plan: plan.id,
                outcome: PlanOutcome::of(&plan, &targets, &steps),
                space_name: plan.space_name,
            });
        }
        Ok(standing)
    }
}

/// The accounts whose platform can't be reached.
pub(super) fn offline(app: &App) -> Result<BTreeSet<AccountId>, StoreError> {
    let accounts = app.store.accounts()?.into_iter().map(|account| account.id);
    Ok(accounts
        .filter(|account| {
            let known = app.outbox.connections.of(account);
            known.is_some_and(|known| known.state == ConnectionState::Offline)
        })
        .collect())
}
