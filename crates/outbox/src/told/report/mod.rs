//! A report on a plan, to keep: a table for a spreadsheet, or a page to print.
//!
//! A report is read from the store alone, so that it can be made without a connection and while
//! another process sends. It therefore knows whether the plan is on hold, but not whether the
//! platform can be reached right now.
//!
//! A report is in one language. What it says is in [`texts`], with a table for each.

mod english;
mod german;
mod texts;

use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language;
use roster::ExportError;
use store::{Plan, PlanId, Step, Store, StoreError, Why};

use crate::told::plan_standing::{self, PlanStanding, StepStanding};
use crate::told::words;
use texts::{Circumstances, ReportTexts};

/// A plan with everyone in it, in words.
#[derive(Debug, Clone)]
pub struct Report {
    language: Language,
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
    /// The name of the time zone of all times in the report, if it has one.
    pub zone: Option<String>,
    /// How many steps are in each state: `invited`, 102
    pub counts: Vec<(String, usize)>,
    pub rows: Vec<ReportRow>,
}

/// What the store knows of a plan, before it is put into words.
struct Reported {
    plan: Plan,
    account: String,
    steps: Vec<Step>,
    /// The people, or the instances, that the plan is for.
    people: usize,
    standing: PlanStanding,
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

impl Report {
    /// The report on a plan in English, as the terminal says it, with all times in this time zone.
    pub fn of(
        store: &Store,
        plan: PlanId,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Self, ReportError> {
        Self::in_language(Language::English, store, plan, zone, now)
    }

    /// The report on a plan in this language, with all times in this time zone.
    pub fn in_language(
        language: Language,
        store: &Store,
        plan: PlanId,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Self, ReportError> {
        let plan = store.plan(plan)?;
        let reported = Reported {
            account: store.account(&plan.place.account)?.name,
            steps: store.steps(plan.id)?,
            people: store.plan_targets(&plan)?.all() as usize,
            standing: PlanStanding::of(&plan, &store.plan_counts(plan.id)?),
            plan,
        };
        Ok(Self::written(language, reported, zone, now))
    }

    fn written(language: Language, reported: Reported, zone: &TimeZone, now: Timestamp) -> Self {
        let texts = texts_in(language);
        let plan = reported.plan;
        let counts = counts(texts, &reported.steps);
        let of_step = |step| row(language, step, zone, now);
        Self {
            language,
            title: (texts.plan_name)(&plan.intent, reported.people),
            account: reported.account,
            organisation: plan.place.org.to_string(),
            state: (texts.plan_state)(reported.standing),
            on_hold: plan.hold.as_ref().map(|hold| {
                let purpose = plan.intent.purpose;
                words::on_hold(language, hold, purpose, plan.hold_until, now, zone)
            }),
            times: times(texts, &plan, zone, now),
            zone: zone.iana_name().map(str::to_owned),
            counts,
            rows: reported.steps.into_iter().map(of_step).collect(),
            space: plan.space_name,
        }
    }

    /// What the file of a report on a plan is called, without its ending.
    pub fn file_name(language: Language, plan: &Plan) -> String {
        (texts_in(language).file_name)(&plan.intent, &plan.space_name)
    }

    fn texts(&self) -> &'static ReportTexts {
        texts_in(self.language)
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
        Ok(roster::csv_table(self.texts().headings, rows)?)
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
        let texts = self.texts();
        let page = Page {
            report: self,
            tag: texts.tag,
            headings: Headings::of(texts),
            note: (texts.note)(self.zone.as_deref()),
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
    /// The tag of the language that the page is in.
    tag: &'static str,
    headings: Headings,
    note: String,
    /// Whether anyone has a group. An empty column would only cost paper.
    groups: bool,
    /// Whether anyone has an ID from a list, for the same reason.
    ids: bool,
    lines: Vec<Line<'a>>,
}

/// The headings of the printed columns, which are some of those of the table.
struct Headings {
    name: &'static str,
    group: &'static str,
    list_id: &'static str,
    state: &'static str,
    finished: &'static str,
}

impl Headings {
    fn of(texts: &ReportTexts) -> Self {
        let [name, _, group, list_id, _, _, state, finished, _] = texts.headings;
        Self {
            name,
            group,
            list_id,
            state,
            finished,
        }
    }
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

fn row(language: Language, step: Step, zone: &TimeZone, now: Timestamp) -> ReportRow {
    let texts = texts_in(language);
    ReportRow {
        kind: (texts.step_kind)(step.kind),
        state: (texts.step_state)(StepStanding::of(&step)),
        finished: step
            .settled_at
            .map(|at| words::moment(at, zone))
            .unwrap_or_default(),
        reason: why(language, &step, zone, now),
        needs_attention: step.state.needs_attention(),
        name: step.name,
        address: step.address,
        group: step.group,
        list_id: step.list_id,
        instance: step.instance_name,
    }
}

/// The texts of a language.
fn texts_in(language: Language) -> &'static ReportTexts {
    match language {
        Language::English => &english::TEXTS,
        Language::German => &german::TEXTS,
    }
}

/// Why a step is in its state, and what can be done. Empty if the state says it all. What the
/// platform said of single fields stays in its own words.
fn why(language: Language, step: &Step, zone: &TimeZone, now: Timestamp) -> String {
    let Some(reason) = &step.reason else {
        return String::new();
    };
    let texts = texts_in(language);
    let checks_again_at = reason
        .until
        .filter(|_| reason.why == Why::CheckingAgain)
        .map(|at| words::clock(language, at, now, zone));
    let cause = (texts.cause)(&Circumstances {
        why: reason.why,
        kind: step.kind,
        cancelled: plan_standing::is_cancelled(step),
        kept_instance: reason.said.is_some(),
        checks_again_at,
    });
    let fields = reason
        .fields
        .iter()
        .map(|fault| format!("{}: {}.", fault.field, fault.why.trim_end_matches('.')));
    let incident = reason
        .incident
        .iter()
        .map(|number| (texts.incident)(number));
    std::iter::once(cause)
        .chain(fields)
        .chain(incident)
        .filter(|sentence| !sentence.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many steps are in each state, in the order of the steps, with what needs attention first.
fn counts(texts: &ReportTexts, steps: &[Step]) -> Vec<(String, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let mut count = |step: &Step| {
        let state = (texts.step_state)(StepStanding::of(step));
        match counts.iter_mut().find(|(known, _)| *known == state) {
            Some((_, count)) => *count += 1,
            None => counts.push((state, 1)),
        }
    };
    for needs in [true, false] {
        steps
            .iter()
            .filter(|step| step.state.needs_attention() == needs)
            .for_each(&mut count);
    }
    counts
        .into_iter()
        .map(|(state, count)| (after_a_number(state), count))
        .collect()
}

/// A state as it is written after a number. Only its first letter changes, because in German a noun
/// keeps its capital. No state begins with one.
fn after_a_number(state: &str) -> String {
    let mut letters = state.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(letters)
        .collect()
}

fn times(
    texts: &ReportTexts,
    plan: &Plan,
    zone: &TimeZone,
    now: Timestamp,
) -> Vec<(&'static str, String)> {
    [
        (texts.queued, Some(plan.created_at)),
        (texts.started, plan.departed_at),
        (texts.cancelled, plan.cancelled_at),
        (texts.finished, plan.settled_at),
        (texts.created, Some(now)),
    ]
    .into_iter()
    .filter_map(|(what, at)| Some((what, (texts.date_and_time)(at?, zone))))
    .collect()
}

#[cfg(test)]
mod tests;
