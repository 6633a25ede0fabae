//! What a draft comes to, and sending it: the way from a draft into the outbox.

use std::sync::Arc;

use jiff::Timestamp;
use store::StoreError;

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{DraftRef, PlanRef, Problem, RequestLine, Review, Send, id};

/// How many requests of each kind are shown before anything is sent. The rest read the same but
/// for the address.
const REQUESTS_SHOWN: usize = 50;

pub(super) async fn review(app: &App, draft: DraftRef) -> Result<Review, Problem> {
    let draft = id(&draft.draft)?;
    let (store, lists) = (app.store.clone(), Arc::clone(&app.lists));
    blocking(move || {
        let review = outbox::review(&store, draft)?;
        let counts = lists.with(draft, |list| Ok::<_, StoreError>(list.counts()))?;
        let (shown, total) = outbox::preview_requests(&store, &review, REQUESTS_SHOWN)?;
        let requests = shown
            .iter()
            .map(|request| RequestLine::post(&request.path, &request.body))
            .collect();
        Ok::<_, Problem>(Review::of(review, requests, total, counts.to_check))
    })
    .await
}

pub(super) async fn send(app: &App, what: Send) -> Result<PlanRef, Problem> {
    let draft = id(&what.draft)?;
    let send = if what.skip {
        outbox::send_skipping
    } else {
        outbox::send
    };
    let store = app.store.clone();
    let plan = blocking(move || send(&store, draft, &what.fingerprint, Timestamp::now())).await?;
    app.lists.close(draft);
    // The engine makes the new plan known to whoever watches the outbox.
    app.outbox.actions.sent(plan);
    app.changes.drafts();
    Ok(PlanRef {
        plan: plan.to_string(),
    })
}
