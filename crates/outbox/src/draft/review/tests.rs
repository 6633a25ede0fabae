//! What keeps a review from being sent, and what it offers.

use roster::NormalizedAddress;
use store::{AccountId, DraftId, DraftStep, Intent, Place, SpaceKind};

use super::*;

fn review(material: Wanted, existing: Option<ExistingInstance>) -> Review {
    let intent = Intent {
        purpose: Some(Purpose::Individual),
        material,
        existing,
        ..Intent::default()
    };
    Review {
        material_known: true,
        ..Review::without_people(Draft {
            id: DraftId(1),
            name: String::new(),
            place: Place {
                account: AccountId::practice(),
                org: "org".parse().unwrap(),
                space: "space".parse().unwrap(),
            },
            space_name: String::new(),
            space_kind: SpaceKind::Course,
            intent,
            step: DraftStep::Review,
            changed_at: jiff::Timestamp::UNIX_EPOCH,
            adding: String::new(),
            people: 0,
            change_number: 0,
            maybe_sent: false,
        })
    }
}

fn person() -> ReviewedPerson {
    ReviewedPerson {
        name: String::new(),
        address: "ada@uni.example".to_owned(),
        normalized: NormalizedAddress::of("ada@uni.example"),
        group: String::new(),
        list_id: String::new(),
        instance: None,
    }
}

#[test]
fn the_first_of_several_obstacles_is_said() {
    let mut review = review(Wanted::Distributed, None);
    assert_eq!(review.obstacle(), Some(SendObstacle::Nobody));
    review.to_invite.push(person());
    assert_eq!(review.obstacle(), None);
    review.existing.push(person());
    assert_eq!(review.obstacle(), Some(SendObstacle::Existing));
    review.no_group = vec![person(), person()];
    assert_eq!(review.obstacle(), Some(SendObstacle::NoGroup(2)));
    review.too_many_groups = Some(2_001);
    assert_eq!(review.obstacle(), Some(SendObstacle::TooManyGroups(2_001)));
    review.to_fix.push(person());
    assert_eq!(review.obstacle(), Some(SendObstacle::ToFix(1)));
}

#[test]
fn rows_can_be_skipped_if_nothing_else_is_in_the_way() {
    let mut review = review(Wanted::Distributed, None);
    review.to_fix = vec![person(), person()];
    assert_eq!(review.skips(), 0, "nobody would be invited");
    review.to_invite.push(person());
    assert_eq!(review.skips(), 2);
    review.no_group.push(person());
    assert_eq!(review.skips(), 0, "a group has to be entered first");
    review.no_group.clear();
    review.existing.push(person());
    assert_eq!(review.skips(), 0, "the instance has to be decided on first");
}

#[test]
fn instances_that_exist_are_no_obstacle_once_the_user_has_answered() {
    let mut review = review(Wanted::Distributed, Some(ExistingInstance::InviteOnly));
    review.to_invite.push(person());
    review.existing.push(person());
    assert_eq!(review.obstacle(), None);
}

#[test]
fn without_material_there_is_nothing_to_distribute_to_instances_that_exist() {
    use ExistingInstance::{Distribute, InviteOnly, Skip};
    let all = [InviteOnly, Distribute, Skip];
    assert_eq!(review(Wanted::Distributed, None).existing_choices(), all);
    assert_eq!(review(Wanted::Snapshot, None).existing_choices(), all);
    let choices = review(Wanted::Nothing, None);
    assert_eq!(choices.existing_choices(), [InviteOnly, Skip]);
}
