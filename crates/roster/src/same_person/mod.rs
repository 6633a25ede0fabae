//! Who is the same person: the rules by which rows, lists and the people of a space are matched.
//!
//! There are two rules, because there are two questions. Whether two rows *are* one person is decided
//! by the normalized address ([`PersonKey`]), and otherwise by the id in the list. Whether they
//! *may be* one person is asked of the user, by the mailbox that both addresses most likely end in
//! (`mailbox.rs`, and [`Duplicates`], which knows it of a whole list). The second never decides
//! anything, because only the provider knows what it ignores in an address.

mod duplicates;
mod mailbox;
mod shared_ids;

pub use duplicates::Duplicates;
pub(crate) use mailbox::mailbox;
pub use shared_ids::clear_shared_ids;

use crate::{Entry, NormalizedAddress};

/// What two addresses of the same person have in common. An address that isn't valid has no
/// normalized form; there the text itself has to do, so that a list with a typo in it is still
/// recognised when it is read a second time. Empty where there is no address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PersonKey(String);

impl PersonKey {
    pub fn of(address: &str) -> Self {
        let key = NormalizedAddress::of(address);
        Self(key.map_or_else(|| address.trim().to_lowercase(), Into::into))
    }

    /// Reads back what [`PersonKey::as_str`] wrote. Any text may be the key of an address that isn't
    /// valid, so there is nothing to check.
    pub fn written_before(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// There is no address, so nobody can be recognised by it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<PersonKey> for String {
    fn from(key: PersonKey) -> Self {
        key.0
    }
}

/// What two rows of the same person have in common if the list has ids. Empty where it has none.
pub(crate) fn same_id(entry: &Entry) -> String {
    entry.list_id.trim().to_lowercase()
}
