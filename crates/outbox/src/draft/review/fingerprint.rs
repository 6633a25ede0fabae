//! The fingerprint of a review: what it stands for is exactly what the user saw.

use sha2::{Digest, Sha256};
use store::{Draft, Purpose, Row, SnapshotRef, StoreError};

use crate::draft::distribution::{DistributionTargets, TargetFate};
use crate::draft::group_instances::GroupInstance;
use crate::seen::group_instance_state::GroupInstanceState;

/// Stands for the draft, its rows, its material, what becomes of its targets, and the instances that
/// its groups lead to: a change of any of them changes it.
pub(super) struct Fingerprint(Sha256);

impl Fingerprint {
    fn part(&mut self, text: &str) {
        self.0.update(text.len().to_le_bytes());
        self.0.update(text.as_bytes());
    }

    /// The instances of the groups are known once the people are sorted.
    pub(super) fn with(mut self, groups: &[GroupInstance]) -> String {
        for group in groups {
            self.part(group.slug.as_str());
            self.part(&group.name);
            self.part(match group.state {
                GroupInstanceState::New => "new",
                GroupInstanceState::Exists => "exists",
                GroupInstanceState::OtherName => "other_name",
                GroupInstanceState::NotShared => "not_shared",
                GroupInstanceState::AddressName => "address_name",
            });
        }
        let hash = self.0.finalize();
        let start = hash.iter().take(16);
        start.fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }
}

pub(super) fn fingerprint(
    draft: &Draft,
    rows: &[Row],
    material: Option<&SnapshotRef>,
    targets: &DistributionTargets,
) -> Result<Fingerprint, StoreError> {
    let mut print = Fingerprint(Sha256::new());
    let mut part = |text: &str| print.part(text);
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
    Ok(print)
}
