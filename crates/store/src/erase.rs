//! Deletes data for good: one account with everything that belongs to it, or what is older than a
//! day that the user names.
//!
//! SQLite overwrites what is deleted (`secure_delete`), but earlier versions of Cohort let it leave
//! that where it was. So the file is written anew afterwards, the write-ahead log is emptied, and the
//! copies of the file go too: the backups, and the files that were set aside.

use jiff::Timestamp;
use rusqlite::{Connection, ToSql};

use crate::backups::{LEFT_FREE, check_room, open_backed_up, remove, remove_parts};
use crate::columns::time;
use crate::{AccountId, Store, StoreError, Write};
use lock::LockExt as _;

/// What is to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erase {
    /// The account, and all of its data.
    Account(AccountId),
    /// What has come to its end, or was last touched, before this time, of all accounts.
    Before(Timestamp),
}

/// How much would be deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Erasable {
    pub drafts: u32,
    pub plans: u32,
    /// Different people in these plans.
    pub people: u32,
    /// Lists that spaces are compared with.
    pub lists: u32,
    /// Accounts that were removed before, with what was kept of them.
    pub accounts: u32,
    /// They may have any of it in them, so all of them are deleted, with the files set aside.
    pub backups: u32,
}

/// Whether anything of it may be left on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erased {
    Completely,
    /// Another process reads the data file, so that the write-ahead log couldn't be emptied. SQLite
    /// removes it when the last process closes the file.
    UntilOthersClose,
    /// It isn't in the data any more, but a copy of it couldn't be removed, or the data file not be
    /// written anew. Deleting once more tries that again.
    CopiesLeft,
}

/// The rows that go, as queries with one parameter.
struct Selected {
    parameter: Box<dyn ToSql>,
    plans: &'static str,
    drafts: &'static str,
    lists: &'static str,
    accounts: &'static str,
}

impl Erase {
    fn selected(&self) -> Selected {
        match self {
            Self::Account(account) => Selected {
                parameter: Box::new(account.to_string()),
                plans: "SELECT id FROM plans WHERE account = ?1",
                drafts: "SELECT id FROM drafts WHERE account = ?1",
                lists: "SELECT id FROM kept_lists WHERE account = ?1",
                accounts: "SELECT id FROM accounts WHERE id = ?1",
            },
            Self::Before(then) => Selected {
                parameter: Box::new(time(*then)),
                plans: "SELECT p.id FROM plans p JOIN accounts a ON a.id = p.account
                        WHERE p.state = 'settled' AND (p.settled_at < ?1 OR a.removed_at < ?1)",
                drafts: "SELECT d.id FROM drafts d JOIN accounts a ON a.id = d.account
                         WHERE (d.changed_at < ?1 OR a.removed_at < ?1)
                         AND d.id NOT IN (SELECT draft FROM plans WHERE state <> 'settled')",
                // A list is one with all of its versions: the older ones say who has left.
                lists: "SELECT l.id FROM kept_lists l JOIN accounts a ON a.id = l.account
                        WHERE a.removed_at < ?1 OR NOT EXISTS (
                            SELECT 1 FROM kept_lists newer
                            WHERE (newer.account, newer.org, newer.space) =
                                  (l.account, l.org, l.space)
                            AND newer.brought_at >= ?1)",
                accounts: "SELECT id FROM accounts WHERE removed_at < ?1 AND kind = 'platform'
                           AND id NOT IN (SELECT account FROM plans WHERE state <> 'settled')",
            },
        }
    }
}

impl Store {
    /// How much would go, so that the user can be asked first.
    pub fn erasable(&self, what: &Erase) -> Result<Erasable, StoreError> {
        let Selected {
            parameter,
            plans,
            drafts,
            lists,
            accounts,
        } = what.selected();
        let backups = self.backups()?.len();
        let found = self.connection().query_row(
            &format!(
                "SELECT (SELECT count(*) FROM drafts WHERE id IN ({drafts}) AND deleted_at IS NULL),
                        (SELECT count(*) FROM ({plans})),
                        (SELECT count(DISTINCT normalized) FROM steps
                         WHERE plan IN ({plans}) AND normalized <> ''),
                        (SELECT count(DISTINCT account || '/' || org || '/' || space)
                         FROM kept_lists WHERE id IN ({lists}) AND removed_at IS NULL),
                        (SELECT count(*) FROM ({accounts}))"
            ),
            [parameter],
            |row| {
                Ok(Erasable {
                    drafts: row.get(0)?,
                    plans: row.get(1)?,
                    people: row.get(2)?,
                    lists: row.get(3)?,
                    accounts: row.get(4)?,
                    backups: u32::try_from(backups).unwrap_or(u32::MAX),
                })
            },
        )?;
        Ok(found)
    }

