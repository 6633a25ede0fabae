//! `cohort outbox`: shows the plans, and pauses, resumes, cancels, retries, dismisses or reports on
//! them.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use ::outbox::{ActionError, FailedOf, Hold, StepAction, TakenOver, words};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{Plan, PlanId, Plans, StoreError};

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::output;
use crate::plain::Plain;
use crate::plans::json;
use crate::plans::result::{exit_status_of, print_result, report};
use crate::plans::send_again;
use crate::plans::watch::{self, SentBy};
use crate::session::Session;

/// See what is being sent and what was sent, and act on it
///
/// A plan is a draft that was sent: its steps, and what became of each. Without a command, this
/// lists all plans.
///
/// If you resume, cancel or retry a plan, it is sent from this terminal. If Cohort's window or
/// another terminal is already sending, you can follow the progress here.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
pub(crate) struct OutboxArgs {
    #[command(subcommand)]
    command: Option<OutboxCommand>,

    /// Print the result as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum OutboxCommand {
    /// List all plans, newest first
    List,
    /// Show a plan and everyone in it
    Show {
        /// The number of the plan
        plan: String,
    },
    /// Pause a plan
    ///
    /// Requests that are already under way will still finish.
    Pause {
        /// The number of the plan
        plan: String,
    },
    /// Resume a plan that is paused or on hold
    Resume {
        /// The number of the plan
        plan: String,
    },
    /// Cancel everything in a plan that hasn't been sent yet
    ///
    /// If nothing has been sent yet, the list goes back to the drafts.
    Cancel {
        /// The number of the plan
        plan: String,
    },
    /// Retry the steps of a plan that were rejected or that stopped after 12 attempts
    Retry {
        /// The number of the plan
        plan: String,
    },
    /// Send again what is unknown, or no longer tracked
    ///
    /// Cohort can't tell whether it was sent. If it was, the person gets a second email.
    SendAgain {
        /// The number of the plan
        plan: String,
        /// The addresses of the people, or the slugs of the instances
        #[arg(required = true)]
        who: Vec<String>,
        /// Send without asking first
        #[arg(long)]
        yes: bool,
    },
    /// Dismiss what failed in a plan, once you have dealt with it
    ///
    /// It no longer needs attention. Nothing is sent, and `restore` undoes this.
    Dismiss {
        /// The number of the plan
        plan: String,
    },
    /// Restore what was dismissed in a plan
    ///
    /// It needs attention again, and you can retry it. Nothing is sent.
    Restore {
        /// The number of the plan
        plan: String,
    },
    /// After Cohort's data was restored or copied: check what was sent since, then resume
    ///
    /// Cohort asks the platform who's already in and which instances exist, and then sends only
    /// what's missing.
    LookUp,
    /// Save a report about a plan, as a table, as a printable page, or both
    Report {
        /// The number of the plan
        plan: String,
        #[command(flatten)]
        files: ReportFiles,
    },
}

