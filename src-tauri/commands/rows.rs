//! The edits of a list, as the window asks for them.

use std::sync::Arc;

use store::{DraftId, EditKind, RowField, StoreError};

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{
    DraftAdding, DraftCells, DraftFill, DraftFix, DraftGroups, DraftPaste, DraftRef, DraftRow,
    GroupsPreview, GroupsToPreview, Problem, RowsChanged, RowsPage, RowsRemove, RowsSkipped, id,
    ids,
};

/// The most rows in one page.
const PAGE: u32 = 20_000;

pub(super) async fn draft_rows(app: &App, page: RowsPage) -> Result<Vec<DraftRow>, Problem> {
    let draft: DraftId = id(&page.draft)?;
    let rows = app.lists.with(draft, |list| {
        let limit = page.limit.min(PAGE);
        let rows = app.store.draft_rows_after(draft, page.after, limit)?;
        let ids: Vec<_> = rows.into_iter().map(|row| row.id).collect();
        Ok::<_, StoreError>(list.checked(&ids))
    })?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(super) async fn draft_adding(app: &App, adding: DraftAdding) -> Result<(), Problem> {
    let draft = id(&adding.draft)?;
    Ok(app
        .store
        .write(|w| w.draft_set_adding(draft, &adding.text, jiff::Timestamp::now()))?)
}

pub(super) async fn draft_cells(app: &App, change: DraftCells) -> Result<RowsChanged, Problem> {
    let draft = id(&change.draft)?;
    let cells = change
        .cells
        .into_iter()
        .map(|cell| Ok((id(&cell.row)?, RowField::from(cell.field), cell.value)))
        .collect::<Result<Vec<_>, Problem>>()?;
    let (kind, typing) = (EditKind::from(change.edit), change.typing.as_deref());
    Ok(app.lists.change_cells(draft, cells, kind, typing)?.into())
}

pub(super) async fn draft_paste(app: &App, paste: DraftPaste) -> Result<RowsChanged, Problem> {
    let draft = id(&paste.draft)?;
    let lists = Arc::clone(&app.lists);
    blocking(move || lists.paste(draft, &paste.text))
        .await
        .map(Into::into)
}

pub(super) async fn draft_fill(app: &App, fill: DraftFill) -> Result<RowsChanged, Problem> {
    let (draft, rows) = (id(&fill.draft)?, ids(&fill.rows)?);
    let (lists, field) = (Arc::clone(&app.lists), fill.field.into());
    blocking(move || lists.fill(draft, rows, field, &fill.text))
        .await
        .map(Into::into)
}

pub(super) async fn draft_fix(app: &App, fix: DraftFix) -> Result<RowsChanged, Problem> {
    let draft = id(&fix.draft)?;
    let rows = fix.rows.as_deref().map(ids).transpose()?;
    Ok(app.lists.fix(draft, rows)?.into())
}

pub(super) async fn draft_groups(app: &App, wanted: DraftGroups) -> Result<RowsChanged, Problem> {
    let draft = id(&wanted.draft)?;
    let rows = wanted.rows.as_deref().map(ids).transpose()?;
    let (split, seed) = (wanted.split.into(), wanted.seed.into());
    let change = app
        .lists
        .assign_groups(draft, rows, split, seed, &wanted.pattern)?;
    Ok(change.into())
}

pub(super) async fn draft_groups_preview(
    _: &App,
    wanted: GroupsToPreview,
) -> Result<GroupsPreview, Problem> {
    let people = usize::try_from(wanted.people).unwrap_or(usize::MAX);
    let preview = roster::GroupsPreview::of(people, wanted.split.into(), &wanted.pattern);
    Ok(preview.into())
}

pub(super) async fn draft_rows_remove(app: &App, rows: RowsRemove) -> Result<RowsChanged, Problem> {
    let draft = id(&rows.draft)?;
    Ok(app.lists.remove(draft, ids(&rows.rows)?)?.into())
}

pub(super) async fn draft_rows_skip(app: &App, rows: RowsSkipped) -> Result<RowsChanged, Problem> {
    let (draft, ids) = (id(&rows.draft)?, ids(&rows.rows)?);
    Ok(app.lists.skip(draft, ids, rows.skipped)?.into())
}

pub(super) async fn draft_undo(app: &App, draft: DraftRef) -> Result<RowsChanged, Problem> {
    Ok(app.lists.undo(id(&draft.draft)?)?.into())
}

pub(super) async fn draft_redo(app: &App, draft: DraftRef) -> Result<RowsChanged, Problem> {
    Ok(app.lists.redo(id(&draft.draft)?)?.into())
}
