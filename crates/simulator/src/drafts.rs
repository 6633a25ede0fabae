//! What the user of the story writes into drafts.

use simulated::Chance;
use store::{
    DistributionScope, DistributionWish, Intent, MaterialChoice, NewInstances, NewRow, OnOverwrite,
    Purpose, SnapshotRef,
};

/// What a draft is meant for, and its people. Few people, so that plans meet.
pub(crate) fn drawn(chance: &mut Chance) -> (Intent, Vec<NewRow>) {
    let purposes = [
        Purpose::Individual,
        Purpose::Individual,
        Purpose::Individual,
        Purpose::Shared,
        Purpose::Shared,
        Purpose::Groups,
        Purpose::Administrators,
        Purpose::Instances,
        Purpose::Distribute,
        Purpose::Distribute,
    ];
    let purpose = purposes[chance.below(purposes.len())];
    let mut intent = Intent {
        purpose: Some(purpose),
        ..Intent::default()
    };
    let materials = [
        MaterialChoice::Distributed,
        MaterialChoice::Snapshot,
        MaterialChoice::Nothing,
    ];
    intent.material = materials[chance.below(3)];
    if intent.material == MaterialChoice::Snapshot || purpose == Purpose::Distribute {
        intent.material = MaterialChoice::Snapshot;
        intent.snapshot = Some(week_1());
    }
    match purpose {
        Purpose::Shared => {
            let shared = ["group_a", "tutors_room"][chance.below(2)];
            intent.instance = shared.parse().ok();
        }
        Purpose::Instances => {
            intent.new_instances = NewInstances {
                several: true,
                names: ["Seminar\nProject", "Project", "Lab"][chance.below(3)].to_owned(),
                ..NewInstances::default()
            };
        }
        Purpose::Distribute => {
            let wishes = [OnOverwrite::Ask, OnOverwrite::Skip, OnOverwrite::Overwrite];
            intent.distribution = DistributionWish {
                scope: DistributionScope::Everyone,
                on_overwrite: wishes[chance.below(3)],
                also_distributed: chance.one_in(2),
                ..DistributionWish::default()
            };
        }
        _ => {}
    }
    let invites = !matches!(purpose, Purpose::Instances | Purpose::Distribute);
    let count = if invites { 1 + chance.below(5) } else { 0 };
    let first = chance.below(6);
    let people = (first..first + count)
        .map(|number| NewRow {
            address: format!("p{}@new.example", number % 7),
            group: ["Red", "Blue"][number % 2].to_owned(),
            ..NewRow::default()
        })
        .collect();
    (intent, people)
}

fn snapshot(instance: &str, slug: &str) -> SnapshotRef {
    SnapshotRef {
        instance: instance
            .parse()
            .unwrap_or_else(|_| platform::Slug::master()),
        instance_name: instance.to_owned(),
        slug: slug.parse().unwrap_or_else(|_| platform::Slug::master()),
        name: slug.to_owned(),
        at: None,
    }
}

/// The material that is distributed.
pub(crate) fn week_1() -> SnapshotRef {
    snapshot("master", "week_1_material")
}

/// What was distributed before the simulation began.
pub(crate) fn distributed() -> SnapshotRef {
    snapshot("distributed", "week_3_material")
}
