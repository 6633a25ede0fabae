//! What can be chosen for a draft, and what follows from a choice: which purposes a space allows,
//! which roles can be given in it, and the role and the instance that come with a purpose.

use jiff::Timestamp;
use platform::{Instance, Slug};
use store::{
    ConfirmedGroup, DistributionWish, DraftId, DraftStep, ExistingInstance, Intent, MaterialChoice,
    NewInstances, Purpose, Role, SeenList, SnapshotRef, SpaceKind, Store, StoreError,
};

use crate::draft::review::ReviewError;
use crate::draft::review::make::review;
use crate::seen::group_instance_state::GroupInstanceState;
use crate::seen::instance_kind::{InstanceKind, shown_name};
use crate::seen::source::{Source, snapshot_among};

/// Why people can't be invited to a space for some purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PurposeObstacle {
    /// Nobody has an instance of their own in a dataset.
    Dataset,
    /// There is no instance that people could be invited into.
    NothingShared,
}

/// How people can be asked to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationWay {
    /// Each of a list gets an email.
    Email,
    /// Whoever has the link joins by themselves.
    Link,
}

/// Why people can't be asked to join in some way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayObstacle {
    /// Only a course has a sign-up link.
    NotACourse,
}

/// One thing that the user says about what people are invited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntentChoice {
    Purpose(Purpose),
    /// The shared instance.
    Instance(Slug),
    Role(Role),
    /// What new instances start with. A snapshot that was chosen before is forgotten.
    Material(MaterialChoice),
    /// A snapshot of an instance. Its names are those that the platform showed.
    Snapshot {
        instance: Slug,
        snapshot: Slug,
    },
    Existing(ExistingInstance),
    /// The groups whose instances have other names are meant for them. This takes the fingerprint of
    /// the review that showed these names, so that nothing is confirmed that wasn't seen.
    Groups(String),
    /// The names, slugs and description of instances that nobody is invited into yet.
    NewInstances(NewInstances),
    /// Which instances a snapshot is distributed to, and how.
    Distribution(DistributionWish),
}

#[derive(Debug, thiserror::Error)]
pub enum ChoiceError {
    #[error("the space has no instance `{0}` that people can be invited into")]
    NotShareable(Slug),
    #[error("the space has no snapshot `{0}` that can be distributed")]
    NoSnapshot(Slug),
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error("the draft has changed since it was reviewed")]
    Changed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The purposes for which people can be invited to such a space, in the order in which they are
/// offered, each with what speaks against it. As long as its instances aren't known, they don't.
pub fn purposes(
    kind: SpaceKind,
    instances: Option<&[Instance]>,
) -> Vec<(Purpose, Option<PurposeObstacle>)> {
    let dataset = (kind == SpaceKind::Dataset).then_some(PurposeObstacle::Dataset);
    let nothing_shared = instances
        .filter(|instances| shareable(instances).next().is_none())
        .map(|_| PurposeObstacle::NothingShared);
    vec![
        (Purpose::Individual, dataset),
        (Purpose::Shared, nothing_shared),
        (Purpose::Groups, dataset),
        (Purpose::Administrators, None),
    ]
}

/// How people can be asked to join for a purpose, each way with what speaks against it. Empty where
/// there is nothing to choose, because everybody is invited by email.
pub fn ways(kind: SpaceKind, purpose: Purpose) -> Vec<(InvitationWay, Option<WayObstacle>)> {
    if purpose != Purpose::Individual {
        return Vec::new();
    }
    let not_a_course = (kind != SpaceKind::Course).then_some(WayObstacle::NotACourse);
    vec![
        (InvitationWay::Email, None),
        (InvitationWay::Link, not_a_course),
    ]
}

/// The roles in which people can be invited into a shared instance of such a space.
pub fn roles(kind: SpaceKind) -> [Role; 2] {
    match kind {
        SpaceKind::Dataset => [Role::Editor, Role::Observer],
        SpaceKind::Course | SpaceKind::Project | SpaceKind::Other => [Role::Editor, Role::Viewer],
    }
}

