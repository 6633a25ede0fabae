//! Takes the people of a file onto a list: the first rows come back at once, and the rest follows
//! while the window shows them.

use std::sync::Arc;

use tokio::sync::oneshot;

use crate::app::App;
use crate::bridge::{DraftFile, Problem, ProblemCode, Reading, RowsChanged, RowsLoaded, id, steps};

pub(super) async fn file_take(app: &Arc<App>, take: DraftFile) -> Result<RowsChanged, Problem> {
    let (draft, file) = (id(&take.draft)?, app.files.get(&take.file)?);
    let (importing, choices) = (Arc::clone(app), take.choices.map(Into::into));
    let (answer, answered) = oneshot::channel();
    tokio::task::spawn_blocking(move || {
        let app = importing;
        let mut answer = Some(answer);
        let reading = |count: lists::ImportCount, done, problem| {
            app.changes.reading(Reading {
                file: take.file.clone(),
                rows: count.added,
                known: count.known,
                done,
                problem,
            });
        };
        let end = lists::import(&app.lists, draft, &file, choices.as_ref(), |page| {
            // Only the first page answers the call. A window that is gone needs no answer.
            if let Some(answer) = answer.take() {
                drop(answer.send(Ok(page.change.into())));
                return;
            }
            app.changes.rows(RowsLoaded {
                draft: draft.to_string(),
                counts: page.change.counts.into(),
                steps: steps(page.change.steps),
                history: page.change.history.into(),
            });
            reading(page.count, false, None);
        });
        match (answer, end.error) {
            // Nothing was taken: the window is told why in place of the rows.
            (Some(answer), Some(error)) => drop(answer.send(Err(error.into()))),
            (_, error) => reading(end.count, true, error.map(Into::into)),
        }
    });
    answered
        .await
        .unwrap_or_else(|_| Err(Problem::of(ProblemCode::Internal)))
}
