//! Which API keys are known here. The ledger is written for requests with a known key alone, so
//! that whoever reaches the server without one can't fill the disk with requests.
//!
//! Asking the database for every request would be simpler, but it would double its reads. A key
//! that was found once stays valid until the server ends, so it is remembered.

use std::collections::HashSet;
use std::sync::Mutex;

use lock::LockExt as _;

use crate::database::{Database, DatabaseError};
use crate::model::api_keys;
use crate::tokens::Hash;

#[derive(Default)]
pub(crate) struct KnownKeys(Mutex<HashSet<Hash>>);

impl KnownKeys {
    pub(super) async fn contains(
        &self,
        key: Hash,
        database: &Database,
    ) -> Result<bool, DatabaseError> {
        if self.0.locked().contains(&key) {
            return Ok(true);
        }
        let is_known = database
            .read(move |db| api_keys::is_known(db, &key))
            .await?;
        if is_known {
            self.0.locked().insert(key);
        }
        Ok(is_known)
    }
}
