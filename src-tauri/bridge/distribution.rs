//! Distributing a snapshot to instances that exist: what is wanted, which instances get it, and what
//! it would overwrite in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{InstanceKind, Problem, count, same_words, slug, time};

/// What was said about distributing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DistributionWish {
    pub(crate) scope: DistributionScope,
    /// Distributed gets it too, where the targets aren't chosen one by one.
    pub(crate) also_distributed: bool,
    /// By slug. They are kept while another scope counts.
    pub(crate) chosen: Vec<String>,
    pub(crate) on_overwrite: OnOverwrite,
    /// What was decided for single targets, by slug.
    pub(crate) decisions: BTreeMap<String, OverwriteDecision>,
    pub(crate) notify: bool,
    pub(crate) message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum DistributionScope {
    Everyone,
    /// Those to which the snapshot wasn't distributed from this computer yet.
    NotYet,
    Chosen,
}

/// What becomes of targets in which something would be overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum OnOverwrite {
    /// Skipped where that is known; asked about where it turns out later.
    Ask,
    Skip,
    Overwrite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum OverwriteDecision {
    Skip,
    Overwrite,
}

/// The instances that a draft distributes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DistributionTargets {
    pub(crate) list: Vec<DistributionTarget>,
    pub(crate) no_targets: Vec<NoTarget>,
    /// Chosen instances that are no longer there, by slug.
    pub(crate) gone: Vec<String>,
    /// How many characters the message has, if they are too many.
    pub(crate) message_too_long: Option<u32>,
    pub(crate) longest_message: u32,
    /// How many weren't compared yet.
    pub(crate) not_compared: u32,
    /// When the first of them was compared; null: none was.
    pub(crate) compared_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DistributionTarget {
    pub(crate) slug: String,
    /// Whoever the instance belongs to, or what it is called.
    pub(crate) name: String,
    /// The address of whoever an individual instance belongs to.
    pub(crate) address: Option<String>,
    pub(crate) kind: InstanceKind,
    pub(crate) fate: TargetFate,
    /// How many things would be overwritten; null: that isn't known.
    pub(crate) overwrites: Option<u32>,
    pub(crate) unreadable: Option<UnreadableTarget>,
    /// When the newest of what would be overwritten was changed.
    pub(crate) last_edited: Option<String>,
    /// It was changed only minutes before it was compared.
    pub(crate) at_work: bool,
}

/// What becomes of a target, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum TargetFate {
    /// Nothing in it would be overwritten.
    Receives,
    Overwritten,
    /// It is compared before the material leaves, and asked about.
    AskedLater,
    /// It is compared before the material leaves, and skipped.
    SkippedLater,
    Skipped,
    Unreadable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum UnreadableTarget {
    NotAllowed,
    Gone,
    Entries,
}

/// An instance that doesn't get the material.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct NoTarget {
    pub(crate) name: String,
    pub(crate) why: WhyNoTarget,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum WhyNoTarget {
    Source,
    Master,
    HasIt,
}

/// Something in a target that would be overwritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Overwritten {
    pub(crate) kind: MaterialKind,
    pub(crate) path: String,
    /// In bytes.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub(crate) size: Option<i64>,
    #[cfg_attr(test, ts(type = "number | null"))]
    pub(crate) new_size: Option<i64>,
    pub(crate) modified: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum MaterialKind {
    File,
    Folder,
    Application,
    Table,
}

/// Compares the next few targets.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CompareTargets {
    pub(crate) draft: String,
    /// Forgets what was found before.
    pub(crate) again: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TargetOf {
    pub(crate) draft: String,
    pub(crate) target: String,
}

/// A new draft that distributes.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewDistribution {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    /// The instances that were selected, by slug; empty: none were.
    pub(crate) chosen: Vec<String>,
}

same_words! {
    store::DistributionScope => DistributionScope { Everyone NotYet Chosen }
    store::OnOverwrite => OnOverwrite { Ask Skip Overwrite }
    store::OverwriteDecision => OverwriteDecision { Skip Overwrite }
    store::MaterialKind => MaterialKind { File Folder Application Table }
    store::UnreadableTarget => UnreadableTarget { NotAllowed Gone Entries }
    outbox::TargetFate => TargetFate {
        Receives Overwritten AskedLater SkippedLater Skipped Unreadable
    }
    outbox::WhyNoTarget => WhyNoTarget { Source Master HasIt }
}

impl From<store::DistributionWish> for DistributionWish {
    fn from(wish: store::DistributionWish) -> Self {
        Self {
            scope: wish.scope.into(),
            also_distributed: wish.also_distributed,
            chosen: wish.chosen.into_iter().map(String::from).collect(),
            on_overwrite: wish.on_overwrite.into(),
            decisions: wish
                .decisions
                .into_iter()
                .map(|(target, decision)| (target.into(), decision.into()))
                .collect(),
            notify: wish.notify,
            message: wish.message,
        }
    }
}

impl TryFrom<DistributionWish> for store::DistributionWish {
    type Error = Problem;

    fn try_from(wish: DistributionWish) -> Result<Self, Problem> {
        Ok(Self {
            scope: wish.scope.into(),
            also_distributed: wish.also_distributed,
            chosen: wish
                .chosen
                .iter()
                .map(|one| slug(one))
                .collect::<Result<_, _>>()?,
            on_overwrite: wish.on_overwrite.into(),
            decisions: wish
                .decisions
                .into_iter()
                .map(|(target, decision)| Ok((slug(&target)?, decision.into())))
                .collect::<Result<_, Problem>>()?,
            notify: wish.notify,
            message: wish.message,
        })
    }
}

impl From<outbox::DistributionTargets> for DistributionTargets {
    fn from(targets: outbox::DistributionTargets) -> Self {
        let compared = targets.list.iter();
        let compared = compared.filter_map(|target| target.compared.as_ref());
        Self {
            not_compared: count(targets.not_compared().len()),
            compared_at: compared.map(|compared| compared.at).min().map(time),
            list: targets.list.into_iter().map(Into::into).collect(),
            no_targets: targets
                .no_targets
                .into_iter()
                .map(|none| NoTarget {
                    name: none.name,
                    why: none.why.into(),
                })
                .collect(),
            gone: targets.gone.into_iter().map(String::from).collect(),
            message_too_long: targets.message_too_long.map(count),
            longest_message: count(outbox::LONGEST_MESSAGE),
        }
    }
}

impl From<outbox::DistributionTarget> for DistributionTarget {
    fn from(target: outbox::DistributionTarget) -> Self {
        let (overwrites, unreadable, last_edited) = match target.compared {
            None => (None, None, None),
            Some(compared) => match compared.found {
                store::TargetComparison::Unreadable(why) => (None, Some(why.into()), None),
                store::TargetComparison::Overwrites(list) => {
                    let edited = list.iter().filter_map(|thing| thing.modified).max();
                    (Some(count(list.len())), None, edited.map(time))
                }
            },
        };
        Self {
            name: match &target.owner {
                Some(owner) if !owner.name.trim().is_empty() => owner.name.clone(),
                _ => target.name,
            },
            address: target.owner.map(|owner| owner.address),
            slug: target.slug.into(),
            kind: target.kind.into(),
            fate: target.fate.into(),
            overwrites,
            unreadable,
            last_edited,
            at_work: target.at_work,
        }
    }
}

impl From<store::Overwritten> for Overwritten {
    fn from(thing: store::Overwritten) -> Self {
        Self {
            kind: thing.kind.into(),
            path: thing.path,
            size: thing.size,
            new_size: thing.new_size,
            modified: thing.modified.map(time),
        }
    }
}
