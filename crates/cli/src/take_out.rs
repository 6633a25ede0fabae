//! `cohort take-out`: ends people's membership of a space.

use std::io::Write as _;

use clap::Args;
use outbox::{PeopleAction, words};
use serde::Serialize;

use crate::confirm::is_confirmed;
use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::request_json::RequestJson;
use crate::session::Session;
use crate::space::{self, load_space};

/// Take people out of a space
///
/// Ends their membership and revokes their invitations. Their instances stay, with their work, and
/// the administrators can still open them.
///
/// If the platform only allows this on its website, nothing is changed.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct TakeOutArgs {
    /// The name or the slug of the space, or ORGANISATION/SPACE
    space: String,

    /// The email addresses of the people
    #[arg(required = true, value_name = "ADDRESS")]
    addresses: Vec<String>,

    /// Only look for the space in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    /// Print the requests that would be made, and take nobody out
    #[arg(long)]
    dry_run: bool,

    /// Take them out without asking
    #[arg(long)]
    yes: bool,

    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

const HELP: &str = "\
Exit status:
  0  Everyone was taken out
  1  Someone wasn't, or you chose not to go ahead
  2  The command failed";

/// What came of it, as JSON. Scripts rely on the keys.
#[derive(Serialize)]
struct OutcomeJson {
    taken_out: usize,
    failed: Vec<FailedJson>,
}

#[derive(Serialize)]
struct FailedJson {
    address: String,
    problem: String,
}

impl TakeOutArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = space::find(&session, &self.space, self.account.as_deref()).await?;
        load_space(&session, &space).await?;
        let place = &space.place;
        let mut out = std::io::stdout();
        if self.dry_run {
            let requests = self.addresses.iter().map(|address| {
                let path = platform::space_member_path(&place.org, &place.space, address);
                RequestJson::without_body("DELETE", path)
            });
            if self.json {
                output::json(&requests.collect::<Vec<_>>(), &mut out)?;
            } else {
                for request in requests {
                    request.print(false, &mut out)?;
                }
            }
            return Ok(ExitStatus::Done);
        }
        let question = format!(
            "Take {} out of {}? [y/N] ",
            words::people(self.addresses.len()),
            Plain(&space.name)
        );
        if !is_confirmed(self.yes, &question)? {
            return Ok(ExitStatus::NeedsAttention);
        }
        let actions = &session.outbox.actions;
        let outcome = actions
            .act_on_people(place, &self.addresses, PeopleAction::TakeOut, |_| {})
            .await?;
        if let Some(error) = outcome.stopped {
            return Err(error.into());
        }
        let failed: Vec<_> = outcome
            .failed
            .into_iter()
            .map(|(address, error)| FailedJson {
                address,
                problem: CliError::from(error).message(),
            })
            .collect();
        let status = if failed.is_empty() {
            ExitStatus::Done
        } else {
            ExitStatus::NeedsAttention
        };
        if self.json {
            let taken_out = outcome.done;
            output::json(&OutcomeJson { taken_out, failed }, &mut out)?;
        } else {
            for one in &failed {
                writeln!(out, "{}: {}", Plain(&one.address), Plain(&one.problem))?;
            }
            let taken_out = words::people(outcome.done);
            writeln!(out, "Taken out of {}: {taken_out}", Plain(&space.name))?;
        }
        Ok(status)
    }
}
