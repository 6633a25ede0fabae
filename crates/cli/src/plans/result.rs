//! What a command prints when it is done with a plan, and the exit status that goes with it.

use std::io::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::Report;
use store::{PlanId, PlanState};

use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::plans::{json, watch};
use crate::session::Session;

/// Prints what became of a plan: in words with everyone who needs attention, or as JSON.
pub(crate) fn print_result(
    session: &Session,
    plan: PlanId,
    as_json: bool,
) -> Result<ExitStatus, CliError> {
    let status = exit_status_of(session, plan)?;
    let found = session.store.plan(plan)?;
    let mut out = std::io::stdout().lock();
    if as_json {
        output::json(&json::plan_with_steps(&session.store, &found)?, &mut out)?;
        return Ok(status);
    }
    let report = report(session, plan)?;
    let counts: Vec<_> = report
        .counts
        .iter()
        .map(|(state, count)| format!("{count} {state}"))
        .collect();
    let state = report.state.to_lowercase();
    writeln!(out, "Plan {plan} {state}: {}", counts.join(", "))?;
    if let Some(reason) = watch::standstill_at_end(session, &found) {
        writeln!(out, "{}", Plain(&reason))?;
    }
    for row in report.rows.iter().filter(|row| row.needs_attention) {
        writeln!(
            out,
            "  {}  {}  {}",
            Plain(if row.address.is_empty() {
                &row.instance
            } else {
                &row.address
            }),
            row.state,
            Plain(&row.reason)
        )?;
    }
    Ok(status)
}

/// Whether the plan is done and needs nothing more.
pub(crate) fn exit_status_of(session: &Session, plan: PlanId) -> Result<ExitStatus, CliError> {
    let counts = session.store.plan_counts(plan)?;
    let is_done = session.store.plan(plan)?.state == PlanState::Settled;
    if is_done && counts.needs_attention() == 0 {
        Ok(ExitStatus::Done)
    } else {
        Ok(ExitStatus::NeedsAttention)
    }
}

/// The report on a plan, with times as they are read on this computer.
pub(crate) fn report(session: &Session, plan: PlanId) -> Result<Report, CliError> {
    let (zone, now) = (TimeZone::system(), Timestamp::now());
    Ok(Report::of(&session.store, plan, &zone, now)?)
}
