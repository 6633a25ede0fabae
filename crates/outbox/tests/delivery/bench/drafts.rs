//! The drafts and plans of a bench.

use jiff::Timestamp;
use store::{DraftId, DraftStep, Intent, NewRow, Place, PlanId, Purpose, SpaceKind};

use super::{Bench, INSTANCE};

impl Bench {
    /// A draft that invites these people into the shared instance.
    pub(crate) fn draft(&self, addresses: &[&str]) -> DraftId {
        self.draft_into(INSTANCE, addresses)
    }

    pub(crate) fn draft_into(&self, instance: &str, addresses: &[&str]) -> DraftId {
        self.draft_for(&shared(instance), &alone(addresses))
    }

    pub(crate) fn draft_at(&self, place: &Place, instance: &str, addresses: &[&str]) -> DraftId {
        self.draft_of(place, &shared(instance), &alone(addresses))
    }

    /// A draft of people with their groups.
    pub(crate) fn draft_for(&self, intent: &Intent, people: &[(&str, &str)]) -> DraftId {
        self.draft_of(&self.place, intent, people)
    }

    fn draft_of(&self, place: &Place, intent: &Intent, people: &[(&str, &str)]) -> DraftId {
        let now = Timestamp::now();
        let draft = self
            .store
            .draft_new(place, "Finance I", SpaceKind::Course, now)
            .unwrap()
            .id;
        let rows: Vec<NewRow> = people
            .iter()
            .map(|(address, group)| NewRow {
                address: (*address).to_owned(),
                group: (*group).to_owned(),
                ..NewRow::default()
            })
            .collect();
        self.store
            .write(|w| {
                w.draft_set_intent(draft, intent, DraftStep::People, now)?;
                w.draft_rows_add(draft, &rows, now)
            })
            .unwrap();
        draft
    }

    /// Sends a draft and goes past the grace at once.
    pub(crate) fn send(&self, draft: DraftId) -> PlanId {
        let plan = self.send_with_grace(draft);
        self.outbox.actions.resume(plan, Timestamp::now()).unwrap();
        plan
    }

    pub(crate) fn send_with_grace(&self, draft: DraftId) -> PlanId {
        let review = outbox::review(&self.store, draft).unwrap();
        outbox::send(&self.store, draft, &review.fingerprint, self.now()).unwrap()
    }

    /// Sends a draft that was reviewed before the other plan's acts were opened, as it happens
    /// when two windows of time overlap: the review still counts the people as to be invited.
    pub(crate) fn send_past_review(&self, addresses: &[&str], other: PlanId) -> PlanId {
        let now = Timestamp::now();
        let draft = self.draft(addresses);
        let draft = self.store.draft(draft).unwrap();
        let steps = self.steps(other);
        self.store
            .write(|w| {
                let plan = w.plan_add(&store::NewPlan {
                    place: &self.place,
                    space_name: "Finance I",
                    intent: &draft.intent,
                    draft: draft.id,
                    created_at: now,
                    grace_until: now + outbox::GRACE,
                    material: None,
                })?;
                for ((position, address), step) in (1..).zip(addresses).zip(&steps) {
                    w.step_add(&store::NewStep {
                        plan,
                        position,
                        kind: store::StepKind::Invite,
                        name: "",
                        address,
                        normalized: step.normalized.as_ref(),
                        group: "",
                        list_id: "",
                        instance: step.instance.as_ref(),
                        instance_name: &step.instance_name,
                        act: step.act.unwrap(),
                        waits_for_act: true,
                        request: None,
                        depends_on: None,
                    })?;
                }
                Ok::<_, store::StoreError>(plan)
            })
            .unwrap()
    }

    pub(crate) async fn snapshot(&self, instance: &str, slug: &str) -> store::SnapshotRef {
        let cache = &self.outbox.cache;
        let now = Timestamp::now();
        cache.refresh_snapshots(&self.place, now).await.unwrap();
        let sources = cache.snapshots(&self.place).unwrap().unwrap().list;
        let source = sources
            .iter()
            .find(|source| source.instance.as_str() == instance);
        let snapshots = &source.unwrap().snapshots;
        let found = snapshots.iter().find(|found| found.slug.as_str() == slug);
        let found = found.unwrap();
        store::SnapshotRef {
            instance: instance.parse().unwrap(),
            instance_name: source.unwrap().instance_name.clone(),
            slug: slug.parse().unwrap(),
            name: found.name.clone(),
            at: found.snapshot_timestamp,
        }
    }
}

pub(crate) fn shared(instance: &str) -> Intent {
    Intent {
        purpose: Some(Purpose::Shared),
        instance: Some(instance.parse().unwrap()),
        ..Intent::default()
    }
}

/// People of no group.
fn alone<'a>(addresses: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    addresses.iter().map(|address| (*address, "")).collect()
}
