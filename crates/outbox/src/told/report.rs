//! What became of a plan, to keep: a table for a spreadsheet, or a page to print.

use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use roster::ExportError;
use store::{Plan, PlanId, Step, StepKind, StepState, Store, StoreError};

use crate::plan::hold::Hold;
use crate::told::words;

/// A plan with everybody in it, in words.
#[derive(Debug, Clone)]
pub struct Report {
    /// What it is: `104 people to Group A`.
    pub title: String,
    pub account: String,
    pub organisation: String,
    pub space: String,
    pub state: &'static str,
    /// Why it waits, where it does.
    pub hold: Option<String>,
    /// Times, each with what happened then.
    pub times: Vec<(&'static str, String)>,
    /// The name of the time zone that all times are in.
    pub zone: String,
    /// How many are how: `invited`, 102.
    pub counts: Vec<(&'static str, usize)>,
    pub rows: Vec<ReportRow>,
}

/// One step for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    pub name: String,
    pub address: String,
    pub group: String,
    pub list_id: String,
    /// The instance it is about; empty where it is about the space.
    pub instance: String,
    pub what: &'static str,
    pub state: &'static str,
    /// Empty while it has not come to its end.
    pub when: String,
    pub why: String,
    /// Somebody has to do something about it.
    pub needs_hand: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the table could not be written")]
    Table(#[from] ExportError),
    #[error("the page could not be written")]
    Page(#[from] askama::Error),
}

const HEADINGS: [&str; 9] = [
    "Name", "E-Mail", "Group", "Id", "Instance", "What", "State", "When", "Why",
];

impl Report {
    /// With times as they are read in this zone.
    pub fn of(
        store: &Store,
        plan: PlanId,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Self, ReportError> {
        let plan = store.plan(plan)?;
        let account = store.account(&plan.account)?;
        let steps = store.steps(plan.id)?;
        let counts = counts(&steps);
        let people = steps
            .iter()
            .filter(|step| step.kind == StepKind::Invite)
            .count();
        let rows: Vec<_> = steps.into_iter().map(|step| row(step, zone)).collect();
        Ok(Self {
            title: words::plan_name(&plan.intent, people),
            account: account.name,
            organisation: plan.org.clone(),
            space: plan.space_name.clone(),
            state: words::plan_state(&plan),
            hold: plan
                .hold
                .as_deref()
                .and_then(Hold::from_text)
                .map(|hold| words::hold(&hold, plan.hold_until, zone)),
            times: times(&plan, zone, now),
            zone: zone.iana_name().unwrap_or("local time").to_owned(),
            counts,
            rows,
        })
    }

    /// For a spreadsheet, which takes nothing in it for a formula.
    pub fn to_csv(&self) -> Result<Vec<u8>, ReportError> {
        let rows = self.rows.iter().map(|row| {
            [
                &row.name,
                &row.address,
                &row.group,
                &row.list_id,
                &row.instance,
                row.what,
                row.state,
                &row.when,
                &row.why,
            ]
        });
        Ok(roster::csv_table(HEADINGS, rows)?)
    }

    /// A page that holds everything it needs, to look at and to print: a line for each person
    /// or room, those that need a hand first.
    pub fn to_html(&self) -> Result<String, ReportError> {
        let same = |one: &ReportRow, other: &ReportRow| {
            (&one.address, &one.name, &one.instance)
                == (&other.address, &other.name, &other.instance)
        };
        let mut lines: Vec<Line<'_>> = self.rows.chunk_by(same).filter_map(Line::of).collect();
        lines.sort_by_key(|line| !line.needs_hand);
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
    /// Whether anybody has one: an empty column costs paper.
    groups: bool,
    ids: bool,
    lines: Vec<Line<'a>>,
}

/// All that was done for one person, or one room.
struct Line<'a> {
    first: &'a ReportRow,
    who: &'a str,
    /// What stands below it in small: the address, and the instance where it is not named so.
    below: Vec<&'a str>,
    /// How each step stands; of what went well only the last.
    states: Vec<String>,
    whys: Vec<&'a str>,
    when: &'a str,
    needs_hand: bool,
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
        let needs_hand = rows.iter().any(|row| row.needs_hand);
        let shown = if needs_hand {
            rows
        } else {
            &rows[rows.len() - 1..]
        };
        let named = shown.len() > 1;
        let mut whys: Vec<&str> = rows.iter().map(|row| row.why.as_str()).collect();
        whys.retain(|why| !why.is_empty());
        whys.dedup();
        Some(Self {
            first,
            who,
            below,
            states: shown
                .iter()
                .map(|row| {
                    if named {
                        format!("{}: {}", row.what, row.state)
                    } else {
                        row.state.to_owned()
                    }
                })
                .collect(),
            whys,
            when: &last.when,
            needs_hand,
        })
    }
}

fn row(step: Step, zone: &TimeZone) -> ReportRow {
    ReportRow {
        what: words::step_kind(step.kind),
        state: words::step_state(&step),
        when: step
            .settled_at
            .map(|at| words::moment(at, zone))
            .unwrap_or_default(),
        why: words::why(&step),
        needs_hand: needs_hand(step.state),
        name: step.name,
        address: step.address,
        group: step.group,
        list_id: step.list_id,
        instance: step.instance_name,
    }
}

fn needs_hand(state: StepState) -> bool {
    matches!(
        state,
        StepState::Refused | StepState::GaveUp | StepState::Unsure | StepState::Blocked
    )
}

/// In the order in which they are met, what needs a hand first.
fn counts(steps: &[Step]) -> Vec<(&'static str, usize)> {
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
            .filter(|step| needs_hand(step.state) == needs)
            .for_each(&mut count);
    }
    counts
}

fn times(plan: &Plan, zone: &TimeZone, now: Timestamp) -> Vec<(&'static str, String)> {
    [
        ("Put into the outbox", Some(plan.created_at)),
        ("Left", plan.departed_at),
        ("Cancelled", plan.cancelled_at),
        ("Ended", plan.settled_at),
        ("This report", Some(now)),
    ]
    .into_iter()
    .filter_map(|(what, at)| Some((what, words::moment(at?, zone))))
    .collect()
}
