use jiff::Timestamp;
use roster::{Entry, NormalizedAddress};
use store::{DraftId, Edit, EditKind, Edited, NewRow, RowField, RowId, StoreError, Write};

use super::drafts::id;
use crate::app::App;
use crate::bridge::{
    DraftAdding, DraftCells, DraftFill, DraftGroups, DraftMend, DraftPaste, DraftRef, DraftRow,
    Problem, ProblemCode, RowsChanged, RowsLeftOut, RowsPage, RowsRemove, from_domain,
};
use crate::lists::OpenList;

/// Rows in one page at most.
const PAGE: u32 = 20_000;

/// The columns of a list, from the left.
const COLUMNS: [RowField; 4] = [
    RowField::Name,
    RowField::Address,
    RowField::Group,
    RowField::Note,
];

pub(super) async fn draft_rows(app: &App, page: RowsPage) -> Result<Vec<DraftRow>, Problem> {
    let draft = id(&page.draft)?;
    Ok(app.lists.with(&app.store, draft, |list| {
        let limit = page.limit.min(PAGE);
        let rows = app.store.draft_rows_after(draft, page.after, limit)?;
        let ids: Vec<_> = rows.into_iter().map(|row| row.id).collect();
        Ok::<_, StoreError>(list.shown(&ids))
    })?)
}

pub(super) async fn draft_adding(app: &App, adding: DraftAdding) -> Result<(), Problem> {
    let draft = id(&adding.draft)?;
    Ok(app
        .store
        .write(|w| w.draft_adding(draft, &adding.text, Timestamp::now()))?)
}

pub(super) async fn draft_cells(app: &App, change: DraftCells) -> Result<RowsChanged, Problem> {
    let draft = id(&change.draft)?;
    let cells = change
        .cells
        .into_iter()
        .map(|cell| Ok((row_id(&cell.row)?, RowField::from(cell.field), cell.value)))
        .collect::<Result<Vec<_>, Problem>>()?;
    let typing = change.typing.as_deref();
    edit(app, draft, change.edit.into(), typing, |_, edit| {
        cells
            .into_iter()
            .try_for_each(|(row, field, value)| edit.change(row, |row| *row.cell(field) = value))
    })
}

pub(super) async fn draft_paste(app: &App, paste: DraftPaste) -> Result<RowsChanged, Problem> {
    let people: Vec<NewRow> = roster::paste(&paste.text)
        .into_iter()
        .map(new_row)
        .collect();
    let draft = id(&paste.draft)?;
    edit(app, draft, EditKind::Paste, None, |_, edit| {
        edit.add(&people)
    })
}

pub(super) async fn draft_fill(app: &App, fill: DraftFill) -> Result<RowsChanged, Problem> {
    let draft = id(&fill.draft)?;
    let rows = row_ids(&fill.rows)?;
    let first = RowField::from(fill.field);
    let columns = || {
        COLUMNS
            .into_iter()
            .skip_while(move |column| *column != first)
    };
    let mut block = roster::block(&fill.text).into_iter();
    edit(app, draft, EditKind::Paste, None, |_, edit| {
        for (row, cells) in rows.into_iter().zip(block.by_ref()) {
            edit.change(row, |row| {
                for (column, cell) in columns().zip(cells) {
                    *row.cell(column) = cell;
                }
            })?;
        }
        let more: Vec<NewRow> = block
            .map(|cells| {
                let mut row = NewRow::default();
                for (column, cell) in columns().zip(cells) {
                    *row.cell(column) = cell;
                }
                row
            })
            .collect();
        edit.add(&more)
    })
}

pub(super) async fn draft_mend(app: &App, mend: DraftMend) -> Result<RowsChanged, Problem> {
    let draft = id(&mend.draft)?;
    let rows = mend.rows.as_deref().map(row_ids).transpose()?;
    edit(app, draft, EditKind::Mend, None, |list, edit| {
        for (row, address) in list.mendings(asked(list, rows).into_iter()) {
            edit.change(row, |row| row.address = address)?;
        }
        Ok(())
    })
}

