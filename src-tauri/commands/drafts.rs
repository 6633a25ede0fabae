use jiff::Timestamp;
use store::{AccountId, DraftId, NewRow, Place, Row, RowId, StoreError};

use crate::app::App;
use crate::bridge::{
    Changed, Draft, DraftAim, DraftEntry, DraftName, DraftPaste, DraftRef, NewDraft, Problem,
    ProblemCode, RowChange, RowField, RowsChanged, RowsLeftOut, RowsRemove, from_domain,
};
use crate::lists::OpenList;
use crate::news;

pub(super) async fn drafts(app: &App) -> Result<Vec<DraftEntry>, Problem> {
    Ok(app
        .store
        .drafts()?
        .iter()
        .map(from_domain::draft_entry)
        .collect())
}

pub(super) async fn draft_new(app: &App, new: NewDraft) -> Result<Draft, Problem> {
    let account = AccountId(new.account);
    let sight = app
        .sight
        .space(&account, &new.org, &new.space)?
        .ok_or_else(|| Problem::of(ProblemCode::NotFound).about(new.space.clone()))?;
    let place = Place {
        account,
        org: new.org,
        space: new.space,
    };
    let kind = crate::bridge::SpaceKind::from(&sight.space.kind).into();
    let draft = app
        .store
        .draft_new(&place, &sight.space.name, kind, Timestamp::now())?;
    told(app);
    whole(app, draft.id)
}

pub(super) async fn draft_open(app: &App, draft: DraftRef) -> Result<Draft, Problem> {
    whole(app, id(&draft.draft)?)
}

pub(super) async fn draft_aim(app: &App, change: DraftAim) -> Result<Draft, Problem> {
    let draft = id(&change.draft)?;
    let aim = change.aim.into();
    app.store
        .write(|w| w.draft_aim(draft, &aim, change.step.into(), Timestamp::now()))?;
    // Who is in already depends on what people are invited to.
    app.lists.close(draft);
    whole(app, draft)
}

pub(super) async fn draft_name(app: &App, change: DraftName) -> Result<DraftEntry, Problem> {
    let draft = id(&change.draft)?;
    app.store
        .write(|w| w.draft_name(draft, change.name.trim(), Timestamp::now()))?;
    told(app);
    Ok(from_domain::draft_entry(&app.store.draft(draft)?))
}

pub(super) async fn draft_delete(app: &App, draft: DraftRef) -> Result<(), Problem> {
    let draft = id(&draft.draft)?;
    app.store.draft_delete(draft, Timestamp::now())?;
    app.lists.close(draft);
    told(app);
    Ok(())
}

pub(super) async fn draft_restore(app: &App, draft: DraftRef) -> Result<(), Problem> {
    app.store.draft_restore(id(&draft.draft)?)?;
    told(app);
    Ok(())
}

pub(super) async fn draft_paste(app: &App, paste: DraftPaste) -> Result<RowsChanged, Problem> {
    let draft = id(&paste.draft)?;
    let rows: Vec<NewRow> = roster::paste(&paste.text)
        .into_iter()
        .map(|entry| NewRow {
            name: entry.name,
            address: entry.address,
            group: entry.group,
            note: entry.note,
            list_id: entry.list_id,
        })
        .collect();
    let now = Timestamp::now();
    Ok(app.lists.with(&app.store, draft, |list| {
        let ids = app.store.write(|w| w.draft_rows_add(draft, &rows, now))?;
        let mut touched = Vec::new();
        for (id, row) in ids.into_iter().zip(rows) {
            touched.extend(list.put(Row {
                id,
                name: row.name,
                address: row.address,
                group: row.group,
                note: row.note,
                list_id: row.list_id,
                left_out: false,
            }));
        }
        Ok(changed(list, touched, Vec::new(), now))
    })?)
}

pub(super) async fn draft_row_change(app: &App, change: RowChange) -> Result<RowsChanged, Problem> {
    let (draft, row) = (id(&change.draft)?, row_id(&change.row)?);
    let now = Timestamp::now();
    Ok(app.lists.with(&app.store, draft, |list| {
        let mut read = list.row(row).cloned().ok_or(StoreError::Gone("the row"))?;
        let field = change.field.into();
        app.store
            .write(|w| w.draft_row_change(draft, row, field, &change.value, now))?;
        match change.field {
            RowField::Name => read.name = change.value,
            RowField::Address => read.address = change.value,
            RowField::Group => read.group = change.value,
            RowField::Note => read.note = change.value,
        }
        let touched = list.put(read);
        Ok(changed(list, touched, Vec::new(), now))
    })?)
}

pub(super) async fn draft_rows_remove(app: &App, rows: RowsRemove) -> Result<RowsChanged, Problem> {
    let draft = id(&rows.draft)?;
    let ids = row_ids(&rows.rows)?;
    let now = Timestamp::now();
    Ok(app.lists.with(&app.store, draft, |list| {
        app.store.write(|w| w.draft_rows_remove(draft, &ids, now))?;
        let touched = ids.iter().flat_map(|row| list.remove(*row)).collect();
        Ok(changed(list, touched, rows.rows, now))
    })?)
}

pub(super) async fn draft_rows_leave_out(
    app: &App,
    rows: RowsLeftOut,
) -> Result<RowsChanged, Problem> {
    let draft = id(&rows.draft)?;
    let ids = row_ids(&rows.rows)?;
    let now = Timestamp::now();
    Ok(app.lists.with(&app.store, draft, |list| {
        app.store
            .write(|w| w.draft_rows_leave_out(draft, &ids, rows.left_out, now))?;
        let mut touched = Vec::new();
        for id in ids {
            if let Some(mut row) = list.row(id).cloned() {
                row.left_out = rows.left_out;
                touched.extend(list.put(row));
            }
        }
        Ok(changed(list, touched, Vec::new(), now))
    })?)
}

fn whole(app: &App, draft: DraftId) -> Result<Draft, Problem> {
    let read = app.store.draft(draft)?;
    let rows = app.store.draft_rows(draft)?;
    Ok(app.lists.with(&app.store, draft, |list| {
        let rows = rows
            .iter()
            .map(|row| from_domain::row(row, list.findings(row)))
            .collect();
        Ok(from_domain::draft(read, rows, list.counts()))
    })?)
}

fn changed(
    list: &OpenList,
    mut touched: Vec<RowId>,
    removed: Vec<String>,
    now: Timestamp,
) -> RowsChanged {
    touched.sort_unstable();
    touched.dedup();
    RowsChanged {
        changed: touched
            .into_iter()
            .filter_map(|id| list.row(id))
            .map(|row| from_domain::row(row, list.findings(row)))
            .collect(),
        removed,
        counts: list.counts(),
        changed_at: from_domain::time(now),
    }
}

fn told(app: &App) {
    app.host.tell(Changed::Drafts);
    news::tell_status(app);
}

pub(super) fn id(text: &str) -> Result<DraftId, Problem> {
    text.parse()
        .map_err(|_| Problem::of(ProblemCode::DraftGone))
}

fn row_id(text: &str) -> Result<RowId, Problem> {
    text.parse()
        .map_err(|_| Problem::of(ProblemCode::DraftGone))
}

fn row_ids(texts: &[String]) -> Result<Vec<RowId>, Problem> {
    texts.iter().map(|text| row_id(text)).collect()
}
