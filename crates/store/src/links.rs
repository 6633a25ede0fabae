//! The sign-up links of courses that were made or pasted on this computer.

use std::fmt;

use jiff::Timestamp;
use platform::WebLink;

use crate::columns::{RowColumns, time};
use crate::{Place, Store, StoreError, Write};

/// A sign-up link that was made or pasted here. Whoever has the link can join, so `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptLink {
    pub url: WebLink,
    pub expires_at: Option<Timestamp>,
    /// It was made on the platform's web page and pasted here.
    pub pasted: bool,
    /// When it was made or pasted.
    pub at: Timestamp,
}

impl fmt::Debug for KeptLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptLink")
            .field("expires_at", &self.expires_at)
            .field("pasted", &self.pasted)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

impl Store {
    pub fn link(&self, place: &Place) -> Result<Option<KeptLink>, StoreError> {
        let key = place.columns();
        let row_key = [key.0.as_str(), key.1, key.2].join("/");
        self.connection()
            .prepare_cached("SELECT * FROM links WHERE account = ?1 AND org = ?2 AND space = ?3")?
            .query_and_then(key, |row| {
                let columns = RowColumns::keyed("links", &row_key, row);
                Ok(KeptLink {
                    url: columns.parsed("url")?,
                    expires_at: columns.maybe_time("expires_at")?,
                    pasted: columns.get("pasted")?,
                    at: columns.time("at")?,
                })
            })?
            .next()
            .transpose()
    }
}

impl Write<'_> {
    /// Keeps a link in the place of the one before.
    pub fn link_keep(&self, place: &Place, link: &KeptLink) -> Result<(), StoreError> {
        let (account, org, space) = place.columns();
        self.transaction.execute(
            "INSERT INTO links (account, org, space, url, expires_at, pasted, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET url = excluded.url, expires_at = excluded.expires_at,
                                       pasted = excluded.pasted, at = excluded.at",
            (
                account,
                org,
                space,
                link.url.as_str(),
                link.expires_at.map(time),
                link.pasted,
                time(link.at),
            ),
        )?;
        Ok(())
    }

    pub fn link_forget(&self, place: &Place) -> Result<(), StoreError> {
        self.transaction.execute(
            "DELETE FROM links WHERE account = ?1 AND org = ?2 AND space = ?3",
            place.columns(),
        )?;
        Ok(())
    }
}
