//! The people of a draft, row by row, as they were typed.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, all, first};
use crate::{DraftId, RowId, Store, StoreError, Write};

/// As many rows are read while the connection is held: others get their turn in between.
const PAGE: u32 = 5_000;

/// One person of a list, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: RowId,
    /// Where it stands in the list: grows from row to row, as the ids do, and may have gaps.
    pub position: u32,
    pub name: String,
    pub address: String,
    pub group: String,
    pub note: String,
    pub list_id: String,
    pub skipped: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRow {
    pub name: String,
    pub address: String,
    pub group: String,
    pub note: String,
    pub list_id: String,
    pub skipped: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowField {
    Name,
    Address,
    Group,
    Note,
}

impl Row {
    /// The cell of a column.
    pub fn cell(&mut self, field: RowField) -> &mut String {
        match field {
            RowField::Name => &mut self.name,
            RowField::Address => &mut self.address,
            RowField::Group => &mut self.group,
            RowField::Note => &mut self.note,
        }
    }
}

impl NewRow {
    /// The cell of a column.
    pub fn cell(&mut self, field: RowField) -> &mut String {
        match field {
            RowField::Name => &mut self.name,
            RowField::Address => &mut self.address,
            RowField::Group => &mut self.group,
            RowField::Note => &mut self.note,
        }
    }
}

/// How a row reads on the other side of an edit, as it is kept beside the edit.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowImage {
    position: u32,
    name: String,
    address: String,
    group: String,
    note: String,
    list_id: String,
    /// The word that data written by earlier versions hold.
    #[serde(rename = "left_out")]
    skipped: bool,
}

impl From<Row> for RowImage {
    fn from(row: Row) -> Self {
        Self {
            position: row.position,
            name: row.name,
            address: row.address,
            group: row.group,
            note: row.note,
            list_id: row.list_id,
            skipped: row.skipped,
        }
    }
}

impl RowImage {
    pub(crate) fn with_id(self, id: RowId) -> Row {
        Row {
            id,
            position: self.position,
            name: self.name,
            address: self.address,
            group: self.group,
            note: self.note,
            list_id: self.list_id,
            skipped: self.skipped,
        }
    }
}

const TABLE: &str = "draft_rows";

fn read(columns: &RowColumns<'_, '_>) -> Result<Row, StoreError> {
    Ok(Row {
        id: columns.get("id")?,
        position: columns.get("position")?,
        name: columns.get("name")?,
        address: columns.get("address")?,
        group: columns.get("group_name")?,
        note: columns.get("note")?,
        list_id: columns.get("list_id")?,
        skipped: columns.get("skipped")?,
    })
}

impl Store {
    /// The whole list, in order.
    pub fn draft_rows(&self, id: DraftId) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        loop {
            let after = rows.last().map_or(0, |row: &Row| row.position);
            let page = self.draft_rows_after(id, after, PAGE)?;
            let last = page.len() < PAGE as usize;
            rows.extend(page);
            if last {
                return Ok(rows);
            }
        }
    }

    /// The rows that stand after this position, in order, `limit` at most.
    pub fn draft_rows_after(
        &self,
        id: DraftId,
        position: u32,
        limit: u32,
    ) -> Result<Vec<Row>, StoreError> {
        all(
            &self.connection(),
            TABLE,
            "SELECT * FROM draft_rows WHERE draft = ?1 AND position > ?2
             ORDER BY position LIMIT ?3",
            (id, position, limit),
            read,
        )
    }

    /// The name and the address of everybody on a list, in its order.
    pub fn draft_names(&self, id: DraftId) -> Result<Vec<(String, String)>, StoreError> {
        all(
            &self.connection(),
            TABLE,
            "SELECT id, name, address FROM draft_rows WHERE draft = ?1 ORDER BY position",
            [id],
            |columns| Ok((columns.get("name")?, columns.get("address")?)),
        )
    }

    /// The drafts with a person for whom this holds, told by name and address.
    pub fn drafts_with(
        &self,
        person: impl Fn(&str, &str) -> bool,
    ) -> Result<HashSet<DraftId>, StoreError> {
        let mut found = HashSet::new();
        let mut after = RowId(0);
        loop {
            let connection = self.connection();
            let mut statement = connection.prepare_cached(
                "SELECT id, draft, name, address FROM draft_rows WHERE id > ?1
                 ORDER BY id LIMIT ?2",
            )?;
            let mut rows = statement.query((after, PAGE))?;
            let mut read = 0;
            while let Some(row) = rows.next()? {
                let columns = RowColumns::of(TABLE, row);
                after = columns.get("id")?;
                read += 1;
                let draft: DraftId = columns.get("draft")?;
                if !found.contains(&draft)
                    && person(columns.text("name")?, columns.text("address")?)
                {
                    found.insert(draft);
                }
            }
            if read < PAGE {
                return Ok(found);
            }
        }
    }
}

