//! The material in the instances of the demo data: files, an application, and tables.

use crate::model::contents;
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
        contents::add_file(ctx, snapshot, "files", path, *size)?;
    }
    Ok(())
}

pub(super) fn add_application(ctx: &Context<'_>, instance: &Instance) -> Result<(), RequestError> {
    let snapshot = lookup::snapshot(ctx, instance, DEVELOPMENT)?;
    let description = "Python 3 with the course's packages";
    Ok(contents::add_application(
        ctx,
        snapshot,
        ("jupyterlab", "JupyterLab", description),
    )?)
}

pub(super) fn add_table(
    ctx: &Context<'_>,
    instance: &Instance,
    name: &str,
    rows: i64,
) -> Result<(), RequestError> {
    let snapshot = lookup::snapshot(ctx, instance, DEVELOPMENT)?;
    Ok(contents::add_table(ctx, snapshot, name, rows)?)
}
