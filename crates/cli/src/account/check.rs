//! `cohort account check`: asks each platform whether it accepts the API key that is kept.

use std::io::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::Check;
use serde::Serialize;

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::session::{Session, find_account};

/// What became of checking one account, as JSON. Scripts rely on the keys.
#[derive(Serialize)]
struct CheckedJson {
    account: String,
    address: String,
    checked_at: Timestamp,
    works: bool,
    result: String,
}

/// Checks this account, or all of them.
pub(super) async fn check(
    asked: Option<&str>,
    key: Option<EnvironmentKey>,
    json: bool,
) -> Result<ExitStatus, CliError> {
    let session = Session::open(key)?;
    let accounts = match asked {
        Some(asked) => vec![find_account(&session.store, asked)?],
        None => session.store.accounts()?,
    };
    let mut checked = Vec::new();
    for account in accounts {
        match session.prepare_for(&account).await {
            // The key in the environment is another platform's, so this account has its own.
            Ok(()) | Err(CliError::EnvironmentKey(_)) => {}
            Err(error) => return Err(error),
        }
        let now = Timestamp::now();
        let diagnosis = session.outbox.diagnose(&account.id, None, now).await;
        let mut failed = [diagnosis.connection, diagnosis.key].into_iter();
        let failed = failed.find_map(|check| match check {
            Check::Failed(error) => Some(CliError::from(error).message()),
            Check::Passed | Check::NotDone => None,
        });
        checked.push(CheckedJson {
            account: account.name,
            address: account.address.to_string(),
            checked_at: now,
            works: failed.is_none(),
            result: failed.unwrap_or_else(|| "The platform accepts the API key.".to_owned()),
        });
    }
    let mut out = std::io::stdout().lock();
    if json {
        output::json(&checked, &mut out)?;
    } else if checked.is_empty() {
        writeln!(out, "There are no accounts.")?;
    } else {
        let rows: Vec<_> = checked.iter().map(row).collect();
        output::table(["Account", "Checked", "Result"], &rows, &mut out)?;
    }
    Ok(if checked.iter().all(|one| one.works) {
        ExitStatus::Done
    } else {
        ExitStatus::NeedsAttention
    })
}

fn row(checked: &CheckedJson) -> [String; 3] {
    let at = checked.checked_at.to_zoned(TimeZone::system());
    [
        checked.account.clone(),
        at.strftime("%H:%M:%S").to_string(),
        checked.result.clone(),
    ]
}
