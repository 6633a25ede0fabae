//! A draft of people whose invitation was refused, in which what was wrong is corrected: their
//! addresses, or the instance they are invited into.

use std::collections::HashMap;

use jiff::Timestamp;
use platform::Instance;
use store::{
    DraftId, DraftStep, Intent, NewRow, Plan, PlanId, Purpose, Record, SeenList, Step, StepId,
    StepKind, Store, StoreError,
};

use crate::draft::choices::with_purpose;
use crate::plan::space_kind::{SpaceKindError, space_kind};

/// What is corrected in the new draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// Everything else is as it was chosen for the plan.
    Addresses,
    Instance,
}

/// Makes a draft of the people of these invitations of a plan.
pub fn draft_of_refused_people(
    store: &Store,
    plan: PlanId,
    steps: &[StepId],
    correction: Correction,
    now: Timestamp,
) -> Result<DraftId, SpaceKindError> {
    let plan = store.plan(plan)?;
    let mut invitations = store.steps(plan.id)?;
    invitations.retain(|step| step.kind == StepKind::Invite && steps.contains(&step.id));
    if invitations.is_empty() {
        return Err(StoreError::NotFound(Record::Step).into());
    }
    let kind = space_kind(store, &plan)?;
    let rows = rows(store, &plan, invitations)?;
    let (intent, step) = match correction {
        // That somebody is invited although a list couldn't be read was an answer about that list.
        Correction::Addresses => (
            Intent {
                invites_unlisted: false,
                ..plan.intent
            },
            DraftStep::People,
        ),
        Correction::Instance => {
            let instances: Vec<Instance> = store.last_seen(SeenList::Instances(&plan.place))?;
            let shared = with_purpose(Intent::default(), Purpose::Shared, kind, &instances);
            (shared, DraftStep::Purpose)
        }
    };
    let draft = store
        .draft_new(&plan.place, &plan.space_name, kind, now)?
        .id;
    store.write(|w| {
        w.draft_rows_add(draft, &rows, now)?;
        w.draft_set_intent(draft, &intent, step, now)
    })?;
    Ok(draft)
}

/// The rows of these people. Their notes are only in the draft that was sent, which is swept some time
/// afterwards.
fn rows(store: &Store, plan: &Plan, invitations: Vec<Step>) -> Result<Vec<NewRow>, StoreError> {
    let sent = store.draft_rows(plan.draft)?;
    let mut notes: HashMap<String, String> = sent
        .into_iter()
        .map(|row| (row.address, row.note))
        .collect();
    let row = |step: Step| NewRow {
        note: notes.remove(&step.address).unwrap_or_default(),
        name: step.name,
        address: step.address,
        group: step.group,
        list_id: step.list_id,
        skipped: false,
    };
    Ok(invitations.into_iter().map(row).collect())
}
