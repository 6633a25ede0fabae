//! The list of a space: kept, held against its people, replaced, edited, and removed.

use pretty_assertions::assert_eq;

use super::{ACCOUNT, bodies, draft_for_the_course};
use crate::app_for_tests::{Running, run};
use crate::bridge::{
    Changed, Comparison, Draft, FileRef, KeptListEdit, KeptListRef, KeptVersionRef, LeftMark,
    LeftMarks, ListGroup, MatterKind, Overview, OverviewOf, PeopleAction, PeopleDo, PersonToAdd,
    Problem, ProblemCode, SpaceFile, SpaceRef,
};

/// The practice course, with everything that is done to its list.
struct Course<'a> {
    running: &'a Running,
    draft: Draft,
}

async fn course(running: &Running) -> Course<'_> {
    Course {
        running,
        draft: draft_for_the_course(running).await,
    }
}

impl Course<'_> {
    fn list(&self) -> KeptListRef {
        KeptListRef {
            account: ACCOUNT.into(),
            org: self.draft.org.clone(),
            space: self.draft.space.clone(),
        }
    }

    fn file(&self, file: &FileRef) -> SpaceFile {
        SpaceFile {
            account: ACCOUNT.into(),
            org: self.draft.org.clone(),
            space: self.draft.space.clone(),
            file: file.file.clone(),
            choices: None,
        }
    }

    async fn try_bring(&self, name: &str, text: &str) -> Result<Comparison, Problem> {
        let file = self.running.drop_file(name, text);
        bodies::kept_list_bring(&self.running.app, self.file(&file)).await
    }

    async fn bring(&self, name: &str, text: &str) -> Comparison {
        self.try_bring(name, text).await.unwrap()
    }

    async fn comparison(&self) -> Comparison {
        bodies::comparison(&self.running.app, self.list())
            .await
            .unwrap()
    }

    /// The addresses of those in the space who are no administrators: joined, and invited.
    async fn people(&self) -> (Vec<String>, Vec<String>) {
        let which = SpaceRef {
            account: ACCOUNT.into(),
            org: self.draft.org.clone(),
            space: self.draft.space.clone(),
            fresh: false,
        };
        let people = bodies::space(&self.running.app, which)
            .await
            .unwrap()
            .people;
        let people = people.into_iter().filter(|person| !person.administrator);
        let (joined, invited): (Vec<_>, Vec<_>) =
            people.partition(|person| person.state == crate::bridge::PersonState::Joined);
        let addresses = |people: Vec<crate::bridge::Person>| {
            people.into_iter().map(|person| person.address).collect()
        };
        (addresses(joined), addresses(invited))
    }

    async fn overview(&self) -> Overview {
        let of = OverviewOf {
            account: ACCOUNT.into(),
        };
        bodies::overview(&self.running.app, of).await.unwrap()
    }

    async fn matters(&self) -> Vec<MatterKind> {
        let matters = self.overview().await.matters;
        matters.into_iter().map(|matter| matter.about).collect()
    }

    async fn missing_in_overview(&self) -> Option<u32> {
        let overview = self.overview().await;
        let mut spaces = overview.orgs.iter().flat_map(|org| &org.spaces);
        let course = spaces.find(|space| space.slug == self.draft.space);
        course.unwrap().missing
    }

    async fn mark(&self, comparison: &Comparison, marked: bool) {
        let people = comparison.people.iter().filter_map(|person| {
            Some(LeftMark {
                address: person.address.clone(),
                version: person.left.as_ref()?.version.clone(),
            })
        });
        let marks = LeftMarks {
            account: ACCOUNT.into(),
            org: self.draft.org.clone(),
            space: self.draft.space.clone(),
            people: people.collect(),
            marked,
        };
        bodies::left_mark(&self.running.app, marks).await.unwrap();
    }
}

fn csv<'a>(addresses: impl IntoIterator<Item = &'a String>) -> String {
    let mut text = "Name,Email address,Group\n".to_owned();
    for address in addresses {
        text.extend(["Somebody,", address, ",A\n"]);
    }
    text
}

