//! The owner: the one account that every practice platform has, and whose key opens the API.

use rusqlite::Connection;

use super::address::Address;
use super::{api_keys, people};
use crate::database::{DatabaseError, Query};
use crate::tokens::Hash;

pub(crate) const NAME: &str = "Robin Keller";
pub(crate) const EMAIL: &str = "robin.keller@uni.example";

/// The owner's account, as it is found at the start of the server.
pub(crate) struct Owner {
    pub(crate) id: i64,
    /// Whether nobody at all was known here before, which is so in a new folder.
    pub(crate) is_first_person: bool,
}

/// Creates the owner where there is none, and makes `key` the owner's API key.
pub(crate) fn ensure(db: &Connection, key: &Hash, now: i64) -> Result<Owner, DatabaseError> {
    let is_first_person = !db.has("SELECT 1 FROM users", [])?;
    let address = Address::parse(EMAIL)
        .ok_or_else(|| DatabaseError::Unreadable("the owner's address".to_owned()))?;
    let id = people::id_or_create(db, &address, NAME, now)?;
    api_keys::replace_owner_key(db, id, key)?;
    Ok(Owner {
        id,
        is_first_person,
    })
}
