//! The plans in a copy for support, with the states of their steps and requests.

use jiff::Timestamp;
use platform::CallKind;
use serde::Serialize;
use store::{
    Hold, MaterialContents, Plan, PlanCounts, PlanId, PlanMaterial, PlanState, Purpose, Reason,
    Request, RequestId, RequestState, Role, Step, StepId, StepKind, StepState, StoreError, Why,
};

use super::{Copying, Label};

/// The longest number of an incident that is taken for one.
const LONGEST_INCIDENT: usize = 64;

#[derive(Debug, Serialize)]
pub(super) struct PlanCopy {
    plan: PlanId,
    account: Label,
    organisation: Label,
    space: Label,
    purpose: Option<Purpose>,
    role: Role,
    state: PlanState,
    hold: Option<HoldWord>,
    hold_until: Option<Timestamp>,
    created_at: Timestamp,
    grace_until: Timestamp,
    departed_at: Option<Timestamp>,
    departures_asked: u32,
    departs_from: Option<Timestamp>,
    last_progress_at: Option<Timestamp>,
    cancelled_at: Option<Timestamp>,
    settled_at: Option<Timestamp>,
    saw_all: bool,
    material: Option<MaterialCopy>,
    /// How long the email is that the user wrote for the people who get material.
    message_characters: usize,
    counts: PlanCounts,
    steps: Vec<StepCopy>,
    requests: Vec<RequestCopy>,
}

/// [`Hold`] in a word, without the names of what can't be distributed.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum HoldWord {
    FoundInGrace,
    AsleepInGrace,
    Busy,
    TooOld,
    SnapshotGone,
    CannotDistribute,
    MembersUnclear,
    DataRestored,
}

/// What a plan distributes, in numbers.
#[derive(Debug, Serialize)]
struct MaterialCopy {
    /// `None`: what was distributed so far.
    snapshot: Option<Label>,
    was_read: bool,
    files: usize,
    applications: usize,
    tables: usize,
    cannot_be_distributed: usize,
}

#[derive(Debug, Serialize)]
struct StepCopy {
    step: StepId,
    kind: StepKind,
    state: StepState,
    person: Option<Label>,
    group: Option<Label>,
    instance: Option<Label>,
    request: Option<RequestId>,
    waits_for_act: bool,
    overwrites: bool,
    distribute_tries: u32,
    reinvite: bool,
    reason: Option<ReasonCopy>,
    settled_at: Option<Timestamp>,
}

#[derive(Debug, Serialize)]
struct ReasonCopy {
    why: Why,
    status: Option<u16>,
    incident: Option<String>,
    /// How many fields of its request the platform rejected.
    fields: usize,
    /// What the platform said, if names are shown.
    said: Option<Label>,
    waits_for: Option<StepId>,
    until: Option<Timestamp>,
    /// How the step had ended before it was dismissed.
    dismissed: Option<StepState>,
}

/// A request without its path, its body and its idempotency key.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about what has left"
)]
struct RequestCopy {
    request: RequestId,
    kind: CallKind,
    state: RequestState,
    body_bytes: usize,
    tries: u32,
    lookups: u32,
    due_at: Option<Timestamp>,
    first_sent_at: Option<Timestamp>,
    last_sent_at: Option<Timestamp>,
    answered_at: Option<Timestamp>,
    key_sent_at: Option<Timestamp>,
    left_without_key: bool,
    maybe_taken: bool,
    refused: bool,
    resent_after_absence: bool,
    status: Option<u16>,
    incident: Option<String>,
    task: Option<i64>,
    pages_polled: u32,
}

