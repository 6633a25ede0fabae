//! Editing a list, call by call, as the window does.

use pretty_assertions::assert_eq;

use super::{ACCOUNT, bodies, draft_for_the_course};
use crate::app::App;
use crate::app_for_tests::{Running, run, run_in, until};
use crate::bridge::{
    CellChange, Changed, Draft, DraftAdding, DraftCells, DraftCounts, DraftFill, DraftFix,
    DraftGroups, DraftName, DraftPaste, DraftRef, DraftRow, DraftStep, DraftStepChange, DraftsFind,
    EditKind, FindingKind, GroupSize, GroupsToPreview, History, ProblemCode, RowField, RowsChanged,
    RowsPage, RowsRemove, RowsSkipped, Split, SplitKind,
};

fn which(draft: &Draft) -> DraftRef {
    DraftRef {
        draft: draft.id.clone(),
    }
}

fn is_duplicate(row: &DraftRow) -> bool {
    row.findings
        .iter()
        .any(|finding| finding.kind == FindingKind::Duplicate)
}

async fn paste(app: &App, draft: &Draft, text: &str) -> RowsChanged {
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: text.to_owned(),
    };
    bodies::draft_paste(app, paste).await.unwrap()
}

async fn cells(
    app: &App,
    draft: &Draft,
    row: &DraftRow,
    field: RowField,
    value: &str,
    typing: Option<&str>,
) -> RowsChanged {
    let change = DraftCells {
        draft: draft.id.clone(),
        cells: vec![CellChange {
            row: row.id.clone(),
            field,
            value: value.to_owned(),
        }],
        edit: EditKind::Typing,
        typing: typing.map(str::to_owned),
    };
    bodies::draft_cells(app, change).await.unwrap()
}

async fn fill(
    app: &App,
    draft: &Draft,
    rows: &[&DraftRow],
    field: RowField,
    text: &str,
) -> RowsChanged {
    let fill = DraftFill {
        draft: draft.id.clone(),
        rows: rows.iter().map(|row| row.id.clone()).collect(),
        field,
        text: text.to_owned(),
    };
    bodies::draft_fill(app, fill).await.unwrap()
}

async fn undo(running: &Running, draft: &Draft) -> RowsChanged {
    bodies::draft_undo(&running.app, which(draft))
        .await
        .unwrap()
}

