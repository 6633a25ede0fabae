use jiff::{SignedDuration, Timestamp};
use store::{ActKey, DraftId, NewPlan, NewRequest, NewStep, PlanId, StepKind, Store, StoreError};
use uuid::Uuid;

use crate::aim::{invitation, purpose};
use crate::review::{ReviewProblem, review};

/// How long after "send" everything can be taken back whole.
pub const GRACE: SignedDuration = SignedDuration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub enum SendProblem {
    #[error(transparent)]
    Review(#[from] ReviewProblem),
    #[error("the draft has changed since it was reviewed")]
    Changed,
    #[error("{0} addresses have to be mended or left out first")]
    ToMend(usize),
    #[error("nobody is left to invite")]
    Nobody,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a plan of a draft: plan, steps, acts and frozen requests in one transaction, and the
/// draft is gone with it. Only what was reviewed is sent, so the review's fingerprint is asked for.
///
/// Somebody whose act another plan opened in the meantime is in the plan all the same, and
/// waits for that one.
pub fn send(
    store: &Store,
    draft: DraftId,
    fingerprint: &str,
    now: Timestamp,
) -> Result<PlanId, SendProblem> {
    let review = review(store, draft)?;
    if review.fingerprint != fingerprint {
        return Err(SendProblem::Changed);
    }
    if !review.to_mend.is_empty() {
        return Err(SendProblem::ToMend(review.to_mend.len()));
    }
    if review.to_invite.is_empty() {
        return Err(SendProblem::Nobody);
    }
    let aim = &review.draft.aim;
    let purpose = purpose(aim).ok_or(ReviewProblem::AimMissing)?;
    let place = review.draft.place();
    store.write(|w| {
        let plan = w.plan_add(&NewPlan {
            place: &place,
            space_name: &review.draft.space_name,
            aim,
            draft,
            created_at: now,
            grace_until: now + GRACE,
        })?;
        for (person, position) in review.to_invite.iter().zip(1..) {
            let key = ActKey {
                place: place.clone(),
                address: person.compared.clone(),
                purpose: purpose.clone(),
            };
            let (act, request) = if let Some(act) = w.act_open_for(&key)? {
                (act.id, None)
            } else {
                let frozen = invitation(&place, aim, &person.address)
                    .ok_or(ReviewProblem::AimMissing)?
                    .freeze();
                let request = w.request_add(&NewRequest {
                    plan,
                    kind: frozen.kind.as_str(),
                    path: &frozen.path,
                    body: &frozen.body,
                    idempotency_key: &Uuid::new_v4().to_string(),
                })?;
                (w.act_open(&key, now)?, Some(request))
            };
            w.step_add(&NewStep {
                plan,
                position,
                kind: StepKind::Invite,
                name: &person.name,
                address: &person.address,
                compared: &person.compared,
                group: &person.group,
                list_id: &person.list_id,
                act: Some(act),
                request,
            })?;
        }
        w.draft_delete(draft, now)?;
        Ok(plan)
    })
}
