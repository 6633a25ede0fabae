//! The list that a space is compared with, with its earlier versions, and whom of them the user has
//! marked as left.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use roster::PersonKey;
use rusqlite::{Connection, OptionalExtension as _};

use crate::columns::{RowColumns, all, time};
use crate::{KeptListId, Place, Store, StoreError, Write};

/// The newest version of the list of a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptList {
    pub id: KeptListId,
    /// The name of the file that it came from.
    pub file: String,
    pub brought_at: Timestamp,
    pub people: u32,
    /// There is a version before it, which counts again once this one is withdrawn.
    pub has_earlier: bool,
}

/// One version of the list of a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVersion {
    pub id: KeptListId,
    pub brought_at: Timestamp,
    /// Of an older version, only those who are on no later one.
    pub people: Vec<KeptPerson>,
}

/// Somebody on a list that is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptPerson {
    /// Which of the people of the file it is, counted from 1.
    pub row: u32,
    pub name: String,
    pub address: String,
    /// What they have in common with the same person elsewhere; it is in the column `normalized`.
    pub key: PersonKey,
    pub group: String,
    pub list_id: String,
    /// Added in Cohort and not by a file.
    pub by_hand: bool,
}

const NOT_REMOVED: &str = "account = ?1 AND org = ?2 AND space = ?3 AND removed_at IS NULL";

impl Store {
    /// What is known of the list of a space without reading who is on it.
    pub fn kept_list(&self, place: &Place) -> Result<Option<KeptList>, StoreError> {
        let lists = all(
            &self.connection(),
            "kept_lists",
            &format!(
                "SELECT l.*, (SELECT count(*) FROM kept_people p WHERE p.list = l.id) AS people,
                        EXISTS (SELECT 1 FROM kept_lists e WHERE e.account = l.account
                                AND e.org = l.org AND e.space = l.space AND e.id < l.id)
                        AS has_earlier
                 FROM kept_lists l WHERE {NOT_REMOVED} ORDER BY id DESC LIMIT 1"
            ),
            place.columns(),
            |columns| {
                Ok(KeptList {
                    id: columns.get("id")?,
                    file: columns.get("file")?,
                    brought_at: columns.time("brought_at")?,
                    people: columns.get("people")?,
                    has_earlier: columns.get("has_earlier")?,
                })
            },
        )?;
        Ok(lists.into_iter().next())
    }

    /// All versions of the list of a space with their people, the newest first.
    pub fn kept_versions(&self, place: &Place) -> Result<Vec<KeptVersion>, StoreError> {
        let connection = self.connection();
        let mut versions = all(
            &connection,
            "kept_lists",
            &format!("SELECT * FROM kept_lists WHERE {NOT_REMOVED} ORDER BY id DESC"),
            place.columns(),
            |columns| {
                Ok(KeptVersion {
                    id: columns.get("id")?,
                    brought_at: columns.time("brought_at")?,
                    people: Vec::new(),
                })
            },
        )?;
        for version in &mut versions {
            version.people = people_of(&connection, version.id)?;
        }
        Ok(versions)
    }

    /// Those who are marked as left, each with the versions that they were marked for.
    pub fn marked_left(
        &self,
        place: &Place,
    ) -> Result<HashMap<PersonKey, HashSet<KeptListId>>, StoreError> {
        let rows = all(
            &self.connection(),
            "marked_left",
            &format!(
                "SELECT m.normalized AS id, m.list FROM marked_left m
                 JOIN kept_lists l ON l.id = m.list WHERE {NOT_REMOVED}"
            ),
            place.columns(),
            |columns| Ok((person_key(columns, "id")?, columns.get("list")?)),
        )?;
        let mut marked: HashMap<PersonKey, HashSet<KeptListId>> = HashMap::new();
        for (key, list) in rows {
            marked.entry(key).or_default().insert(list);
        }
        Ok(marked)
    }

    /// A number that differs whenever somebody's steps in this place read differently: a plan's
    /// own number only ever grows.
    pub fn plans_mark(&self, place: &Place) -> Result<(i64, i64), StoreError> {
        Ok(self
            .connection()
            .prepare_cached(
                "SELECT count(*), coalesce(sum(seq), 0) FROM plans
                 WHERE account = ?1 AND org = ?2 AND space = ?3",
            )?
            .query_row(place.columns(), |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The list isn't used any more. It can be brought back until [`Store::kept_lists_sweep`].
    pub fn kept_list_remove(&self, place: &Place, now: Timestamp) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.execute(
            &format!("UPDATE kept_lists SET removed_at = ?4 WHERE {NOT_REMOVED}"),
            (account, org, space, time(now)),
        )?;
        Ok(())
    }

    pub fn kept_list_restore(&self, place: &Place) -> Result<(), StoreError> {
        self.execute(
            "UPDATE kept_lists SET removed_at = NULL
             WHERE account = ?1 AND org = ?2 AND space = ?3",
            place.columns(),
        )?;
        Ok(())
    }

    /// Lists that were removed before this moment can't be brought back any more.
    pub fn kept_lists_sweep(&self, before: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM kept_lists WHERE removed_at < ?1",
            [time(before)],
        )?;
        Ok(())
    }
}

impl Write<'_> {
    /// These people become the newest version of the list of a space. Whoever was added by hand to
    /// the version before stays on it.
    pub fn kept_list_bring(
        &self,
        place: &Place,
        file: &str,
        people: &[KeptPerson],
        now: Timestamp,
    ) -> Result<KeptListId, StoreError> {
        let (account, org, space) = place.columns();
        self.transaction.execute(
            "DELETE FROM kept_lists
             WHERE account = ?1 AND org = ?2 AND space = ?3 AND removed_at IS NOT NULL",
            place.columns(),
        )?;
        let before = self.newest_kept(place)?;
        if let Some(before) = before {
            self.thin_out(place, before)?;
        }
        self.transaction.execute(
            "INSERT INTO kept_lists (account, org, space, file, brought_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (account, org, space, file, time(now)),
        )?;
        let list = KeptListId(self.transaction.last_insert_rowid());
        self.kept_people_add(list, people)?;
        if let Some(before) = before {
            let there: HashSet<&PersonKey> = people.iter().map(|person| &person.key).collect();
            let mut by_hand = people_of(self.transaction, before)?;
            by_hand.retain(|person| person.by_hand && !there.contains(&person.key));
            self.append(list, by_hand)?;
        }
        Ok(list)
    }

