//! Enrolling a person in a course: an own instance that carries their address as its name and
//! holds what has been handed out so far.

use rusqlite::{Connection, OptionalExtension, params};

use crate::api::{instances, invitations, snapshots};
use crate::model::address::Address;
use crate::model::lookup::{DEVELOPMENT, DISTRIBUTED};
use crate::model::people;
use crate::request_error::Refusal;

/// Whether the person has an own instance in the space, or administers it.
pub(crate) fn is_enrolled(db: &Connection, space: i64, address: &Address) -> Result<bool, Refusal> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM users WHERE email_key = ?2 AND (
                EXISTS (SELECT 1 FROM space_admins WHERE space_id = ?1 AND user_id = users.id)
                OR EXISTS (SELECT 1 FROM instance_members
                           JOIN instances ON instances.id = instance_id
                           WHERE space_id = ?1 AND user_id = users.id AND deleted IS NULL
                           AND lower(instances.name) = lower(users.email)))",
        )?
        .exists(params![space, address.key()])?)
}

pub(crate) fn enrol(
    db: &Connection,
    space: i64,
    user: i64,
    address: &Address,
    now: i64,
) -> Result<(), Refusal> {
    if let Some(invitation) = waiting(db, space, address, now)? {
        // Invited by mail into an own instance already: that is the one to have.
        return invitations::admit(db, invitation, user, now);
    }
    let slug = free_slug(db, space, &address.slug_stem())?;
    let instance = instances::insert(
        db,
        &instances::New {
            space,
            slug: &slug,
            name: address.written(),
            description: None,
            once: None,
        },
        now,
    )?;
    if let Some(handed_out) = handed_out(db, space)? {
        let current = db
            .prepare_cached("SELECT id FROM snapshots WHERE instance_id = ?1 AND slug = ?2")?
            .query_row(params![instance, DEVELOPMENT], |row| row.get(0))?;
        snapshots::copy_all(db, handed_out, current)?;
    }
    people::join_instance(db, instance, user, "EDITOR", now)?;
    Ok(())
}

fn waiting(
    db: &Connection,
    space: i64,
    address: &Address,
    now: i64,
) -> Result<Option<i64>, Refusal> {
    Ok(db
        .prepare_cached(
            "SELECT invitations.id FROM invitations JOIN instances ON instances.id = instance_id
             WHERE invitations.space_id = ?1 AND email_key = ?2 AND status = 'PENDING'
             AND expires > ?3 AND deleted IS NULL AND lower(name) = lower(email)",
        )?
        .query_row(params![space, address.key(), now], |row| row.get(0))
        .optional()?)
}

/// The newest snapshot of `distributed`; where it has none, its current state.
fn handed_out(db: &Connection, space: i64) -> Result<Option<i64>, Refusal> {
    Ok(db
        .prepare_cached(
            "SELECT snapshots.id FROM snapshots JOIN instances ON instances.id = instance_id
             WHERE space_id = ?1 AND instances.slug = ?2 AND snapshots.deleted IS NULL
             ORDER BY snapshots.slug = ?3, snapshots.created DESC, snapshots.id DESC LIMIT 1",
        )?
        .query_row(params![space, DISTRIBUTED, DEVELOPMENT], |row| row.get(0))
        .optional()?)
}

fn free_slug(db: &Connection, space: i64, stem: &str) -> Result<String, Refusal> {
    let mut taken =
        db.prepare_cached("SELECT 1 FROM instances WHERE space_id = ?1 AND slug = ?2")?;
    let mut slug = stem.to_owned();
    let mut number = 1;
    while taken.exists(params![space, slug])? {
        number += 1;
        slug = format!("{stem}_{number}");
    }
    Ok(slug)
}
