use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use store::{AccountId, DraftId, Place, StoreError};
use tokio::sync::oneshot;

use crate::app::App;
use crate::bridge::{
    Changed, Draft, DraftAim, DraftCounts, DraftEntry, DraftName, DraftRef, DraftStepChange,
    DraftsFind, NewDraft, Problem, ProblemCode, RowsCame, from_domain,
};
use crate::lists::{OpenList, context};
use crate::news;

/// Rows that come with a draft; the window asks for the rest.
pub(super) const FIRST_PAGE: u32 = 500;

/// What takes longer than this to count is told once it is known.
const BLINK: Duration = Duration::from_millis(100);

pub(super) async fn drafts(app: &App) -> Result<Vec<DraftEntry>, Problem> {
    Ok(app
        .store
        .drafts()?
        .iter()
        .map(from_domain::draft_entry)
        .collect())
}

pub(super) async fn draft_new(app: &Arc<App>, new: NewDraft) -> Result<Draft, Problem> {
    let place = Place {
        account: AccountId(new.account),
        org: new.org,
        space: new.space,
    };
    let draft = begin(app, &place)?;
    told(app);
    whole(app, draft).await
}

/// An empty draft for a space that was seen.
pub(super) fn begin(app: &App, place: &Place) -> Result<DraftId, Problem> {
    let sight = app
        .outbox
        .cache
        .space(&place.account, &place.org, &place.space)?
        .ok_or_else(|| Problem::of(ProblemCode::NotFound).about(place.space.clone()))?;
    let kind = crate::bridge::SpaceKind::from(&sight.space.kind).into();
    let draft = app
        .store
        .draft_new(place, &sight.space.name, kind, Timestamp::now())?;
    Ok(draft.id)
}

pub(super) async fn draft_open(app: &Arc<App>, draft: DraftRef) -> Result<Draft, Problem> {
    whole(app, id(&draft.draft)?).await
}

pub(super) async fn draft_aim(app: &Arc<App>, change: DraftAim) -> Result<Draft, Problem> {
    let draft = id(&change.draft)?;
    let aim = change.aim.into();
    app.store
        .write(|w| w.draft_intent(draft, &aim, change.step.into(), Timestamp::now()))?;
    // Who is in already depends on what people are invited to.
    app.lists.close(draft);
    whole(app, draft).await
}

pub(super) async fn draft_step(app: &App, change: DraftStepChange) -> Result<(), Problem> {
    let draft = id(&change.draft)?;
    Ok(app
        .store
        .write(|w| w.draft_step(draft, change.step.into(), Timestamp::now()))?)
}

pub(super) async fn draft_name(app: &App, change: DraftName) -> Result<DraftEntry, Problem> {
    let draft = id(&change.draft)?;
    app.store
        .write(|w| w.draft_name(draft, change.name.trim(), Timestamp::now()))?;
    told(app);
    Ok(from_domain::draft_entry(&app.store.draft(draft)?))
}

pub(super) async fn draft_duplicate(app: &App, copy: DraftName) -> Result<DraftEntry, Problem> {
    let draft = id(&copy.draft)?;
    let name = copy.name.trim();
    let copied = tokio::task::block_in_place(|| {
        app.store
            .write(|w| w.draft_copy(draft, name, Timestamp::now()))
    })?;
    told(app);
    Ok(from_domain::draft_entry(&app.store.draft(copied)?))
}

pub(super) async fn draft_delete(app: &App, draft: DraftRef) -> Result<(), Problem> {
    let draft = id(&draft.draft)?;
    app.store.draft_delete(draft, Timestamp::now())?;
    app.lists.close(draft);
    told(app);
    Ok(())
}

pub(super) async fn draft_restore(app: &App, draft: DraftRef) -> Result<(), Problem> {
    app.store.draft_restore(id(&draft.draft)?)?;
    told(app);
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

/// The draft with the first page of its list. A long list is read through behind it.
pub(super) async fn whole(app: &Arc<App>, draft: DraftId) -> Result<Draft, Problem> {
    let read = app.store.draft(draft)?;
    let history = app.store.draft_history(draft)?.into();
    let rows = app.store.draft_rows_after(draft, 0, FIRST_PAGE)?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let page = OpenList::of(context(&app.store, &read)?, rows);
    let counts = match counted(app, draft).await {
        Some(counts) => counts?,
        None => DraftCounts {
            all: read.people,
            ..page.counts()
        },
    };
    Ok(from_domain::draft(read, page.shown(&ids), counts, history))
}

/// What is counted of a list; `None` where that takes long, and then the window is told.
async fn counted(app: &Arc<App>, draft: DraftId) -> Option<Result<DraftCounts, StoreError>> {
    let (answer, mut answered) = oneshot::channel();
    let counts = Arc::clone(app);
    tokio::task::spawn_blocking(move || {
        let counted = counts
            .lists
            .with(&counts.store, draft, |list| Ok(list.counts()));
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

fn tell_late(app: &App, draft: DraftId, counted: Result<DraftCounts, StoreError>) {
    let told = counted.and_then(|counts| {
        let history = app.store.draft_history(draft)?.into();
        app.host.tell(Changed::Rows(RowsCame {
            draft: draft.to_string(),
            counts,
            history,
        }));
        Ok(())
    });
    if let Err(problem) = told {
        tracing::warn!(%problem, "a list could not be read");
    }
}

pub(super) fn told(app: &App) {
    app.host.tell(Changed::Drafts);
    news::tell_status(app);
}

pub(super) fn id(text: &str) -> Result<DraftId, Problem> {
    text.parse()
        .map_err(|_| Problem::of(ProblemCode::DraftGone))
}
