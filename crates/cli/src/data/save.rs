//! Saves all of the data, or a copy for support, in a file that the user names.

use std::io::Write as _;
use std::path::Path;

use jiff::Timestamp;
use outbox::SupportNames;
use serde::Serialize;
use store::ExportError;

use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::session::Session;

/// Where something was saved, as JSON. Scripts rely on the key.
#[derive(Serialize)]
struct SavedJson {
    file: String,
}

pub(super) fn export(session: &Session, file: &Path, json: bool) -> Result<ExitStatus, CliError> {
    save(
        file,
        json,
        || session.store.export(file),
        |shown| {
            format!(
                "All of Cohort's data was saved in {shown}. It contains names and addresses, so keep it safe. API keys aren't in it."
            )
        },
    )
}

pub(super) fn support_copy(
    session: &Session,
    file: &Path,
    names: SupportNames,
    json: bool,
) -> Result<ExitStatus, CliError> {
    let write = || {
        let copy = session.outbox.support_copy(names, Timestamp::now())?;
        session.store.export_text(file, &copy.to_json()?)
    };
    save(file, json, write, |shown| match names {
        SupportNames::StandIns => format!(
            "A copy for support was saved in {shown}. Names and addresses were replaced, and API keys aren't in it. Open the file to see what's in it before you send it."
        ),
        SupportNames::Shown => format!(
            "A copy for support was saved in {shown}. It contains names and addresses, so send it only to somebody who may have them. API keys aren't in it."
        ),
    })
}

fn save(
    file: &Path,
    json: bool,
    write: impl FnOnce() -> Result<(), ExportError>,
    told: impl FnOnce(&str) -> String,
) -> Result<ExitStatus, CliError> {
    let shown = file.display().to_string();
    // A dialog would ask. Here, a name that was mistyped must not cost another file.
    if file.symlink_metadata().is_ok() {
        return Err(CliError::FileExists(shown));
    }
    write().map_err(|error| CliError::Export {
        file: shown.clone(),
        error,
    })?;
    let mut out = std::io::stdout().lock();
    if json {
        output::json(&SavedJson { file: shown }, &mut out)?;
    } else {
        writeln!(out, "{}", told(&Plain(&shown).to_string()))?;
    }
    Ok(ExitStatus::Done)
}
