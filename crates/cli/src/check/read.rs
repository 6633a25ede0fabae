//! Reads the files that are named on the command line.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use reader::{OpenFile, Reader, ReaderError};
use roster::{Columns, Entry, ReadError, ReadOptions};
use store::Store;

use crate::error::CliError;
use crate::error::file::ListFileError;

/// Reads a file, or standard input for `-`, in a process of its own. Someone who wants it to stop
/// presses Ctrl+C, which ends that process too.
pub(crate) fn read(path: &Path, options: &ReadOptions) -> Result<OpenFile, ListFileError> {
    let reader = Reader::of_this_program()?;
    let mut file: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        Box::new(file)
    };
    Ok(reader.open(&mut *file, options, Arc::default())?)
}

/// Everyone in a file. The columns are read as they were chosen in the window for the last file of
/// this layout. `domain` completes logins.
pub(crate) fn people(
    file: &Path,
    domain: Option<&String>,
    store: &Store,
) -> Result<Vec<Entry>, CliError> {
    let unreadable = |error: ListFileError| CliError::List {
        file: name_of(file),
        error,
    };
    let reader = |error: ReaderError| unreadable(error.into());
    let options = ReadOptions {
        domains: domain.into_iter().cloned().collect(),
        ..ReadOptions::default()
    };
    let mut list = read(file, &options).map_err(unreadable)?;
    let best = list.best();
    let table = &list.tables()[best];
    let chosen = match table.layout() {
        "" => None,
        layout => store.mapping::<Columns>(layout)?,
    };
    let mut columns = chosen.unwrap_or_else(|| table.columns().clone());
    if domain.is_some() {
        columns.login_domain = domain.cloned();
    }
    let mut people = Vec::new();
    for person in list.people(best, &columns).map_err(reader)? {
        // Half a list won't do: nobody would know who is missing from it.
        people.push(person.map_err(reader)?);
    }
    if people.is_empty() {
        return Err(reader(ReadError::NoPeople.into()));
    }
    Ok(people)
}

/// The file without its folder, as the window shows it.
pub(crate) fn name_of(file: &Path) -> String {
    file.file_name().map_or_else(
        || file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
