//! The slugs of instances that are added, and what is said of each.

use pretty_assertions::assert_eq;

use super::*;

fn known() -> KnownSlugs {
    let slug = |text: &str| text.parse::<Slug>().unwrap();
    KnownSlugs {
        taken: [
            (slug("group_a"), "Group A".to_owned()),
            (slug("group_a_2"), "Another group".to_owned()),
            (slug("master"), "Master".to_owned()),
        ]
        .into(),
        under_way: [slug("exam")].into(),
        seen_at: None,
    }
}

fn one(name: &str, slug: Option<&str>) -> NewInstance {
    let wanted = NewInstances {
        name: name.to_owned(),
        slug: slug.map(str::to_owned),
        ..NewInstances::default()
    };
    let mut checked = check(&wanted, &known()).list;
    assert_eq!(checked.len(), 1);
    checked.remove(0)
}

fn list(names: &str, slugs: &[(&str, &str)]) -> Vec<(String, Option<NewInstanceObstacle>)> {
    let wanted = NewInstances {
        several: true,
        names: names.to_owned(),
        slugs: slugs
            .iter()
            .map(|(name, slug)| ((*name).to_owned(), (*slug).to_owned()))
            .collect(),
        ..NewInstances::default()
    };
    let checked = check(&wanted, &known()).list.into_iter();
    checked.map(|one| (one.slug_text, one.problem)).collect()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

#[test]
fn a_name_becomes_a_slug_and_a_slug_that_is_taken_gets_a_free_one_suggested() {
    assert_eq!(one("Bar Zoë", None).slug_text, "bar_zoe");
    assert_eq!(one("Bar Zoë", None).problem, None);
    assert_eq!(one("用户", None).slug_text, "instance");
    let taken = NewInstanceObstacle::SlugTaken {
        by: "Group A".to_owned(),
        suggestion: slug("group_a_3"),
    };
    assert_eq!(one("Group A", None).problem, Some(taken.clone()));
    assert_eq!(one("Anything", Some("group_a")).problem, Some(taken));
    let under_way = NewInstanceObstacle::SlugUnderWay {
        suggestion: slug("exam_2"),
    };
    assert_eq!(one("Exam", None).problem, Some(under_way));
    let reserved = NewInstanceObstacle::SlugReserved {
        suggestion: slug("distributed_2"),
    };
    assert_eq!(one("Distributed", None).problem, Some(reserved));
}

#[test]
fn a_typed_slug_has_to_be_one() {
    for (typed, suggestion) in [
        ("Group B", "group_b"),
        ("", "room"),
        ("../x", "x"),
        (&"x".repeat(61), &*"x".repeat(60)),
    ] {
        let problem = NewInstanceObstacle::SlugInvalid {
            suggestion: slug(suggestion),
        };
        assert_eq!(one("Room", Some(typed)).problem, Some(problem), "{typed}");
    }
    assert_eq!(one("Room", Some(" room-1 ")).problem, None);
}

#[test]
fn names_and_descriptions_have_a_length() {
    assert_eq!(one(&"é".repeat(1023), None).problem, None);
    let characters = 1024;
    assert_eq!(
        one(&"é".repeat(1024), None).problem,
        Some(NewInstanceObstacle::NameTooLong { characters })
    );
    let mut wanted = NewInstances {
        name: "Room".to_owned(),
        description: "d".repeat(1023),
        ..NewInstances::default()
    };
    assert_eq!(check(&wanted, &known()).to_fix(), 0);
    wanted.description.push('d');
    let checked = check(&wanted, &known());
    assert_eq!(checked.description_too_long, Some(1024));
    assert_eq!(checked.to_fix(), 1);
    assert_eq!(
        one("Room\u{7}", None).problem,
        Some(NewInstanceObstacle::NameHidden)
    );
}

#[test]
fn each_instance_of_a_list_has_a_slug_of_its_own() {
    let checked = list("Team +\n\n  Team *  \r\nTeam +\nGroup A\n", &[]);
    let taken = NewInstanceObstacle::SlugTaken {
        by: "Group A".to_owned(),
        suggestion: slug("group_a_3"),
    };
    assert_eq!(
        checked,
        [
            ("team".to_owned(), None),
            ("team_2".to_owned(), None),
            ("team_3".to_owned(), Some(NewInstanceObstacle::NameTwice)),
            ("group_a".to_owned(), Some(taken)),
        ]
    );
    // A slug that was chosen for one line may be that of another.
    let chosen = list("Reds\nBlues", &[("Blues", "reds")]);
    let twice = NewInstanceObstacle::SlugTwice {
        by: "Reds".to_owned(),
        suggestion: slug("reds_2"),
    };
    assert_eq!(chosen[1], ("reds".to_owned(), Some(twice)));
    let fixed = list("Reds\nBlues", &[("Blues", "reds_2")]);
    assert!(fixed.iter().all(|(_, problem)| problem.is_none()));
}

#[test]
fn a_list_has_an_end() {
    let names: Vec<String> = (0..=MOST_INSTANCES).map(|n| format!("Room {n}")).collect();
    let wanted = NewInstances {
        several: true,
        names: names.join("\n"),
        ..NewInstances::default()
    };
    let checked = check(&wanted, &known());
    assert_eq!(checked.too_many, Some(MOST_INSTANCES + 1));
    assert_eq!((checked.list.len(), checked.to_fix()), (0, 1));
}
