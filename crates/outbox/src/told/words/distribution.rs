//! What distributing a snapshot to instances that exist comes to, before it is sent.

use platform::Slug;
use store::{SnapshotRef, TargetComparison, UnreadableTarget};

use super::plan::instances;
use crate::draft::distribution::{DistributionTarget, TargetFate, WhyNoTarget};
use crate::draft::review::Review;

/// What sending the draft would do, in one sentence. `None`: no instance gets anything.
pub(super) fn sentence(review: &Review) -> Option<String> {
    let snapshot = review.material.as_ref()?;
    let count = review.targets.sent().count();
    let (name, space) = (of_instance(snapshot), &review.draft.space_name);
    match count {
        0 => None,
        1 => Some(format!(
            "{name} will be distributed to 1 instance in {space}, after a snapshot of it."
        )),
        count => Some(format!(
            "{name} will be distributed to {} in {space}, after a snapshot of each.",
            instances(count)
        )),
    }
}

/// A snapshot that was chosen. It is said with its instance, because another instance may have a
/// snapshot of the same name, and an instance may have the name of another as its slug.
pub(super) fn of_instance(snapshot: &SnapshotRef) -> String {
    if snapshot.slug == Slug::development() {
        // The current state, which has the name of its instance.
        return snapshot.instance_name.clone();
    }
    format!("{} of {}", snapshot.name, snapshot.instance_name)
}

/// What becomes of the targets, each with how many there are. Those that simply get the material
/// come first.
pub fn targets_by_fate(review: &Review) -> Vec<(&'static str, usize)> {
    let targets = &review.targets;
    let left_out = |why| {
        let mut none = targets.no_targets.iter();
        usize::from(none.any(|target| target.why == why))
    };
    let have_it = targets.no_targets.iter();
    let have_it = have_it.filter(|target| target.why == WhyNoTarget::HasIt);
    [
        ("Nothing overwritten", targets.count(TargetFate::Receives)),
        ("Overwritten", targets.count(TargetFate::Overwritten)),
        (
            "Not compared yet, you'll be asked",
            targets.count(TargetFate::AskedLater),
        ),
        (
            "Not compared yet, skipped if something would be overwritten",
            targets.count(TargetFate::SkippedLater),
        ),
        (
            "Skipped, something would be overwritten",
            targets.count(TargetFate::Skipped),
        ),
        (
            "Skipped, couldn't be read",
            targets.count(TargetFate::Unreadable),
        ),
        ("Already distributed from here", have_it.count()),
        ("Not a target: Master", left_out(WhyNoTarget::Master)),
        (
            "Not a target: the snapshot's own instance",
            left_out(WhyNoTarget::Source),
        ),
        ("No longer in the space", targets.gone.len()),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .collect()
}

/// What would be overwritten in a target, in a few words. `None`: nothing is known of it yet.
pub fn overwritten(target: &DistributionTarget) -> Option<String> {
    let found = &target.compared.as_ref()?.found;
    Some(match found {
        TargetComparison::Overwrites(list) => match &list[..] {
            [] => "Nothing".to_owned(),
            [one] => one.path.clone(),
            [one, another] => format!("{} and {}", one.path, another.path),
            [one, rest @ ..] => format!("{} and {} more", one.path, rest.len()),
        },
        TargetComparison::Unreadable(UnreadableTarget::NotAllowed) => {
            "You aren't allowed to read it".to_owned()
        }
        TargetComparison::Unreadable(UnreadableTarget::Gone) => "It no longer exists".to_owned(),
        TargetComparison::Unreadable(UnreadableTarget::Entries) => {
            "Part of it couldn't be read".to_owned()
        }
    })
}
