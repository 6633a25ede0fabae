//! What brings a data file of any earlier version to the form of this one, oldest first. A migration
//! that was released is never changed again: data files exist that it was applied to.

use rusqlite_migration::M;

/// The number of a migration is the version of the data file after it.
pub(crate) const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("0001_start.sql")),
    M::up(include_str!("0002_lists.sql")),
    M::up(include_str!("0003_chains.sql")).foreign_key_check(),
    M::up(include_str!("0004_progress.sql")),
    M::up(include_str!("0005_installation.sql")),
    M::up(include_str!("0006_afterwards.sql")),
    M::up(include_str!("0007_names.sql")),
    M::up(include_str!("0008_failed_steps.sql")),
    M::up(include_str!("0009_people.sql")),
    M::up(include_str!("0010_kept_lists.sql")),
    M::up(include_str!("0011_links.sql")),
    M::up(include_str!("0012_steps_of_person.sql")),
    M::up(include_str!("0013_shared_list_ids.sql")),
    M::up(include_str!("0014_absences.sql")),
    M::up(include_str!("0015_link_changes.sql")),
    M::up(include_str!("0016_left_alone.sql")),
    M::up(include_str!("0017_distributions.sql")),
    M::up(include_str!("0018_keys_sent.sql")),
];
