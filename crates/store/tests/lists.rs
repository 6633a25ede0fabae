//! What the store promises about lists: every edit can be undone, for as long as the draft is.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use pretty_assertions::assert_eq;
use proptest::prelude::*;
use samples::{SampleStore, now};
use store::{DraftId, Edit, EditKind, Edited, NewRow, Row, SpaceKind, Store, StoreError};

struct Bench {
    sample: SampleStore,
    store: Store,
    draft: DraftId,
}

fn bench() -> Bench {
    let sample = SampleStore::new();
    Bench {
        store: sample.store.clone(),
        draft: sample.draft(),
        sample,
    }
}

impl Bench {
    /// As after a start of the app.
    fn reopen(&mut self) {
        self.store = self.sample.reopened();
    }

    fn edit(
        &self,
        kind: EditKind,
        typing: Option<&str>,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), StoreError>,
    ) -> Edited {
        self.store
            .write(|w| {
                let mut edit = w.draft_edit(self.draft, kind, typing, now())?;
                work(&mut edit)?;
                edit.done()
            })
            .unwrap()
    }

    fn add(&self, names: &[&str]) -> Edited {
        let rows: Vec<NewRow> = names.iter().map(|name| person(name)).collect();
        self.edit(EditKind::Paste, None, |edit| edit.add(&rows))
    }

    fn undo(&self) -> Edited {
        self.store
            .write(|w| w.draft_undo(self.draft, now()))
            .unwrap()
    }

    fn redo(&self) -> Edited {
        self.store
            .write(|w| w.draft_redo(self.draft, now()))
            .unwrap()
    }

    fn rows(&self) -> Vec<Row> {
        self.store.draft_rows(self.draft).unwrap()
    }

    fn names(&self) -> Vec<String> {
        self.rows().into_iter().map(|row| row.name).collect()
    }
}

fn person(name: &str) -> NewRow {
    NewRow {
        name: name.to_owned(),
        address: format!("{name}@uni.example"),
        ..NewRow::default()
    }
}

#[derive(Debug, Clone)]
enum UserStep {
    Add(u8),
    Name(prop::sample::Index, String),
    Skip(prop::sample::Index),
    Remove(prop::sample::Index, u8),
    Undo,
    Redo,
    Reopen,
}

