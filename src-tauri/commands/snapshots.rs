//! What can be distributed in a space, and what a snapshot holds.

use jiff::Timestamp;

use crate::app::App;
use crate::bridge::{Problem, SnapshotContents, SnapshotOf, Snapshots, SnapshotsOf, place, slug};

pub(super) async fn snapshots(app: &App, which: SnapshotsOf) -> Result<Snapshots, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let read = app
        .outbox
        .cache
        .refresh_snapshots(&place, Timestamp::now())
        .await;
    app.changes.status();
    match app.outbox.cache.snapshots(&place)? {
        Some(seen) => Ok(seen.into()),
        // Never seen, and they can't be read now either: that is for the window to say.
        None => match read {
            Err(outbox::RefreshError::Store(error)) => Err(error.into()),
            _ => Ok(Snapshots::never_read()),
        },
    }
}

pub(super) async fn material(app: &App, which: SnapshotOf) -> Result<SnapshotContents, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let (instance, snapshot) = (slug(&which.instance)?, slug(&which.snapshot)?);
    let read = app
        .outbox
        .cache
        .read_contents(&place, &instance, &snapshot, Timestamp::now())
        .await;
    app.changes.status();
    Ok(read?.into())
}
