//! The fingerprint of a review: what it stands for is exactly what the user saw.

use sha2::{Digest, Sha256};
use store::{Draft, Purpose, Row, SnapshotRef, StoreError};

use crate::draft::distribution::{DistributionTargets, TargetFate};

/// Stands for the draft, its rows, its material and what becomes of its targets: a change of any of them changes it.
pub(super) fn fingerprint(
    draft: &Draft,
    rows: &[Row],
    material: Option<&SnapshotRef>,
    targets: &DistributionTargets,
) -> Result<String, StoreError> {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update(text.len().to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(&draft.id.to_string());
    part(&serde_json::to_string(&draft.intent).map_err(StoreError::Encode)?);
    part(&material.map_or_else(String::new, |material| {
        format!("{}/{}", material.instance, material.slug)
    }));
    let groups = draft.intent.purpose == Some(Purpose::Groups);
    for row in rows {
        part(&row.name);
        part(&row.address);
        part(if row.skipped { "out" } else { "in" });
        part(if groups { &row.group } else { "" });
    }
    for target in &targets.list {
        part(target.slug.as_str());
        part(match target.fate {
            TargetFate::Receives => "receives",
            TargetFate::Overwritten => "overwritten",
            TargetFate::AskedLater => "asked_later",
            TargetFate::SkippedLater => "skipped_later",
            TargetFate::Skipped => "skipped",
            TargetFate::Unreadable => "unreadable",
        });
    }
    Ok(hash
        .finalize()
        .iter()
        .take(16)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}")))
}
