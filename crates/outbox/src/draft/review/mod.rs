//! The review of a draft: who will be invited, who will not and why, and what has to be fixed
//! before the draft can be sent.
//!
//! It needs no connection. It compares the draft with what was last read of the space and with
//! the acts that are open, and changes nothing. Its fingerprint stands for what the user saw, and
//! a draft is only sent with the fingerprint of its current review.

use std::collections::{HashMap, HashSet};

use platform::{Instance, Slug, SpaceMember};
use roster::NormalizedAddress;
use sha2::{Digest, Sha256};
use store::{
    ActPurpose, Draft, DraftId, ExistingInstance, Intent, MaterialChoice as Wanted, Place, Purpose,
    Role, Row, RowId, Seen, SeenList, SnapshotRef, Store, StoreError,
};

use crate::draft::choices::shown_name;
use crate::draft::group_instances::{GroupInstance, GroupInstances};
use crate::draft::lacks::is_whole;
use crate::plan::intent::{Destination, destination, makes_instances, purpose};
use crate::seen::instance_kind::InstanceKind;
use crate::seen::membership::{Memberships, in_named, present_among, roles_in};
use crate::seen::snapshots::{Source, distributed_among};

/// What a draft comes to: who is invited, who is not and why, and what has to be fixed first.
#[derive(Debug, Clone)]
pub struct Review {
    pub draft: Draft,
    /// Everybody who gets an invitation, in the order of the list.
    pub to_invite: Vec<Person>,
    pub already_in: Vec<Person>,
    /// Those of them who are members with another role than the chosen one. This is shown, and
    /// nothing is sent for it.
    pub other_role: Vec<Person>,
    pub already_invited: Vec<Person>,
    pub skipped: Vec<Person>,
    pub duplicates: Vec<Person>,
    /// People with an invalid address. The draft is only sent if they are skipped.
    pub to_fix: Vec<Person>,
    /// Their rows, which sending can skip if the user says so.
    pub to_fix_rows: Vec<RowId>,
    /// People without a group, in a draft for group instances. The draft cannot be sent either.
    pub no_group: Vec<Person>,
    /// People whose individual instance exists, although they are not a member of it.
    pub existing: Vec<Person>,
    /// The instances of the groups, in the order of the list.
    pub group_instances: Vec<GroupInstance>,
    /// The snapshot that new instances start with. `None` if they start with nothing, or if it
    /// is not known yet.
    pub material: Option<SnapshotRef>,
    /// Whether the material is known, so that `None` means that there is none.
    pub material_known: bool,
    /// When the members were last read. `None` if never from this computer.
    pub seen_at: Option<jiff::Timestamp>,
    /// Stands for exactly this draft and material, as they were reviewed.
    pub fingerprint: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub address: String,
    pub normalized: String,
    pub group: String,
    pub list_id: String,
    /// The instance they are invited into; `None` for administrators of the space.
    pub instance: Option<Slug>,
}

/// What keeps a draft from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendObstacle {
    /// So many addresses have to be fixed or skipped.
    ToFix(usize),
    /// So many people are in no group, in a draft for group instances.
    NoGroup(usize),
    /// The user has not said yet what becomes of individual instances that exist.
    Existing,
    Nobody,
}

#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    #[error("the draft does not say yet what people are invited to")]
    IntentMissing,
    #[error("people can't be invited into this instance")]
    WrongPlace,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Review {
    /// How many instances are to be created.
    pub fn to_create(&self) -> usize {
        match self.draft.intent.purpose {
            // People who are skipped for that reason are not among those to invite.
            Some(Purpose::Individual)
                if self.draft.intent.existing == Some(ExistingInstance::Skip) =>
            {
                self.to_invite.len()
            }
            Some(Purpose::Individual) => self.to_invite.len() - self.existing.len(),
            Some(Purpose::Groups) => self
                .group_instances
                .iter()
                .filter(|instance| !instance.exists)
                .count(),
            _ => 0,
        }
    }

    /// What keeps the draft from being sent, the first of several.
    pub fn obstacle(&self) -> Option<SendObstacle> {
        if self.to_fix.is_empty() {
            self.obstacle_without_to_fix()
        } else {
            Some(SendObstacle::ToFix(self.to_fix.len()))
        }
    }

    /// How many rows sending can skip because their address isn't valid. It is 0 while something
    /// else keeps the draft from being sent.
    pub fn skips(&self) -> usize {
        match self.obstacle_without_to_fix() {
            None => self.to_fix.len(),
            Some(_) => 0,
        }
    }

    fn obstacle_without_to_fix(&self) -> Option<SendObstacle> {
        if !self.no_group.is_empty() {
            Some(SendObstacle::NoGroup(self.no_group.len()))
        } else if !self.existing.is_empty() && self.draft.intent.existing.is_none() {
            Some(SendObstacle::Existing)
        } else {
            self.to_invite.is_empty().then_some(SendObstacle::Nobody)
        }
    }

    /// What can become of individual instances that exist. Without material there is nothing to
    /// overwrite them with.
    pub fn existing_choices(&self) -> &'static [ExistingInstance] {
        use ExistingInstance::{Distribute, InviteOnly, Skip};
        match self.draft.intent.material {
            Wanted::Nothing => &[InviteOnly, Skip],
            Wanted::Distributed | Wanted::Snapshot => &[InviteOnly, Distribute, Skip],
        }
    }

    /// Whether the draft creates instances, which then are filled with material.
    pub fn creates_instances(&self) -> bool {
        makes_instances(&self.draft.intent)
    }

    /// Whether something is distributed to new instances, as far as is known.
    pub(crate) fn distributes(&self) -> bool {
        let intent = &self.draft.intent;
        makes_instances(intent)
            && intent.material != Wanted::Nothing
            && (self.material.is_some() || !self.material_known)
    }
}

