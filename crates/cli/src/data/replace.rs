//! Replaces the data with a backup, or with a file from another computer.

use std::io::Write as _;
use std::path::PathBuf;

use jiff::Timestamp;
use outbox::RestoreError;
use store::BackupName;

use super::{clock, words};
use crate::confirm::{NOTHING_CHANGED, is_confirmed};
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::plain::Plain;
use crate::session::Session;

pub(super) async fn restore(
    session: &Session,
    asked: String,
    yes: bool,
) -> Result<ExitStatus, CliError> {
    let backups = session.store.backups()?;
    let name = asked.parse::<BackupName>().ok();
    let Some(name) = name.filter(|name| backups.iter().any(|backup| backup.name == *name)) else {
        return Err(CliError::NoBackup(asked));
    };
    let since = session.store.changed_since(name.made_at())?;
    let question = words::restore(&clock(name.made_at()), since);
    let delivery = &session.outbox.delivery;
    let restored = delivery.restore(name, Timestamp::now());
    replace(yes, &question, restored, words::RESTORED).await
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
    let shown = Plain(&file.display().to_string()).to_string();
    let question = words::import(&shown, here, there);
    let delivery = &session.outbox.delivery;
    let imported = delivery.import(file, Timestamp::now());
    replace(yes, &question, imported, words::IMPORTED).await
}

/// Asks first. Nothing happens before the answer, because a future does nothing until it is awaited.
async fn replace(
    yes: bool,
    question: &str,
    replacing: impl Future<Output = Result<(), RestoreError>>,
    told: &str,
) -> Result<ExitStatus, CliError> {
    if !is_confirmed(yes, question, NOTHING_CHANGED)? {
        return Ok(ExitStatus::NeedsAttention);
    }
    replacing.await?;
    writeln!(std::io::stdout().lock(), "{told}")?;
    Ok(ExitStatus::Done)
}
