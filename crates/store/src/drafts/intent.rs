//! What a draft or a plan is to do: the purpose, the instance, the role, and the material that new
//! instances start with. Kept as JSON beside both.

use std::collections::BTreeMap;

use jiff::Timestamp;
use platform::Slug;
use serde::{Deserialize, Serialize};

use super::DistributionWish;

/// What people are invited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    pub purpose: Option<Purpose>,
    pub instance: Option<Slug>,
    pub instance_name: Option<String>,
    pub role: Role,
    /// What new instances start with.
    #[serde(default)]
    pub material: MaterialChoice,
    /// The snapshot that was chosen.
    #[serde(default)]
    pub snapshot: Option<SnapshotRef>,
    /// What becomes of individual instances that are there already, once the user has said.
    #[serde(default)]
    pub existing: Option<ExistingInstance>,
    /// Whoever isn't in a list of members is invited, although the list couldn't be read completely:
    /// the user's answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub invites_unlisted: bool,
    /// The groups whose people are invited into an instance of another name: the user's answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed_groups: Vec<ConfirmedGroup>,
    /// The instances to create where nobody is invited.
    #[serde(default, skip_serializing_if = "NewInstances::is_empty")]
    pub new_instances: NewInstances,
    /// How the snapshot is distributed, where that is all that is to be done.
    #[serde(default, skip_serializing_if = "DistributionWish::is_default")]
    pub distribution: DistributionWish,
}

/// The user has seen that a group shares its slug with an instance of this name, and wants its people
/// invited into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedGroup {
    pub group: String,
    pub slug: Slug,
    /// The name that the platform showed.
    pub name: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// Instances to create without inviting anybody, as they were typed. Both forms of the page are
/// kept, so that going from one to the other and back loses nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewInstances {
    /// The list of names counts, and not the one name.
    pub several: bool,
    /// The name of the one instance.
    pub name: String,
    /// Its slug, if it was typed and not made from the name.
    pub slug: Option<String>,
    /// The names of several instances, one on each line.
    pub names: String,
    /// The slugs that were chosen for names of the list.
    pub slugs: BTreeMap<String, String>,
    /// What the platform shows below the name, of each of them.
    pub description: String,
}

impl NewInstances {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The names that count, without the empty lines of the list.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let text = if self.several {
            &self.names
        } else {
            &self.name
        };
        text.lines().map(str::trim).filter(|name| !name.is_empty())
    }
}

/// What new instances start with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialChoice {
    /// What has been distributed in the space so far.
    #[default]
    Distributed,
    /// A snapshot that was chosen.
    Snapshot,
    Nothing,
}

/// A snapshot, with what is needed to name it without a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotRef {
    pub instance: Slug,
    pub instance_name: String,
    pub slug: Slug,
    pub name: String,
    pub at: Option<Timestamp>,
}

/// What becomes of an individual instance that is there already and wasn't made by the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExistingInstance {
    InviteOnly,
    /// Distribute to it, after a snapshot of it.
    #[serde(rename = "hand_out")]
    Distribute,
    #[serde(rename = "leave_out")]
    Skip,
}

impl Default for Intent {
    fn default() -> Self {
        Self {
            purpose: None,
            instance: None,
            instance_name: None,
            role: Role::Editor,
            material: MaterialChoice::default(),
            snapshot: None,
            existing: None,
            invites_unlisted: false,
            confirmed_groups: Vec::new(),
            new_instances: NewInstances::default(),
            distribution: DistributionWish::default(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An individual instance for each person.
    #[serde(rename = "own")]
    Individual,
    /// Into an existing instance.
    Shared,
    /// An instance for each group of the list.
    Groups,
    Administrators,
    /// New instances that nobody is invited into yet.
    Instances,
    /// A snapshot for instances that exist.
    Distribute,
}

/// The role somebody is invited with into an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Editor,
    Viewer,
    Observer,
}
