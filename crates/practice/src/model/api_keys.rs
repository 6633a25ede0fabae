//! Whose an API key is. Only the hashes of the keys are kept.

use rusqlite::{Connection, params};

use super::address::Address;
use super::context::Caller;
use super::people;
use crate::database::{DatabaseError, Query};
use crate::request_error::RequestError;
use crate::tokens::Hash;

pub(crate) fn caller(db: &Connection, key: &Hash) -> Result<Caller, RequestError> {
    db.first(
        "SELECT users.id, users.email, users.name FROM api_keys
         JOIN users ON users.id = api_keys.user_id WHERE api_keys.hash = ?1",
        [key],
        |row| {
            Ok(Caller {
                id: row.get(0)?,
                email: row.get(1)?,
                name: row.get(2)?,
            })
        },
    )?
    .ok_or(RequestError::Unauthorized)
}

pub(crate) fn is_known(db: &Connection, key: &Hash) -> Result<bool, DatabaseError> {
    let found = db.first("SELECT 1 FROM api_keys WHERE hash = ?1", [key], |_| Ok(()))?;
    Ok(found.is_some())
}

/// Gives a person who is known here another API key.
pub(crate) fn add(db: &Connection, address: &Address, key: &Hash) -> Result<(), RequestError> {
    let person = people::by_address(db, address)?.ok_or_else(|| {
        RequestError::NotFound(format!(
            "Nobody here has the email address {}.",
            address.written()
        ))
    })?;
    db.run(
        "INSERT INTO api_keys (hash, user_id) VALUES (?1, ?2)",
        params![key, person.id],
    )?;
    Ok(())
}

/// Makes this the owner's key. The one the owner had at the last start is no longer valid.
pub(crate) fn replace_owner_key(
    db: &Connection,
    owner: i64,
    key: &Hash,
) -> Result<(), DatabaseError> {
    db.run("DELETE FROM api_keys WHERE owner = 1 OR hash = ?1", [key])?;
    db.run(
        "INSERT INTO api_keys (hash, user_id, owner) VALUES (?1, ?2, 1)",
        params![key, owner],
    )?;
    Ok(())
}