    /// Fails where the disk has too little room to write the data file anew. This comes before anything
    /// that can't be undone.
    pub fn check_room_to_erase(&self) -> Result<(), StoreError> {
        check_room(self.file(), self.folder(), 2, LEFT_FREE)
    }

    /// Deletes it for good. Whether that may be is asked within the same transaction. It takes a while
    /// with a large file.
    pub fn erase<E: From<StoreError>>(
        &self,
        what: &Erase,
        may_be: impl FnOnce(&Write<'_>) -> Result<(), E>,
    ) -> Result<Erased, E> {
        self.check_room_to_erase()?;
        let _one_at_a_time = self.copying.locked();
        self.write(|w| {
            may_be(w)?;
            w.erase(what).map_err(E::from)
        })?;
        // From here on it is deleted, so what fails isn't said as if nothing had been.
        let copies = self.remove_copies();
        match (copies, self.clear_free_space()) {
            (Ok(()), Ok(erased)) => Ok(erased),
            _ => Ok(Erased::CopiesLeft),
        }
    }

    /// Removes all that it can, and returns what went wrong last. Unfinished copies go first, so that
    /// none of them becomes a backup afterwards.
    fn remove_copies(&self) -> Result<(), StoreError> {
        let mut outcome = remove_parts(self.file(), |_| true);
        let backups = self.backups()?.into_iter();
        let backups = backups.map(|backup| self.folder().join(backup.name.to_string()));
        for file in backups.chain(self.files_set_aside()?) {
            outcome = remove(&file).and(outcome);
        }
        outcome
    }

    /// Writes the file anew without what is free in it, on a connection of its own, and empties the log.
    fn clear_free_space(&self) -> Result<Erased, StoreError> {
        let connection = open_backed_up(self.file(), Timestamp::now())?;
        connection.execute_batch("VACUUM")?;
        let busy: bool =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(if busy {
            Erased::UntilOthersClose
        } else {
            Erased::Completely
        })
    }
}

impl Write<'_> {
    fn erase(&self, what: &Erase) -> Result<(), StoreError> {
        let Selected {
            parameter,
            plans,
            drafts,
            lists,
            accounts,
        } = what.selected();
        let connection: &Connection = self.transaction;
        let run = |statement: &str| connection.execute(statement, [&*parameter]).map(drop);
        let steps = format!("SELECT id FROM steps WHERE plan IN ({plans})");
        run(&format!(
            "DELETE FROM step_dependencies WHERE step IN ({steps}) OR depends_on IN ({steps})"
        ))?;
        // The requests and the acts are found by the plans, so the plans go last.
        run(&format!("DELETE FROM steps WHERE plan IN ({plans})"))?;
        run(&format!("DELETE FROM requests WHERE plan IN ({plans})"))?;
        run(&format!("DELETE FROM drafts WHERE id IN ({drafts})"))?;
        run(&format!("DELETE FROM kept_lists WHERE id IN ({lists})"))?;
        match what {
            Erase::Account(_) => {
                run("DELETE FROM plans WHERE account = ?1")?;
                run("DELETE FROM acts WHERE account = ?1")?;
            }
            Erase::Before(_) => {
                run(&format!("DELETE FROM plans WHERE id IN ({plans})"))?;
                run("DELETE FROM acts WHERE opened_at < ?1
                     AND NOT EXISTS (SELECT 1 FROM steps WHERE steps.act = acts.id)")?;
                run(&format!(
                    "DELETE FROM acts WHERE account IN ({accounts})
                     AND NOT EXISTS (SELECT 1 FROM steps WHERE steps.act = acts.id)"
                ))?;
                for statement in [
                    "DELETE FROM seen WHERE seen_at < ?1",
                    "DELETE FROM first_joined WHERE at < ?1",
                    "DELETE FROM resends WHERE at < ?1",
                    "DELETE FROM comparisons WHERE compared_at < ?1",
                    "DELETE FROM mappings WHERE kept_at < ?1",
                ] {
                    run(statement)?;
                }
            }
        }
        // Whatever else belongs to an account goes with it.
        run(&format!("DELETE FROM accounts WHERE id IN ({accounts})"))?;
        Ok(())
    }
}
