//! A newer list compared with a draft.

use std::sync::Arc;

use lists::{DraftDifference, ListError, Selection};

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{Difference, DifferenceTake, DraftFile, Problem, RowsChanged, id, ids};

pub(super) async fn file_difference(
    app: &Arc<App>,
    which: DraftFile,
) -> Result<Difference, Problem> {
    let (draft, file) = (id(&which.draft)?, app.files.get(&which.file)?);
    let (lists, choices) = (Arc::clone(&app.lists), which.choices.map(Into::into));
    blocking(move || {
        let found = DraftDifference::of(&lists, draft, &file, choices.as_ref())?;
        Ok::<_, ListError>(Difference::from(&found))
    })
    .await
}

pub(super) async fn difference_take(
    app: &Arc<App>,
    take: DifferenceTake,
) -> Result<RowsChanged, Problem> {
    let (draft, file) = (id(&take.draft)?, app.files.get(&take.file)?);
    let (lists, choices) = (Arc::clone(&app.lists), take.choices.map(Into::into));
    let selection = Selection {
        added: take.added,
        gone: take.gone.as_deref().map(ids).transpose()?,
        changed: take.changed.as_deref().map(ids).transpose()?,
    };
    blocking(move || {
        let found = DraftDifference::of(&lists, draft, &file, choices.as_ref())?;
        Ok::<_, ListError>(found.take_over(&lists, &selection)?.into())
    })
    .await
}