#[derive(Args)]
#[group(required = true, multiple = true)]
struct ReportFiles {
    /// Save a table for a spreadsheet in this file
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Save a printable page in this file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

impl OutboxArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        match self.command.as_ref().unwrap_or(&OutboxCommand::List) {
            OutboxCommand::List => self.list(&session),
            OutboxCommand::Show { plan } => self.show(&session, &find(&session, plan)?),
            OutboxCommand::Pause { plan } => {
                let plan = find(&session, plan)?.id;
                session.outbox.actions.pause(plan)?;
                print_result(&session, plan, self.json)?;
                Ok(ExitStatus::Done)
            }
            OutboxCommand::Resume { plan } => {
                self.act(&session, plan, |plan| {
                    session.outbox.actions.resume(plan, Timestamp::now())
                })
                .await
            }
            OutboxCommand::Cancel { plan } => {
                self.act(&session, plan, |plan| {
                    session.outbox.actions.cancel(plan, Timestamp::now())
                })
                .await
            }
            OutboxCommand::Retry { plan } => {
                self.act(&session, plan, |plan| {
                    session.outbox.actions.retry_failed(plan, Timestamp::now())
                })
                .await
            }
            OutboxCommand::SendAgain { plan, who, yes } => {
                let steps = send_again::chosen(&session, &find(&session, plan)?, who)?;
                if !send_again::is_confirmed(steps.len(), *yes)? {
                    return Ok(ExitStatus::NeedsAttention);
                }
                let again = StepAction::SendAgain;
                self.act(&session, plan, |_| {
                    let actions = &session.outbox.actions;
                    actions.act_on_steps(&steps, again, Timestamp::now())
                })
                .await
            }
            OutboxCommand::Dismiss { plan } => {
                let plan = find(&session, plan)?.id;
                let actions = &session.outbox.actions;
                actions.dismiss_failed(plan, FailedOf::Any, Timestamp::now())?;
                print_result(&session, plan, self.json)
            }
            OutboxCommand::Restore { plan } => {
                let plan = find(&session, plan)?.id;
                let actions = &session.outbox.actions;
                actions.restore_dismissed(plan, Timestamp::now())?;
                print_result(&session, plan, self.json)
            }
            OutboxCommand::LookUp => self.look_up(&session).await,
            OutboxCommand::Report { plan, files } => {
                save_report(&session, find(&session, plan)?.id, files)
            }
        }
    }

    fn list(&self, session: &Session) -> Result<ExitStatus, CliError> {
        let Plans {
            readable: plans,
            unreadable,
        } = session.store.plans()?;
        for (plan, error) in &unreadable {
            eprintln!("Plan {plan} can't be read, so it isn't shown: {error}.");
        }
        let status = if unreadable.is_empty() {
            ExitStatus::Done
        } else {
            ExitStatus::NeedsAttention
        };
        let mut out = std::io::stdout().lock();
        if self.json {
            let plans = plans
                .iter()
                .map(|plan| json::plan(&session.store, plan))
                .collect::<Result<Vec<_>, _>>()?;
            output::json(&plans, &mut out)?;
            return Ok(status);
        }
        if plans.is_empty() && unreadable.is_empty() {
            writeln!(out, "Nothing has been sent from this computer yet.")?;
            return Ok(status);
        }
        let zone = TimeZone::system();
        let mut rows = Vec::new();
        for plan in plans {
            let counts = session.store.plan_counts(plan.id)?;
            let people = session.store.plan_targets(&plan)?.all() as usize;
            rows.push([
                plan.id.to_string(),
                words::plan_name(&plan.intent, people),
                plan.space_name.clone(),
                words::plan_state(&plan, &counts).to_owned(),
                format!("{} of {}", counts.settled(), counts.all()),
                counts.needs_attention().to_string(),
                words::moment(plan.created_at, &zone),
            ]);
        }
        let headings = [
            "Plan",
            "What",
            "Space",
            "State",
            "Finished",
            "Needs attention",
            "Queued",
        ];
        output::table(headings, &rows, &mut out)?;
        Ok(status)
    }

    fn show(&self, session: &Session, plan: &Plan) -> Result<ExitStatus, CliError> {
        let mut out = std::io::stdout().lock();
        if self.json {
            output::json(&json::plan_with_steps(&session.store, plan)?, &mut out)?;
            return Ok(ExitStatus::Done);
        }
        let report = report(session, plan.id)?;
        writeln!(out, "{}", Plain(&report.title))?;
        writeln!(
            out,
            "{} · {} · {}",
            Plain(&report.space),
            Plain(&report.organisation),
            Plain(&report.account)
        )?;
        for (what, at) in &report.times {
            writeln!(out, "{what}: {at}")?;
        }
        writeln!(out, "State: {}", report.state)?;
        if let Some(on_hold) = &report.on_hold {
            writeln!(out, "{}", Plain(on_hold))?;
        }
        writeln!(out)?;
        let rows: Vec<_> = report
            .rows
            .into_iter()
            .map(|row| {
                [
                    row.address,
                    row.name,
                    row.group,
                    row.kind.to_owned(),
                    row.state.to_owned(),
                    row.finished,
                    row.reason,
                ]
            })
            .collect();
        let headings = [
            "Address", "Name", "Group", "Step", "State", "Finished", "Reason",
        ];
        output::table(headings, &rows, &mut out)?;
        Ok(ExitStatus::Done)
    }

    /// Does something to a plan, and follows it until it stands still.
    async fn act(
        &self,
        session: &Session,
        named: &str,
        action: impl FnOnce(PlanId) -> Result<(), ActionError>,
    ) -> Result<ExitStatus, CliError> {
        let plan = find(session, named)?;
        let account = session.store.account(&plan.place.account)?;
        session.prepare_for(&account).await?;
        let takeover = session.outbox.delivery.claim(Timestamp::now()).await?;
        let restored = takeover.is_some_and(|found| found.restored.is_some());
        watch::print_takeover(takeover);
        if restored {
            // Whoever asked for this didn't know yet that the data was restored or copied.
            return Ok(ExitStatus::NeedsAttention);
        }
        action(plan.id)?;
        watch::follow_all(session, &[plan.id], SentBy::Another).await?;
        print_result(session, plan.id, self.json)
    }

    async fn look_up(&self, session: &Session) -> Result<ExitStatus, CliError> {
        let takeover = session.outbox.delivery.claim(Timestamp::now()).await?;
        let plans: Vec<PlanId> = session
            .store
            .plans_under_way()?
            .readable
            .into_iter()
            .filter(|plan| plan.hold.clone() == Some(Hold::DataRestored))
            .map(|plan| plan.id)
            .collect();
        session
            .outbox
            .actions
            .resume_restored_data(Timestamp::now())?;
        // That the data was restored is what the user has just answered to.
        watch::print_takeover(takeover.map(|found| TakenOver {
            restored: None,
            ..found
        }));
        watch::follow_all(session, &plans, SentBy::Another).await?;
        let mut status = ExitStatus::Done;
        if self.json {
            let mut results = Vec::new();
            for plan in plans {
                results.push(json::plan_with_steps(
                    &session.store,
                    &session.store.plan(plan)?,
                )?);
                status = status.max(exit_status_of(session, plan)?);
            }
            output::json(&results, &mut std::io::stdout().lock())?;
        } else {
            for plan in plans {
                status = status.max(print_result(session, plan, false)?);
            }
        }
        Ok(status)
    }
}

fn find(session: &Session, named: &str) -> Result<Plan, CliError> {
    let none = || CliError::NoPlan(named.to_owned());
    let id: PlanId = named.parse().map_err(|_| none())?;
    match session.store.plan(id) {
        Err(StoreError::NotFound(_)) => Err(none()),
        found => Ok(found?),
    }
}

fn save_report(
    session: &Session,
    plan: PlanId,
    files: &ReportFiles,
) -> Result<ExitStatus, CliError> {
    let report = report(session, plan)?;
    if let Some(file) = &files.csv {
        save(file, &report.to_csv()?)?;
    }
    if let Some(file) = &files.html {
        save(file, report.to_html()?.as_bytes())?;
    }
    Ok(ExitStatus::Done)
}

fn save(file: &Path, bytes: &[u8]) -> Result<(), CliError> {
    std::fs::write(file, bytes).map_err(|source| CliError::File {
        file: file.display().to_string(),
        source,
    })
}
