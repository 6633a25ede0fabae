//! The organisations and spaces of an account, and what is in one space, as last seen.

use std::collections::HashMap;

use jiff::Timestamp;
use outbox::{KnownPeople, SeenSpace};
use platform::Role as PlatformRole;
use roster::NormalizedAddress;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::intent::materials;
use super::person::{NamedInstance, people};
use super::{
    DeletedInstance, InvitationStep, Material, Person, Purpose, Role, same_words, steps, time,
};

/// The organisations and spaces of one account, as last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Spaces {
    pub(crate) account: String,
    pub(crate) orgs: Vec<Org>,
    /// Absent where they were never seen from this computer.
    pub(crate) seen_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Org {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) spaces: Vec<SpaceEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum SpaceKind {
    Course,
    Project,
    Dataset,
    Other,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpacesRef {
    pub(crate) account: String,
    /// Ask the platform now; otherwise what was last seen is told.
    pub(crate) fresh: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceRef {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) fresh: bool,
}

/// One space, as last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
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
    /// The instances that were deleted from this computer and can be restored.
    pub(crate) deleted: Vec<DeletedInstance>,
    /// Whether instances can be deleted here, and restored for a day.
    pub(crate) deletes_instances: bool,
    /// Whether people can be taken out from here.
    pub(crate) takes_people_out: bool,
    /// What people can be invited here for.
    pub(crate) purposes: Vec<PurposeOption>,
    /// The roles that can be given in a shared instance.
    pub(crate) roles: Vec<Role>,
    /// The steps of an invitation of which nothing was chosen yet.
    pub(crate) steps: Vec<InvitationStep>,
    /// The steps to new instances of which nothing was chosen yet.
    pub(crate) creation_steps: Vec<InvitationStep>,
    /// What new instances that nobody is invited into can begin with.
    pub(crate) creation_materials: Vec<Material>,
    /// The steps of a draft that distributes a snapshot and is still to be made.
    pub(crate) distribution_steps: Vec<InvitationStep>,
    pub(crate) seen_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PurposeOption {
    pub(crate) purpose: Purpose,
    /// Why it can't be chosen here.
    pub(crate) obstacle: Option<PurposeObstacle>,
    /// How people can be asked to join for it, where that can be chosen.
    pub(crate) ways: Vec<WayOption>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct WayOption {
    pub(crate) way: InvitationWay,
    /// Why it can't be chosen here.
    pub(crate) obstacle: Option<WayObstacle>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum InvitationWay {
    Email,
    Link,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum WayObstacle {
    NotACourse,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PurposeObstacle {
    Dataset,
    NothingShared,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Instance {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) kind: InstanceKind,
    /// People can be invited into it to use it together.
    pub(crate) shareable: bool,
    pub(crate) created_at: Option<String>,
    /// People with a role of their own in it.
    pub(crate) people: u32,
    /// Whose individual instance it is: the person's name, or else their address.
    pub(crate) owner: Option<String>,
    /// When its newest snapshot was made, where its snapshots have been read.
    pub(crate) last_snapshot: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum InstanceKind {
    Master,
    Distributed,
    Shared,
    /// One person's alone: its name is the person's address.
    Individual,
}

same_words! {
    store::SpaceKind => SpaceKind { Course Project Dataset Other }
    outbox::InstanceKind => InstanceKind { Master Distributed Shared Individual }
    outbox::PurposeObstacle => PurposeObstacle { Dataset NothingShared }
    outbox::InvitationWay => InvitationWay { Email Link }
    outbox::WayObstacle => WayObstacle { NotACourse }
}

impl SpaceEntry {
    pub(crate) fn of(space: &platform::Space, people: Option<u32>) -> Self {
        Self {
            slug: space.slug.to_string(),
            name: space.name.clone(),
            kind: store::SpaceKind::from(&space.kind).into(),
            administrator: administers(space),
            people,
        }
    }
}

impl Space {
    pub(crate) fn of(
        account: &store::Account,
        seen: &SeenSpace,
        known: &KnownPeople,
        deleted: Vec<outbox::DeletedInstance>,
    ) -> Self {
        let members = seen
            .members
            .as_ref()
            .map(|list| list.list.as_slice())
            .unwrap_or_default();
        let instances = seen
            .instances
            .as_ref()
            .map(|list| list.list.as_slice())
            .unwrap_or_default();
        let named: HashMap<&str, NamedInstance<'_>> = instances
            .iter()
            .zip(outbox::shown_names(instances))
            .map(|(instance, shown)| (instance.slug.as_str(), NamedInstance::of(instance, shown)))
            .collect();
        let kind = store::SpaceKind::from(&seen.space.kind);
        let read = seen.instances.as_ref().map(|list| list.list.as_slice());
        let purposes = outbox::purposes(kind, read).into_iter();
        Self {
            account: account.id.to_string(),
            org: seen.org.slug.to_string(),
            org_name: seen.org.name.clone(),
            slug: seen.space.slug.to_string(),
            name: seen.space.name.clone(),
            kind: kind.into(),
            kind_as_said: seen.space.kind.to_string(),
            role: seen.space.role.as_ref().map(ToString::to_string),
            administrator: administers(&seen.space),
            administrators: members
                .iter()
                .filter(|member| {
                    member.space_role == Some(PlatformRole::SpaceAdmin) && member.active
                })
                .map(|member| {
                    if member.name.is_empty() {
                        &member.email
                    } else {
                        &member.name
                    }
                })
                .cloned()
                .collect(),
            people: people(seen, &named, known),
            instances: listed_instances(seen, members, instances),
            deleted: deleted.into_iter().map(Into::into).collect(),
            deletes_instances: outbox::deletes_instances(&account.profile),
            takes_people_out: outbox::takes_people_out(&account.profile),
            purposes: purposes
                .map(|(purpose, obstacle)| PurposeOption {
                    purpose: purpose.into(),
                    obstacle: obstacle.map(Into::into),
                    ways: outbox::ways(kind, purpose)
                        .into_iter()
                        .map(|(way, obstacle)| WayOption {
                            way: way.into(),
                            obstacle: obstacle.map(Into::into),
                        })
                        .collect(),
                })
                .collect(),
            roles: outbox::roles(kind).map(Into::into).to_vec(),
            steps: steps(outbox::invitation_steps(&store::Intent::default(), 0)),
            creation_steps: steps(outbox::creation_steps(&store::Intent::default(), 0)),
            creation_materials: materials(store::Purpose::Instances),
            distribution_steps: steps(outbox::distribution_steps(
                &store::Intent::default(),
                &outbox::DistributionTargets::default(),
            )),
            seen_at: seen.members.as_ref().map(|members| time(members.at)),
        }
    }
}

/// The instances as the window lists them: by kind, each with its people, its owner and its newest
/// snapshot.
fn listed_instances(
    seen: &SeenSpace,
    members: &[platform::SpaceMember],
    instances: &[platform::Instance],
) -> Vec<Instance> {
    let last_snapshots: HashMap<&str, Timestamp> = seen
        .snapshots
        .iter()
        .flat_map(|seen| &seen.list)
        .filter_map(|source| {
            let newest = source.snapshots.first()?.snapshot_timestamp?;
            Some((source.instance.as_str(), newest))
        })
        .collect();
    let names_of_members: HashMap<NormalizedAddress, &str> = members
        .iter()
        .filter(|member| !member.name.is_empty())
        .filter_map(|member| Some((NormalizedAddress::of(&member.email)?, member.name.as_str())))
        .collect();
    let mut people_in: HashMap<&str, u32> = HashMap::new();
    for role in members
        .iter()
        .filter(|member| member.space_role != Some(PlatformRole::SpaceAdmin))
        .flat_map(|member| &member.instance_roles)
    {
        *people_in.entry(role.instance_slug.as_str()).or_default() += 1;
    }
    let shown_names = outbox::shown_names(instances);
    let mut kinds: Vec<_> = instances
        .iter()
        .zip(shown_names)
        .map(|(instance, name)| (outbox::InstanceKind::of(instance), instance, name))
        .collect();
    kinds.sort_by_key(|(kind, ..)| *kind);
    kinds
        .into_iter()
        .map(|(kind, instance, name)| Instance {
            slug: instance.slug.to_string(),
            name,
            description: instance.description.clone().filter(|text| !text.is_empty()),
            kind: kind.into(),
            shareable: kind.is_shareable(),
            created_at: instance.creation_timestamp.map(time),
            people: people_in
                .get(instance.slug.as_str())
                .copied()
                .unwrap_or_default(),
            owner: NormalizedAddress::of(&instance.name).map(|address| {
                let name = names_of_members.get(&address).copied();
                name.unwrap_or(&instance.name).to_owned()
            }),
            last_snapshot: last_snapshots
                .get(instance.slug.as_str())
                .copied()
                .map(time),
        })
        .collect()
}

fn administers(space: &platform::Space) -> bool {
    space.role == Some(PlatformRole::SpaceAdmin)
}
