//! One person as a list names them. Every reader in this crate produces entries, and every check
//! takes them, so this type stands by itself.

use serde::{Deserialize, Serialize};

/// One person as read from a file, pasted or typed. Nothing about it has been checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    pub name: String,
    pub address: String,
    pub group: String,
    pub note: String,
    /// The id that the list itself gives the person, such as a matriculation number or an SIS id.
    pub list_id: String,
}

impl Entry {
    /// Whether all of its fields are empty.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
            && self.address.is_empty()
            && self.group.is_empty()
            && self.note.is_empty()
            && self.list_id.is_empty()
    }
}

impl AsRef<Entry> for Entry {
    fn as_ref(&self) -> &Entry {
        self
    }
}