/// Rows as they are in the tables; what is to be undone goes through [`crate::Edit`].
impl Write<'_> {
    /// The people a new draft begins with: nothing that could be undone.
    pub fn draft_rows_add(
        &self,
        id: DraftId,
        rows: &[NewRow],
        now: jiff::Timestamp,
    ) -> Result<Vec<RowId>, StoreError> {
        self.draft_touch(id, now)?;
        let positions = self.positions(id, rows.len())?;
        rows.iter()
            .zip(positions)
            .map(|(row, position)| Ok(self.row_new(id, position, row)?.id))
            .collect()
    }

    /// Positions at the end of the list for `rows` rows, which no row had before.
    pub(crate) fn positions(
        &self,
        id: DraftId,
        rows: usize,
    ) -> Result<RangeInclusive<u32>, StoreError> {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        let last: u32 = self
            .transaction
            .prepare_cached(
                "UPDATE drafts SET last_position = last_position + ?2 WHERE id = ?1
                 RETURNING last_position",
            )?
            .query_row((id, rows), |row| row.get(0))?;
        Ok(last.saturating_sub(rows) + 1..=last)
    }

    pub(crate) fn row(&self, draft: DraftId, id: RowId) -> Result<Option<Row>, StoreError> {
        first(
            self.transaction,
            TABLE,
            "SELECT * FROM draft_rows WHERE draft = ?1 AND id = ?2",
            (draft, id),
            read,
        )
    }

    pub(crate) fn row_new(
        &self,
        draft: DraftId,
        position: u32,
        row: &NewRow,
    ) -> Result<Row, StoreError> {
        let id = self
            .transaction
            .prepare_cached(
                "INSERT INTO draft_rows (draft, position, name, address, group_name, note, list_id,
                                         skipped)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .insert((
                draft,
                position,
                &row.name,
                &row.address,
                &row.group,
                &row.note,
                &row.list_id,
                row.skipped,
            ))?;
        Ok(Row {
            id: RowId(id),
            position,
            name: row.name.clone(),
            address: row.address.clone(),
            group: row.group.clone(),
            note: row.note.clone(),
            list_id: row.list_id.clone(),
            skipped: row.skipped,
        })
    }

    /// Makes a row read so, whether it is there or not.
    pub(crate) fn row_put(&self, draft: DraftId, row: &Row) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "INSERT INTO draft_rows (draft, id, position, name, address, group_name, note,
                                         list_id, skipped)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (id) DO UPDATE SET
                     position = excluded.position, name = excluded.name,
                     address = excluded.address, group_name = excluded.group_name,
                     note = excluded.note, list_id = excluded.list_id,
                     skipped = excluded.skipped",
            )?
            .execute((
                draft,
                row.id,
                row.position,
                &row.name,
                &row.address,
                &row.group,
                &row.note,
                &row.list_id,
                row.skipped,
            ))?;
        Ok(())
    }

    pub(crate) fn row_remove(&self, draft: DraftId, id: RowId) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("DELETE FROM draft_rows WHERE draft = ?1 AND id = ?2")?
            .execute((draft, id))?;
        Ok(())
    }
}
