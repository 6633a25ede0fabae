//! Short forms for the statements of the model. Each of them keeps its prepared statement for the
//! next time, which `Connection::execute` and `Connection::query_row` don't do.

use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::DatabaseError;

pub(crate) trait Query {
    /// Carries out a statement and returns how many rows it changed.
    fn run(&self, sql: &str, params: impl Params) -> Result<usize, DatabaseError>;

    /// Carries out an `INSERT` and returns the id of the new row.
    fn insert(&self, sql: &str, params: impl Params) -> Result<i64, DatabaseError>;

    /// Whether the query returns any row.
    fn has(&self, sql: &str, params: impl Params) -> Result<bool, DatabaseError>;

    /// The first row, if there is one.
    fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, DatabaseError>;

    /// The first row of a query that always returns one.
    fn only<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError>;

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, DatabaseError>;
}

impl Query for Connection {
    fn run(&self, sql: &str, params: impl Params) -> Result<usize, DatabaseError> {
        Ok(self.prepare_cached(sql)?.execute(params)?)
    }

    fn insert(&self, sql: &str, params: impl Params) -> Result<i64, DatabaseError> {
        self.run(sql, params)?;
        Ok(self.last_insert_rowid())
    }

    fn has(&self, sql: &str, params: impl Params) -> Result<bool, DatabaseError> {
        Ok(self.prepare_cached(sql)?.exists(params)?)
    }

    fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, DatabaseError> {
        let mut statement = self.prepare_cached(sql)?;
        Ok(statement.query_row(params, read).optional()?)
    }

    fn only<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError> {
        Ok(self.prepare_cached(sql)?.query_row(params, read)?)
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, DatabaseError> {
        let mut statement = self.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
