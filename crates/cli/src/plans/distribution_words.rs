//! What distributing a snapshot comes to, before it is sent: in words for people, and as JSON.

use std::io::{self, Write};

use outbox::{DistributionTarget, Review, SendObstacle, TargetFate, words};
use serde::Serialize;

use crate::plain::Plain;

/// At most this many targets are listed with what would be overwritten in them.
const LISTED: usize = 50;

/// One target as JSON. Scripts rely on the keys and the words, so these stay when names in the code
/// change.
#[derive(Serialize)]
pub(crate) struct TargetJson<'r> {
    slug: &'r str,
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'r str>,
    fate: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    overwrites: Option<Vec<&'r str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared_at: Option<jiff::Timestamp>,
}

pub(super) fn json(target: &DistributionTarget) -> TargetJson<'_> {
    let compared = target.compared.as_ref();
    let owner = target.owner.as_ref();
    TargetJson {
        slug: target.slug.as_str(),
        name: owner.map_or(&target.name, |owner| {
            if owner.name.is_empty() {
                &target.name
            } else {
                &owner.name
            }
        }),
        address: owner.map(|owner| owner.address.as_str()),
        fate: match target.fate {
            TargetFate::Receives => "receives",
            TargetFate::Overwritten => "overwritten",
            TargetFate::AskedLater => "asked_later",
            TargetFate::SkippedLater => "skipped_later",
            TargetFate::Skipped => "skipped",
            TargetFate::Unreadable => "unreadable",
        },
        overwrites: compared.and_then(|compared| match &compared.found {
            store::TargetComparison::Overwrites(list) => {
                Some(list.iter().map(|thing| thing.path.as_str()).collect())
            }
            store::TargetComparison::Unreadable(_) => None,
        }),
        compared_at: compared.map(|compared| compared.at),
    }
}

/// Prints what becomes of the targets, and what would be overwritten in which.
pub(super) fn print(review: &Review, out: &mut impl Write) -> io::Result<()> {
    let sentence = words::sentence(review);
    let sentence = sentence.as_deref();
    writeln!(
        out,
        "{}",
        Plain(sentence.unwrap_or("No instance would get this snapshot."))
    )?;
    for (fate, count) in words::targets_by_fate(review) {
        writeln!(out, "  {fate}: {}", words::instances(count))?;
    }
    let conflicting: Vec<&DistributionTarget> = review
        .targets
        .list
        .iter()
        .filter(|target| {
            matches!(
                target.fate,
                TargetFate::Skipped | TargetFate::Unreadable | TargetFate::Overwritten
            )
        })
        .collect();
    for target in conflicting.iter().take(LISTED) {
        if let Some(overwritten) = words::overwritten(target) {
            let name = json(target).name;
            writeln!(out, "    {}: {}", Plain(name), Plain(&overwritten))?;
        }
    }
    if conflicting.len() > LISTED {
        let more = conflicting.len() - LISTED;
        writeln!(
            out,
            "    and {} more. --json lists all.",
            words::instances(more)
        )?;
    }
    match review.obstacle() {
        Some(SendObstacle::NothingInSnapshot) => writeln!(
            out,
            "The snapshot holds nothing that can be distributed. Choose another one."
        ),
        Some(SendObstacle::MessageTooLong(characters)) => writeln!(
            out,
            "The message has {characters} characters. Shorten it to {}.",
            outbox::LONGEST_MESSAGE
        ),
        _ => Ok(()),
    }
}
