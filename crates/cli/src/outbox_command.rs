//! `cohort outbox`: what is under way and what was sent, and the user's hands on it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::{ActionError, Hold, Report, words};
use store::{Plan, PlanId, StoreError};

use crate::desk::Desk;
use crate::ending::{self, Ending};
use crate::plain::Plain;
use crate::trouble::Trouble;
use crate::watch::{self, Own};
use crate::{json, output, plan_json};

/// See what is under way and what was sent, and act on it
///
/// What makes a plan go on is delivered from here, unless Cohort's window or another terminal
/// does; then it is watched.
#[derive(Args)]
#[command(after_help = ending::HELP)]
pub(crate) struct Outbox {
    #[command(subcommand)]
    what: Option<What>,

    /// Print everything as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum What {
    /// List all plans, the newest first
    List,
    /// Show a plan with everybody in it
    Show { plan: String },
    /// Let a plan stand still
    Pause { plan: String },
    /// Let a plan go on that is paused or waits for a word
    Resume { plan: String },
    /// Take back what has not left
    Cancel { plan: String },
    /// Try again what was refused or given up
    Retry { plan: String },
    /// After data were restored or copied: look up what became of everything, and go on
    LookUp,
    /// Write a report of a plan, for a spreadsheet or to print
    Report {
        plan: String,
        #[command(flatten)]
        into: Into,
    },
}

#[derive(Args)]
#[group(required = true, multiple = true)]
struct Into {
    /// A table for a spreadsheet
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// A page to look at or to print
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

impl Outbox {
    pub(crate) async fn run(&self) -> Result<Ending, Trouble> {
        let desk = Desk::open()?;
        match self.what.as_ref().unwrap_or(&What::List) {
            What::List => self.list(&desk),
            What::Show { plan } => self.show(&desk, find(&desk, plan)?.id),
            What::Pause { plan } => {
                let plan = find(&desk, plan)?.id;
                desk.outbox.actions.pause(plan)?;
                watch::said(&desk, plan, self.json)?;
                Ok(Ending::Well)
            }
            What::Resume { plan } => {
                self.act(&desk, plan, |plan| {
                    desk.outbox.actions.resume(plan, Timestamp::now())
                })
                .await
            }
            What::Cancel { plan } => {
                self.act(&desk, plan, |plan| {
                    desk.outbox.actions.cancel(plan, Timestamp::now())
                })
                .await
            }
            What::Retry { plan } => {
                self.act(&desk, plan, |plan| {
                    desk.outbox.actions.retry_failed(plan, Timestamp::now())
                })
                .await
            }
            What::LookUp => self.look_up(&desk).await,
            What::Report { plan, into } => report(&desk, find(&desk, plan)?.id, into),
        }
    }

    fn list(&self, desk: &Desk) -> Result<Ending, Trouble> {
        let plans = desk.store.plans()?;
        let mut out = std::io::stdout().lock();
        if self.json {
            let lines = plans
                .iter()
                .map(|plan| plan_json::line(&desk.store, plan))
                .collect::<Result<Vec<_>, _>>()?;
            json::print(&lines, &mut out)?;
            return Ok(Ending::Well);
        }
        if plans.is_empty() {
            writeln!(out, "Nothing was sent from this computer yet.")?;
            return Ok(Ending::Well);
        }
        let zone = TimeZone::system();
        let mut rows = Vec::new();
        for plan in plans {
            let counts = desk.store.plan_counts(plan.id)?;
            rows.push([
                plan.id.to_string(),
                words::plan_name(
                    &plan.intent,
                    desk.store.plan_people(plan.id)?.all() as usize,
                ),
                plan.space_name.clone(),
                words::plan_state(&plan).to_owned(),
                format!("{} of {}", counts.settled(), counts.all()),
                counts.needs_hand().to_string(),
                words::moment(plan.created_at, &zone),
            ]);
        }
        output::table(
            [
                "No",
                "What",
                "Space",
                "State",
                "Sent",
                "Needs a hand",
                "Since",
            ],
            &rows,
            &mut out,
        )?;
        Ok(Ending::Well)
    }

