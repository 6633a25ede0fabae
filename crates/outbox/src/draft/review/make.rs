//! Makes the review: goes through the list, and decides for each row where it belongs.

use std::collections::{HashMap, HashSet};

use platform::{Instance, Slug};
use roster::NormalizedAddress;
use store::{
    Draft, DraftId, ExistingInstance, MaterialChoice as Wanted, Purpose, Row, Seen, SeenList,
    SnapshotRef, Store,
};

use super::fingerprint::fingerprint;
use super::known::{IndividualInstance, Known};
use super::{Review, ReviewError, ReviewedPerson};
use crate::draft::distribution::{DistributionTargets, KnownTargets, targets};
use crate::draft::group_instances::GroupInstance;
use crate::draft::lacks::{creates_only, invites_nobody, is_whole};
use crate::draft::new_instances::{CheckedInstances, KnownSlugs, check};
use crate::plan::intent::{InvitedTo, distributes_only, invited_to, makes_instances};
use crate::seen::instance_kind::{InstanceKind, shown_name};
use crate::seen::source::{Source, distributed_among};

/// Compares a draft with what is known of the space and with what was sent before.
pub fn review(store: &Store, draft: DraftId) -> Result<Review, ReviewError> {
    review_of(store, store.draft(draft)?)
}

/// Reviews a draft as it is given, which need not be stored. The rows that are stored under its
/// number are its people.
pub fn review_of(store: &Store, mut draft: Draft) -> Result<Review, ReviewError> {
    let creates_only = creates_only(&draft.intent);
    let rows = if invites_nobody(&draft.intent) {
        Vec::new()
    } else {
        store.draft_rows(draft.id)?
    };
    if !is_whole(&draft.intent) {
        return Err(ReviewError::IntentMissing);
    }
    let instances: Option<Seen<Instance>> = store.seen(SeenList::Instances(&draft.place))?;
    name_instance(store, &mut draft, instances.as_ref())?;
    let mut distribution = DistributionTargets::default();
    let (known, new_instances) = if distributes_only(&draft.intent) {
        let snapshot = draft.intent.snapshot.as_ref();
        let known = KnownTargets::read(store, &draft.place, snapshot)?;
        distribution = targets(&draft.intent, &known);
        (Known::of_nobody(known.seen_at), CheckedInstances::default())
    } else if creates_only {
        let slugs = KnownSlugs::read(store, &draft.place)?;
        let known = Known::of_nobody(slugs.seen_at);
        (known, check(&draft.intent.new_instances, &slugs))
    } else {
        (
            Known::read(store, &draft, &rows)?,
            CheckedInstances::default(),
        )
    };
    let (material, material_known) = material(store, &draft)?;

    let print = fingerprint(&draft, &rows, material.as_ref(), &distribution)?;
    let mut review = Review {
        seen_at: known.seen_at,
        too_many_groups: known.group_instances.too_many,
        new_instances,
        targets: distribution,
        material,
        material_known,
        ..Review::without_people(draft)
    };
    sort_people(&mut review, rows, &known);
    review.fingerprint = print.with(&review.group_instances);
    Ok(review)
}

