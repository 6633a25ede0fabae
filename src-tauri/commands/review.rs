//! What a draft comes to, and sending it: the way from a draft into the outbox.

use jiff::Timestamp;
use store::StoreError;

use crate::app::App;
use crate::bridge::{DraftRef, PlanRef, Problem, RequestLine, Review, Send, id};

/// How many requests of each kind are shown before anything is sent. The rest read the same but
/// for the address.
const REQUESTS_SHOWN: usize = 50;

pub(super) async fn review(app: &App, draft: DraftRef) -> Result<Review, Problem> {
    let draft = id(&draft.draft)?;
    let review = outbox::review(&app.store, draft)?;
    let counts = app
        .lists
        .with(draft, |list| Ok::<_, StoreError>(list.counts()))?;
    let (shown, total) = outbox::preview_requests(&app.store, &review, REQUESTS_SHOWN)?;
    let requests = shown
        .iter()
        .map(|request| RequestLine::post(&request.path, &request.body))
        .collect();
    Ok(Review::of(review, requests, total, counts.to_check))
}

pub(super) async fn send(app: &App, what: Send) -> Result<PlanRef, Problem> {
    let draft = id(&what.draft)?;
    let send = if what.skip {
        outbox::send_skipping
    } else {
        outbox::send
    };
    let plan = send(&app.store, draft, &what.fingerprint, Timestamp::now())?;
    app.lists.close(draft);
    // The engine makes the new plan known to whoever watches the outbox.
    app.outbox.actions.sent(plan);
    app.changes.drafts();
    Ok(PlanRef {
        plan: plan.to_string(),
    })
}
