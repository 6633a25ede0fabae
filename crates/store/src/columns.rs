//! How Rust values stand in columns, and how they are read back: times as RFC 3339 text, which
//! sorts as it reads; enumerations as their words; structures as JSON.
//!
//! Every table is read through [`RowColumns`], which knows the table and the row. A value that
//! can't be read is therefore an error that names where it stands. Falling back to a default
//! would be simpler, but a plan whose material reads as "none" would wait for ever.

use std::fmt::Display;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use roster::NormalizedAddress;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Params, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;
use crate::error::BoxedError;

/// One row of a table, while it is being read.
pub(crate) struct RowColumns<'r, 's> {
    table: &'static str,
    row: &'r Row<'s>,
    key: Key<'r>,
}

/// What tells a row from the others of its table, for the error that names it.
enum Key<'r> {
    /// It stands in the column `id`.
    Id,
    /// The table has no such column, or the query leaves it out.
    Known(&'r dyn Display),
}

impl<'r, 's> RowColumns<'r, 's> {
    pub(crate) fn of(table: &'static str, row: &'r Row<'s>) -> Self {
        let key = Key::Id;
        Self { table, row, key }
    }

    pub(crate) fn keyed(table: &'static str, key: &'r dyn Display, row: &'r Row<'s>) -> Self {
        let key = Key::Known(key);
        Self { table, row, key }
    }

    pub(crate) fn get<T: FromSql>(&self, column: &'static str) -> Result<T, StoreError> {
        self.row.get(column).map_err(|error| match error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..) => self.unreadable(column, error),
            other => other.into(),
        })
    }

    /// A text that is only looked at, so that nothing is copied.
    pub(crate) fn text(&self, column: &'static str) -> Result<&'r str, StoreError> {
        let value = self.row.get_ref(column)?;
        value
            .as_str()
            .map_err(|error| self.unreadable(column, error))
    }

    /// A value that is kept as the text it is parsed from.
    pub(crate) fn parsed<T>(&self, column: &'static str) -> Result<T, StoreError>
    where
        T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
    {
        let text: String = self.get(column)?;
        text.parse().map_err(|error| self.unreadable(column, error))
    }

    /// A value that is kept as the text it is parsed from; empty where there is none.
    pub(crate) fn parsed_or_none<T>(&self, column: &'static str) -> Result<Option<T>, StoreError>
    where
        T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
    {
        let text: String = self.get(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        self.parsed(column).map(Some)
    }

    /// An address in the form in which addresses are compared.
    pub(crate) fn address(&self, column: &'static str) -> Result<NormalizedAddress, StoreError> {
        NormalizedAddress::written_before(self.text(column)?)
            .map_err(|error| self.unreadable(column, error))
    }

    /// An address in the form in which addresses are compared; empty where there is none.
    pub(crate) fn address_or_none(
        &self,
        column: &'static str,
    ) -> Result<Option<NormalizedAddress>, StoreError> {
        if self.text(column)?.is_empty() {
            return Ok(None);
        }
        self.address(column).map(Some)
    }

    pub(crate) fn time(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        self.parsed(column)
    }

    pub(crate) fn maybe_time(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        self.maybe_parsed(column)
    }

    /// A value that is kept as the text it is parsed from; null where there is none.
    pub(crate) fn maybe_parsed<T>(&self, column: &'static str) -> Result<Option<T>, StoreError>
    where
        T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
    {
        let text: Option<String> = self.get(column)?;
        text.map(|text| text.parse().map_err(|error| self.unreadable(column, error)))
            .transpose()
    }

    /// The word of a unit variant.
    pub(crate) fn word<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        let text: String = self.get(column)?;
        serde_json::from_value(serde_json::Value::String(text))
            .map_err(|error| self.unreadable(column, error))
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|error| self.unreadable(column, error))
    }

    pub(crate) fn maybe_json<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| serde_json::from_str(&text).map_err(|error| self.unreadable(column, error)))
            .transpose()
    }

    fn unreadable(&self, column: &'static str, cause: impl Into<BoxedError>) -> StoreError {
        let row = match self.key {
            Key::Known(key) => key.to_string(),
            Key::Id => match self.row.get("id") {
                Ok(rusqlite::types::Value::Integer(id)) => id.to_string(),
                Ok(rusqlite::types::Value::Text(id)) => id,
                _ => "?".to_owned(),
            },
        };
        StoreError::Value {
            table: self.table,
            row,
            column,
            cause: cause.into(),
        }
    }
}

/// Every row that a query finds in a table whose rows have an `id`.
pub(crate) fn all<T>(
    connection: &Connection,
    table: &'static str,
    query: &str,
    parameters: impl Params,
    read: impl Fn(&RowColumns<'_, '_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    connection
        .prepare_cached(query)?
        .query_and_then(parameters, |row| read(&RowColumns::of(table, row)))?
        .collect()
}

/// The first row that a query finds in a table whose rows have an `id`.
pub(crate) fn first<T>(
    connection: &Connection,
    table: &'static str,
    query: &str,
    parameters: impl Params,
    read: impl Fn(&RowColumns<'_, '_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    connection
        .prepare_cached(query)?
        .query_and_then(parameters, |row| read(&RowColumns::of(table, row)))?
        .next()
        .transpose()
}

/// Whether a query that asks `SELECT EXISTS (…)` says so.
pub(crate) fn exists(
    connection: &Connection,
    query: &str,
    parameters: impl Params,
) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(query)?
        .query_row(parameters, |row| row.get(0))?)
}

/// The column of [`RowColumns::address_or_none`].
pub(crate) fn address_column(address: Option<&NormalizedAddress>) -> &str {
    address.map_or("", NormalizedAddress::as_str)
}

/// Fixed width, so that text order is time order.
pub(crate) fn time(at: Timestamp) -> String {
    format!("{at:.6}")
}

/// A time told by a clock that has since been set back by `by`, in terms of the clock as it
/// goes now.
pub(crate) fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

pub(crate) fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::Encode)
}

/// The word of a unit variant: what serde calls it, without the quotes.
pub(crate) fn word(value: &impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(value).map_err(StoreError::Encode)? {
        serde_json::Value::String(word) => Ok(word),
        _ => Err(StoreError::Invariant(
            "what is kept as a word is a variant without fields",
        )),
    }
}