    fn show(&self, desk: &Desk, plan: PlanId) -> Result<Ending, Trouble> {
        let mut out = std::io::stdout().lock();
        if self.json {
            let found = desk.store.plan(plan)?;
            json::print(&plan_json::whole(&desk.store, &found)?, &mut out)?;
            return Ok(Ending::Well);
        }
        let report = Report::of(&desk.store, plan, &TimeZone::system(), Timestamp::now())?;
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
        if let Some(hold) = report.hold {
            writeln!(out, "{hold}")?;
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
                    row.what.to_owned(),
                    row.state.to_owned(),
                    row.when,
                    row.why,
                ]
            })
            .collect();
        output::table(
            ["Address", "Name", "Group", "What", "State", "When", "Why"],
            &rows,
            &mut out,
        )?;
        Ok(Ending::Well)
    }

    /// Does something to a plan, and sees it through.
    async fn act(
        &self,
        desk: &Desk,
        asked: &str,
        work: impl FnOnce(PlanId) -> Result<(), ActionError>,
    ) -> Result<Ending, Trouble> {
        let plan = find(desk, asked)?;
        desk.ready_for(&desk.store.account(&plan.account)?).await?;
        let found = desk.outbox.delivery.claim(Timestamp::now())?;
        let restored = found.as_ref().is_some_and(|found| found.restored.is_some());
        watch::found(found);
        if restored {
            // That they were moved was not known when this was asked for.
            return Ok(Ending::NeedsHand);
        }
        work(plan.id)?;
        watch::to_the_end(desk, &[plan.id], Own::No).await?;
        watch::said(desk, plan.id, self.json)
    }

    async fn look_up(&self, desk: &Desk) -> Result<Ending, Trouble> {
        desk.ready().await?;
        let found = desk.outbox.delivery.claim(Timestamp::now())?;
        let plans: Vec<PlanId> = desk
            .store
            .plans_under_way()?
            .into_iter()
            .filter(|plan| plan.hold.as_deref().and_then(Hold::from_text) == Some(Hold::DataMoved))
            .map(|plan| plan.id)
            .collect();
        desk.outbox.actions.resume_restored_data(Timestamp::now())?;
        watch::found(found.map(|found| outbox::TakenOver {
            restored: None,
            ..found
        }));
        watch::to_the_end(desk, &plans, Own::No).await?;
        if self.json {
            let wholes = plans
                .iter()
                .map(|plan| plan_json::whole(&desk.store, &desk.store.plan(*plan)?))
                .collect::<Result<Vec<_>, StoreError>>()?;
            json::print(&wholes, &mut std::io::stdout().lock())?;
        }
        let mut ending = Ending::Well;
        for plan in plans {
            ending = ending.max(if self.json {
                watch::ending(&desk.store, plan)?
            } else {
                watch::said(desk, plan, false)?
            });
        }
        Ok(ending)
    }
}

fn find(desk: &Desk, asked: &str) -> Result<Plan, Trouble> {
    let none = || Trouble::NoPlan(asked.to_owned());
    let id: PlanId = asked.parse().map_err(|_| none())?;
    match desk.store.plan(id) {
        Err(StoreError::Gone(_)) => Err(none()),
        found => Ok(found?),
    }
}

fn report(desk: &Desk, plan: PlanId, into: &Into) -> Result<Ending, Trouble> {
    let report = Report::of(&desk.store, plan, &TimeZone::system(), Timestamp::now())?;
    if let Some(file) = &into.csv {
        write(file, &report.to_csv()?)?;
    }
    if let Some(file) = &into.html {
        write(file, report.to_html()?.as_bytes())?;
    }
    Ok(Ending::Well)
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    std::fs::write(file, bytes).map_err(|source| Trouble::File {
        file: file.display().to_string(),
        source,
    })
}
