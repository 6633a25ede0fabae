//! What needs the user's attention: how much it is, and one matter for each thing that one decision
//! settles. Whatever passes by itself, such as being offline, is none.

use jiff::Timestamp;
use store::{
    AccountId, FailedSteps, Hold, Intent, Place, Plan, PlanId, StepKind, StepState, StoreError,
};

use super::OverviewSpace;
use crate::account::connections::ConnectionState;
use crate::outbox::Outbox;
use crate::told::standstill::Standstill;

/// Something that waits for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Where; `None`: it is about the whole account.
    pub place: Option<MatterPlace>,
    pub kind: MatterKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterPlace {
    pub place: Place,
    pub space_name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatterKind {
    /// Nothing can be read or sent until the key is entered again.
    KeyRefused,
    KeyMissing,
    /// A plan is on hold until the user decides.
    PlanAsks {
        plan: PlanId,
        hold: Hold,
        intent: Box<Intent>,
        people: u32,
    },
    /// Steps of a plan that were refused, were given up, or whose outcome is unknown.
    StepsFailed {
        plan: PlanId,
        kind: StepKind,
        state: StepState,
        count: u32,
        /// Whom or what the first of them is about: a person, or an instance.
        about: String,
    },
    /// The sign-up link of a course expires soon, or has just expired.
    LinkExpires {
        at: Timestamp,
    },
    /// People on the list of a space who have neither joined nor been invited.
    Missing {
        count: u32,
    },
}

impl Outbox {
    /// How many steps, and plans on hold, wait for the user, in all accounts: the number beside the
    /// page Activity, in the tray and in a notification. It counts each step, where [`Matter`]s are
    /// the decisions of one account. Steps that failed for good count only while their plan is under
    /// way. One whose outcome is unknown counts until somebody says what became of it.
    pub fn needs_attention(&self) -> Result<u32, StoreError> {
        let store = self.cache.store();
        let mut count = store.steps_unknown()?;
        for plan in store.plans_under_way()?.readable {
            let steps = store.plan_counts(plan.id)?;
            count += steps.needs_attention() - steps.unknown;
            count += u32::from(self.hold_to_decide(&plan).is_some());
        }
        Ok(count)
    }

    /// Why a plan is on hold, if it is until the user decides.
    fn hold_to_decide(&self, plan: &Plan) -> Option<Hold> {
        match self.standstill(plan)? {
            standstill if !standstill.asks_user() => None,
            Standstill::OnHold { hold, .. } => Some(hold),
            _ => None,
        }
    }

    pub(super) fn matters(&self, account: &AccountId) -> Result<Vec<Matter>, StoreError> {
        let mut matters = Vec::new();
        if let Some(known) = self.connections.of(account) {
            let kind = match known.state {
                ConnectionState::KeyRefused => Some(MatterKind::KeyRefused),
                ConnectionState::KeyMissing => Some(MatterKind::KeyMissing),
                ConnectionState::Online | ConnectionState::Offline => None,
            };
            matters.extend(kind.map(|kind| Matter { place: None, kind }));
        }
        let store = self.cache.store();
        for plan in store.plans_under_way()?.readable {
            if plan.place.account != *account {
                continue;
            }
            let Some(hold) = self.hold_to_decide(&plan) else {
                continue;
            };
            let people = store.plan_targets(&plan)?.all();
            let kind = MatterKind::PlanAsks {
                plan: plan.id,
                hold,
                intent: Box::new(plan.intent.clone()),
                people,
            };
            matters.push(Matter::of(&plan, kind));
        }
        for failed in store.failed_steps(account)? {
            let plan = match store.plan(failed.plan) {
                // Nothing can be offered for it. That it can't be read is shown wherever plans are.
                Err(StoreError::Value { .. }) => continue,
                plan => plan?,
            };
            let about = about(&failed);
            let kind = MatterKind::StepsFailed {
                plan: failed.plan,
                kind: failed.kind,
                state: failed.state,
                count: failed.count,
                about,
            };
            matters.push(Matter::of(&plan, kind));
        }
        let expiring = self.links.expiring(account, Timestamp::now())?;
        matters.extend(expiring.into_iter().map(|(place, space_name, at)| Matter {
            place: Some(MatterPlace { place, space_name }),
            kind: MatterKind::LinkExpires { at },
        }));
        Ok(matters)
    }
}

impl Matter {
    /// Who is missing from a space, where the user can do something about it.
    pub(super) fn missing(place: Place, space: &OverviewSpace) -> Option<Self> {
        let count = space.compared.as_ref()?.missing;
        (space.administrator && count > 0).then(|| Self {
            place: Some(MatterPlace {
                place,
                space_name: space.space.name.clone(),
            }),
            kind: MatterKind::Missing { count },
        })
    }

    fn of(plan: &Plan, kind: MatterKind) -> Self {
        Self {
            place: Some(MatterPlace {
                place: plan.place.clone(),
                space_name: plan.space_name.clone(),
            }),
            kind,
        }
    }
}

/// The first of several, as the user calls them: the person where there is one.
fn about(failed: &FailedSteps) -> String {
    [&failed.name, &failed.address, &failed.instance_name]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_default()
}