    /// Takes this version back, so that the one before it counts again. It has to be the newest: once
    /// there is a newer one, or it was undone already, nothing is changed.
    pub fn kept_list_withdraw(&self, place: &Place, list: KeptListId) -> Result<(), StoreError> {
        if self.newest_kept(place)? == Some(list) {
            self.transaction
                .execute("DELETE FROM kept_lists WHERE id = ?1", [list])?;
        }
        Ok(())
    }

    /// Adds people to the newest version by hand. Without a list there is nothing to add them to.
    pub fn kept_people_join(
        &self,
        place: &Place,
        people: Vec<KeptPerson>,
    ) -> Result<(), StoreError> {
        let Some(list) = self.newest_kept(place)? else {
            return Ok(());
        };
        let there: HashSet<PersonKey> = people_of(self.transaction, list)?
            .into_iter()
            .map(|person| person.key)
            .collect();
        let mut people = people;
        people.retain(|person| !there.contains(&person.key));
        for person in &mut people {
            person.by_hand = true;
        }
        self.append(list, people)
    }

    /// Takes people off the newest version who were added to it by hand.
    pub fn kept_people_leave<'k>(
        &self,
        place: &Place,
        people: impl IntoIterator<Item = &'k PersonKey>,
    ) -> Result<(), StoreError> {
        let Some(list) = self.newest_kept(place)? else {
            return Ok(());
        };
        for person in people {
            self.transaction.execute(
                "DELETE FROM kept_people WHERE list = ?1 AND normalized = ?2 AND by_hand = 1",
                (list, person.as_str()),
            )?;
        }
        Ok(())
    }

    /// Marks somebody who left with this version, or takes the mark off.
    pub fn mark_left(
        &self,
        list: KeptListId,
        person: &PersonKey,
        marked: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if marked {
            self.transaction.execute(
                "INSERT INTO marked_left (list, normalized, at) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO NOTHING",
                (list, person.as_str(), time(now)),
            )?;
        } else {
            self.transaction.execute(
                "DELETE FROM marked_left WHERE list = ?1 AND normalized = ?2",
                (list, person.as_str()),
            )?;
        }
        Ok(())
    }

    fn newest_kept(&self, place: &Place) -> Result<Option<KeptListId>, StoreError> {
        Ok(self
            .transaction
            .prepare_cached(&format!(
                "SELECT id FROM kept_lists WHERE {NOT_REMOVED} ORDER BY id DESC LIMIT 1"
            ))?
            .query_row(place.columns(), |row| row.get(0))
            .optional()?)
    }

    /// Of all versions before `newest`, keeps only people who are on no later one. Otherwise a
    /// weekly export of a large course would be kept as often as there are weeks.
    fn thin_out(&self, place: &Place, newest: KeptListId) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.transaction.execute(
            &format!(
                "DELETE FROM kept_people WHERE list IN
                    (SELECT id FROM kept_lists WHERE {NOT_REMOVED} AND id < ?4)
                 AND (normalized = '' OR EXISTS
                    (SELECT 1 FROM kept_people later
                     WHERE later.normalized = kept_people.normalized
                       AND later.list > kept_people.list AND later.list IN
                         (SELECT id FROM kept_lists WHERE {NOT_REMOVED})))"
            ),
            (account, org, space, newest),
        )?;
        Ok(())
    }

    fn append(&self, list: KeptListId, mut people: Vec<KeptPerson>) -> Result<(), StoreError> {
        let taken: u32 = self.transaction.query_row(
            "SELECT coalesce(max(row), 0) FROM kept_people WHERE list = ?1",
            [list],
            |row| row.get(0),
        )?;
        for (row, person) in (taken + 1..).zip(&mut people) {
            person.row = row;
        }
        self.kept_people_add(list, &people)
    }

    fn kept_people_add(&self, list: KeptListId, people: &[KeptPerson]) -> Result<(), StoreError> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO kept_people (list, row, name, address, normalized, grp, list_id, by_hand)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for person in people {
            insert.execute((
                list,
                person.row,
                &person.name,
                &person.address,
                person.key.as_str(),
                &person.group,
                &person.list_id,
                person.by_hand,
            ))?;
        }
        Ok(())
    }
}

fn person_key(columns: &RowColumns<'_, '_>, column: &'static str) -> Result<PersonKey, StoreError> {
    columns.get(column).map(PersonKey::written_before)
}

fn people_of(connection: &Connection, list: KeptListId) -> Result<Vec<KeptPerson>, StoreError> {
    connection
        .prepare_cached("SELECT * FROM kept_people WHERE list = ?1 ORDER BY row")?
        .query_and_then([list], |row| {
            let columns = RowColumns::keyed("kept_people", &list, row);
            Ok(KeptPerson {
                row: columns.get("row")?,
                name: columns.get("name")?,
                address: columns.get("address")?,
                key: person_key(&columns, "normalized")?,
                group: columns.get("grp")?,
                list_id: columns.get("list_id")?,
                by_hand: columns.get("by_hand")?,
            })
        })?
        .collect()
}