/// What the instances that a purpose creates can start with, in the order in which it is offered. The
/// first is taken if nothing else is chosen. Empty where no instance is created.
pub fn materials(purpose: Purpose) -> &'static [MaterialChoice] {
    match purpose {
        Purpose::Individual | Purpose::Groups => &[
            MaterialChoice::Distributed,
            MaterialChoice::Snapshot,
            MaterialChoice::Nothing,
        ],
        // An instance for nobody in particular starts empty unless a snapshot is chosen.
        Purpose::Instances => &[MaterialChoice::Nothing, MaterialChoice::Snapshot],
        Purpose::Distribute => &[MaterialChoice::Snapshot],
        Purpose::Shared | Purpose::Administrators => &[],
    }
}

/// Makes a choice for a draft, and saves where the user is.
pub fn choose(
    store: &Store,
    draft: DraftId,
    choice: IntentChoice,
    step: DraftStep,
    now: Timestamp,
) -> Result<(), ChoiceError> {
    let before = store.draft(draft)?;
    let instances: Vec<Instance> = store.last_seen(SeenList::Instances(&before.place))?;
    if let IntentChoice::Groups(fingerprint) = &choice {
        let intent = Intent {
            confirmed_groups: confirmed_groups(store, draft, fingerprint, &instances)?,
            ..before.intent
        };
        return Ok(store.write(|w| w.draft_set_intent(draft, &intent, step, now))?);
    }
    let snapshot = match &choice {
        IntentChoice::Snapshot { instance, snapshot } => {
            let sources: Vec<Source> = store.last_seen(SeenList::Snapshots(&before.place))?;
            snapshot_among(&sources, instance, snapshot)
        }
        _ => None,
    };
    let intent = chosen(
        before.intent,
        choice,
        before.space_kind,
        &instances,
        snapshot,
    )?;
    Ok(store.write(|w| w.draft_set_intent(draft, &intent, step, now))?)
}

/// The groups that the user confirms with a review: those that it showed as having another name, and
/// those that were confirmed before.
fn confirmed_groups(
    store: &Store,
    draft: DraftId,
    fingerprint: &str,
    instances: &[Instance],
) -> Result<Vec<ConfirmedGroup>, ChoiceError> {
    let review = review(store, draft)?;
    if review.fingerprint != fingerprint {
        return Err(ChoiceError::Changed);
    }
    let under_way = store.instances_under_way(&review.draft.place)?;
    let mut confirmed = review.draft.intent.confirmed_groups.clone();
    for group in review.groups_in(GroupInstanceState::OtherName) {
        let found = instances.iter().find(|one| one.slug == group.slug);
        let name = found.map(|found| &found.name);
        confirmed.extend(
            name.or_else(|| under_way.get(&group.slug))
                .map(|name| ConfirmedGroup {
                    group: group.group.clone(),
                    slug: group.slug.clone(),
                    name: name.clone(),
                }),
        );
    }
    Ok(confirmed)
}

/// The intent after a choice, with what follows from it. A snapshot comes as the platform showed it.
fn chosen(
    before: Intent,
    choice: IntentChoice,
    kind: SpaceKind,
    instances: &[Instance],
    shown: Option<SnapshotRef>,
) -> Result<Intent, ChoiceError> {
    Ok(match choice {
        IntentChoice::Purpose(purpose) => with_purpose(before, purpose, kind, instances),
        IntentChoice::Instance(slug) => {
            let mut shareable = shareable(instances);
            match shareable.find(|instance| instance.slug == slug) {
                Some(instance) => in_instance(before, Some(instance), instances),
                None => return Err(ChoiceError::NotShareable(slug)),
            }
        }
        IntentChoice::Role(role) => Intent { role, ..before },
        IntentChoice::Material(material) => Intent {
            material,
            snapshot: None,
            ..before
        },
        IntentChoice::Snapshot { snapshot, .. } => Intent {
            material: MaterialChoice::Snapshot,
            snapshot: Some(shown.ok_or(ChoiceError::NoSnapshot(snapshot))?),
            ..before
        },
        // This depends on the review, so `choose` has seen to it.
        IntentChoice::Groups(_) => before,
        IntentChoice::Existing(existing) => Intent {
            existing: Some(existing),
            ..before
        },
        IntentChoice::NewInstances(new_instances) => Intent {
            new_instances,
            ..before
        },
        IntentChoice::Distribution(distribution) => Intent {
            distribution,
            ..before
        },
    })
}

