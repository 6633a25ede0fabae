//! Everybody in a file at once, for a comparison or a list that is kept whole.

use roster::{Entry, ReadError, ReadOptions};
use store::Store;

use super::mapping::{ColumnChoices, Mapping};
use super::source::ListFile;
use crate::error::ListError;

/// Reads everybody in a file, and counts it as shown: what comes of it is shown to the user. With
/// `as_shown` it has to be the content that the user was shown before.
pub(super) fn everybody(
    store: &Store,
    file: &ListFile,
    choices: Option<&ColumnChoices>,
    domains: Vec<String>,
    as_shown: bool,
) -> Result<Vec<Entry>, ListError> {
    let known = ReadOptions {
        domains,
        ..ReadOptions::default()
    };
    let mut read = file.list(&known, as_shown, file.begin())?;
    let mapping = Mapping::of(store, &read.list, choices)?;
    mapping.remember(store, &read.list, choices)?;
    file.shown(read.stamp);
    let people = mapping.people(&mut read.list);
    let people: Vec<Entry> = people
        .and_then(Iterator::collect)
        .map_err(|error| file.not_read(error))?;
    if people.is_empty() {
        return Err(file.unreadable(ReadError::NoPeople).into());
    }
    Ok(people)
}