/// Compares a draft with what is known of the space and with what was sent before.
pub fn review(store: &Store, draft: DraftId) -> Result<Review, ReviewError> {
    let mut draft = store.draft(draft)?;
    let rows = store.draft_rows(draft.id)?;
    if !is_whole(&draft.intent) {
        return Err(ReviewError::IntentMissing);
    }
    let instances: Option<Seen<Instance>> = store.seen(SeenList::Instances(&draft.place))?;
    name_destination(&mut draft.intent, instances.as_ref())?;
    let known = Known::read(store, &draft, &rows)?;
    let (material, material_known) = material(store, &draft)?;

    let mut review = Review {
        fingerprint: fingerprint(&draft, &rows, material.as_ref()),
        seen_at: known.seen_at,
        draft,
        to_invite: Vec::new(),
        already_in: Vec::new(),
        other_role: Vec::new(),
        already_invited: Vec::new(),
        skipped: Vec::new(),
        duplicates: Vec::new(),
        to_fix: Vec::new(),
        to_fix_rows: Vec::new(),
        no_group: Vec::new(),
        existing: Vec::new(),
        group_instances: Vec::new(),
        material,
        material_known,
    };
    let intent = review.draft.intent.clone();
    let own = intent.purpose == Some(Purpose::Individual);
    let mut met = HashSet::new();
    let mut group_instance_at: HashMap<Slug, usize> = HashMap::new();
    for row in rows {
        let normalized = NormalizedAddress::of(&row.address);
        let group_instance = known.group_instances.of_group(&row.group);
        let destination = match (&normalized, intent.purpose) {
            (_, Some(Purpose::Groups)) => {
                group_instance.map(|(_, slug)| Destination::Instance(slug.clone()))
            }
            (Some(normalized), _) => destination(&review.draft.place, &intent, normalized),
            (None, _) => None,
        };
        let without = destination.is_none();
        let person = Person {
            normalized: normalized
                .map(|c| c.as_str().to_owned())
                .unwrap_or_default(),
            name: row.name,
            address: row.address.trim().to_owned(),
            group: row.group.trim().to_owned(),
            list_id: row.list_id,
            instance: match destination {
                Some(Destination::Instance(slug)) => Some(slug),
                Some(Destination::Space) | None => None,
            },
        };
        let pile = if row.skipped {
            &mut review.skipped
        } else if person.normalized.is_empty() {
            review.to_fix_rows.push(row.id);
            &mut review.to_fix
        } else if !met.insert(person.normalized.clone()) {
            &mut review.duplicates
        } else if without {
            &mut review.no_group
        } else if known.is_member(&person) {
            if known.has_other_role(&person) {
                review.other_role.push(person.clone());
            }
            &mut review.already_in
        } else if known.is_invited(&person) {
            &mut review.already_invited
        } else {
            let there = own && known.has_instance(&person);
            if there {
                review.existing.push(person.clone());
            }
            if there && intent.existing == Some(ExistingInstance::Skip) {
                continue;
            }
            if let Some((name, slug)) =
                group_instance.filter(|_| intent.purpose == Some(Purpose::Groups))
            {
                let at = *group_instance_at
                    .entry(slug.clone())
                    .or_insert(review.group_instances.len());
                if at == review.group_instances.len() {
                    review.group_instances.push(GroupInstance {
                        name: name.to_owned(),
                        slug: slug.clone(),
                        people: 0,
                        exists: known.instances.contains(slug),
                    });
                }
                review.group_instances[at].people += 1;
            }
            &mut review.to_invite
        };
        pile.push(person);
    }
    Ok(review)
}

