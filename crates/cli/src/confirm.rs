//! Asks whether to go ahead with something that can't be undone.

use crate::error::CliError;
use crate::session::is_attended;

/// Whether the user says yes, or has said so with `--yes`.
pub(crate) fn is_confirmed(yes: bool, question: &str) -> Result<bool, CliError> {
    if yes {
        return Ok(true);
    }
    if !is_attended() {
        return Err(CliError::Unattended);
    }
    eprint!("{question}");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    let confirmed = is_yes(&answer);
    if !confirmed {
        eprintln!("Nothing was changed.");
    }
    Ok(confirmed)
}

/// Whether an answer to a question that ends in `[y/N]` says yes.
pub(crate) fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}
