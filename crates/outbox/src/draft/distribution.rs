//! The instances that a draft distributes a snapshot to: which they are, what would be overwritten
//! in each, and what becomes of it.
//!
//! It needs no connection. What isn't known of a target yet is found out before the plan departs.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use platform::{Instance, Slug, SpaceMember};
use roster::NormalizedAddress;
use store::{
    ComparedTarget, Contents, DistributionScope, DistributionWish, Intent, OnOverwrite, Place,
    Seen, SeenList, SnapshotRef, Store, StoreError, TargetComparison, UnreadableTarget,
};

use crate::seen::contents::seen_contents;
use crate::seen::instance_kind::{InstanceKind, shown_names};

/// The email to the people of the targets takes at most this many characters.
pub const LONGEST_MESSAGE: usize = 10_000;
/// Whoever changed a file this recently may still be at work.
const AT_WORK: SignedDuration = SignedDuration::from_mins(15);

/// One instance that a snapshot is to be distributed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistributionTarget {
    pub slug: Slug,
    /// The name under which the instance is shown.
    pub name: String,
    pub kind: InstanceKind,
    /// Whoever an individual instance belongs to. Their name is empty if it isn't known.
    pub owner: Option<TargetOwner>,
    /// What was found in it. `None`: it wasn't compared yet.
    pub compared: Option<ComparedTarget>,
    pub fate: TargetFate,
    /// Somebody changed a file that would be overwritten only minutes before it was read.
    pub at_work: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetOwner {
    pub name: String,
    pub address: String,
}

/// What becomes of a target, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetFate {
    /// Nothing in it would be overwritten.
    Receives,
    /// Something in it is overwritten, after a snapshot of it, because the user said so.
    Overwritten,
    /// It isn't known yet what would be overwritten. That is found out before the plan departs,
    /// and if something would be, the user is asked.
    AskedLater,
    /// It isn't known yet what would be overwritten. That is found out before the plan departs,
    /// and if something would be, the target is skipped.
    SkippedLater,
    /// Something in it would be overwritten, so it is skipped.
    Skipped,
    /// What it holds can't be read, so it is skipped.
    Unreadable,
}

impl TargetFate {
    /// Whether the plan has a step for it.
    pub fn is_sent(self) -> bool {
        match self {
            Self::Receives | Self::Overwritten | Self::AskedLater | Self::SkippedLater => true,
            Self::Skipped | Self::Unreadable => false,
        }
    }
}

/// An instance of the space that is no target, though the scope isn't that of chosen ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoTarget {
    pub name: String,
    pub why: WhyNoTarget,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNoTarget {
    /// The snapshot is of this very instance.
    Source,
    /// The material is prepared there, so it is a target only if it is chosen.
    Master,
    /// The snapshot was distributed to it from this computer before.
    HasIt,
}

/// All targets of a draft, and what is wrong with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DistributionTargets {
    pub list: Vec<DistributionTarget>,
    pub no_targets: Vec<NoTarget>,
    /// Chosen instances that weren't there any more when the space was last read.
    pub gone: Vec<Slug>,
    /// How long the message is, if it is too long.
    pub message_too_long: Option<usize>,
    /// What the snapshot holds, if it was read. It is large, so it is kept apart from the review
    /// of people.
    pub contents: Option<Contents>,
}

impl DistributionTargets {
    /// How many targets have this fate.
    pub fn count(&self, fate: TargetFate) -> usize {
        self.list
            .iter()
            .filter(|target| target.fate == fate)
            .count()
    }

    /// The targets that the plan has a step for.
    pub fn sent(&self) -> impl Iterator<Item = &DistributionTarget> {
        self.list.iter().filter(|target| target.fate.is_sent())
    }

    /// Those that weren't compared yet.
    pub fn not_compared(&self) -> Vec<Slug> {
        let missing = self.list.iter();
        missing
            .filter(|target| target.compared.is_none())
            .map(|target| target.slug.clone())
            .collect()
    }

    /// Whether it is known that the snapshot holds nothing that can be distributed.
    pub fn nothing_in_it(&self) -> bool {
        self.contents.as_ref().is_some_and(Contents::is_empty)
    }
}

/// What is known of a space when a draft is checked.
pub(crate) struct KnownTargets {
    instances: Vec<Instance>,
    owners: HashMap<NormalizedAddress, String>,
    have_it: HashSet<Slug>,
    compared: HashMap<Slug, ComparedTarget>,
    contents: Option<Contents>,
    pub(crate) seen_at: Option<Timestamp>,
}

impl KnownTargets {
    pub(crate) fn read(
        store: &Store,
        place: &Place,
        snapshot: Option<&SnapshotRef>,
    ) -> Result<Self, StoreError> {
        let instances: Option<Seen<Instance>> = store.seen(SeenList::Instances(place))?;
        let seen_at = instances.as_ref().map(|seen| seen.at);
        let instances = instances.map(|seen| seen.list).unwrap_or_default();
        let members: Option<Seen<SpaceMember>> = store.seen(SeenList::Members(place))?;
        let members = members.map(|seen| seen.list).unwrap_or_default();
        let owners = members
            .into_iter()
            .filter_map(|member| Some((NormalizedAddress::of(&member.email)?, member.name)))
            .collect();
        let mut known = Self {
            instances,
            owners,
            have_it: HashSet::new(),
            compared: HashMap::new(),
            contents: None,
            seen_at,
        };
        if let Some(snapshot) = snapshot {
            known.have_it =
                store.instances_with_snapshot(place, &snapshot.instance, &snapshot.slug)?;
            known.compared = store.compared_targets(place, &snapshot.instance, &snapshot.slug)?;
            known.contents = seen_contents(store, place, snapshot)?;
        }
        Ok(known)
    }
}