async fn read(running: &Running, draft: &Draft) -> Draft {
    bodies::draft_open(&running.app, which(draft))
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_typed_key_by_key_is_undone_at_once_also_after_a_restart() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    let row = paste(app, &draft, "ada@new.example")
        .await
        .changed
        .remove(0);
    for value in ["A", "Ad", "Ada"] {
        let changed = cells(app, &draft, &row, RowField::Name, value, Some("t")).await;
        assert_eq!(changed.changed[0].name, value);
        assert_eq!(changed.history.undo, Some(EditKind::Typing));
    }
    let adding = DraftAdding {
        draft: draft.id.clone(),
        text: "grac".into(),
    };
    bodies::draft_adding(app, adding).await.unwrap();
    let step = DraftStepChange {
        draft: draft.id.clone(),
        step: DraftStep::Review,
    };
    bodies::draft_step(app, step).await.unwrap();

    let running = run_in(running.stop().await).await;
    let again = read(&running, &draft).await;
    assert_eq!(
        (again.adding.as_str(), again.step),
        ("grac", DraftStep::Review)
    );
    assert_eq!(again.rows[0].name, "Ada");
    let undone = undo(&running, &draft).await;
    assert_eq!(undone.changed[0].name, row.name);
    let wanted = History {
        undo: Some(EditKind::Paste),
        redo: Some(EditKind::Typing),
    };
    assert_eq!(undone.history, wanted);
    let gone = undo(&running, &draft).await;
    assert_eq!((gone.removed, gone.counts.all), (vec![row.id.clone()], 0));
    let nothing = undo(&running, &draft).await;
    assert_eq!((nothing.changed, nothing.removed), (vec![], vec![]));
    for _ in 0..2 {
        bodies::draft_redo(&running.app, which(&draft))
            .await
            .unwrap();
    }
    assert_eq!(read(&running, &draft).await.rows, again.rows);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_an_undo_restores_stand_where_they_stood_with_the_same_duplicates() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    let text = "ada@new.example\ngrace@new.example\nADA@new.example\nada@new.example";
    let rows = paste(app, &draft, text).await.changed;
    let before = read(&running, &draft).await;
    let duplicates = |rows: &[DraftRow]| rows.iter().filter(|row| is_duplicate(row)).count();
    assert_eq!(duplicates(&before.rows), 2);
    let remove = RowsRemove {
        draft: draft.id.clone(),
        rows: vec![rows[0].id.clone(), rows[2].id.clone()],
    };
    let removed = bodies::draft_rows_remove(app, remove).await.unwrap();
    assert_eq!(removed.changed.len(), 1);
    assert_eq!(duplicates(&removed.changed), 0, "the last is nobody's now");
    let back = undo(&running, &draft).await;
    let ids: Vec<_> = back.changed.iter().map(|row| &row.id).collect();
    assert_eq!(ids, [&rows[0].id, &rows[2].id, &rows[3].id]);
    let after = read(&running, &draft).await;
    assert_eq!((after.rows, after.counts), (before.rows, before.counts));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_skipped_row_is_nobodys_duplicate() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    let rows = paste(app, &draft, "ada@new.example\nADA@new.example")
        .await
        .changed;
    let skip = RowsSkipped {
        draft: draft.id.clone(),
        rows: vec![rows[0].id.clone()],
        skipped: true,
    };
    let changed = bodies::draft_rows_skip(app, skip).await.unwrap();
    assert!(is_duplicate(&rows[1]));
    let second = changed.changed.iter().find(|row| row.id == rows[1].id);
    assert!(!is_duplicate(second.unwrap()), "this one is invited");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_goes_down_the_rows_and_on_as_new_ones() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    let rows = paste(app, &draft, "a@new.example\nb@new.example")
        .await
        .changed;
    let text = "x@new.example\tA\n\tB\nz@new.example\tC\tlate\tmore\n";
    let changed = fill(app, &draft, &[&rows[0], &rows[1]], RowField::Address, text).await;
    assert_eq!(changed.counts.all, 3);
    let read = read(&running, &draft).await.rows;
    let cells: Vec<_> = read
        .iter()
        .map(|row| [row.address.as_str(), &row.group, &row.note])
        .collect();
    assert_eq!(
        cells,
        [
            ["x@new.example", "A", ""],
            ["", "B", ""],
            ["z@new.example", "C", "late"]
        ]
    );
    assert_eq!(
        undo(&running, &draft).await.counts.all,
        2,
        "one undo for all"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn all_offered_fixes_are_made_in_one_go() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    let text = "ada@.new.example\nbob@gmial.com\nfine@new.example";
    paste(app, &draft, text).await;
    let fix = DraftFix {
        draft: draft.id.clone(),
        rows: None,
    };
    let fixed = bodies::draft_fix(app, fix).await.unwrap();
    let addresses: Vec<_> = fixed
        .changed
        .iter()
        .map(|row| row.address.as_str())
        .collect();
    assert_eq!(addresses, ["ada@new.example", "bob@gmail.com"]);
    assert_eq!(
        (fixed.counts.to_fix, fixed.history.undo),
        (0, Some(EditKind::Fix))
    );
    assert_eq!(undo(&running, &draft).await.counts.to_fix, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_assigns_the_same_groups_and_skips_who_is_skipped() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    let text: Vec<_> = (0..10).map(|n| format!("p{n}@new.example")).collect();
    let rows = paste(app, &draft, &text.join("\n")).await.changed;
    let skip = RowsSkipped {
        draft: draft.id.clone(),
        rows: vec![rows[9].id.clone()],
        skipped: true,
    };
    bodies::draft_rows_skip(app, skip).await.unwrap();
    let assign = async |seed: u32| {
        let assign = DraftGroups {
            draft: draft.id.clone(),
            rows: None,
            split: Split {
                kind: SplitKind::Each,
                n: 3,
            },
            seed,
            pattern: "Team #".into(),
        };
        bodies::draft_groups(app, assign).await.unwrap();
        let rows = read(&running, &draft).await.rows;
        rows.into_iter().map(|row| row.group).collect::<Vec<_>>()
    };
    let preview = GroupsToPreview {
        people: 9,
        split: Split {
            kind: SplitKind::Each,
            n: 3,
        },
        pattern: "Team #".into(),
    };
    let preview = bodies::draft_groups_preview(app, preview).await.unwrap();
    let size = GroupSize { size: 3, groups: 3 };
    assert_eq!(preview.sizes, [size]);
    assert_eq!(preview.last_name, "Team 3");
    let first = assign(7).await;
    assert_eq!(first[9], "");
    for team in ["Team 1", "Team 2", "Team 3"] {
        assert_eq!(first.iter().filter(|group| *group == team).count(), 3);
    }
    assert_ne!(assign(8).await, first);
    assert_eq!(assign(7).await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_comes_page_by_page_and_is_counted_whole() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    // Every tenth has a slip, and the last one doubles the first.
    let mut text: Vec<_> = (0..1_200)
        .map(|n| match n % 10 {
            0 => format!("p{n}@.new.example"),
            _ => format!("p{n}@new.example"),
        })
        .collect();
    text.push("P1@new.example".into());
    paste(app, &draft, &text.join("\n")).await;

    let running = run_in(running.stop().await).await;
    let first = read(&running, &draft).await;
    assert_eq!(first.rows.len(), 500);
    let mut rows = first.rows;
    loop {
        let page = RowsPage {
            draft: draft.id.clone(),
            after: rows.last().unwrap().position,
            limit: 300,
        };
        let page = bodies::draft_rows(&running.app, page).await.unwrap();
        if page.is_empty() {
            break;
        }
        rows.extend(page);
    }
    assert_eq!(rows.len(), 1_201);
    assert!(rows.is_sorted_by_key(|row| row.position));
    let last = rows.last().unwrap();
    let of = last
        .findings
        .iter()
        .find_map(|found| found.other_row.as_ref());
    assert_eq!(of, Some(&rows[1].id));
    // Counted whole: at once, or told once it is known.
    let (all, to_fix) = (1_201, 120);
    let counted = |counts: &DraftCounts| (counts.all, counts.to_fix) == (all, to_fix);
    if !counted(&first.counts) {
        until("the counts are told", async || {
            running
                .recording
                .told
                .lock()
                .unwrap()
                .iter()
                .any(|told| matches!(told, Changed::Rows(came) if counted(&came.counts)))
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_a_draft_of_its_own_and_drafts_are_found_by_their_people() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    paste(app, &draft, "Åsa Öst <asa@new.example>").await;
    let copy = DraftName {
        draft: draft.id.clone(),
        name: "Autumn (copy)".into(),
    };
    let copy = bodies::draft_duplicate(app, copy).await.unwrap();
    assert_eq!((copy.people, copy.name.as_str()), (1, "Autumn (copy)"));
    let find = async |text: &str| {
        let find = DraftsFind { text: text.into() };
        let mut found = bodies::drafts_find(app, find).await.unwrap();
        found.sort();
        found
    };
    let mut both = vec![draft.id.clone(), copy.id.clone()];
    both.sort();
    assert_eq!(find("öst").await, both);
    assert_eq!(find("finance").await, both);
    assert_eq!(find("(COPY)").await, [copy.id]);
    assert_eq!(find("nobody").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_being_edited_holds_up_no_other() {
    let running = run().await;
    let app = &running.app;
    let busy = draft_for_the_course(&running).await;
    let other = draft_for_the_course(&running).await;
    let (begun, is_begun) = tokio::sync::oneshot::channel();
    let (end, ends) = std::sync::mpsc::channel::<()>();
    let at_work = std::sync::Arc::clone(app);
    let id = busy.id.parse().unwrap();
    let work = tokio::task::spawn_blocking(move || {
        at_work.lists.with(id, |list| {
            begun.send(()).unwrap();
            ends.recv().unwrap();
            Ok::<_, store::StoreError>(list.counts().all)
        })
    });
    is_begun.await.unwrap();
    let changed = paste(app, &other, "ada@new.example").await;
    assert_eq!(changed.counts.all, 1);
    // Who is in was read anew meanwhile: that waits for nobody either.
    app.lists
        .members_changed(&crate::bridge::place(ACCOUNT, &busy.org, &busy.space).unwrap());
    end.send(()).unwrap();
    assert_eq!(work.await.unwrap().unwrap(), 0);
    assert_eq!(paste(app, &busy, "ada@new.example").await.counts.all, 1);
}

#[tokio::test]
async fn more_than_can_be_pasted_adds_nothing() {
    let running = run().await;
    let app = &running.app;
    let draft = draft_for_the_course(&running).await;
    for (text, code) in [
        (
            "a".repeat(roster::LONGEST_PASTE + 1),
            ProblemCode::PasteTooLarge,
        ),
        ("a@b.ch\n".repeat(100_001), ProblemCode::PasteTooManyRows),
        ("a\t".repeat(1_000), ProblemCode::PasteTooManyColumns),
    ] {
        let paste = DraftPaste {
            draft: draft.id.clone(),
            text: text.clone(),
        };
        let pasted = bodies::draft_paste(app, paste).await.unwrap_err();
        assert_eq!(pasted.code, code);
        let fill = DraftFill {
            draft: draft.id.clone(),
            rows: Vec::new(),
            field: RowField::Name,
            text,
        };
        let filled = bodies::draft_fill(app, fill).await.unwrap_err();
        assert_eq!(filled.code, code);
    }
    assert_eq!(read(&running, &draft).await.rows, []);
}
