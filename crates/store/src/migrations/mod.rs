//! What brings a data file of any earlier version to the form of this one, oldest first. A migration
//! that was released is never changed again: data files exist that it was applied to.

mod run;

pub(crate) use run::{migrate, own_triggers, version};

/// One step from a version of the data file to the next.
pub(crate) struct Migration {
    sql: &'static str,
    /// It makes a table anew under its old name, so that afterwards it's checked that nothing points
    /// nowhere.
    remakes_tables: bool,
}

impl Migration {
    const fn of(sql: &'static str) -> Self {
        Self {
            sql,
            remakes_tables: false,
        }
    }

    const fn remaking_tables(sql: &'static str) -> Self {
        Self {
            sql,
            remakes_tables: true,
        }
    }
}

/// The number of a migration is the version of the data file after it.
const MIGRATIONS: &[Migration] = &[
    Migration::of(include_str!("0001_start.sql")),
    Migration::of(include_str!("0002_lists.sql")),
    Migration::remaking_tables(include_str!("0003_chains.sql")),
    Migration::of(include_str!("0004_progress.sql")),
    Migration::of(include_str!("0005_installation.sql")),
    Migration::of(include_str!("0006_afterwards.sql")),
    Migration::of(include_str!("0007_names.sql")),
    Migration::of(include_str!("0008_failed_steps.sql")),
    Migration::of(include_str!("0009_people.sql")),
    Migration::of(include_str!("0010_kept_lists.sql")),
    Migration::of(include_str!("0011_links.sql")),
    Migration::of(include_str!("0012_steps_of_person.sql")),
    Migration::of(include_str!("0013_shared_list_ids.sql")),
    Migration::of(include_str!("0014_absences.sql")),
    Migration::of(include_str!("0015_link_changes.sql")),
    Migration::of(include_str!("0016_left_alone.sql")),
    Migration::of(include_str!("0017_distributions.sql")),
    Migration::of(include_str!("0018_keys_and_pages.sql")),
    Migration::of(include_str!("0019_drafts_sent.sql")),
];

/// The version of the data file that this program writes.
#[expect(clippy::cast_possible_wrap, reason = "there are a few dozen at most")]
pub(crate) const KNOWN: i64 = MIGRATIONS.len() as i64;
