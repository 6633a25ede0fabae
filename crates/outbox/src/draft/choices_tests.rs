//! What follows from a choice, and what a space doesn't allow.

use samples::instance;

use super::*;

fn course() -> Vec<Instance> {
    vec![
        instance("distributed", "Distributed"),
        instance("ada_1", "ada@uni.example"),
        instance("tutors", "Tutors' room"),
    ]
}

fn after(before: &Intent, purpose: Purpose, kind: SpaceKind) -> Intent {
    chosen(
        before.clone(),
        IntentChoice::Purpose(purpose),
        kind,
        &course(),
        None,
    )
    .unwrap()
}

#[test]
fn whoever_gets_an_instance_works_in_it() {
    let mut shared = after(&Intent::default(), Purpose::Shared, SpaceKind::Course);
    shared.role = Role::Viewer;
    for purpose in [
        Purpose::Individual,
        Purpose::Groups,
        Purpose::Administrators,
    ] {
        let intent = after(&shared, purpose, SpaceKind::Course);
        assert_eq!(intent.role, Role::Editor);
        assert_eq!((intent.instance, intent.instance_name), (None, None));
    }
}

#[test]
fn there_is_nothing_to_choose_where_there_is_one_instance() {
    let intent = after(&Intent::default(), Purpose::Shared, SpaceKind::Course);
    assert_eq!(intent.instance.unwrap().as_str(), "tutors");
    assert_eq!(intent.instance_name.as_deref(), Some("Tutors' room"));
    assert_eq!(intent.role, Role::Editor);
    let mut two = course();
    two.push(instance("master", "Master"));
    let shared = IntentChoice::Purpose(Purpose::Shared);
    let intent = chosen(
        Intent::default(),
        shared.clone(),
        SpaceKind::Course,
        &two,
        None,
    );
    assert_eq!(intent.unwrap().instance, None);
    // Into Master people are invited only by choosing it.
    let master = [instance("master", "Master")];
    let choose = |choice| {
        let intent = chosen(Intent::default(), choice, SpaceKind::Course, &master, None);
        intent.unwrap().instance_name
    };
    assert_eq!(choose(shared), None);
    let slug = "master".parse().unwrap();
    assert_eq!(
        choose(IntentChoice::Instance(slug)).as_deref(),
        Some("Master")
    );
}

#[test]
fn people_observe_a_dataset_until_something_else_is_chosen() {
    let mut intent = after(&Intent::default(), Purpose::Shared, SpaceKind::Dataset);
    assert_eq!(intent.role, Role::Observer);
    intent.role = Role::Editor;
    let again = after(&intent, Purpose::Shared, SpaceKind::Dataset);
    assert_eq!(again, intent);
    assert!(roles(SpaceKind::Dataset).contains(&Role::Observer));
    assert!(roles(SpaceKind::Course).contains(&Role::Viewer));
}

#[test]
fn a_space_says_what_it_cannot_do() {
    use PurposeObstacle::{Dataset, NothingShared};
    let obstacles = |kind, instances: Option<&[Instance]>| {
        let purposes = purposes(kind, instances).into_iter();
        purposes.map(|(_, obstacle)| obstacle).collect::<Vec<_>>()
    };
    let dataset = obstacles(SpaceKind::Dataset, Some(&[]));
    let expected = [Some(Dataset), Some(NothingShared), Some(Dataset), None];
    assert_eq!(dataset, expected);
    assert_eq!(obstacles(SpaceKind::Course, Some(&course())), [None; 4]);
    let own = [instance("ada_1", "ada@uni.example")];
    let shared = obstacles(SpaceKind::Course, Some(&own))[1];
    assert_eq!(shared, Some(NothingShared));
    assert_eq!(obstacles(SpaceKind::Course, None), [None; 4], "unknown");
}

#[test]
fn only_a_course_has_a_link_and_only_to_individual_instances() {
    let link = |kind| ways(kind, Purpose::Individual)[1];
    let not_a_course = Some(WayObstacle::NotACourse);
    assert_eq!(link(SpaceKind::Course), (InvitationWay::Link, None));
    for kind in [SpaceKind::Project, SpaceKind::Other] {
        assert_eq!(link(kind), (InvitationWay::Link, not_a_course));
    }
    assert_eq!(ways(SpaceKind::Course, Purpose::Groups), []);
}

