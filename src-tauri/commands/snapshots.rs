use jiff::Timestamp;
use outbox::Source;
use store::{AccountId, Place};

use crate::app::App;
use crate::bridge::from_domain::time;
use crate::bridge::{
    CannotHandOut, MaterialLook, Problem, SnapshotLine, SnapshotOf, SnapshotSource, Snapshots,
    SnapshotsOf,
};
use crate::news;

pub(super) async fn snapshots(app: &App, which: SnapshotsOf) -> Result<Snapshots, Problem> {
    let place = Place {
        account: AccountId(which.account),
        org: which.org,
        space: which.space,
    };
    let looked = app
        .outbox
        .cache
        .look_at_snapshots(&place, Timestamp::now())
        .await;
    news::tell_status(app);
    let Some(seen) = app.outbox.cache.snapshots(&place)? else {
        // Never seen, and now is no time either: that is for the window to say.
        return match looked {
            Err(outbox::RefreshError::Store(problem)) => Err(problem.into()),
            _ => Ok(Snapshots {
                distributed: None,
                known: false,
                sources: Vec::new(),
                seen_at: None,
            }),
        };
    };
    Ok(Snapshots {
        distributed: outbox::distributed_among(&seen.list).map(Into::into),
        known: true,
        sources: seen.list.into_iter().map(source).collect(),
        seen_at: Some(time(seen.at)),
    })
}

pub(super) async fn material(app: &App, which: SnapshotOf) -> Result<MaterialLook, Problem> {
    let place = Place {
        account: AccountId(which.account),
        org: which.org,
        space: which.space,
    };
    let looked = app
        .outbox
        .cache
        .look_into(&place, &which.instance, &which.snapshot, Timestamp::now())
        .await;
    news::tell_status(app);
    let contents = looked?;
    let cannot = contents.cannot.into_iter().map(|cannot| CannotHandOut {
        name: cannot.name,
        why: cannot.why.into(),
    });
    Ok(MaterialLook {
        files: count(contents.file_count),
        applications: count(contents.applications.len()),
        tables: count(contents.tables.len()),
        cannot: cannot.collect(),
    })
}

fn source(source: Source) -> SnapshotSource {
    let snapshots = source.snapshots.into_iter().map(|snapshot| SnapshotLine {
        slug: snapshot.slug.to_string(),
        name: snapshot.name,
        description: snapshot.description.filter(|text| !text.is_empty()),
        at: snapshot.snapshot_timestamp.map(time),
    });
    SnapshotSource {
        instance: source.instance,
        instance_name: source.instance_name,
        snapshots: snapshots.collect(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
