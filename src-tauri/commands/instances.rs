//! An instance that was created by mistake is deleted, and restored.

use jiff::Timestamp;
use store::Place;

use crate::app::App;
use crate::bridge::{DeletedInstance, InstanceRef, Problem, place, slug};

pub(super) async fn instance_delete(
    app: &App,
    which: InstanceRef,
) -> Result<DeletedInstance, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let (instance, now) = (slug(&which.instance)?, Timestamp::now());
    let actions = &app.outbox.actions;
    let deleted = actions.delete_instance(&place, &instance, now).await;
    read_again(app, place).await;
    Ok(deleted?.into())
}

pub(super) async fn instance_restore(app: &App, which: InstanceRef) -> Result<(), Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let (instance, now) = (slug(&which.instance)?, Timestamp::now());
    let actions = &app.outbox.actions;
    let restored = actions.restore_instance(&place, &instance, now).await;
    read_again(app, place).await;
    Ok(restored?)
}

/// What is in the space reads differently now. That something was done stays true if it can't be
/// read.
async fn read_again(app: &App, place: Place) {
    let cache = &app.outbox.cache;
    let _ = cache.refresh_space(&place, Timestamp::now()).await;
    app.lists.members_changed(&place);
    app.changes.status();
    app.changes.space(place);
}
