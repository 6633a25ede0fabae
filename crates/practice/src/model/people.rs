//! The people known to the platform, and how they become members of a place.

use rusqlite::{Connection, params};

use super::address::Address;
use super::role::{OrgRole, Role};
use crate::database::{DatabaseError, Query};

pub(crate) struct Person {
    pub(crate) id: i64,
    pub(crate) email: String,
    pub(crate) name: String,
    /// The argon2 hash. It is absent until the person has signed up.
    pub(crate) password: Option<String>,
}

pub(crate) fn by_address(
    db: &Connection,
    address: &Address,
) -> Result<Option<Person>, DatabaseError> {
    db.first(
        "SELECT id, email, name, password FROM users WHERE email_key = ?1",
        [address.normalized()],
        |row| {
            Ok(Person {
                id: row.get(0)?,
                email: row.get(1)?,
                name: row.get(2)?,
                password: row.get(3)?,
            })
        },
    )
}

/// The id of the person with this address, who is created if nobody has it.
pub(crate) fn id_or_create(
    db: &Connection,
    address: &Address,
    name: &str,
    now: i64,
) -> Result<i64, DatabaseError> {
    if let Some(person) = by_address(db, address)? {
        return Ok(person.id);
    }
    db.insert(
        "INSERT INTO users (email, email_key, name, created) VALUES (?1, ?2, ?3, ?4)",
        params![address.written(), address.normalized(), name, now],
    )
}

/// Makes a person a member of a space's organisation, as everybody in the space is.
pub(crate) fn join_org(db: &Connection, space: i64, person: i64) -> Result<(), DatabaseError> {
    db.run(
        "INSERT INTO org_members (org_id, user_id, role)
         SELECT org_id, ?2, ?3 FROM spaces WHERE id = ?1 ON CONFLICT DO NOTHING",
        params![space, person, OrgRole::Member],
    )?;
    Ok(())
}

pub(crate) fn join_instance(
    db: &Connection,
    instance: i64,
    person: i64,
    role: Role,
    now: i64,
) -> Result<(), DatabaseError> {
    db.run(
        "INSERT INTO instance_members (instance_id, user_id, role, since) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO NOTHING",
        params![instance, person, role, now],
    )?;
    db.run(
        "INSERT INTO org_members (org_id, user_id, role)
         SELECT org_id, ?2, ?3 FROM instances JOIN spaces ON spaces.id = space_id
         WHERE instances.id = ?1 ON CONFLICT DO NOTHING",
        params![instance, person, OrgRole::Member],
    )?;
    Ok(())
}

pub(crate) fn join_administrators(
    db: &Connection,
    space: i64,
    person: i64,
) -> Result<(), DatabaseError> {
    db.run(
        "INSERT INTO space_admins (space_id, user_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        [space, person],
    )?;
    join_org(db, space, person)
}
