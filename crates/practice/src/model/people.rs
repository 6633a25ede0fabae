//! The people known to the platform, and how they come to be in a place.

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::address::Address;
use crate::request_error::Refusal;

pub(crate) struct Person {
    pub(crate) id: i64,
    pub(crate) email: String,
    pub(crate) name: String,
    /// The argon2 hash; absent until the person has signed up.
    pub(crate) password: Option<String>,
}

pub(crate) fn find(db: &Connection, email_key: &str) -> Result<Option<Person>, Refusal> {
    Ok(db
        .prepare_cached("SELECT id, email, name, password FROM users WHERE email_key = ?1")?
        .query_row([email_key], |row| {
            Ok(Person {
                id: row.get(0)?,
                email: row.get(1)?,
                name: row.get(2)?,
                password: row.get(3)?,
            })
        })
        .optional()?)
}

/// The id of a person, made if need be.
pub(crate) fn made(
    db: &Connection,
    address: &Address,
    name: &str,
    now: i64,
) -> Result<i64, Refusal> {
    if let Some(person) = find(db, address.key())? {
        return Ok(person.id);
    }
    db.prepare_cached(
        "INSERT INTO users (email, email_key, name, created) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![address.written(), address.key(), name, now])?;
    Ok(db.last_insert_rowid())
}

/// Everybody in a space is a member of its organisation.
pub(crate) fn join_org(db: &Connection, space: i64, user: i64) -> Result<(), Refusal> {
    db.prepare_cached(
        "INSERT INTO org_members (org_id, user_id, role)
         SELECT org_id, ?2, 'MEMBER' FROM spaces WHERE id = ?1 ON CONFLICT DO NOTHING",
    )?
    .execute([space, user])?;
    Ok(())
}

pub(crate) fn join_instance(
    db: &Connection,
    instance: i64,
    user: i64,
    role: &str,
    now: i64,
) -> Result<(), Refusal> {
    db.prepare_cached(
        "INSERT INTO instance_members (instance_id, user_id, role, since) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO NOTHING",
    )?
    .execute(params![instance, user, role, now])?;
    db.prepare_cached(
        "INSERT INTO org_members (org_id, user_id, role)
         SELECT org_id, ?2, 'MEMBER' FROM instances JOIN spaces ON spaces.id = space_id
         WHERE instances.id = ?1 ON CONFLICT DO NOTHING",
    )?
    .execute([instance, user])?;
    Ok(())
}

pub(crate) fn join_administrators(db: &Connection, space: i64, user: i64) -> Result<(), Refusal> {
    db.prepare_cached(
        "INSERT INTO space_admins (space_id, user_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?
    .execute([space, user])?;
    join_org(db, space, user)
}
