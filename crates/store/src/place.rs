//! A place on a platform, by which drafts, plans and acts are kept.

use platform::Slug;

use crate::columns::RowColumns;
use crate::{AccountId, StoreError};

/// A space: in which organisation, and with which account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    pub account: AccountId,
    pub org: Slug,
    pub space: Slug,
}

impl Place {
    /// As the three columns in which every table keeps it.
    pub(crate) fn columns(&self) -> (&AccountId, &str, &str) {
        (&self.account, self.org.as_str(), self.space.as_str())
    }

    pub(crate) fn read(columns: &RowColumns<'_, '_>) -> Result<Self, StoreError> {
        Ok(Self {
            account: columns.get("account")?,
            org: columns.parsed("org")?,
            space: columns.parsed("space")?,
        })
    }
}