/// Puts everybody of the list where they belong in the review: to be invited, in already, and so on.
fn sort_people(review: &mut Review, rows: Vec<Row>, known: &Known) {
    let intent = review.draft.intent.clone();
    let individual = intent.purpose == Some(Purpose::Individual);
    let mut met = HashSet::new();
    let mut group_instance_at: HashMap<Slug, usize> = HashMap::new();
    for row in rows {
        let normalized = NormalizedAddress::of(&row.address);
        let group_instance = known.group_instances.of_group(&row.group);
        let invited_to = match (&normalized, intent.purpose) {
            (_, Some(Purpose::Groups)) => {
                group_instance.map(|(_, slug)| InvitedTo::Instance(slug.clone()))
            }
            (Some(normalized), _) => invited_to(&review.draft.place, &intent, normalized),
            (None, _) => None,
        };
        let without = invited_to.is_none();
        let skipped = row.skipped;
        let id = row.id;
        let person = person(row, normalized, invited_to);
        let pile = if skipped {
            &mut review.skipped
        } else if person.normalized.is_none() {
            review.to_fix_rows.push(id);
            &mut review.to_fix
        } else if !met.insert(person.normalized.clone()) {
            &mut review.duplicates
        } else if review.too_many_groups.is_some() {
            continue;
        } else if without {
            &mut review.no_group
        } else if known.is_member(&person) {
            if known.has_other_role(&person) {
                review.other_role.push(person.clone());
            }
            &mut review.already_in
        } else if known.is_invited(&person) {
            &mut review.already_invited
        } else if individual && known.individual_instance(&person) == IndividualInstance::NotTheirs
        {
            &mut review.not_theirs
        } else {
            let exists =
                individual && known.individual_instance(&person) == IndividualInstance::Exists;
            if exists {
                review.existing.push(person.clone());
            }
            if exists && intent.existing == Some(ExistingInstance::Skip) {
                continue;
            }
            if let Some((group, slug)) =
                group_instance.filter(|_| intent.purpose == Some(Purpose::Groups))
            {
                let instances = &mut review.group_instances;
                let at = *group_instance_at.entry(slug.clone()).or_insert_with(|| {
                    let (name, state) = known.instance_of_group(group, slug, &intent);
                    instances.push(GroupInstance {
                        group: group.to_owned(),
                        name,
                        slug: slug.clone(),
                        people: 0,
                        state,
                    });
                    instances.len() - 1
                });
                instances[at].people += 1;
            }
            &mut review.to_invite
        };
        pile.push(person);
    }
}

fn person(
    row: Row,
    normalized: Option<NormalizedAddress>,
    invited_to: Option<InvitedTo>,
) -> ReviewedPerson {
    ReviewedPerson {
        normalized,
        name: row.name,
        address: row.address.trim().to_owned(),
        group: row.group.trim().to_owned(),
        list_id: row.list_id,
        instance: match invited_to {
            Some(InvitedTo::Instance(slug)) => Some(slug),
            Some(InvitedTo::Space) | None => None,
        },
    }
}

/// Sees to it that the review names the instance that people are invited into as the platform showed
/// it. A name that came from elsewhere, in a draft of an earlier version, could be that of another,
/// and so could the slug: one that isn't known here is refused as soon as a list could show it.
fn name_instance(
    store: &Store,
    draft: &mut Draft,
    instances: Option<&Seen<Instance>>,
) -> Result<(), ReviewError> {
    let intent = &mut draft.intent;
    let (Some(Purpose::Shared), Some(slug)) = (intent.purpose, &intent.instance) else {
        return Ok(());
    };
    let list = instances.map_or(&[][..], |seen| &seen.list);
    let shown = shown_name(slug, list);
    let kind = if let Some(seen) = list.iter().find(|instance| instance.slug == *slug) {
        Some(InstanceKind::of(seen))
    } else if let Some(name) = store.instance_created(&draft.place, slug)? {
        // It may be newer than the list.
        Some(InstanceKind::named(slug, &name))
    } else if instances.is_none() {
        // The departure reads it.
        Some(InstanceKind::named(slug, ""))
    } else {
        None
    };
    if !kind.is_some_and(InstanceKind::is_shareable) {
        return Err(ReviewError::WrongPlace);
    }
    // What the platform hasn't shown has no name but its slug.
    intent.instance_name = Some(shown.unwrap_or_else(|| slug.to_string()));
    Ok(())
}

/// The snapshot that is distributed, or that new instances start with, and whether it is known that
/// there is one or none.
fn material(store: &Store, draft: &Draft) -> Result<(Option<SnapshotRef>, bool), ReviewError> {
    let intent = &draft.intent;
    if distributes_only(intent) {
        return Ok((intent.snapshot.clone(), true));
    }
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