/// Sees to it that the review names the instance that people are invited into as the platform showed
/// it. A name that came from elsewhere, in a draft of an earlier version, could be that of another.
fn name_destination(
    intent: &mut Intent,
    instances: Option<&Seen<Instance>>,
) -> Result<(), ReviewError> {
    let (Some(Purpose::Shared), Some(slug)) = (intent.purpose, &intent.instance) else {
        return Ok(());
    };
    if *slug == Slug::distributed() {
        return Err(ReviewError::WrongPlace);
    }
    let instances = instances.map_or(&[][..], |seen| &seen.list);
    let seen = instances.iter().find(|instance| instance.slug == *slug);
    if seen.is_some_and(|instance| !InstanceKind::of(instance).is_shareable()) {
        return Err(ReviewError::WrongPlace);
    }
    intent.instance_name = shown_name(slug, instances).or_else(|| {
        // The platform hasn't shown it (a plan may have just made it), so the slug is shown too.
        let name = intent.instance_name.as_ref()?;
        Some(format!("{name} ({slug})"))
    });
    Ok(())
}

/// What is known of the space, from the last time it was read and from what was sent before.
struct Known {
    group_instances: GroupInstances,
    /// The members, by instance where there are several.
    present: HashMap<Option<Slug>, Memberships>,
    /// The people whose act is open, by instance where there are several.
    open: HashMap<Option<Slug>, HashSet<String>>,
    /// The slugs of the instances that exist.
    instances: HashSet<Slug>,
    several: bool,
    /// The members of the shared instance who have another role than the chosen one.
    other_role: HashSet<String>,
    seen_at: Option<jiff::Timestamp>,
}

impl Known {
    fn read(store: &Store, draft: &Draft, rows: &[Row]) -> Result<Self, ReviewError> {
        let (place, intent) = (&draft.place, &draft.intent);
        let members: Option<Seen<SpaceMember>> = store.seen(SeenList::Members(place))?;
        let instances: Option<Seen<Instance>> = store.seen(SeenList::Instances(place))?;
        let seen_at = members.as_ref().map(|seen| seen.at);
        let members = members.map(|seen| seen.list).unwrap_or_default();
        let instances = instances.map(|seen| seen.list).unwrap_or_default();
        let several = intent.purpose == Some(Purpose::Groups);
        let mut known = Self {
            group_instances: GroupInstances::default(),
            present: HashMap::new(),
            open: HashMap::new(),
            instances: instances
                .iter()
                .map(|instance| instance.slug.clone())
                .collect(),
            several,
            other_role: other_role(&members, intent),
            seen_at,
        };
        if several {
            let groups = rows.iter().filter(|row| !row.skipped);
            known.group_instances = GroupInstances::of(groups.map(|row| row.group.as_str()));
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

    fn has_instance(&self, person: &Person) -> bool {
        let instance = person.instance.as_ref();
        instance.is_some_and(|slug| self.instances.contains(slug))
    }

    /// The instance under which this person is looked for in the maps above.
    fn key(&self, person: &Person) -> Option<Slug> {
        person.instance.clone().filter(|_| self.several)
    }

    fn is_member(&self, person: &Person) -> bool {
        self.present
            .get(&self.key(person))
            .is_some_and(|present| present.of(&person.normalized).is_some())
    }

    fn has_other_role(&self, person: &Person) -> bool {
        self.other_role.contains(&person.normalized)
    }

    fn is_invited(&self, person: &Person) -> bool {
        self.open
            .get(&self.key(person))
            .is_some_and(|open| open.contains(&person.normalized))
    }
}

fn open(
    store: &Store,
    place: &Place,
    purpose: Option<ActPurpose>,
) -> Result<HashSet<String>, ReviewError> {
    let purpose = purpose.ok_or(ReviewError::IntentMissing)?;
    let acts = store.acts_open(place, &purpose)?;
    Ok(acts.into_iter().map(|act| act.address).collect())
}

fn other_role(members: &[SpaceMember], intent: &Intent) -> HashSet<String> {
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
        .map(|(person, _)| person.as_str().to_owned())
        .collect()
}

/// The snapshot that new instances start with, and whether it is known that there is one or none.
fn material(store: &Store, draft: &Draft) -> Result<(Option<SnapshotRef>, bool), ReviewError> {
    let intent = &draft.intent;
    if !makes_instances(intent) {
        return Ok((None, true));
    }
    Ok(match intent.material {
        Wanted::Nothing => (None, true),
        Wanted::Snapshot => (intent.snapshot.clone(), true),
        Wanted::Distributed if intent.snapshot.is_some() => (intent.snapshot.clone(), true),
        Wanted::Distributed => match store.seen::<Source>(SeenList::Snapshots(&draft.place))? {
            Some(seen) => (distributed_among(&seen.list), true),
            None => (None, false),
        },
    })
}

fn fingerprint(draft: &Draft, rows: &[Row], material: Option<&SnapshotRef>) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update(text.len().to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(&draft.id.to_string());
    part(&serde_json::to_string(&draft.intent).unwrap_or_default());
    part(&material.map_or_else(String::new, |material| {
        format!("{}/{}", material.instance, material.slug)
    }));
    let groups = draft.intent.purpose == Some(Purpose::Groups);
    for row in rows {
        part(&row.name);
        part(&row.address);
        part(if row.skipped { "out" } else { "in" });
        part(if groups { &row.group } else { "" });
    }
    hash.finalize()
        .iter()
        .take(16)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests;
