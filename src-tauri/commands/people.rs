//! The people of a space: what is known of one of them, and what is done to many at once.

use std::sync::Arc;

use jiff::Timestamp;
use outbox::PersonHistory;
use roster::NormalizedAddress;

use super::blocking::blocking;
use super::drafts;
use crate::app::App;
use crate::bridge::{
    DraftEntry, ExportFormat, PeopleDo, PeopleDone, PeopleProgress, PeopleToDraft, PeopleWrite,
    PeopleWritten, PersonDetails, PersonProblem, PersonRef, Problem, ProblemCode, SavedFile,
    TableExport, count, id, place,
};

/// The window needs no more than this to show how far an action on many people is.
const TOLD_EVERY: usize = 10;

pub(super) async fn people_do(app: &App, what: PeopleDo) -> Result<PeopleDone, Problem> {
    let place = place(&what.account, &what.org, &what.space)?;
    let all = what.people.len();
    let progress = |reached: usize| {
        if reached.is_multiple_of(TOLD_EVERY) || reached == all {
            app.changes.people(PeopleProgress {
                account: what.account.clone(),
                org: what.org.clone(),
                space: what.space.clone(),
                reached: count(reached),
                all: count(all),
            });
        }
    };
    let action = what.action.into();
    let actions = &app.outbox.actions;
    let outcome = actions
        .act_on_people(&place, &what.people, action, progress)
        .await?;
    app.changes.status();
    if outcome.done > 0 {
        // Who is invited reads differently now. That it was done stays true if it can't be read.
        let _ = app
            .outbox
            .cache
            .refresh_space(&place, Timestamp::now())
            .await;
        app.lists.members_changed(&place);
        app.changes.space(place);
    }
    Ok(PeopleDone {
        done: count(outcome.done),
        failed: outcome
            .failed
            .into_iter()
            .map(|(address, error)| PersonProblem {
                address,
                problem: error.into(),
            })
            .collect(),
        stopped: outcome.stopped.map(Problem::from),
    })
}

pub(super) async fn person(app: &App, which: PersonRef) -> Result<PersonDetails, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let normalized = NormalizedAddress::of(&which.address)
        .ok_or_else(|| Problem::of(ProblemCode::PersonAddress))?;
    Ok(PersonHistory::read(&app.store, &place, &normalized)?.into())
}

/// Begins an email in the user's mail program. Several people are written to as blind copies, so
/// that none of them learns who the others are.
pub(super) async fn people_write(app: &App, to: PeopleWrite) -> Result<PeopleWritten, Problem> {
    let Some(address) = poster::mailto(&to.people) else {
        return Ok(PeopleWritten::TooMany);
    };
    if app.desktop.open_in_browser(&address) {
        Ok(PeopleWritten::Opened)
    } else {
        Err(Problem::of(ProblemCode::BrowserMissing))
    }
}

pub(super) async fn people_to_draft(
    app: &Arc<App>,
    what: PeopleToDraft,
) -> Result<DraftEntry, Problem> {
    let place = place(&what.account, &what.org, &what.space)?;
    let rows: Vec<store::NewRow> = what
        .people
        .into_iter()
        .map(|person| store::NewRow {
            name: person.name,
            address: person.address,
            group: person.group,
            ..store::NewRow::default()
        })
        .collect();
    let working = Arc::clone(app);
    let draft = blocking(move || {
        let draft = match &what.draft {
            Some(draft) => id(draft)?,
            None => drafts::begin(&working, &place)?,
        };
        working.lists.add(draft, &rows)?;
        Ok::<_, Problem>(draft)
    })
    .await?;
    app.changes.drafts();
    Ok(app.store.draft(draft)?.into())
}

/// A table as it is shown, as a file to keep; nothing where the dialog was closed.
pub(super) async fn table_export(
    app: &Arc<App>,
    table: TableExport,
) -> Result<Option<SavedFile>, Problem> {
    let ending = table.format.ending();
    let name = lists::file_name(&table.name, ending);
    let Some(path) = app.desktop.save_file(&name).await else {
        return Ok(None);
    };
    blocking(move || {
        let bytes = match table.format {
            ExportFormat::Csv => roster::csv_table(&table.head, &table.rows),
            ExportFormat::Xlsx => roster::xlsx_table(&table.head, &table.rows),
        }
        .map_err(Problem::from)?;
        Ok::<_, Problem>(lists::save(path, ending, &bytes)?)
    })
    .await
    .map(|saved| Some(saved.into()))
}