fn user_step() -> impl Strategy<Value = UserStep> {
    let row = any::<prop::sample::Index>;
    prop_oneof![
        3 => (1..4_u8).prop_map(UserStep::Add),
        3 => (row(), "[a-c]{0,2}").prop_map(|(row, name)| UserStep::Name(row, name)),
        1 => row().prop_map(UserStep::Skip),
        2 => (row(), 1..3_u8).prop_map(|(row, n)| UserStep::Remove(row, n)),
        4 => Just(UserStep::Undo),
        3 => Just(UserStep::Redo),
        1 => Just(UserStep::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Against the plainest undo there is: a copy of the list after each edit.
    #[test]
    fn every_edit_can_be_undone_and_done_again_across_restarts(
        user_steps in prop::collection::vec(user_step(), 1..40),
    ) {
        let mut bench = bench();
        let mut copies = vec![Vec::new()];
        let mut at = 0;
        for act in user_steps {
            let rows = bench.rows();
            let edited = match act {
                UserStep::Add(n) => {
                    let people: Vec<NewRow> = (0..n).map(|_| person("new")).collect();
                    bench.edit(EditKind::Paste, None, |edit| edit.add(&people))
                }
                UserStep::Name(row, name) if !rows.is_empty() => {
                    let id = row.get(&rows).id;
                    bench.edit(EditKind::Typing, None, |edit| edit.change(id, |row| row.name = name))
                }
                UserStep::Skip(row) if !rows.is_empty() => {
                    let id = row.get(&rows).id;
                    bench.edit(EditKind::Skip, None, |edit| {
                        edit.change(id, |row| row.skipped = !row.skipped)
                    })
                }
                UserStep::Remove(row, n) if !rows.is_empty() => {
                    let from = row.index(rows.len());
                    let gone = rows[from..].iter().take(usize::from(n));
                    bench.edit(EditKind::Remove, None, |edit| {
                        gone.map(|row| row.id).try_for_each(|id| edit.remove(id))
                    })
                }
                UserStep::Undo => {
                    at = usize::saturating_sub(at, 1);
                    bench.undo();
                    prop_assert_eq!(&bench.rows(), &copies[at]);
                    continue;
                }
                UserStep::Redo => {
                    at = (at + 1).min(copies.len() - 1);
                    bench.redo();
                    prop_assert_eq!(&bench.rows(), &copies[at]);
                    continue;
                }
                UserStep::Reopen => {
                    bench.reopen();
                    continue;
                }
                _ => continue,
            };
            if edited.edit.is_some() {
                copies.truncate(at + 1);
                copies.push(bench.rows());
                at += 1;
            }
            let history = bench.store.draft_history(bench.draft).unwrap();
            prop_assert_eq!(history.undo.is_some(), at > 0);
            prop_assert_eq!(history.redo.is_some(), at + 1 < copies.len());
            prop_assert_eq!(history, edited.history);
        }
    }
}

#[test]
fn what_is_typed_in_one_go_is_undone_in_one() {
    let bench = bench();
    let row = bench.add(&["ada"]).put[0].id;
    for name in ["A", "Ad", "Ada"] {
        bench.edit(EditKind::Typing, Some("t1"), |edit| {
            edit.change(row, |row| name.clone_into(&mut row.name))
        });
    }
    bench.edit(EditKind::Typing, Some("t2"), |edit| {
        edit.change(row, |row| row.group = "B".into())
    });
    bench.undo();
    assert_eq!(bench.rows()[0].name, "Ada");
    bench.undo();
    assert_eq!(bench.names(), ["ada"]);
    bench.redo();
    assert_eq!(bench.names(), ["Ada"]);
}

#[test]
fn typed_and_typed_back_leaves_nothing_to_undo() {
    let bench = bench();
    let row = bench.add(&["ada"]).put[0].id;
    for name in ["x", "ada"] {
        bench.edit(EditKind::Typing, Some("t1"), |edit| {
            edit.change(row, |row| name.clone_into(&mut row.name))
        });
    }
    let history = bench.store.draft_history(bench.draft).unwrap();
    assert_eq!(history.undo, Some(EditKind::Paste));
}

#[test]
fn a_row_that_comes_back_has_its_own_place() {
    let bench = bench();
    let file = bench.edit(EditKind::File, None, |edit| edit.add(&[person("ada")]));
    let id = file.edit.unwrap();
    bench.edit(EditKind::Remove, None, |edit| edit.remove(file.put[0].id));
    // The file goes on behind the edit that followed it.
    bench
        .store
        .write(|w| {
            let mut edit = w
                .draft_edit_go_on(bench.draft, id, EditKind::File, now())?
                .unwrap();
            edit.add(&[person("grace")])?;
            edit.done()
        })
        .unwrap();
    bench.undo();
    assert_eq!(bench.names(), ["ada", "grace"]);
    bench.undo();
    assert_eq!(bench.names(), [""; 0], "one undo for all of the file");
    let gone_on = bench.store.write(|w| {
        w.draft_edit_go_on(bench.draft, id, EditKind::File, now())
            .map(|edit| edit.is_some())
    });
    assert!(!gone_on.unwrap(), "what was undone isn't gone on with");
}

#[test]
fn a_long_list_is_read_page_by_page_in_its_order() {
    let bench = bench();
    let people: Vec<NewRow> = (0..12_000).map(|n| person(&n.to_string())).collect();
    bench
        .store
        .write(|w| w.draft_rows_add(bench.draft, &people, now()))
        .unwrap();
    let history = bench.store.draft_history(bench.draft).unwrap();
    assert_eq!(history.undo, None, "what a draft begins with isn't undone");
    let rows = bench.rows();
    assert_eq!(rows.len(), 12_000);
    assert!(rows.is_sorted_by_key(|row| row.position));
    let page = bench
        .store
        .draft_rows_after(bench.draft, rows[499].position, 10)
        .unwrap();
    assert_eq!(page, rows[500..510]);
}

#[test]
fn a_copy_has_the_people_and_none_of_the_past() {
    let bench = bench();
    bench.add(&["ada", "grace"]);
    let copy = bench
        .store
        .write(|w| {
            w.draft_set_adding(bench.draft, "edsg", now())?;
            w.draft_copy(bench.draft, "Autumn (copy)", now())
        })
        .unwrap();
    let draft = bench.store.draft(copy).unwrap();
    assert_eq!(
        (draft.name.as_str(), draft.people, draft.adding.as_str()),
        ("Autumn (copy)", 2, "edsg")
    );
    assert_eq!(bench.store.draft_history(copy).unwrap().undo, None);
    // Each goes its own way from here.
    let rows = bench.store.draft_rows(copy).unwrap();
    bench
        .store
        .write(|w| {
            let mut edit = w.draft_edit(copy, EditKind::Remove, None, now())?;
            edit.remove(rows[0].id)?;
            edit.add(&[person("barbara")])?;
            edit.done()
        })
        .unwrap();
    assert_eq!(bench.names(), ["ada", "grace"]);
}

#[test]
fn the_past_of_a_list_outlives_deleting_and_goes_with_the_sweep() {
    let bench = bench();
    bench.add(&["ada"]);
    bench.store.draft_delete(bench.draft, now()).unwrap();
    bench.store.draft_restore(bench.draft).unwrap();
    assert_eq!(bench.undo().removed.len(), 1);
    bench.store.draft_delete(bench.draft, now()).unwrap();
    bench
        .store
        .drafts_sweep(now() + jiff::SignedDuration::from_secs(1))
        .unwrap();
    assert_eq!(
        bench.store.draft_history(bench.draft).unwrap(),
        store::History::default()
    );
}

#[test]
fn drafts_are_found_by_their_people() {
    let bench = bench();
    bench.add(&["ada"]);
    let other = bench
        .store
        .draft_new(&bench.sample.place, "Finance II", SpaceKind::Course, now())
        .unwrap()
        .id;
    let people = vec![person("x"); 6_000];
    bench
        .store
        .write(|w| {
            w.draft_rows_add(other, &people, now())?;
            w.draft_rows_add(other, &[person("last")], now())
        })
        .unwrap();
    let with = |name: &str| bench.store.drafts_with(|n, _| n == name).unwrap();
    assert_eq!(with("ada").into_iter().collect::<Vec<_>>(), [bench.draft]);
    assert_eq!(with("last").into_iter().collect::<Vec<_>>(), [other]);
}
