//! Sending is one transaction with what was reviewed.

use samples::SampleStore;
use store::{DraftStep, Intent, NewRow, Purpose, SpaceKind};

use super::*;

fn now() -> Timestamp {
    samples::now()
}

fn reviewed(sample: &SampleStore) -> Review {
    let store = &sample.store;
    let draft = store
        .draft_new(&sample.place, "Finance I", SpaceKind::Course, now())
        .unwrap()
        .id;
    let intent = Intent {
        purpose: Some(Purpose::Administrators),
        ..Intent::default()
    };
    let rows = ["ada@uni.example", "grace@uni.example"].map(|address| NewRow {
        address: address.to_owned(),
        ..NewRow::default()
    });
    store
        .write(|w| {
            w.draft_set_intent(draft, &intent, DraftStep::Review, now())?;
            w.draft_rows_add(draft, &rows, now())
        })
        .unwrap();
    review(store, draft).unwrap()
}

#[test]
fn a_row_that_was_skipped_since_the_review_was_read_is_not_sent() {
    let sample = SampleStore::new();
    let review = reviewed(&sample);
    let row = sample.store.draft_rows(review.draft.id).unwrap()[0].id;
    let skip = |w: &store::Write<'_>| {
        let mut edit = w.draft_edit(review.draft.id, EditKind::Skip, None, now())?;
        edit.change(row, |row| row.skipped = true)?;
        edit.done()
    };
    sample.store.write(skip).unwrap();
    let sent = write_down(&sample.store, &review, now());
    assert!(matches!(sent, Err(SendError::Changed)));
    assert!(sample.store.plans().unwrap().readable.is_empty());
}

#[test]
fn two_processes_that_reviewed_the_same_draft_make_one_plan() {
    let sample = SampleStore::new();
    let review = reviewed(&sample);
    write_down(&sample.store, &review, now()).unwrap();
    let second = write_down(&sample.store, &review, now());
    assert!(matches!(second, Err(SendError::Changed)));
    assert_eq!(sample.store.plans().unwrap().readable.len(), 1);
}
