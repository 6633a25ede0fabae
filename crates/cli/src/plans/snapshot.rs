//! The snapshot that `--from` names.

use jiff::Timestamp;
use outbox::Source;
use platform::Snapshot;
use store::{Place, SnapshotRef};

use crate::error::CliError;
use crate::plain::Plain;
use crate::session::Session;

pub(super) async fn find_snapshot(
    session: &Session,
    place: &Place,
    from: &str,
) -> Result<SnapshotRef, CliError> {
    let cache = &session.outbox.cache;
    if let Err(error) = cache.refresh_snapshots(place, Timestamp::now()).await {
        eprintln!(
            "The snapshots couldn't be loaded, so those last seen are used: {}",
            Plain(&CliError::from(error).message())
        );
    }
    let sources = cache.snapshots(place)?.map(|seen| seen.list);
    chosen(&sources.unwrap_or_default(), from)
}

/// The snapshot that is meant by `INSTANCE/SNAPSHOT`. Both may be slugs or names; a slug counts
/// first, because a name may be that of several. Nothing is guessed: whoever can add an instance to
/// the space could give it the name of another, and its snapshot would be distributed to everyone.
fn chosen(sources: &[Source], from: &str) -> Result<SnapshotRef, CliError> {
    let after = |instance: &str| from.strip_prefix(instance)?.strip_prefix('/');
    let by_slug: Vec<_> = sources
        .iter()
        .filter_map(|source| Some((source, after(source.instance.as_str())?)))
        .collect();
    let instances = if by_slug.is_empty() {
        let by_name: Vec<_> = sources
            .iter()
            .filter_map(|source| Some((source, after(plain_name(source))?)))
            .collect();
        // Whether one of them has such a snapshot or not, the name doesn't say which is meant. One
        // whose snapshots can't be read isn't among them, but the slug behind the name says that it
        // exists.
        let tells = |(source, _): &(&Source, &str)| plain_name(source) == source.instance_name;
        if by_name.len() > 1 || !by_name.iter().all(tells) {
            let slugs = by_name
                .iter()
                .map(|(source, _)| source.instance.to_string());
            return Err(CliError::SeveralInstances {
                from: from.to_owned(),
                slugs: slugs.collect(),
            });
        }
        by_name
    } else {
        by_slug
    };
    let snapshots = |fits: &dyn Fn(&Snapshot, &str) -> bool| -> Vec<_> {
        instances
            .iter()
            .flat_map(|&(source, asked)| {
                let snapshots = source.snapshots.iter();
                let fitting = snapshots.filter(move |snapshot| fits(snapshot, asked));
                fitting.map(move |snapshot| (source, snapshot))
            })
            .collect()
    };
    let mut found = snapshots(&|snapshot, asked| snapshot.slug.as_str() == asked);
    if found.is_empty() {
        found = snapshots(&|snapshot, asked| snapshot.name == asked);
    }
    match *found.as_slice() {
        [(source, snapshot)] => Ok(SnapshotRef {
            instance: source.instance.clone(),
            instance_name: source.instance_name.clone(),
            slug: snapshot.slug.clone(),
            name: snapshot.name.clone(),
            at: snapshot.snapshot_timestamp,
        }),
        [] => Err(CliError::NoSnapshot(from.to_owned())),
        ref several => Err(CliError::SeveralSnapshots {
            from: from.to_owned(),
            slugs: several
                .iter()
                .map(|(source, snapshot)| format!("{}/{}", source.instance, snapshot.slug))
                .collect(),
        }),
    }
}

/// The name of an instance without the slug that tells it from others that look the same.
fn plain_name(source: &Source) -> &str {
    let name = source.instance_name.as_str();
    let slug = format!(" ({})", source.instance);
    name.strip_suffix(slug.as_str()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn source(slug: &str, name: &str, snapshots: &[(&str, &str)]) -> Source {
        let snapshots = snapshots.iter().map(|(slug, name)| {
            let snapshot = serde_json::json!({ "slug": slug, "name": name });
            serde_json::from_value(snapshot).unwrap()
        });
        Source {
            instance: slug.parse().unwrap(),
            instance_name: name.to_owned(),
            snapshots: snapshots.collect(),
            current: false,
        }
    }

    #[test]
    fn an_instance_with_the_name_of_another_is_not_distributed_in_its_place() {
        let sources = [
            source(
                "mallory",
                "Master (mallory)",
                &[("week_4", "Week 4"), ("week_5", "Week 5")],
            ),
            source("group_a", "Group A (group_a)", &[("a", "Notes")]),
            source("master", "Master (master)", &[("week_4", "Week 4")]),
            source("tutors", "Tutors", &[("a", "Notes"), ("b", "Notes")]),
        ];
        let found = |from| chosen(&sources, from).map(|found| found.instance.to_string());
        let error = found("tutors/Notes").unwrap_err();
        assert!(matches!(error, CliError::SeveralSnapshots { .. }));
        // Also if only one of them has such a snapshot.
        for ambiguous in [
            "Master/Week 4",
            "Master/week_4",
            "Master/Week 5",
            "Master/x",
        ] {
            let error = found(ambiguous).unwrap_err();
            let CliError::SeveralInstances { slugs, .. } = error else {
                panic!("{ambiguous}: {error:?}");
            };
            assert_eq!(slugs, ["mallory", "master"]);
        }
        // The snapshots of the other one can't be read.
        assert!(matches!(
            found("Group A/Notes"),
            Err(CliError::SeveralInstances { .. })
        ));
        assert_eq!(found("master/week_4").unwrap(), "master");
        assert_eq!(found("master/Week 4").unwrap(), "master");
        assert_eq!(found("mallory/Week 4").unwrap(), "mallory");
        assert_eq!(found("Tutors/a").unwrap(), "tutors");
        assert!(matches!(found("Mallory/a"), Err(CliError::NoSnapshot(_))));
    }
}
