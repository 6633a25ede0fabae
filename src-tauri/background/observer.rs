//! What notifications are made of, read from the outbox.

use std::collections::HashSet;

use jiff::Timestamp;
use roster::NormalizedAddress;
use store::{Place, Plan, PlanId, PlanState, Purpose, StoreError};

use super::notifier::{Joined, Observation, Sent};
use super::outbox_standing::offline;
use super::sent_count::SentCount;
use crate::app::App;

/// Reads the outbox again and again, and remembers what it must not report twice.
pub(super) struct Observer {
    /// Since when people who have joined are news.
    since: Timestamp,
    known: HashSet<(Place, NormalizedAddress)>,
}

impl Observer {
    pub(super) fn new(now: Timestamp) -> Self {
        Self {
            since: now,
            known: HashSet::new(),
        }
    }

    /// `before`: the plans that were under way at the observation before.
    pub(super) fn observe(
        &mut self,
        app: &App,
        needs_attention: u32,
        before: impl Iterator<Item = PlanId>,
    ) -> Result<Observation, StoreError> {
        let mut observation = Observation {
            needs_attention,
            offline: offline(app)?,
            ..Observation::default()
        };
        for plan in app.store.plans_under_way()?.readable {
            if plan.state == PlanState::Sending {
                observation.sending.insert(plan.place.account.clone());
            }
            observation.under_way.insert(plan.id, sent(app, plan)?);
        }
        for id in before {
            if observation.under_way.contains_key(&id) {
                continue;
            }
            match app.store.plan(id) {
                Ok(plan) => {
                    observation.settled.insert(id, sent(app, plan)?);
                }
                // Its account was removed, or a value of it can't be read.
                Err(StoreError::NotFound(_) | StoreError::Value { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        observation.joined = self.joined(app)?;
        Ok(observation)
    }

    fn joined(&mut self, app: &App) -> Result<Vec<Joined>, StoreError> {
        let mut joined = Vec::new();
        for (place, address) in app.store.joined_since(self.since)? {
            if !self.known.insert((place.clone(), address.clone())) {
                continue;
            }
            joined.push(named(app, place, address));
        }
        Ok(joined)
    }
}

/// The person and the space by the names that the platform showed last.
fn named(app: &App, place: Place, address: NormalizedAddress) -> Joined {
    let seen = app.outbox.cache.space(&place).ok().flatten();
    let name = seen.as_ref().and_then(|seen| {
        let members = seen.members.as_ref()?.list.iter();
        let mut same = members
            .filter(|member| NormalizedAddress::of(&member.email).as_ref() == Some(&address));
        same.next().map(|member| member.name.clone())
    });
    Joined {
        space_name: seen.map_or_else(|| place.space.to_string(), |seen| seen.space.name),
        name: name
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| address.into()),
        place,
    }
}

fn sent(app: &App, plan: Plan) -> Result<Sent, StoreError> {
    let done = app.store.plan_targets(&plan)?.done;
    let mut count = SentCount::default();
    match plan.intent.purpose {
        Some(Purpose::Instances) => count.instances = done,
        Some(Purpose::Distribute) => count.distributed = done,
        _ => count.people = done,
    }
    Ok(Sent {
        done: count,
        space_name: plan.space_name,
    })
}
