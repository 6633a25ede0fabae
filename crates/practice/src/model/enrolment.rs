//! Enrolling a person in a course: the person gets an individual instance, which is named after
//! the person's address and contains what has been distributed so far.

use rusqlite::{Connection, params};

use super::address::Address;
use super::instances::{self, NewInstance};
use super::lookup::{DEVELOPMENT, DISTRIBUTED};
use super::role::Role;
use super::{people, received_invitations, snapshots};
use crate::database::{DatabaseError, Query};

/// Whether the person has an individual instance in the space, or is an administrator of it.
pub(crate) fn is_enrolled(
    db: &Connection,
    space: i64,
    address: &Address,
) -> Result<bool, DatabaseError> {
    db.has(
        "SELECT 1 FROM users WHERE email_key = ?2 AND (
            EXISTS (SELECT 1 FROM space_admins WHERE space_id = ?1 AND user_id = users.id)
            OR EXISTS (SELECT 1 FROM instance_members
                       JOIN instances ON instances.id = instance_id
                       WHERE space_id = ?1 AND user_id = users.id AND deleted IS NULL
                       AND lower(instances.name) = lower(users.email)))",
        params![space, address.normalized()],
    )
}

pub(crate) fn enrol(
    db: &Connection,
    space: i64,
    person: i64,
    address: &Address,
    now: i64,
) -> Result<(), DatabaseError> {
    if let Some(invitation) = invitation_into_individual_instance(db, space, address, now)? {
        // There is an instance for this person already. A second one would hold nobody's work.
        return received_invitations::admit(db, invitation, person, now);
    }
    let new = NewInstance {
        slug: &free_slug(db, space, &address.slug_stem())?,
        name: address.written(),
        description: None,
    };
    let instance = instances::insert(db, space, &new, None, now)?;
    if let Some(distributed) = newest_distribution(db, space)? {
        let current = snapshots::current_state(db, instance)?;
        snapshots::copy_contents(db, distributed, current)?;
    }
    people::join_instance(db, instance, person, Role::Editor, now)
}

/// An open invitation of this person into an instance that is named after the person's address.
fn invitation_into_individual_instance(
    db: &Connection,
    space: i64,
    address: &Address,
    now: i64,
) -> Result<Option<i64>, DatabaseError> {
    db.first(
        "SELECT invitations.id FROM invitations JOIN instances ON instances.id = instance_id
         WHERE invitations.space_id = ?1 AND email_key = ?2 AND status = 'PENDING'
         AND expires > ?3 AND deleted IS NULL AND lower(name) = lower(email)",
        params![space, address.normalized(), now],
        |row| row.get(0),
    )
}

/// The newest snapshot of `distributed` or, where it has none, its current state.
fn newest_distribution(db: &Connection, space: i64) -> Result<Option<i64>, DatabaseError> {
    db.first(
        "SELECT snapshots.id FROM snapshots JOIN instances ON instances.id = instance_id
         WHERE space_id = ?1 AND instances.slug = ?2 AND snapshots.deleted IS NULL
         ORDER BY snapshots.slug = ?3, snapshots.created DESC, snapshots.id DESC LIMIT 1",
        params![space, DISTRIBUTED, DEVELOPMENT],
        |row| row.get(0),
    )
}

/// The stem itself or, where that is taken, the stem with the first number that is free.
fn free_slug(db: &Connection, space: i64, stem: &str) -> Result<String, DatabaseError> {
    let mut slug = stem.to_owned();
    let mut number = 1;
    while db.has(
        "SELECT 1 FROM instances WHERE space_id = ?1 AND slug = ?2",
        params![space, slug],
    )? {
        number += 1;
        slug = format!("{stem}_{number}");
    }
    Ok(slug)
}