pub(super) async fn draft_groups(app: &App, deal: DraftGroups) -> Result<RowsChanged, Problem> {
    let draft = id(&deal.draft)?;
    let rows = deal.rows.as_deref().map(row_ids).transpose()?;
    edit(app, draft, EditKind::Groups, None, |list, edit| {
        let (rows, keys): (Vec<RowId>, Vec<String>) = asked(list, rows)
            .into_iter()
            .filter_map(|row| list.row(row))
            .filter(|row| !row.skipped)
            .map(|row| (row.id, same_person(&row.address)))
            .unzip();
        let split = roster::Split::from(deal.split);
        let names = roster::group_names(&deal.pattern, split.groups(keys.len()));
        let dealt = roster::assign_at_random(&keys, split, deal.seed.into());
        for (row, name) in rows.into_iter().zip(dealt).filter_map(|(row, group)| {
            let name = names.get(group)?;
            Some((row, name))
        }) {
            edit.change(row, |row| row.group.clone_from(name))?;
        }
        Ok(())
    })
}

pub(super) async fn draft_rows_remove(app: &App, rows: RowsRemove) -> Result<RowsChanged, Problem> {
    let ids = row_ids(&rows.rows)?;
    let draft = id(&rows.draft)?;
    edit(app, draft, EditKind::Remove, None, |_, edit| {
        ids.into_iter().try_for_each(|row| edit.remove(row))
    })
}

pub(super) async fn draft_rows_leave_out(
    app: &App,
    rows: RowsLeftOut,
) -> Result<RowsChanged, Problem> {
    let ids = row_ids(&rows.rows)?;
    let draft = id(&rows.draft)?;
    edit(app, draft, EditKind::LeaveOut, None, |_, edit| {
        ids.into_iter()
            .try_for_each(|row| edit.change(row, |row| row.skipped = rows.left_out))
    })
}

pub(super) async fn draft_undo(app: &App, draft: DraftRef) -> Result<RowsChanged, Problem> {
    let draft = id(&draft.draft)?;
    write(app, draft, |_, w, now| w.draft_undo(draft, now))
}

pub(super) async fn draft_redo(app: &App, draft: DraftRef) -> Result<RowsChanged, Problem> {
    let draft = id(&draft.draft)?;
    write(app, draft, |_, w, now| w.draft_redo(draft, now))
}

/// One edit of a list: one transaction, one pass over what it touched.
pub(super) fn edit(
    app: &App,
    draft: DraftId,
    kind: EditKind,
    typing: Option<&str>,
    work: impl FnOnce(&OpenList, &mut Edit<'_>) -> Result<(), StoreError>,
) -> Result<RowsChanged, Problem> {
    write(app, draft, |list, w, now| {
        let mut edit = w.draft_edit(draft, kind, typing, now)?;
        work(list, &mut edit)?;
        edit.done()
    })
}

fn write(
    app: &App,
    draft: DraftId,
    work: impl FnOnce(&OpenList, &Write<'_>, Timestamp) -> Result<Edited, StoreError>,
) -> Result<RowsChanged, Problem> {
    let now = Timestamp::now();
    Ok(app.lists.with(&app.store, draft, |list| {
        let edited = app.store.write(|w| work(list, w, now))?;
        Ok::<_, StoreError>(taken_in(list, edited, now))
    })?)
}

/// Takes an edit into the list in memory, once it is on the disk.
pub(super) fn taken_in(list: &mut OpenList, edited: Edited, now: Timestamp) -> RowsChanged {
    let touched = list.apply(edited.put, &edited.removed);
    RowsChanged {
        changed: list.shown(&touched),
        removed: edited.removed.iter().map(ToString::to_string).collect(),
        counts: list.counts(),
        changed_at: from_domain::time(now),
        history: edited.history.into(),
    }
}

/// Those asked for, or all, in the order of the list.
fn asked(list: &OpenList, rows: Option<Vec<RowId>>) -> Vec<RowId> {
    rows.unwrap_or_else(|| list.rows().map(|row| row.id).collect())
}

/// What tells one person from another, in every list the same.
pub(super) fn same_person(address: &str) -> String {
    NormalizedAddress::of(address).map_or_else(|| address.trim().to_lowercase(), Into::into)
}

pub(super) fn new_row(entry: Entry) -> NewRow {
    NewRow {
        name: entry.name,
        address: entry.address,
        group: entry.group,
        note: entry.note,
        list_id: entry.list_id,
        skipped: false,
    }
}

fn row_id(text: &str) -> Result<RowId, Problem> {
    text.parse()
        .map_err(|_| Problem::of(ProblemCode::DraftGone))
}

pub(super) fn row_ids(texts: &[String]) -> Result<Vec<RowId>, Problem> {
    texts.iter().map(|text| row_id(text)).collect()
}