#[test]
fn nobody_is_invited_into_an_instance_that_is_not_for_sharing() {
    let instance = |slug: &str| IntentChoice::Instance(slug.parse().unwrap());
    let into = |slug| {
        chosen(
            Intent::default(),
            instance(slug),
            SpaceKind::Course,
            &course(),
            None,
        )
    };
    let tutors = into("tutors").unwrap();
    assert_eq!(tutors.instance_name.as_deref(), Some("Tutors' room"));
    for slug in ["distributed", "ada_1", "nowhere"] {
        assert!(
            matches!(into(slug), Err(ChoiceError::NotShareable(_))),
            "{slug}"
        );
    }
}

#[test]
fn a_file_names_only_a_shared_instance_of_the_space() {
    let mut course = course();
    course.push(instance("master", "Master"));
    course.push(instance("mallory", "Somebody's room"));
    let into = |slug: &str| {
        let slug: Slug = slug.parse().unwrap();
        let purpose = Some(Purpose::Shared);
        intent_of_file(purpose, Some(&slug), SpaceKind::Course, &course)
    };
    assert_eq!(
        into("tutors").instance_name.as_deref(),
        Some("Tutors' room")
    );
    for slug in ["master", "distributed", "ada_1", "nowhere"] {
        let intent = into(slug);
        assert_eq!(
            (intent.instance, intent.instance_name),
            (None, None),
            "{slug}"
        );
    }
    let administrators = intent_of_file(
        Some(Purpose::Administrators),
        None,
        SpaceKind::Course,
        &course,
    );
    assert_eq!(administrators, Intent::default());
}

#[test]
fn a_snapshot_is_one_that_the_platform_showed_and_another_material_forgets_it() {
    let snapshot = SnapshotRef {
        instance: "master".parse().unwrap(),
        instance_name: "Master".to_owned(),
        slug: "week_1".parse().unwrap(),
        name: "Week 1".to_owned(),
        at: None,
    };
    let of = |slug: &str| IntentChoice::Snapshot {
        instance: "master".parse().unwrap(),
        snapshot: slug.parse().unwrap(),
    };
    let choose = |before, choice, shown| chosen(before, choice, SpaceKind::Course, &[], shown);
    let unknown = choose(Intent::default(), of("week_2"), None);
    assert!(matches!(unknown, Err(ChoiceError::NoSnapshot(_))));
    let intent = choose(Intent::default(), of("week_1"), Some(snapshot.clone())).unwrap();
    assert_eq!(intent.material, MaterialChoice::Snapshot);
    assert_eq!(intent.snapshot, Some(snapshot));
    let nothing = IntentChoice::Material(MaterialChoice::Nothing);
    assert_eq!(choose(intent, nothing, None).unwrap().snapshot, None);
}

#[test]
fn what_instances_start_with_is_kept_only_where_the_purpose_offers_it() {
    use MaterialChoice::{Distributed, Nothing, Snapshot};
    let material_after = |material, purpose| {
        let before = Intent {
            material,
            ..Intent::default()
        };
        after(&before, purpose, SpaceKind::Course).material
    };
    assert_eq!(materials(Purpose::Instances), [Nothing, Snapshot]);
    assert_eq!(material_after(Distributed, Purpose::Instances), Nothing);
    assert_eq!(material_after(Snapshot, Purpose::Instances), Snapshot);
    assert_eq!(material_after(Nothing, Purpose::Distribute), Snapshot);
    for purpose in [Purpose::Individual, Purpose::Groups] {
        assert_eq!(materials(purpose), [Distributed, Snapshot, Nothing]);
        assert_eq!(material_after(Nothing, purpose), Nothing);
    }
    for purpose in [Purpose::Shared, Purpose::Administrators] {
        assert!(materials(purpose).is_empty());
        assert_eq!(material_after(Nothing, purpose), Nothing);
    }
}
