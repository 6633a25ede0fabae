use serde::{Deserialize, Serialize};

/// One person as brought in: nothing about it has been checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    pub name: String,
    pub address: String,
    pub group: String,
    pub note: String,
    /// What the list itself calls the person: a matriculation number, an SIS id.
    pub list_id: String,
}

impl Entry {
    /// Whether there is anything in it at all.
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