pub(crate) fn with_purpose(
    before: Intent,
    purpose: Purpose,
    kind: SpaceKind,
    instances: &[Instance],
) -> Intent {
    if before.purpose == Some(purpose) {
        // The role and the instance that were chosen for it stay.
        return before;
    }
    let offered = materials(purpose);
    let material = match offered.first() {
        Some(first) if !offered.contains(&before.material) => *first,
        // What was chosen stays for a purpose that it fits, and for one that asks for none.
        _ => before.material,
    };
    let before = Intent {
        purpose: Some(purpose),
        material,
        ..before
    };
    if matches!(purpose, Purpose::Instances | Purpose::Distribute) {
        // Nobody is invited, so the role that was chosen before stays.
        return in_instance(before, None, instances);
    }
    if purpose != Purpose::Shared {
        // Whoever gets an instance to work in is an editor of it.
        return Intent {
            role: Role::Editor,
            ..in_instance(before, None, instances)
        };
    }
    let role = match kind {
        SpaceKind::Dataset => Role::Observer,
        SpaceKind::Course | SpaceKind::Project | SpaceKind::Other => Role::Editor,
    };
    let mut shareable = shareable(instances);
    // With one instance there is nothing to choose. But nobody is invited into Master unasked.
    let only = shareable.next().filter(|_| shareable.next().is_none());
    let only = only.filter(|only| InstanceKind::of(only) != InstanceKind::Master);
    Intent {
        role,
        ..in_instance(before, only, instances)
    }
}

fn in_instance(before: Intent, instance: Option<&Instance>, instances: &[Instance]) -> Intent {
    Intent {
        instance: instance.map(|instance| instance.slug.clone()),
        instance_name: instance.and_then(|instance| shown_name(&instance.slug, instances)),
        ..before
    }
}

/// What may be taken from a draft file: a purpose that makes nobody an administrator, and the slug of
/// a shared instance that the platform has shown in this space. Everything else is chosen again.
///
/// Whoever wrote the file may want people to be invited into an instance of theirs, or into Master.
pub fn intent_of_file(
    purpose: Option<Purpose>,
    instance: Option<&Slug>,
    kind: SpaceKind,
    instances: &[Instance],
) -> Intent {
    let invites = |purpose: &Purpose| {
        matches!(
            purpose,
            Purpose::Individual | Purpose::Shared | Purpose::Groups
        )
    };
    let Some(purpose) = purpose.filter(invites) else {
        return Intent::default();
    };
    // No instance is chosen unasked, not even the only one: the file may have meant another.
    let intent = with_purpose(Intent::default(), purpose, kind, &[]);
    let shared = instances.iter().find(|one| {
        purpose == Purpose::Shared
            && Some(&one.slug) == instance
            && InstanceKind::of(one) == InstanceKind::Shared
    });
    in_instance(intent, shared, instances)
}

/// The instances that people can be invited into to use them together.
fn shareable(instances: &[Instance]) -> impl Iterator<Item = &Instance> {
    instances
        .iter()
        .filter(|instance| InstanceKind::of(instance).is_shareable())
}

#[cfg(test)]
#[path = "choices_tests.rs"]
mod tests;
