//! Drafts that distribute a snapshot to instances that exist: begun from a space, and compared with
//! their targets.

use std::sync::Arc;

use jiff::Timestamp;
use outbox::IntentChoice;
use store::{
    DistributionScope, DistributionWish, Draft as StoredDraft, DraftStep, Purpose, TargetComparison,
};

use super::drafts::{begin, whole};
use crate::app::App;
use crate::bridge::{
    CompareTargets, DistributionTarget, DistributionTargets, Draft, DraftRef, NewDistribution,
    Overwritten, Problem, ProblemCode, TargetOf, id, place, slug,
};

/// So many targets are compared before the window is told, which takes about a second.
const COMPARED_AT_A_TIME: usize = 12;

pub(super) async fn distribution_new(
    app: &Arc<App>,
    new: NewDistribution,
) -> Result<Draft, Problem> {
    let place = place(&new.account, &new.org, &new.space)?;
    let chosen = new.chosen.iter().map(|one| slug(one));
    let chosen = chosen.collect::<Result<std::collections::BTreeSet<_>, _>>()?;
    let draft = begin(app, &place)?;
    let choose = |choice| {
        outbox::choose(
            &app.store,
            draft,
            choice,
            DraftStep::Material,
            Timestamp::now(),
        )
    };
    choose(IntentChoice::Purpose(Purpose::Distribute))?;
    if !chosen.is_empty() {
        choose(IntentChoice::Distribution(DistributionWish {
            scope: DistributionScope::Chosen,
            chosen,
            ..DistributionWish::default()
        }))?;
    }
    app.changes.drafts();
    whole(app, draft).await
}

/// Every instance that could be chosen.
pub(super) async fn distribution_choosable(
    app: &App,
    draft: DraftRef,
) -> Result<Vec<DistributionTarget>, Problem> {
    let draft = app.store.draft(id(&draft.draft)?)?;
    let choosable = outbox::choosable(&app.store, &draft.place, &draft.intent)?;
    Ok(choosable.into_iter().map(Into::into).collect())
}

pub(super) async fn distribution_compare(
    app: &App,
    asked: CompareTargets,
) -> Result<DistributionTargets, Problem> {
    let draft = app.store.draft(id(&asked.draft)?)?;
    let snapshot = draft.intent.snapshot.clone();
    let snapshot = snapshot.ok_or_else(|| Problem::of(ProblemCode::DraftIncomplete))?;
    let (cache, place, now) = (&app.outbox.cache, &draft.place, Timestamp::now());
    if asked.again {
        cache.forget_compared_targets(place, &snapshot, now)?;
    }
    let mut next = targets(app, &draft)?.not_compared();
    next.truncate(COMPARED_AT_A_TIME);
    if !next.is_empty() {
        cache.compare_targets(place, &snapshot, &next, now).await?;
    }
    Ok(targets(app, &draft)?.into())
}

/// What would be overwritten in one target.
pub(super) async fn distribution_overwritten(
    app: &App,
    asked: TargetOf,
) -> Result<Vec<Overwritten>, Problem> {
    let draft = app.store.draft(id(&asked.draft)?)?;
    let target = slug(&asked.target)?;
    let found = targets(app, &draft)?.list.into_iter();
    let found = found
        .filter(|one| one.slug == target)
        .find_map(|one| one.compared);
    Ok(match found.map(|compared| compared.found) {
        Some(TargetComparison::Overwrites(list)) => list.into_iter().map(Into::into).collect(),
        Some(TargetComparison::Unreadable(_)) | None => Vec::new(),
    })
}

fn targets(app: &App, draft: &StoredDraft) -> Result<outbox::DistributionTargets, Problem> {
    Ok(outbox::distribution_targets(
        &app.store,
        &draft.place,
        &draft.intent,
    )?)
}
