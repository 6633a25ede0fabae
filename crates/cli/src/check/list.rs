//! Reads one file as a list of people and checks every row of it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use reader::ReaderError;
use roster::{
    Checker, Columns, Context, Entry, Finding, Format, NormalizedAddress, ReadError, ReadOptions,
    Severity, System,
};

use super::read::read;
use crate::error::file::ListFileError;
use crate::exit_status::ExitStatus;

/// A file that was named on the command line, and the list that was read from it.
pub(super) struct CheckedFile {
    pub(super) file: PathBuf,
    pub(super) list: Result<CheckedList, ListFileError>,
}

pub(super) struct CheckedList {
    pub(super) format: Format,
    pub(super) encoding: Option<String>,
    pub(super) separator: Option<char>,
    pub(super) system: Option<System>,
    pub(super) table: String,
    pub(super) other_tables: Vec<String>,
    /// There are logins in place of addresses, and no domain was given to complete them.
    pub(super) needs_domain: bool,
    /// The columns, if no heading named them and only their cells told what they are.
    pub(super) guessed: Option<Columns>,
    pub(super) rows: Vec<CheckedRow>,
    /// Why the reading stopped before the end of the file. The rows before it are kept.
    pub(super) stopped: Option<ListFileError>,
}

pub(super) struct CheckedRow {
    pub(super) entry: Entry,
    pub(super) findings: Vec<Finding>,
}

impl CheckedFile {
    pub(super) fn status(&self) -> ExitStatus {
        match &self.list {
            Ok(list) if list.stopped.is_none() && list.count(Severity::ToFix) == 0 => {
                ExitStatus::Done
            }
            Ok(list) if list.stopped.is_none() => ExitStatus::NeedsAttention,
            Ok(_) | Err(_) => ExitStatus::Failed,
        }
    }
}

impl CheckedList {
    /// The number of rows whose worst finding has this severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| row.severity() == Some(severity)).count()
    }
}

impl CheckedRow {
    fn severity(&self) -> Option<Severity> {
        self.findings.iter().map(Finding::severity).max()
    }
}

/// Reads a file and checks its rows against each other and against the context.
pub(super) fn check(
    file: &Path,
    domains: &[String],
    context: &Context,
) -> Result<CheckedList, ListFileError> {
    let mut list = read(file, &choices(domains))?;
    let best = list.best();
    let mut columns = list.tables()[best].columns().clone();
    columns.login_domain = domains.first().cloned();

    let mut checker = Checker::new(context);
    let mut rows = Vec::new();
    let mut stopped = None;
    for person in list.people(best, &columns)? {
        match person {
            Ok(entry) => rows.push(CheckedRow {
                findings: checker.row(&entry),
                entry,
            }),
            Err(error) => stopped = Some(error.into()),
        }
    }
    if rows.is_empty() {
        let nobody = || ReaderError::from(ReadError::NoPeople).into();
        return Err(stopped.unwrap_or_else(nobody));
    }
    let table = &list.tables()[best];
    let others = list.tables().iter().enumerate().filter(|(i, _)| *i != best);
    Ok(CheckedList {
        format: list.format(),
        encoding: list.encoding().map(str::to_owned),
        separator: list.separator(),
        system: table.system(),
        table: table.name().to_owned(),
        other_tables: others
            .map(|(i, other)| table_name(other.name(), i))
            .collect(),
        needs_domain: table.needs_domain() && domains.is_empty(),
        guessed: (!table.is_understood()).then_some(columns),
        rows,
        stopped,
    })
}

/// The addresses of the people who are already in. Half a list won't do here: it would call
/// people new who are in, so an error anywhere in the file is an error.
pub(super) fn members(
    file: &Path,
    domains: &[String],
) -> Result<HashSet<NormalizedAddress>, ListFileError> {
    let mut list = read(file, &choices(domains))?;
    let best = list.best();
    let columns = list.tables()[best].columns().clone();
    let mut joined = HashSet::new();
    for person in list.people(best, &columns)? {
        joined.extend(NormalizedAddress::of(&person?.address));
    }
    Ok(joined)
}

fn choices(domains: &[String]) -> ReadOptions {
    ReadOptions {
        domains: domains.to_vec(),
        ..ReadOptions::default()
    }
}

/// A table without a name is called by its place in the file.
fn table_name(name: &str, index: usize) -> String {
    if name.is_empty() {
        format!("table {}", index + 1)
    } else {
        name.to_owned()
    }
}
