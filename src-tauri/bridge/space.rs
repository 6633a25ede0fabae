use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The organisations and spaces of one account, as last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Spaces {
    pub(crate) account: String,
    pub(crate) orgs: Vec<Org>,
    /// Absent where they were never seen from this computer.
    pub(crate) seen_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Org {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) spaces: Vec<SpaceEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceEntry {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: SpaceKind,
    /// Only a space administrator makes instances and invites.
    pub(crate) administrator: bool,
    /// How many people were there when last seen.
    pub(crate) people: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SpaceKind {
    Course,
    Project,
    Dataset,
    Other,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpacesRef {
    pub(crate) account: String,
    /// Ask the platform now; otherwise what was last seen is told.
    pub(crate) fresh: bool,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceRef {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) fresh: bool,
}

/// One space, as last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Space {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) org_name: String,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: SpaceKind,
    /// The platform's own word for the kind, where it is none we know.
    pub(crate) kind_as_said: String,
    pub(crate) role: Option<String>,
    pub(crate) administrator: bool,
    /// Whom to ask, where the platform shows them.
    pub(crate) administrators: Vec<String>,
    pub(crate) people: Vec<Person>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) seen_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) state: PersonState,
    pub(crate) administrator: bool,
    /// Whether the person has an own instance here.
    pub(crate) own_instance: bool,
    /// The named instances the person holds a role in, by name, with the role.
    pub(crate) shared: Vec<PersonInstance>,
    /// When an invitation was sent from this computer.
    pub(crate) invited_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonInstance {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) role: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PersonState {
    Joined,
    Invited,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Instance {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) kind: InstanceKind,
    pub(crate) created_at: Option<String>,
    /// People with a role of their own in it.
    pub(crate) people: u32,
}

/// In the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum InstanceKind {
    Master,
    Distributed,
    Shared,
    /// One person's own: its name is the person's address.
    Own,
}
