//! The lists that the platform showed last, as they came, so that they can be shown and reviewed
//! against without a connection.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use platform::Slug;
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::columns::{RowColumns, json, time};
use crate::{AccountId, Place, Store, StoreError, Write};

/// No reading takes that long: what is kept from further ahead was written before the clock was set
/// back, and says nothing of which reading is the newer one.
const LONGEST_READING: SignedDuration = SignedDuration::from_hours(1);

/// The lists of all spaces of an account take no more bytes than this, however many spaces the platform
/// shows and however long their lists are. Those of one space take less.
#[cfg(not(test))]
const KEPT_OF_ACCOUNT: i64 = 1024 * 1024 * 1024;
/// So that the tests needn't write a gigabyte.
#[cfg(test)]
const KEPT_OF_ACCOUNT: i64 = 10_000;

const BODY: &str = "SELECT body, seen_at FROM seen
                    WHERE account = ?1 AND org = ?2 AND space = ?3 AND what = ?4";

/// One of the platform's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenList<'a> {
    /// The organisations that an account sees.
    Orgs(&'a AccountId),
    /// The spaces of an organisation.
    Spaces(&'a AccountId, &'a Slug),
    Members(&'a Place),
    Instances(&'a Place),
    /// The invitations, where the platform lists them.
    Invitations(&'a Place),
    /// What can be distributed: the snapshots of each instance.
    Snapshots(&'a Place),
    /// What those snapshots hold that were opened.
    Contents(&'a Place),
    /// What the member list comes to, in one entry: kept beside it, because an overview of many
    /// spaces must not read every member of each.
    Standing(&'a Place),
    /// What was distributed last: one entry, or none where nothing was distributed.
    Distributed(&'a Place),
    /// The sign-up link as the platform showed it: one entry, or none where the space has none.
    Link(&'a Place),
    /// The instances that were deleted from this computer and can be restored: the platform keeps
    /// them for a day, and lists them nowhere.
    Deleted(&'a Place),
}

impl SeenList<'_> {
    /// As the table keys it: account, organisation, space (empty where a list has none), and the
    /// word for the list.
    fn key(&self) -> (&AccountId, &str, &str, &'static str) {
        match self {
            Self::Orgs(account) => (account, "", "", "orgs"),
            Self::Spaces(account, org) => (account, org.as_str(), "", "spaces"),
            Self::Members(place) => keyed(place, "members"),
            Self::Instances(place) => keyed(place, "instances"),
            Self::Invitations(place) => keyed(place, "invitations"),
            Self::Snapshots(place) => keyed(place, "snapshots"),
            Self::Contents(place) => keyed(place, "contents"),
            Self::Standing(place) => keyed(place, "standing"),
            Self::Distributed(place) => keyed(place, "distributed"),
            Self::Link(place) => keyed(place, "link"),
            Self::Deleted(place) => keyed(place, "deleted"),
        }
    }
}

fn keyed<'a>(
    place: &'a Place,
    list: &'static str,
) -> (&'a AccountId, &'a str, &'a str, &'static str) {
    let (account, org, space) = place.columns();
    (account, org, space, list)
}

/// A list of the platform, and when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen<T> {
    pub list: Vec<T>,
    pub at: Timestamp,
}

impl Store {
    pub fn seen<T: DeserializeOwned>(
        &self,
        list: SeenList<'_>,
    ) -> Result<Option<Seen<T>>, StoreError> {
        self.of_seen(list, BODY, |columns| {
            Ok(Seen {
                list: columns.json("body")?,
                at: columns.time("seen_at")?,
            })
        })
    }

    /// A list as it was last seen; empty where it was never read.
    pub fn last_seen<T: DeserializeOwned>(&self, list: SeenList<'_>) -> Result<Vec<T>, StoreError> {
        Ok(self.seen(list)?.map(|seen| seen.list).unwrap_or_default())
    }

    /// How long a list was when last seen, without reading it.
    pub fn seen_count(&self, list: SeenList<'_>) -> Result<Option<u32>, StoreError> {
        let query = "SELECT entries FROM seen
                     WHERE account = ?1 AND org = ?2 AND space = ?3 AND what = ?4";
        self.of_seen(list, query, |columns| columns.get("entries"))
    }

    /// When a list was read last, without reading it.
    pub fn seen_at(&self, list: SeenList<'_>) -> Result<Option<Timestamp>, StoreError> {
        let query = "SELECT seen_at FROM seen
                     WHERE account = ?1 AND org = ?2 AND space = ?3 AND what = ?4";
        self.of_seen(list, query, |columns| columns.time("seen_at"))
    }

    fn of_seen<T>(
        &self,
        list: SeenList<'_>,
        query: &str,
        read: impl Fn(&RowColumns<'_, '_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        of_seen(&self.connection(), list, query, read)
    }

    /// Keeps a list as the platform showed it, in the place of the one before. `at` is when the
    /// reading began: one that began before what is kept is older than it, however late it ends, and
    /// changes nothing.
    pub fn seen_put<T: Serialize>(
        &self,
        list: SeenList<'_>,
        entries: &[T],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write_unsynced(|w| w.seen_put(list, entries, at))
    }
}

impl Write<'_> {
    /// As [`Store::seen_put`].
    pub fn seen_put<T: Serialize>(
        &self,
        list: SeenList<'_>,
        entries: &[T],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        put(self.transaction, list, entries, at)
    }

    /// Forgets the spaces of organisations that the account doesn't see any more.
    pub fn seen_spaces_sweep(&self, account: &AccountId) -> Result<(), StoreError> {
        #[derive(Deserialize)]
        struct Named {
            slug: String,
        }
        let seen = of_seen(self.transaction, SeenList::Orgs(account), BODY, |columns| {
            columns.json::<Vec<Named>>("body")
        })?;
        let seen: HashSet<String> = seen
            .into_iter()
            .flatten()
            .map(|organisation| organisation.slug)
            .collect();
        let kept: Vec<String> = self
            .transaction
            .prepare_cached("SELECT org FROM seen WHERE account = ?1 AND what = 'spaces'")?
            .query_map([account.as_str()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut forget = self.transaction.prepare_cached(
            "DELETE FROM seen
             WHERE account = ?1 AND org = ?2 AND space = '' AND what = 'spaces'",
        )?;
        for org in kept.iter().filter(|org| !seen.contains(*org)) {
            forget.execute([account.as_str(), org])?;
        }
        Ok(())
    }
}

fn of_seen<T>(
    connection: &Connection,
    list: SeenList<'_>,
    query: &str,
    read: impl Fn(&RowColumns<'_, '_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let key = list.key();
    let row_key = [key.0.as_str(), key.1, key.2, key.3].join("/");
    connection
        .prepare_cached(query)?
        .query_and_then(key, |row| read(&RowColumns::keyed("seen", &row_key, row)))?
        .next()
        .transpose()
}

fn put<T: Serialize>(
    connection: &Connection,
    list: SeenList<'_>,
    entries: &[T],
    at: Timestamp,
) -> Result<(), StoreError> {
    let (account, org, space, what) = list.key();
    let body = json(&entries)?;
    let before: Option<i64> = connection
        .prepare_cached(
            "SELECT octet_length(body) FROM seen
             WHERE account = ?1 AND org = ?2 AND space = ?3 AND what = ?4",
        )?
        .query_row(list.key(), |row| row.get(0))
        .optional()?;
    let length = i64::try_from(body.len()).unwrap_or(i64::MAX);
    let grows = before.is_none_or(|before| before < length);
    connection.execute(
        "INSERT INTO seen (account, org, space, what, body, entries, seen_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET body = excluded.body, entries = excluded.entries,
                                       seen_at = excluded.seen_at
             WHERE seen.seen_at <= excluded.seen_at OR seen.seen_at > ?8",
        (
            account,
            org,
            space,
            what,
            body,
            u32::try_from(entries.len()).unwrap_or(u32::MAX),
            time(at),
            time(at.checked_add(LONGEST_READING).unwrap_or(at)),
        ),
    )?;
    // Most readings show what the one before has shown.
    if grows && !space.is_empty() {
        forget_oldest(connection, account, (org, space))?;
    }
    Ok(())
}

/// Forgets what the platform showed of the spaces that were read longest ago, but not of this one, until
/// the lists of all spaces of the account are within their limit. Only what was deleted from this
/// computer stays: the platform doesn't show it.
fn forget_oldest(
    connection: &Connection,
    account: &AccountId,
    here: (&str, &str),
) -> Result<(), StoreError> {
    let mut kept: i64 = connection
        .prepare_cached(
            "SELECT ifnull(sum(octet_length(body)), 0) FROM seen
             WHERE account = ?1 AND space <> ''",
        )?
        .query_row([account], |row| row.get(0))?;
    if kept <= KEPT_OF_ACCOUNT {
        return Ok(());
    }
    let mut spaces = connection.prepare_cached(
        "SELECT org, space, sum(octet_length(body)) FROM seen
         WHERE account = ?1 AND space <> '' AND what <> 'deleted'
         GROUP BY org, space ORDER BY max(seen_at)",
    )?;
    let spaces = spaces
        .query_map([account], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<Vec<(String, String, i64)>, _>>()?;
    let mut forget = connection.prepare_cached(
        "DELETE FROM seen
         WHERE account = ?1 AND org = ?2 AND space = ?3 AND what <> 'deleted'",
    )?;
    for (org, space, taken) in spaces {
        if kept <= KEPT_OF_ACCOUNT {
            break;
        }
        if (org.as_str(), space.as_str()) != here {
            forget.execute((account, org, space))?;
            kept -= taken;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountKind;

    #[test]
    fn the_lists_of_all_spaces_are_limited_and_those_read_longest_ago_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let at = |second| Timestamp::from_second(second).unwrap();
        let store = Store::open(&folder.path().join("cohort.db"), at(0))
            .unwrap()
            .store;
        let (account, org) = (&AccountId::new(), &Slug::parse("uni").unwrap());
        let (kind, nowhere) = (AccountKind::Practice, "http://127.0.0.1:1".parse().unwrap());
        store
            .account_add(account, kind, "Practice", &nowhere, at(0))
            .unwrap();
        let spaces = ["a", "b", "c"].map(|space| Place {
            account: account.clone(),
            org: org.clone(),
            space: space.parse().unwrap(),
        });
        let long = ["a".repeat(1_000)];
        for (second, space) in [3, 1, 2].into_iter().zip(&spaces) {
            for list in [SeenList::Members(space), SeenList::Deleted(space)] {
                store.seen_put(list, &long, at(second)).unwrap();
            }
        }
        let of_account = SeenList::Spaces(account, org);
        store.seen_put(of_account, &long, at(0)).unwrap();
        let members = || {
            let kept = |space| store.seen_at(SeenList::Members(space)).unwrap().is_some();
            spaces.each_ref().map(kept)
        };
        assert_eq!(members(), [true; 3]);
        // What was kept of b is the oldest, but b has just been read.
        let instances = |length| {
            let (list, longer) = (SeenList::Instances(&spaces[1]), ["a".repeat(length)]);
            store.seen_put(list, &longer, at(1)).unwrap();
        };
        instances(4_500);
        assert_eq!(members(), [true, true, false]);
        instances(9_000);
        assert_eq!(members(), [false, true, false]);
        let deleted = |space| store.seen_at(SeenList::Deleted(space)).unwrap().is_some();
        assert!(spaces.iter().all(deleted));
        assert!(store.seen_at(of_account).unwrap().is_some());
    }
}
