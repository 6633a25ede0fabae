//! What a key stroke costs, to the disk and back: the same in a long list as in a short one.
//! Measurements, run by `cargo xtask bench`.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use store::NewRow;

use super::{bodies, draft_for_the_course};
use crate::app_for_tests::{run, until};
use crate::bridge::{CellChange, Changed, DraftCells, DraftRef, EditKind, RowField};

const STROKES: usize = 300;

struct Cost {
    stroke: Duration,
    shown: Duration,
    counted: Duration,
}

async fn cost_with(rows: usize) -> Cost {
    let running = run().await;
    let app = &running.app;
    let draft = draft_for_the_course(&running).await;
    let people: Vec<NewRow> = (0..rows)
        .map(|n| NewRow {
            name: format!("Person {n}"),
            address: format!("person.{n}@new.example"),
            ..NewRow::default()
        })
        .collect();
    let id = draft.id.parse().unwrap();
    app.store
        .write(|w| w.draft_rows_add(id, &people, Timestamp::now()))
        .unwrap();
    app.lists.close(id);

    let asked = Instant::now();
    let which = DraftRef {
        draft: draft.id.clone(),
    };
    let opened = bodies::draft_open(app, which).await.unwrap();
    let shown = asked.elapsed();
    if opened.counts.to_check as usize != rows {
        until("the list is counted", async || {
            let told = running.recording.told.lock().unwrap();
            told.iter().any(|told| matches!(told, Changed::Rows(_)))
        })
        .await;
    }
    let counted = asked.elapsed();

    let mut strokes = Vec::with_capacity(STROKES);
    for n in 0..STROKES {
        let change = DraftCells {
            draft: draft.id.clone(),
            cells: vec![CellChange {
                row: opened.rows[50].id.clone(),
                field: RowField::Address,
                value: format!("person.{n}@new.example"),
            }],
            edit: EditKind::Typing,
            typing: Some(format!("cell {}", n / 10)),
        };
        let begun = Instant::now();
        bodies::draft_cells(app, change).await.unwrap();
        strokes.push(begun.elapsed());
    }
    strokes.sort_unstable();
    Cost {
        stroke: strokes[STROKES / 2],
        shown,
        counted,
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn a_key_stroke_costs_the_same_in_a_long_list() {
    let mut short = Duration::MAX;
    for rows in [100, 100_000] {
        let cost = cost_with(rows).await;
        println!(
            "{rows} rows: a key stroke {:?}, first rows after {:?}, counted after {:?}",
            cost.stroke, cost.shown, cost.counted
        );
        assert!(
            rows == 100 || cost.stroke.as_secs_f64() <= 1.5 * short.as_secs_f64(),
            "{:?} against {short:?}",
            cost.stroke
        );
        short = cost.stroke;
    }
}
