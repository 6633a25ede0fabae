//! Drafts, and what the people of a draft are invited to.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{
    CheckedInstances, DistributionTargets, DistributionWish, DraftCounts, DraftRow, History,
    NewInstances, Problem, SnapshotRef, SpaceKind, count, same_words, slug, time,
};

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewDraft {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftRef {
    pub(crate) draft: String,
}

/// A draft as a line in the list of drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftEntry {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) space_name: String,
    pub(crate) people: u32,
    /// How many instances it creates, where it invites nobody.
    pub(crate) instances: Option<u32>,
    /// The snapshot that it distributes, where that is all that it does; empty: not chosen yet.
    pub(crate) distributes: Option<String>,
    pub(crate) changed_at: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Draft {
    pub(crate) id: String,
    /// What the user called it; empty where it goes by its space.
    pub(crate) name: String,
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) space_name: String,
    pub(crate) space_kind: SpaceKind,
    pub(crate) intent: Intent,
    /// The step at which it opens.
    pub(crate) step: DraftStep,
    /// The steps it has, in order.
    pub(crate) steps: Vec<InvitationStep>,
    /// What is said of the instances to create, where nobody is invited.
    pub(crate) new_instances: Option<CheckedInstances>,
    /// The instances that a snapshot is distributed to, where that is all that is done.
    pub(crate) targets: Option<DistributionTargets>,
    /// The first rows, in order; the rest is asked for page by page.
    pub(crate) rows: Vec<DraftRow>,
    pub(crate) counts: DraftCounts,
    pub(crate) changed_at: String,
    pub(crate) history: History,
    /// What stands in the row for new people.
    pub(crate) adding: String,
}

/// What the people of a draft are invited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Intent {
    pub(crate) purpose: Option<Purpose>,
    /// New instances are created, and nobody is invited.
    pub(crate) creates_only: bool,
    /// The shared instance, by slug, where the purpose is one.
    pub(crate) instance: Option<String>,
    pub(crate) instance_name: Option<String>,
    pub(crate) role: Role,
    /// What new instances begin with.
    pub(crate) material: Material,
    /// The snapshot that was chosen.
    pub(crate) snapshot: Option<SnapshotRef>,
    /// What becomes of individual instances that exist already, once the user has said.
    pub(crate) existing: Option<Existing>,
    /// The instances to create where nobody is invited.
    pub(crate) new_instances: NewInstances,
    /// How a snapshot is distributed to instances that exist.
    pub(crate) distribution: DistributionWish,
}

/// What new instances begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Material {
    /// Everything distributed so far.
    Distributed,
    Snapshot,
    Nothing,
}

/// What becomes of an individual instance that exists already and was not made by the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Existing {
    InviteOnly,
    /// Distribute to it, after a snapshot of it.
    Distribute,
    Skip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Purpose {
    /// An individual instance for everybody.
    Individual,
    /// Into an existing shared instance.
    Shared,
    /// An instance for each group of the list.
    Groups,
    /// As administrators of the space.
    Administrators,
    /// New instances, and nobody is invited into them yet.
    Instances,
    /// A snapshot for instances that exist.
    Distribute,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Role {
    Editor,
    Viewer,
    Observer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum DraftStep {
    Purpose,
    People,
    Material,
    /// The names of new instances.
    Names,
    /// The instances that a snapshot is distributed to.
    Targets,
    /// What it would overwrite in them.
    Overwritten,
    Review,
}

/// A step on the way to the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct InvitationStep {
    pub(crate) step: DraftStep,
    /// What is missing here.
    pub(crate) lack: Option<Lack>,
    /// Nothing is missing in the steps before it.
    pub(crate) reachable: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Lack {
    Purpose,
    Instance,
    People,
    Snapshot,
    Names,
    NamesToFix,
    NothingInSnapshot,
    Targets,
    MessageTooLong,
}

/// A choice about what people are invited to, and where it was made. What follows from it, such as
/// the role, is in the answer.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftIntent {
    pub(crate) draft: String,
    pub(crate) choice: IntentChoice,
    pub(crate) step: DraftStep,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum IntentChoice {
    Purpose(Purpose),
    /// The shared instance, by slug.
    Instance(String),
    Role(Role),
    Material(Material),
    Snapshot(ChosenSnapshot),
    Existing(Existing),
    /// The groups are meant to join the instances of another name that a review showed: its fingerprint.
    Groups(String),
    NewInstances(NewInstances),
    Distribution(DistributionWish),
}

/// A snapshot of an instance, both by slug. What they are called is known here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChosenSnapshot {
    pub(crate) instance: String,
    pub(crate) slug: String,
}

/// Only where the wizard stands.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftStepChange {
    pub(crate) draft: String,
    pub(crate) step: DraftStep,
}

/// A draft, and a name to give.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftName {
    pub(crate) draft: String,
    pub(crate) name: String,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftsFind {
    pub(crate) text: String,
}

same_words! {
    store::Purpose => Purpose {
        Individual Shared Groups Administrators Instances Distribute
    }
    store::MaterialChoice => Material { Distributed Snapshot Nothing }
    store::ExistingInstance => Existing { InviteOnly Distribute Skip }
    store::Role => Role { Editor Viewer Observer }
    outbox::Lack => Lack {
        Purpose Instance People Snapshot Names NamesToFix NothingInSnapshot Targets MessageTooLong
    }
}