fn in_group(comparison: &Comparison, group: ListGroup) -> Vec<&str> {
    let people = comparison.people.iter();
    people
        .filter(|person| person.list_group == group)
        .map(|person| person.address.as_str())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_kept_and_held_against_the_course() {
    let running = run().await;
    let course = course(&running).await;
    assert_eq!(course.comparison().await, Comparison::without_list());
    assert_eq!(course.missing_in_overview().await, None);
    let (joined, invited) = course.people().await;
    let new = "new@new.example".to_owned();
    let upper: Vec<String> = joined[1..].iter().map(|each| each.to_uppercase()).collect();
    let found = course
        .bring(
            "students.csv",
            &csv(upper.iter().chain(&invited).chain([&new])),
        )
        .await;
    assert_eq!(in_group(&found, ListGroup::In).len(), joined.len() - 1);
    assert_eq!(in_group(&found, ListGroup::NotJoined), invited);
    assert_eq!(in_group(&found, ListGroup::Missing), [&new]);
    assert_eq!(in_group(&found, ListGroup::NotOnList), [&joined[0]]);
    let list = found.list.as_ref().unwrap();
    assert_eq!(list.file, "students.csv");
    assert_eq!(list.people as usize, joined.len() + invited.len());
    assert!(found.seen_at.is_some() && found.takes_out);
    assert_eq!(course.comparison().await, found, "kept");
    assert_eq!(course.missing_in_overview().await, Some(1));
    assert_eq!(course.matters().await, [MatterKind::Missing { count: 1 }]);
    let told = running.recording.told.lock().unwrap().clone();
    assert!(
        told.iter()
            .any(|told| matches!(told, Changed::Space { .. }))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_list_shows_just_what_it_changes_and_can_be_undone() {
    let running = run().await;
    let course = course(&running).await;
    let (joined, _) = course.people().await;
    course.bring("1.csv", &csv(&joined)).await;
    let newer = csv(&joined[1..]).replace(",A\n", ",B\n") + "New,new@new.example,A\n";
    let file = running.drop_file("2.csv", newer.clone());
    let difference = bodies::kept_list_difference(&running.app, course.file(&file))
        .await
        .unwrap();
    assert_eq!(difference.added[0].address, "new@new.example");
    assert_eq!(difference.gone[0].address, joined[0]);
    assert_eq!(difference.changed.len(), joined.len() - 1);
    assert_eq!(difference.changed[0].before.group, "A");
    assert_eq!(difference.changed[0].after.group, "B");

    let found = course.bring("2.csv", &newer).await;
    assert_eq!(in_group(&found, ListGroup::Left), [&joined[0]]);
    assert_eq!(in_group(&found, ListGroup::In).len(), joined.len() - 1);
    assert_eq!(found.people[0].group_before.as_deref(), Some("A"));
    let list = course.list();
    let which = KeptVersionRef {
        account: list.account,
        org: list.org,
        space: list.space,
        version: found.list.unwrap().version,
    };
    bodies::kept_list_withdraw(&running.app, which.clone())
        .await
        .unwrap();
    bodies::kept_list_withdraw(&running.app, which)
        .await
        .unwrap();
    let before = course.comparison().await;
    assert_eq!(before.list.as_ref().unwrap().file, "1.csv");
    assert_eq!(in_group(&before, ListGroup::Left), [""; 0]);
    assert_eq!(course.missing_in_overview().await, Some(0));
    assert_eq!(course.matters().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_list_comes_back() {
    let running = run().await;
    let course = course(&running).await;
    let found = course
        .bring("1.csv", "Name,Email\nNew,new@new.example\n")
        .await;
    bodies::kept_list_remove(&running.app, course.list())
        .await
        .unwrap();
    assert_eq!(course.comparison().await, Comparison::without_list());
    assert_eq!(course.missing_in_overview().await, None);
    bodies::kept_list_restore(&running.app, course.list())
        .await
        .unwrap();
    assert_eq!(course.comparison().await, found);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_left_is_marked_restored_and_taken_out() {
    let running = run().await;
    let course = course(&running).await;
    let (joined, invited) = course.people().await;
    course
        .bring("1.csv", &csv(joined.iter().chain(&invited)))
        .await;
    let found = course
        .bring("2.csv", &csv(joined[1..].iter().chain(&invited[1..])))
        .await;
    assert_eq!(in_group(&found, ListGroup::Left), [&joined[0], &invited[0]]);
    let marked = async || {
        let people = course.comparison().await.people.into_iter();
        people
            .filter_map(|person| person.left)
            .filter(|left| left.marked)
            .count()
    };
    course.mark(&found, true).await;
    assert_eq!(marked().await, 2);
    course.mark(&found, false).await;
    assert_eq!(marked().await, 0);

    let out = PeopleDo {
        account: ACCOUNT.into(),
        org: course.draft.org.clone(),
        space: course.draft.space.clone(),
        people: vec![joined[0].clone(), invited[0].clone()],
        action: PeopleAction::TakeOut,
    };
    let done = bodies::people_do(&running.app, out).await.unwrap();
    assert_eq!((done.done, done.failed), (2, vec![]));
    assert_eq!(
        in_group(&course.comparison().await, ListGroup::Left),
        [""; 0]
    );
    let (still, _) = course.people().await;
    assert_eq!(still, joined[1..]);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_added_to_the_list_by_hand() {
    let running = run().await;
    let course = course(&running).await;
    let (joined, _) = course.people().await;
    let before = course.bring("1.csv", &csv(&joined[1..])).await;
    assert_eq!(in_group(&before, ListGroup::NotOnList)[0], joined[0]);
    let edit = |on| KeptListEdit {
        account: ACCOUNT.into(),
        org: course.draft.org.clone(),
        space: course.draft.space.clone(),
        people: vec![PersonToAdd {
            name: String::new(),
            address: joined[0].to_uppercase(),
            group: String::new(),
        }],
        on,
    };
    bodies::kept_list_edit(&running.app, edit(true))
        .await
        .unwrap();
    let added = course.comparison().await;
    let last = added
        .people
        .iter()
        .rfind(|person| person.list_group == ListGroup::In)
        .unwrap();
    assert!(last.by_hand);
    assert_eq!(last.in_space.as_ref(), Some(&joined[0]));
    bodies::kept_list_edit(&running.app, edit(false))
        .await
        .unwrap();
    assert_eq!(course.comparison().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_list_changes_nothing() {
    let running = run().await;
    let course = course(&running).await;
    let kept = course
        .bring("1.csv", "Name,Email\nNew,new@new.example\n")
        .await;
    let nobody = course.try_bring("empty.csv", "Name,Email\n").await;
    assert_eq!(nobody.unwrap_err().code, ProblemCode::FileNobody);
    let file = running.drop_file("changing.csv", "Name,Email\nA,a@new.example\n");
    bodies::kept_list_difference(&running.app, course.file(&file))
        .await
        .unwrap();
    std::fs::write(
        running.path("changing.csv"),
        "Name,Email\nEve,eve@new.example\nB,b@new.example\n",
    )
    .unwrap();
    let other = bodies::kept_list_bring(&running.app, course.file(&file)).await;
    assert_eq!(other.unwrap_err().code, ProblemCode::FileChanged);
    assert_eq!(course.comparison().await, kept);
}