impl Copying<'_> {
    pub(super) fn plan(&mut self, plan: &Plan) -> Result<PlanCopy, StoreError> {
        let steps = self.store.steps(plan.id);
        let steps = self.read(steps)?;
        let requests = self.store.requests(plan.id);
        let requests = self.read(requests)?;
        let counts = self.store.plan_counts(plan.id);
        let counts = self.read(counts)?;
        let wish = &plan.intent.distribution;
        Ok(PlanCopy {
            plan: plan.id,
            account: self.stand_ins.account(&plan.place.account),
            organisation: self.stand_ins.organisation(&plan.place),
            space: self.stand_ins.space(&plan.place, &plan.space_name),
            purpose: plan.intent.purpose,
            role: plan.intent.role,
            state: plan.state,
            hold: plan.hold.as_ref().map(HoldWord::from),
            hold_until: plan.hold_until,
            created_at: plan.created_at,
            grace_until: plan.grace_until,
            departed_at: plan.departed_at,
            departures_asked: plan.departures_asked,
            departs_from: plan.departs_from,
            last_progress_at: plan.last_progress_at,
            cancelled_at: plan.cancelled_at,
            settled_at: plan.settled_at,
            saw_all: plan.saw_all,
            material: plan
                .material
                .as_ref()
                .map(|material| self.material(plan, material)),
            message_characters: wish.message().map_or(0, |text| text.chars().count()),
            counts,
            steps: steps.iter().map(|step| self.step(plan, step)).collect(),
            requests: requests.iter().map(RequestCopy::of).collect(),
        })
    }

    fn material(&mut self, plan: &Plan, material: &PlanMaterial) -> MaterialCopy {
        let contents = match &material.contents {
            MaterialContents::Read(contents) => Some(contents),
            MaterialContents::Unread | MaterialContents::Nothing => None,
        };
        let snapshot = material.source.as_ref();
        MaterialCopy {
            snapshot: snapshot.map(|source| self.stand_ins.snapshot(&plan.place, source)),
            was_read: material.contents != MaterialContents::Unread,
            files: contents.map_or(0, |contents| contents.file_count),
            applications: contents.map_or(0, |contents| contents.applications.len()),
            tables: contents.map_or(0, |contents| contents.tables.len()),
            cannot_be_distributed: contents.map_or(0, |contents| contents.cannot.len()),
        }
    }

    fn step(&mut self, plan: &Plan, step: &Step) -> StepCopy {
        let names = &mut self.stand_ins;
        let instance = step.instance.as_ref();
        StepCopy {
            step: step.id,
            kind: step.kind,
            state: step.state,
            person: names.person(step),
            group: names.group(plan.id, &step.group),
            instance: instance.map(|slug| names.instance(&plan.place, slug, &step.instance_name)),
            request: step.request,
            waits_for_act: step.waits_for_act,
            overwrites: step.overwrites,
            distribute_tries: step.distribute_tries,
            reinvite: step.reinvite,
            reason: step.reason.as_ref().map(|reason| self.reason(reason)),
            settled_at: step.settled_at,
        }
    }

    fn reason(&self, reason: &Reason) -> ReasonCopy {
        let said = reason.said.as_ref();
        ReasonCopy {
            why: reason.why,
            status: reason.status,
            incident: incident(reason.incident.as_deref()),
            fields: reason.fields.len(),
            said: said.and_then(|said| self.stand_ins.names().text(said)),
            waits_for: reason.waits_for,
            until: reason.until,
            dismissed: reason.dismissed.as_ref().map(|dismissed| dismissed.state),
        }
    }
}

impl RequestCopy {
    fn of(request: &Request) -> Self {
        Self {
            request: request.id,
            kind: request.kind,
            state: request.state,
            body_bytes: request.body.len(),
            tries: request.tries,
            lookups: request.lookups,
            due_at: request.due_at,
            first_sent_at: request.first_sent_at,
            last_sent_at: request.last_sent_at,
            answered_at: request.answered_at,
            key_sent_at: request.key_sent.as_ref().map(|sent| sent.at),
            left_without_key: request.left_without_key,
            maybe_taken: request.maybe_taken,
            refused: request.refused,
            resent_after_absence: request.resent_after_absence,
            status: request.status,
            incident: incident(request.incident.as_deref()),
            task: request.task,
            pages_polled: request.pages_polled,
        }
    }
}

impl From<&Hold> for HoldWord {
    fn from(hold: &Hold) -> Self {
        match hold {
            Hold::FoundInGrace => Self::FoundInGrace,
            Hold::AsleepInGrace => Self::AsleepInGrace,
            Hold::Busy => Self::Busy,
            Hold::TooOld => Self::TooOld,
            Hold::SnapshotGone => Self::SnapshotGone,
            Hold::CannotDistribute { .. } => Self::CannotDistribute,
            Hold::MembersUnclear => Self::MembersUnclear,
            Hold::DataRestored => Self::DataRestored,
        }
    }
}

/// The platform's own number for what happened, if it is one: a platform may write anything there.
fn incident(text: Option<&str>) -> Option<String> {
    let is_number = |text: &&str| {
        text.len() <= LONGEST_INCIDENT
            && text.contains(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
    };
    text.filter(is_number).map(str::to_owned)
}
