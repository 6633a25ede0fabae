//! The material in the instances of the demo data: files, an application, and tables.

use rusqlite::params;

use crate::database::{DatabaseError, Query};
use crate::model::context::Context;
use crate::model::lookup::{self, DEVELOPMENT, Instance};
use crate::request_error::RequestError;

/// Path and size; a path that ends in a slash is a folder.
pub(super) type File = (&'static str, i64);

pub(super) const WEEK_1: [File; 4] = [
    ("week_1/", 0),
    ("week_1/01_time_value.ipynb", 48_213),
    ("week_1/exercise_1.pdf", 182_004),
    ("README.md", 1_204),
];
pub(super) const WEEK_3: [File; 7] = [
    ("week_2/", 0),
    ("week_2/02_bonds.ipynb", 61_870),
    ("week_3/", 0),
    ("week_3/03_portfolio.ipynb", 73_442),
    ("week_3/data/", 0),
    ("week_3/data/returns.csv", 912_345),
    ("week_3/exercise_3.pdf", 201_556),
];

pub(super) fn add_files(
    ctx: &Context<'_>,
    instance: &Instance,
    files: &[File],
) -> Result<(), RequestError> {
    let snapshot = lookup::snapshot(ctx, instance, DEVELOPMENT)?;
    for (path, size) in files {
        add_file(ctx, snapshot, "files", path, *size)?;
    }
    Ok(())
}

pub(super) fn add_file(
    ctx: &Context<'_>,
    snapshot: i64,
    area: &str,
    path: &str,
    size: i64,
) -> Result<(), DatabaseError> {
    let kind = if path.ends_with('/') {
        "directory"
    } else {
        "file"
    };
    let path = path.trim_end_matches('/');
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
    ctx.db.run(
        "INSERT INTO files (snapshot_id, area, path, parent, kind, size, created, modified)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        params![snapshot, area, path, parent, kind, size, ctx.now],
    )?;
    Ok(())
}

pub(super) fn add_application(ctx: &Context<'_>, instance: &Instance) -> Result<(), RequestError> {
    let snapshot = lookup::snapshot(ctx, instance, DEVELOPMENT)?;
    ctx.db.run(
        "INSERT INTO applications
            (snapshot_id, slug, name, description, status, shared, exportable, storage_used)
         VALUES (?1, 'jupyterlab', 'JupyterLab', 'Python 3 with the course''s packages',
            'STOPPED', 1, 1, 2147483648)",
        [snapshot],
    )?;
    Ok(())
}

pub(super) fn add_table(
    ctx: &Context<'_>,
    instance: &Instance,
    name: &str,
    rows: i64,
) -> Result<(), RequestError> {
    let snapshot = lookup::snapshot(ctx, instance, DEVELOPMENT)?;
    ctx.db.run(
        "INSERT INTO data_tables (snapshot_id, slug, name, description, bytes, row_count)
         VALUES (?1, lower(?2), ?2, NULL, ?3 * 48, ?3)",
        params![snapshot, name, rows],
    )?;
    Ok(())
}
