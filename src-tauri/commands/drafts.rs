//! Drafts: made, opened, named, copied, deleted and found again. Their rows are in `rows.rs`.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use lists::{FIRST_PAGE, ListCounts};
use store::{DraftId, Place, StoreError};
use tokio::sync::oneshot;

use crate::app::App;
use crate::bridge::{
    Draft, DraftEntry, DraftIntent, DraftName, DraftRef, DraftStepChange, DraftsFind, NewDraft,
    PeopleAgain, PlanRef, Problem, ProblemCode, RowsLoaded, id, place, steps,
};
use crate::commands::blocking::blocking;

/// A list that takes longer than this to count is shown first, and its counts are told once they
/// are known.
const BLINK: Duration = Duration::from_millis(100);

pub(super) async fn drafts(app: &App) -> Result<Vec<DraftEntry>, Problem> {
    Ok(app.store.drafts()?.into_iter().map(Into::into).collect())
}

pub(super) async fn draft_new(app: &Arc<App>, new: NewDraft) -> Result<Draft, Problem> {
    let place = place(&new.account, &new.org, &new.space)?;
    let draft = begin(app, &place)?;
    app.changes.drafts();
    whole(app, draft).await
}

/// An empty draft, for a space that was seen before.
pub(super) fn begin(app: &App, place: &Place) -> Result<DraftId, Problem> {
    let seen = app
        .outbox
        .cache
        .space(place)?
        .ok_or_else(|| Problem::of(ProblemCode::NotLoaded).about(place.space.clone()))?;
    let kind = store::SpaceKind::from(&seen.space.kind);
    let draft = app
        .store
        .draft_new(place, &seen.space.name, kind, Timestamp::now())?;
    Ok(draft.id)
}

/// A draft of the instances that a plan couldn't create, to give them other slugs.
pub(super) async fn instances_again(app: &Arc<App>, plan: PlanRef) -> Result<DraftRef, Problem> {
    let plan = id(&plan.plan)?;
    let draft = outbox::draft_of_refused_instances(&app.store, plan, Timestamp::now())?
        .ok_or_else(|| Problem::of(ProblemCode::NothingToCreateAgain))?;
    app.changes.drafts();
    Ok(DraftRef {
        draft: draft.to_string(),
    })
}

/// A draft of people whom the platform refused, to correct their addresses or the instance.
pub(super) async fn people_again(app: &Arc<App>, again: PeopleAgain) -> Result<DraftRef, Problem> {
    let plan = id(&again.plan)?;
    let steps = again.steps.iter().map(|step| id(step));
    let steps = steps.collect::<Result<Vec<_>, _>>()?;
    let (store, correction) = (app.store.clone(), again.correction.into());
    let draft = blocking(move || {
        outbox::draft_of_refused_people(&store, plan, &steps, correction, Timestamp::now())
    });
    let draft = draft.await?;
    app.changes.drafts();
    Ok(DraftRef {
        draft: draft.to_string(),
    })
}

pub(super) async fn draft_open(app: &Arc<App>, draft: DraftRef) -> Result<Draft, Problem> {
    whole(app, id(&draft.draft)?).await
}

pub(super) async fn draft_intent(app: &Arc<App>, change: DraftIntent) -> Result<Draft, Problem> {
    let draft = id(&change.draft)?;
    let (choice, step) = (change.choice.try_into()?, change.step.into());
    outbox::choose(&app.store, draft, choice, step, Timestamp::now())?;
    // Who is a member already depends on what people are invited to.
    app.lists.close(draft);
    whole(app, draft).await
}

pub(super) async fn draft_step(app: &App, change: DraftStepChange) -> Result<(), Problem> {
    let draft = id(&change.draft)?;
    Ok(app
        .store
        .write(|w| w.draft_set_step(draft, change.step.into(), Timestamp::now()))?)
}

pub(super) async fn draft_name(app: &App, change: DraftName) -> Result<DraftEntry, Problem> {
    let draft = id(&change.draft)?;
    app.store
        .write(|w| w.draft_rename(draft, change.name.trim(), Timestamp::now()))?;
    app.changes.drafts();
    Ok(app.store.draft(draft)?.into())
}

