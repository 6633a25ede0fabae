//! Exports all of the data into one file, and imports such a file.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use outbox::RestoreError;
use serde::Serialize;

use super::words;
use crate::confirm::is_confirmed;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::session::Session;

/// Where the data were saved, as JSON. Scripts rely on the key.
#[derive(Serialize)]
struct ExportJson {
    file: String,
}

pub(super) fn export(session: &Session, file: &Path, json: bool) -> Result<ExitStatus, CliError> {
    let shown = file.display().to_string();
    // A dialog would ask. Here, a name that was mistyped must not cost another file.
    if file.symlink_metadata().is_ok() {
        return Err(CliError::FileExists(shown));
    }
    session
        .store
        .export(file)
        .map_err(|error| CliError::Export {
            file: shown.clone(),
            error,
        })?;
    let mut out = std::io::stdout().lock();
    if json {
        output::json(&ExportJson { file: shown }, &mut out)?;
    } else {
        writeln!(
            out,
            "All of Cohort's data was saved in {}. It contains names and addresses, so keep it safe. API keys aren't in it.",
            Plain(&shown)
        )?;
    }
    Ok(ExitStatus::Done)
}

pub(super) async fn import(
    session: &Session,
    file: PathBuf,
    yes: bool,
) -> Result<ExitStatus, CliError> {
    // Looked into first, so that nobody is asked about a file that can't be imported.
    let prepared = session
        .store
        .prepare_import(&file)
        .map_err(RestoreError::File)?;
    let (here, there) = (session.store.summary()?, prepared.summary()?);
    drop(prepared);
    let shown = file.display().to_string();
    if !is_confirmed(yes, &words::import(&Plain(&shown).to_string(), here, there))? {
        return Ok(ExitStatus::NeedsAttention);
    }
    let delivery = &session.outbox.delivery;
    delivery.import(file, Timestamp::now()).await?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "The file was imported. Everything unfinished is put on hold the next time Cohort sends or opens. Run `cohort account list` to see which accounts need an API key, and `cohort outbox look-up` to check what was already sent."
    )?;
    Ok(ExitStatus::Done)
}
