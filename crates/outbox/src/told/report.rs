//! A report on a plan, to keep: a table for a spreadsheet, or a page to print.
//!
//! A report is read from the store alone, so that it can be made without a connection and while
//! another process sends. It therefore knows whether the plan is on hold, but not whether the
//! platform can be reached right now.

use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use roster::ExportError;
use store::{Plan, PlanId, Step, Store, StoreError};

use crate::told::standstill::Standstill;
use crate::told::words;

/// A plan with everyone in it, in words.
#[derive(Debug, Clone)]
pub struct Report {
    /// What the plan is: `104 people, Group A`
    pub title: String,
    pub account: String,
    pub organisation: String,
    pub space: String,
    pub state: &'static str,
    /// Why the plan is on hold, if it is.
    pub on_hold: Option<String>,
    /// Times, each with what happened then.
    pub times: Vec<(&'static str, String)>,
    /// The name of the time zone of all times in the report.
    pub zone: String,
    /// How many steps are in each state: `invited`, 102
    pub counts: Vec<(String, usize)>,
    pub rows: Vec<ReportRow>,
}

/// One step for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    pub name: String,
    pub address: String,
    pub group: String,
    pub list_id: String,
    /// The instance that the step is about. Empty if it is about the space.
    pub instance: String,
    pub kind: &'static str,
    pub state: &'static str,
    /// When the step was finished. Empty as long as it isn't.
    pub finished: String,
    pub reason: String,
    /// The step failed, or nobody knows whether it did.
    pub needs_attention: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the table couldn't be created")]
    Table(#[from] ExportError),
    #[error("the page couldn't be created")]
    Page(#[from] askama::Error),
}

const HEADINGS: [&str; 9] = [
    "Name", "Email", "Group", "List ID", "Instance", "Step", "State", "Finished", "Reason",
];

impl Report {
    /// The report on a plan, with all times in this time zone.
    pub fn of(
        store: &Store,
        plan: PlanId,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Self, ReportError> {
        let plan = store.plan(plan)?;
        let account = store.account(&plan.place.account)?;
        let steps = store.steps(plan.id)?;
        let people = store.plan_targets(&plan)?.all() as usize;
        let counts = counts(&steps);
        let rows: Vec<_> = steps.into_iter().map(|step| row(step, zone)).collect();
        Ok(Self {
            title: words::plan_name(&plan.intent, people),
            account: account.name,
            organisation: plan.place.org.to_string(),
            space: plan.space_name.clone(),
            state: words::plan_state(&plan, &store.plan_counts(plan.id)?),
            on_hold: Standstill::on_hold(&plan).map(|reason| words::standstill(&reason, now, zone)),
            times: times(&plan, zone, now),
            zone: zone.iana_name().unwrap_or("local time").to_owned(),
            counts,
            rows,
        })
    }

    /// The report as a table for a spreadsheet. No cell of it can be taken for a formula.
    pub fn to_csv(&self) -> Result<Vec<u8>, ReportError> {
        let rows = self.rows.iter().map(|row| {
            [
                &row.name,
                &row.address,
                &row.group,
                &row.list_id,
                &row.instance,
                row.kind,
                row.state,
                &row.finished,
                &row.reason,
            ]
        });
        Ok(roster::csv_table(HEADINGS, rows)?)
    }

    /// The report as a page to read and to print, in one file that needs no other. It has a line
    /// for each person and each instance, and those that need attention come first.
    pub fn to_html(&self) -> Result<String, ReportError> {
        let same = |one: &ReportRow, other: &ReportRow| {
            (&one.address, &one.name, &one.instance)
                == (&other.address, &other.name, &other.instance)
        };
        let mut lines: Vec<Line<'_>> = self.rows.chunk_by(same).filter_map(Line::of).collect();
        lines.sort_by_key(|line| !line.needs_attention);
        let page = Page {
            report: self,
            groups: lines.iter().any(|line| !line.first.group.is_empty()),
            ids: lines.iter().any(|line| !line.first.list_id.is_empty()),
            lines,
        };
        Ok(page.render()?)
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    /// Whether anyone has a group. An empty column would only cost paper.
    groups: bool,
    /// The same for the IDs of the list.
    ids: bool,
    lines: Vec<Line<'a>>,
}

/// All steps for one person, or for one instance that nobody in particular is invited to.
struct Line<'a> {
    first: &'a ReportRow,
    who: &'a str,
    /// What is printed below that in small letters: the address, and the instance unless it is
    /// named after the address.
    below: Vec<&'a str>,
    /// The state of each step. If all went well, only that of the last one.
    states: Vec<String>,
    reasons: Vec<&'a str>,
    finished: &'a str,
    needs_attention: bool,
}

impl<'a> Line<'a> {
    fn of(rows: &'a [ReportRow]) -> Option<Self> {
        let (first, last) = (rows.first()?, rows.last()?);
        let who = [&first.name, &first.address, &first.instance];
        let who = who.into_iter().find(|name| !name.is_empty())?;
        let mut below: Vec<&str> = vec![&first.address];
        if first.instance != first.address {
            below.push(&first.instance);
        }
        below.retain(|name| !name.is_empty() && name != who);
        let needs_attention = rows.iter().any(|row| row.needs_attention);
        let shown = if needs_attention {
            rows
        } else {
            &rows[rows.len() - 1..]
        };
        let named = shown.len() > 1;
        let mut reasons: Vec<&str> = rows.iter().map(|row| row.reason.as_str()).collect();
        reasons.retain(|reason| !reason.is_empty());
        reasons.dedup();
        Some(Self {
            first,
            who,
            below,
            states: shown
                .iter()
                .map(|row| {
                    if named {
                        format!("{}: {}", row.kind, row.state)
                    } else {
                        row.state.to_owned()
                    }
                })
                .collect(),
            reasons,
            finished: &last.finished,
            needs_attention,
        })
    }
}

fn row(step: Step, zone: &TimeZone) -> ReportRow {
    ReportRow {
        kind: words::step_kind(step.kind),
        state: words::step_state(&step),
        finished: step
            .settled_at
            .map(|at| words::moment(at, zone))
            .unwrap_or_default(),
        reason: words::why(&step),
        needs_attention: step.state.needs_attention(),
        name: step.name,
        address: step.address,
        group: step.group,
        list_id: step.list_id,
        instance: step.instance_name,
    }
}

/// How many steps are in each state, in the order of the steps, with what needs attention first.
fn counts(steps: &[Step]) -> Vec<(String, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let mut count = |step: &Step| {
        let word = words::step_state(step);
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    };
    for needs in [true, false] {
        steps
            .iter()
            .filter(|step| step.state.needs_attention() == needs)
            .for_each(&mut count);
    }
    let after_a_number = |(word, count): (&str, usize)| (word.to_lowercase(), count);
    counts.into_iter().map(after_a_number).collect()
}

fn times(plan: &Plan, zone: &TimeZone, now: Timestamp) -> Vec<(&'static str, String)> {
    [
        ("Queued", Some(plan.created_at)),
        ("Started", plan.departed_at),
        ("Cancelled", plan.cancelled_at),
        ("Finished", plan.settled_at),
        ("Report created", Some(now)),
    ]
    .into_iter()
    .filter_map(|(what, at)| Some((what, words::date_and_time(at?, zone))))
    .collect()
}
