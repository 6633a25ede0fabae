//! A newer list compared with a draft, or with the members of a space.

use std::sync::Arc;

use jiff::Timestamp;
use lists::{DraftComparison, ListError, Selection, SpaceComparison};

use super::blocking::blocking;
use super::drafts;
use crate::app::App;
use crate::bridge::{
    Difference, DifferenceTake, Draft, DraftFile, Problem, ProblemCode, RowsChanged,
    SpaceDifference, SpaceDifferenceTake, SpaceFile, id, ids, place,
};

pub(super) async fn file_difference(
    app: &Arc<App>,
    which: DraftFile,
) -> Result<Difference, Problem> {
    let (draft, file) = (id(&which.draft)?, app.files.get(&which.file)?);
    let (lists, choices) = (Arc::clone(&app.lists), which.choices.map(Into::into));
    blocking(move || {
        let found = DraftComparison::of(&lists, draft, &file, choices.as_ref())?;
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
        let found = DraftComparison::of(&lists, draft, &file, choices.as_ref())?;
        Ok::<_, ListError>(found.take_over(&lists, &selection)?.into())
    })
    .await
}

pub(super) async fn space_difference(
    app: &Arc<App>,
    which: SpaceFile,
) -> Result<SpaceDifference, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let file = app.files.get(&which.file)?;
    let (store, choices) = (app.store.clone(), which.choices.map(Into::into));
    blocking(move || {
        let found = SpaceComparison::of(&store, &place, &file, choices.as_ref())?;
        Ok::<_, ListError>(found.into())
    })
    .await
}

/// Those who are missing in the space become a draft for it.
pub(super) async fn space_difference_take(
    app: &Arc<App>,
    take: SpaceDifferenceTake,
) -> Result<Draft, Problem> {
    let place = place(&take.account, &take.org, &take.space)?;
    let file = app.files.get(&take.file)?;
    let (begun, choices) = (Arc::clone(app), take.choices.map(Into::into));
    let draft = blocking(move || {
        let found = SpaceComparison::of(&begun.store, &place, &file, choices.as_ref())?;
        let people = found.rows_to_add(take.added.as_deref());
        if people.is_empty() {
            return Err(Problem::of(ProblemCode::FileNobody));
        }
        let draft = drafts::begin(&begun, &place)?;
        begun
            .store
            .write(|w| w.draft_rows_add(draft, &people, Timestamp::now()))?;
        Ok(draft)
    })
    .await?;
    app.changes.drafts();
    drafts::whole(app, draft).await
}
