//! `cohort compare`: holds a list against the people of a space. Nothing is changed, sent or kept.
//!
//! `report` prints the result.

mod report;

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use outbox::Comparison;
use roster::{Columns, ReadError, ReadOptions};
use store::{KeptPerson, Store};

use self::report::Report;
use crate::check::read::{self, FileError};
use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::plans::session::Session;
use crate::space::{self, NamedSpace};

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
pub(crate) struct Compare {
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
  1  Somebody hasn't joined, is missing, isn't on the list, or has left it
  2  The command failed";

impl Compare {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = space::find(&session, &self.space, self.account.as_deref())?;
        let people = self.people(&session.store)?;
        refresh(&session, &space).await?;
        let now = Timestamp::now();
        let comparison = session.outbox.comparison_with(&space.place, people, now)?;
        if comparison.seen_at.is_none() {
            return Err(CliError::NeverLoaded(space.name));
        }
        let report = Report {
            space: &space,
            file: name_of(&self.file),
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

    /// Everybody in the file. The columns are read as they were chosen in the window for the last
    /// file of this layout.
    fn people(&self, store: &Store) -> Result<Vec<KeptPerson>, CliError> {
        let unreadable = |error: FileError| CliError::List {
            file: name_of(&self.file),
            error,
        };
        let reader = |error: reader::ReaderError| unreadable(error.into());
        let options = ReadOptions {
            domains: self.domain.iter().cloned().collect(),
            ..ReadOptions::default()
        };
        let mut list = read::read(&self.file, &options).map_err(unreadable)?;
        let best = list.best();
        let table = &list.tables()[best];
        let chosen = match table.layout() {
            "" => None,
            layout => store.mapping::<Columns>(layout)?,
        };
        let mut columns = chosen.unwrap_or_else(|| table.columns().clone());
        if self.domain.is_some() {
            columns.login_domain.clone_from(&self.domain);
        }
        let mut people = Vec::new();
        for person in list.people(best, &columns).map_err(reader)? {
            // Half a list won't do: whoever is in the other half would be said to have left.
            people.push(person.map_err(reader)?);
        }
        if people.is_empty() {
            return Err(reader(ReadError::NoPeople.into()));
        }
        Ok(outbox::kept_people(people))
    }
}

/// Loads the people of the space. Without a connection, those that were loaded last do.
async fn refresh(session: &Session, space: &NamedSpace) -> Result<(), CliError> {
    session.prepare_for(&space.account).await?;
    let now = Timestamp::now();
    match session.outbox.cache.refresh_space(&space.place, now).await {
        Err(outbox::RefreshError::Store(error)) => Err(error.into()),
        Err(error) => {
            eprintln!(
                "The people in {} couldn't be loaded, so Cohort uses those it loaded last: {}",
                crate::plain::Plain(&space.name),
                crate::plain::Plain(&CliError::from(error).message())
            );
            Ok(())
        }
        Ok(()) => Ok(()),
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

/// The file without its folder, as the window shows it.
fn name_of(file: &Path) -> String {
    file.file_name().map_or_else(
        || file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