impl From<store::DraftStep> for DraftStep {
    fn from(step: store::DraftStep) -> Self {
        match step {
            // An earlier version had a step for the role, which is part of the first one now.
            store::DraftStep::Purpose | store::DraftStep::How => Self::Purpose,
            store::DraftStep::People => Self::People,
            store::DraftStep::Material => Self::Material,
            store::DraftStep::Names => Self::Names,
            store::DraftStep::Targets => Self::Targets,
            store::DraftStep::Overwritten => Self::Overwritten,
            store::DraftStep::Review => Self::Review,
        }
    }
}

impl From<DraftStep> for store::DraftStep {
    fn from(step: DraftStep) -> Self {
        match step {
            DraftStep::Purpose => Self::Purpose,
            DraftStep::People => Self::People,
            DraftStep::Material => Self::Material,
            DraftStep::Names => Self::Names,
            DraftStep::Targets => Self::Targets,
            DraftStep::Overwritten => Self::Overwritten,
            DraftStep::Review => Self::Review,
        }
    }
}

impl From<outbox::InvitationStep> for InvitationStep {
    fn from(step: outbox::InvitationStep) -> Self {
        Self {
            step: step.step.into(),
            lack: step.lack.map(Into::into),
            reachable: step.reachable,
        }
    }
}

/// The steps of a draft, as the window shows them.
pub(crate) fn steps(steps: Vec<outbox::InvitationStep>) -> Vec<InvitationStep> {
    steps.into_iter().map(Into::into).collect()
}

impl From<store::Intent> for Intent {
    fn from(intent: store::Intent) -> Self {
        Self {
            creates_only: outbox::creates_only(&intent),
            purpose: intent.purpose.map(Into::into),
            instance: intent.instance.map(String::from),
            instance_name: intent.instance_name,
            role: intent.role.into(),
            material: intent.material.into(),
            snapshot: intent.snapshot.map(Into::into),
            existing: intent.existing.map(Into::into),
            new_instances: intent.new_instances.into(),
            distribution: intent.distribution.into(),
        }
    }
}

impl TryFrom<IntentChoice> for outbox::IntentChoice {
    type Error = Problem;

    fn try_from(choice: IntentChoice) -> Result<Self, Problem> {
        Ok(match choice {
            IntentChoice::Purpose(purpose) => Self::Purpose(purpose.into()),
            IntentChoice::Instance(instance) => Self::Instance(slug(&instance)?),
            IntentChoice::Role(role) => Self::Role(role.into()),
            IntentChoice::Material(material) => Self::Material(material.into()),
            IntentChoice::Snapshot(chosen) => Self::Snapshot {
                instance: slug(&chosen.instance)?,
                snapshot: slug(&chosen.slug)?,
            },
            IntentChoice::Existing(existing) => Self::Existing(existing.into()),
            IntentChoice::Groups(fingerprint) => Self::Groups(fingerprint),
            IntentChoice::NewInstances(new) => Self::NewInstances(new.into()),
            IntentChoice::Distribution(wish) => Self::Distribution(wish.try_into()?),
        })
    }
}

impl From<store::Draft> for DraftEntry {
    fn from(draft: store::Draft) -> Self {
        Self {
            id: draft.id.to_string(),
            name: draft.name,
            account: draft.place.account.to_string(),
            org: draft.place.org.into(),
            space: draft.place.space.into(),
            space_name: draft.space_name,
            people: draft.people,
            instances: outbox::creates_only(&draft.intent)
                .then(|| count(draft.intent.new_instances.names().count())),
            distributes: outbox::distributes_only(&draft.intent).then(|| {
                let snapshot = draft.intent.snapshot;
                snapshot.map(|snapshot| snapshot.name).unwrap_or_default()
            }),
            changed_at: time(draft.changed_at),
        }
    }
}

impl Draft {
    /// A draft with the beginning of its list.
    pub(crate) fn of(
        draft: store::Draft,
        rows: Vec<DraftRow>,
        counts: DraftCounts,
        history: History,
        new_instances: Option<outbox::CheckedInstances>,
        targets: Option<outbox::DistributionTargets>,
    ) -> Self {
        let step = outbox::open_step(&draft).into();
        let steps = steps(match (&new_instances, &targets) {
            (Some(checked), _) => outbox::creation_steps(&draft.intent, checked.to_fix()),
            (None, Some(targets)) => outbox::distribution_steps(&draft.intent, targets),
            (None, None) => outbox::invitation_steps(&draft.intent, counts.all),
        });
        Self {
            id: draft.id.to_string(),
            name: draft.name,
            account: draft.place.account.to_string(),
            org: draft.place.org.into(),
            space: draft.place.space.into(),
            space_name: draft.space_name,
            space_kind: draft.space_kind.into(),
            intent: draft.intent.into(),
            step,
            steps,
            new_instances: new_instances.map(Into::into),
            targets: targets.map(Into::into),
            rows,
            counts,
            changed_at: time(draft.changed_at),
            history,
            adding: draft.adding,
        }
    }
}