/// The targets that a draft with this intent comes to.
pub fn distribution_targets(
    store: &Store,
    place: &Place,
    intent: &Intent,
) -> Result<DistributionTargets, StoreError> {
    let known = KnownTargets::read(store, place, intent.snapshot.as_ref())?;
    Ok(targets(intent, &known))
}

/// Every instance that can be chosen as a target.
pub fn choosable(
    store: &Store,
    place: &Place,
    intent: &Intent,
) -> Result<Vec<DistributionTarget>, StoreError> {
    let known = KnownTargets::read(store, place, intent.snapshot.as_ref())?;
    let mut all = intent.clone();
    let instances = known.instances.iter();
    all.distribution.scope = DistributionScope::Chosen;
    all.distribution.chosen = instances.map(|one| one.slug.clone()).collect();
    Ok(targets(&all, &known).list)
}

/// The targets that an intent comes to.
pub(crate) fn targets(intent: &Intent, known: &KnownTargets) -> DistributionTargets {
    let wish = &intent.distribution;
    let source = intent.snapshot.as_ref().map(|snapshot| &snapshot.instance);
    let names = shown_names(&known.instances);
    let mut targets = DistributionTargets {
        message_too_long: message_too_long(wish),
        contents: known.contents.clone(),
        ..DistributionTargets::default()
    };
    for (instance, name) in known.instances.iter().zip(names) {
        let kind = InstanceKind::of(instance);
        let no_target = match wish.scope {
            _ if Some(&instance.slug) == source => Some(Some(WhyNoTarget::Source)),
            DistributionScope::Chosen => (!wish.chosen.contains(&instance.slug)).then_some(None),
            _ if kind == InstanceKind::Master => Some(Some(WhyNoTarget::Master)),
            _ if kind == InstanceKind::Distributed && !wish.also_distributed => Some(None),
            DistributionScope::NotYet if known.have_it.contains(&instance.slug) => {
                Some(Some(WhyNoTarget::HasIt))
            }
            DistributionScope::Everyone | DistributionScope::NotYet => None,
        };
        match no_target {
            None => targets.list.push(target(instance, name, kind, wish, known)),
            Some(Some(why)) => targets.no_targets.push(NoTarget { name, why }),
            // It was simply not chosen.
            Some(None) => {}
        }
    }
    if wish.scope == DistributionScope::Chosen {
        let there: HashSet<&Slug> = known.instances.iter().map(|one| &one.slug).collect();
        let gone = wish.chosen.iter().filter(|slug| !there.contains(slug));
        targets.gone = gone.cloned().collect();
    }
    // In the order in which instances are listed everywhere: by kind, then by name.
    targets
        .list
        .sort_by_cached_key(|target| (target.kind, shown(target).to_lowercase()));
    targets
}

/// What a target is called: by the name of its owner, if it has one.
fn shown(target: &DistributionTarget) -> &str {
    match &target.owner {
        Some(owner) if !owner.name.trim().is_empty() => &owner.name,
        _ => &target.name,
    }
}

fn message_too_long(wish: &DistributionWish) -> Option<usize> {
    let characters = wish.message()?.chars().count();
    (characters > LONGEST_MESSAGE).then_some(characters)
}

fn target(
    instance: &Instance,
    name: String,
    kind: InstanceKind,
    wish: &DistributionWish,
    known: &KnownTargets,
) -> DistributionTarget {
    let owner = NormalizedAddress::of(&instance.name).map(|address| TargetOwner {
        name: known.owners.get(&address).cloned().unwrap_or_default(),
        address: instance.name.trim().to_owned(),
    });
    let compared = known.compared.get(&instance.slug).cloned();
    DistributionTarget {
        fate: fate(compared.as_ref(), wish.on_overwrite(&instance.slug)),
        at_work: compared.as_ref().is_some_and(is_at_work),
        slug: instance.slug.clone(),
        name,
        kind,
        owner,
        compared,
    }
}

fn fate(compared: Option<&ComparedTarget>, on_overwrite: OnOverwrite) -> TargetFate {
    let known = compared.map(|compared| &compared.found);
    match (known, on_overwrite) {
        (Some(TargetComparison::Overwrites(list)), _) if list.is_empty() => TargetFate::Receives,
        (Some(TargetComparison::Unreadable(UnreadableTarget::Gone)), _) => TargetFate::Unreadable,
        (_, OnOverwrite::Overwrite) => TargetFate::Overwritten,
        (Some(TargetComparison::Overwrites(_)), OnOverwrite::Skip | OnOverwrite::Ask) => {
            TargetFate::Skipped
        }
        (Some(TargetComparison::Unreadable(_)), OnOverwrite::Skip | OnOverwrite::Ask) => {
            TargetFate::Unreadable
        }
        (None, OnOverwrite::Ask) => TargetFate::AskedLater,
        (None, OnOverwrite::Skip) => TargetFate::SkippedLater,
    }
}

fn is_at_work(compared: &ComparedTarget) -> bool {
    let TargetComparison::Overwrites(list) = &compared.found else {
        return false;
    };
    let since = compared.at.checked_sub(AT_WORK).unwrap_or(Timestamp::MIN);
    list.iter()
        .filter_map(|thing| thing.modified)
        .any(|modified| modified > since)
}