pub(super) async fn draft_duplicate(app: &App, copy: DraftName) -> Result<DraftEntry, Problem> {
    let draft = id(&copy.draft)?;
    let name = copy.name.trim();
    let copied = tokio::task::block_in_place(|| {
        app.store
            .write(|w| w.draft_copy(draft, name, Timestamp::now()))
    })?;
    app.changes.drafts();
    Ok(app.store.draft(copied)?.into())
}

pub(super) async fn draft_delete(app: &App, draft: DraftRef) -> Result<(), Problem> {
    let draft = id(&draft.draft)?;
    app.store.draft_delete(draft, Timestamp::now())?;
    app.lists.close(draft);
    app.changes.drafts();
    Ok(())
}

pub(super) async fn draft_restore(app: &App, draft: DraftRef) -> Result<(), Problem> {
    app.store.draft_restore(id(&draft.draft)?)?;
    app.changes.drafts();
    Ok(())
}

pub(super) async fn draft_allow_sending(app: &App, draft: DraftRef) -> Result<(), Problem> {
    let draft = id(&draft.draft)?;
    app.store
        .write(|w| w.draft_allow_sending(draft, Timestamp::now()))?;
    app.changes.drafts();
    Ok(())
}

pub(super) async fn drafts_find(app: &App, find: DraftsFind) -> Result<Vec<String>, Problem> {
    let wanted = find.text.trim().to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&wanted);
    let with_people = tokio::task::block_in_place(|| {
        app.store
            .drafts_with(|name, address| has(name) || has(address))
    })?;
    let found = |draft: &store::Draft| {
        has(&draft.name) || has(&draft.space_name) || with_people.contains(&draft.id)
    };
    Ok(app
        .store
        .drafts()?
        .into_iter()
        .filter(found)
        .map(|draft| draft.id.to_string())
        .collect())
}

/// A draft with the first page of its list. The rest of a long list is read behind it.
pub(super) async fn whole(app: &Arc<App>, draft: DraftId) -> Result<Draft, Problem> {
    let read = app.store.draft(draft)?;
    let history = app.store.draft_history(draft)?.into();
    let rows = app.store.draft_rows_after(draft, 0, FIRST_PAGE)?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let page = app.lists.beginning(&read, rows)?;
    let counts = match counted(app, draft).await {
        Some(counts) => counts?,
        None => ListCounts {
            all: read.people,
            ..page.counts()
        },
    };
    let rows = page.checked(&ids).into_iter().map(Into::into).collect();
    let new_instances = outbox::creates_only(&read.intent)
        .then(|| outbox::check_new_instances(&app.store, &read.place, &read.intent.new_instances))
        .transpose()?;
    let targets = outbox::distributes_only(&read.intent)
        .then(|| outbox::distribution_targets(&app.store, &read.place, &read.intent))
        .transpose()?;
    let counts = counts.into();
    Ok(Draft::of(
        read,
        rows,
        counts,
        history,
        new_instances,
        targets,
    ))
}

/// The counts of a list; `None` where counting takes long, and the window is told them later.
async fn counted(app: &Arc<App>, draft: DraftId) -> Option<Result<ListCounts, StoreError>> {
    let (answer, mut answered) = oneshot::channel();
    let counts = Arc::clone(app);
    tokio::task::spawn_blocking(move || {
        let counted = counts.lists.with(draft, |list| Ok(list.counts()));
        if let Err(late) = answer.send(counted) {
            tell_late(&counts, draft, late);
        }
    });
    if let Ok(counted) = tokio::time::timeout(BLINK, &mut answered).await {
        return counted.ok();
    }
    answered.close();
    answered.try_recv().ok()
}

fn tell_late(app: &App, draft: DraftId, counted: Result<ListCounts, StoreError>) {
    let told = counted.and_then(|counts| {
        let history = app.store.draft_history(draft)?;
        let intent = app.store.draft(draft)?.intent;
        if outbox::invites_nobody(&intent) {
            // Its steps are about instances, and it has no people to count.
            return Ok(());
        }
        app.changes.rows(RowsLoaded {
            draft: draft.to_string(),
            counts: counts.into(),
            steps: steps(outbox::invitation_steps(&intent, counts.all)),
            history: history.into(),
        });
        Ok(())
    });
    if let Err(error) = told {
        tracing::warn!(%error, "a list can't be read");
    }
}
