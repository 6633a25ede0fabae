//! What the review knows of the space: what the platform showed last, and which acts are open.

use std::collections::{HashMap, HashSet};

use platform::{Instance, Slug, SpaceMember};
use roster::NormalizedAddress;
use store::{ActPurpose, Draft, Intent, Place, Purpose, Role, Row, Seen, SeenList, Store};

use super::{ReviewError, ReviewedPerson};
use crate::draft::group_instances::GroupInstances;
use crate::plan::intent::purpose;
use crate::seen::group_instance_state::{GroupInstanceState, names_a_person};
use crate::seen::instance_kind::shown_names;
use crate::seen::meant_instance::is_of_person;
use crate::seen::membership::{Memberships, in_named, present_among, roles_in};

/// What is known of the space, from the last time it was read and from what was sent before.
#[derive(Default)]
pub(super) struct Known {
    pub(super) group_instances: GroupInstances,
    /// The members, by instance where there are several.
    present: HashMap<Option<Slug>, Memberships>,
    /// The people whose act is open, by instance where there are several.
    open: HashMap<Option<Slug>, HashSet<NormalizedAddress>>,
    /// The instances that exist.
    instances: HashMap<Slug, KnownInstance>,
    /// The instances that other plans are creating, by the names that they get.
    under_way: HashMap<Slug, String>,
    several: bool,
    /// The members of the shared instance who have another role than the chosen one.
    other_role: HashSet<NormalizedAddress>,
    pub(super) seen_at: Option<jiff::Timestamp>,
}

/// What is known under the slug of somebody's individual instance.
#[derive(PartialEq, Eq)]
pub(super) enum IndividualInstance {
    New,
    Exists,
    /// An instance with another name, which exists or is being created.
    NotTheirs,
}

/// The name of an instance that exists, and the name under which it is shown.
struct KnownInstance {
    name: String,
    shown: String,
}

impl Known {
    /// What matters of a draft that invites nobody: when the instances were read.
    pub(super) fn of_nobody(seen_at: Option<jiff::Timestamp>) -> Self {
        Self {
            seen_at,
            ..Self::default()
        }
    }

    pub(super) fn read(store: &Store, draft: &Draft, rows: &[Row]) -> Result<Self, ReviewError> {
        let (place, intent) = (&draft.place, &draft.intent);
        let members: Option<Seen<SpaceMember>> = store.seen(SeenList::Members(place))?;
        let instances: Vec<Instance> = store.last_seen(SeenList::Instances(place))?;
        let seen_at = members.as_ref().map(|seen| seen.at);
        let members = members.map(|seen| seen.list).unwrap_or_default();
        let several = intent.purpose == Some(Purpose::Groups);
        let shown = instances.iter().zip(shown_names(&instances));
        let mut known = Self {
            group_instances: GroupInstances::default(),
            present: HashMap::new(),
            open: HashMap::new(),
            instances: shown
                .map(|(instance, shown)| {
                    let name = instance.name.clone();
                    (instance.slug.clone(), KnownInstance { name, shown })
                })
                .collect(),
            under_way: store.instances_under_way(place)?,
            several,
            other_role: other_role(&members, intent),
            seen_at,
        };
        if several {
            let groups = rows.iter().filter(|row| !row.skipped);
            let groups = groups.map(|row| row.group.as_str());
            let exists = |slug: &Slug, group: &str| known.is_of_group(slug, group, intent);
            known.group_instances = GroupInstances::of(groups, exists);
            for slug in known.group_instances.slugs() {
                let present = Memberships::among(in_named(&members, slug));
                known.present.insert(Some(slug.clone()), present);
                let open = open(store, place, purpose(intent, Some(slug)))?;
                known.open.insert(Some(slug.clone()), open);
            }
        } else {
            let present = present_among(&members, &instances, place, intent);
            known.present.insert(None, present);
            let open = open(store, place, purpose(intent, intent.instance.as_ref()))?;
            known.open.insert(None, open);
        }
        Ok(known)
    }

    /// Whether an instance that exists, or that another plan is creating, is the one of a group.
    fn is_of_group(&self, slug: &Slug, group: &str, intent: &Intent) -> bool {
        let exists = self.instances.get(slug).map(|found| &found.name);
        let name = exists.or_else(|| self.under_way.get(slug));
        name.is_some_and(|name| {
            GroupInstanceState::of(slug, name, group, intent) == GroupInstanceState::Exists
        })
    }

    /// What the instance with the slug of a group is called, and what it is to the group.
    pub(super) fn instance_of_group(
        &self,
        group: &str,
        slug: &Slug,
        intent: &Intent,
    ) -> (String, GroupInstanceState) {
        let state = |name: &str| GroupInstanceState::of(slug, name, group, intent);
        if let Some(found) = self.instances.get(slug) {
            return (found.shown.clone(), state(&found.name));
        }
        match self.under_way.get(slug) {
            _ if names_a_person(group) => (group.to_owned(), GroupInstanceState::AddressName),
            Some(name) if state(name) != GroupInstanceState::Exists => (name.clone(), state(name)),
            _ => (group.to_owned(), GroupInstanceState::New),
        }
    }

    /// Whether the individual instance of a person exists, or another one has its slug.
    pub(super) fn individual_instance(&self, person: &ReviewedPerson) -> IndividualInstance {
        let Some(slug) = &person.instance else {
            return IndividualInstance::New;
        };
        let theirs = |name: &str| is_of_person(name, person.normalized.as_ref());
        match (self.instances.get(slug), self.under_way.get(slug)) {
            (Some(found), _) if theirs(&found.name) => IndividualInstance::Exists,
            (None, Some(name)) if theirs(name) => IndividualInstance::New,
            (None, None) => IndividualInstance::New,
            _ => IndividualInstance::NotTheirs,
        }
    }

    /// The instance under which this person is looked for in the maps above.
    fn key(&self, person: &ReviewedPerson) -> Option<Slug> {
        person.instance.clone().filter(|_| self.several)
    }

    pub(super) fn is_member(&self, person: &ReviewedPerson) -> bool {
        self.present.get(&self.key(person)).is_some_and(|present| {
            person
                .normalized
                .as_ref()
                .is_some_and(|who| present.of(who).is_some())
        })
    }

    pub(super) fn has_other_role(&self, person: &ReviewedPerson) -> bool {
        person
            .normalized
            .as_ref()
            .is_some_and(|who| self.other_role.contains(who))
    }

    pub(super) fn is_invited(&self, person: &ReviewedPerson) -> bool {
        self.open.get(&self.key(person)).is_some_and(|open| {
            person
                .normalized
                .as_ref()
                .is_some_and(|who| open.contains(who))
        })
    }
}

fn open(
    store: &Store,
    place: &Place,
    purpose: Option<ActPurpose>,
) -> Result<HashSet<NormalizedAddress>, ReviewError> {
    let purpose = purpose.ok_or(ReviewError::IntentMissing)?;
    let acts = store.acts_still_open(place, &purpose)?;
    Ok(acts.into_iter().filter_map(|act| act.address).collect())
}

fn other_role(members: &[SpaceMember], intent: &Intent) -> HashSet<NormalizedAddress> {
    let (Some(Purpose::Shared), Some(instance)) = (intent.purpose, &intent.instance) else {
        return HashSet::new();
    };
    let chosen = match intent.role {
        Role::Editor => platform::Role::Editor,
        Role::Viewer => platform::Role::Viewer,
        Role::Observer => platform::Role::Observer,
    };
    let roles = roles_in(members, instance).into_iter();
    roles
        .filter(|(_, role)| *role != chosen)
        .map(|(address, _)| address)
        .collect()
}
