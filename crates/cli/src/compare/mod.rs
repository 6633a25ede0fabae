//! `cohort compare`: holds a list against the people of a space. Nothing is changed, sent or kept.
//!
//! `report` prints the result.

mod report;

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use outbox::Comparison;

use self::report::ComparisonReport;
use crate::check::read;
use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::session::Session;
use crate::space::{self, load_space};

/// Compare a list with the people in a space
///
/// Shows who on the list is in, who hasn't joined yet and who is missing, and who is in the space
/// but not on the list. If a list is kept for the space in Cohort's window, this one counts
/// as its newest version, so that you also see who has left it. Nobody is invited, and nothing is
/// kept.
///
/// The people of the space are loaded from the platform. If it can't be reached, those that were
/// loaded last are used.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct CompareArgs {
    /// The name or the slug of the space
    space: String,

    /// The list. Use `-` to read standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Only look for the space in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    /// The domain that completes logins, where the list has no addresses
    #[arg(long, value_name = "DOMAIN")]
    domain: Option<String>,

    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

const HELP: &str = "\
Exit status:
  0  Everyone on the list is in, and nobody else is
  1  Someone hasn't joined, is missing, isn't on the list, or has left it
  2  The command failed";

impl CompareArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = space::find(&session, &self.space, self.account.as_deref()).await?;
        let people = read::people(&self.file, self.domain.as_ref(), &session.store)?;
        let people = outbox::kept_people(people);
        load_space(&session, &space).await?;
        let now = Timestamp::now();
        let comparison = session.outbox.comparisons.with(&space.place, people, now)?;
        if comparison.seen_at.is_none() {
            return Err(CliError::NeverLoaded(space.name));
        }
        let report = ComparisonReport {
            space: &space,
            file: read::name_of(&self.file),
            comparison: &comparison,
            now,
        };
        let mut out = std::io::stdout().lock();
        if self.json {
            report.json(&mut out)?;
        } else {
            report.text(&mut out)?;
        }
        Ok(status(&comparison))
    }
}

fn status(comparison: &Comparison) -> ExitStatus {
    let counts = comparison.counts();
    if counts.not_joined + counts.missing + counts.not_on_list + counts.left == 0 {
        ExitStatus::Done
    } else {
        ExitStatus::NeedsAttention
    }
}
