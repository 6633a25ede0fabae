//! Asks whether to go ahead with something that can't be undone.

use crate::error::CliError;
use crate::session::is_attended;

/// Whether the user says yes, or has said so with `--yes`. The second text is for those who don't.
pub(crate) fn is_confirmed(yes: bool, question: &str, declined: &str) -> Result<bool, CliError> {
    if yes {
        return Ok(true);
    }
    if !is_attended() {
        return Err(CliError::Unattended);
    }
    eprint!("{question}");
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(CliError::Answer)?;
    let confirmed = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
    if !confirmed {
        eprintln!("{declined}");
    }
    Ok(confirmed)
}

/// What someone reads who chose not to go ahead.
pub(crate) const NOTHING_CHANGED: &str = "Nothing was changed.";

/// What someone reads who chose not to send.
pub(crate) const NOTHING_SENT: &str = "Nothing was sent.";
