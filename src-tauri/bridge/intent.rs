//! What a draft or a plan is meant for, and one choice in it at a time.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{DistributionWish, NewInstances, Problem, SnapshotRef, same_words, slug};

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
    /// What they can begin with for this purpose, in the order in which it is offered.
    pub(crate) materials: Vec<Material>,
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

/// What becomes of an individual instance that exists already and wasn't made by the plan.
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

same_words! {
    store::Purpose => Purpose {
        Individual Shared Groups Administrators Instances Distribute
    }
    store::MaterialChoice => Material { Distributed Snapshot Nothing }
    store::ExistingInstance => Existing { InviteOnly Distribute Skip }
    store::Role => Role { Editor Viewer Observer }
}

/// What the instances of a purpose can begin with.
pub(super) fn materials(purpose: store::Purpose) -> Vec<Material> {
    let offered = outbox::materials(purpose).iter();
    offered.copied().map(Into::into).collect()
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
            materials: intent.purpose.map(materials).unwrap_or_default(),
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
