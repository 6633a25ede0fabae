//! What a draft or a plan says about distributing a snapshot to instances that exist: to which of
//! them, what becomes of those in which it would overwrite something, and what their people are
//! told. Kept as JSON within the intent.

use std::collections::{BTreeMap, BTreeSet};

use platform::Slug;
use serde::{Deserialize, Serialize};

/// How a snapshot is to be distributed to instances that exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DistributionWish {
    pub scope: DistributionScope,
    /// Distributed gets it too, for those who come later. It counts where the targets aren't
    /// chosen one by one.
    pub also_distributed: bool,
    /// The instances that were chosen. They are kept while another scope counts, so that going
    /// from one to the other and back loses nothing.
    pub chosen: BTreeSet<Slug>,
    /// What becomes of a target in which something would be overwritten.
    pub on_overwrite: OnOverwrite,
    /// What was decided for single targets.
    pub decisions: BTreeMap<Slug, OverwriteDecision>,
    /// Whether the platform emails the people of the targets.
    pub notify: bool,
    /// What that email says besides. Kept while nobody is emailed.
    pub message: String,
}

/// Which instances of the space get a snapshot. Neither Master nor the instance that the snapshot
/// is of is among them, but Master can be chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistributionScope {
    #[default]
    Everyone,
    /// Those to which this snapshot wasn't distributed from this computer yet.
    NotYet,
    Chosen,
}

/// What becomes of a target in which something would be overwritten, if nothing was decided for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnOverwrite {
    /// It is skipped if that is known at "send". If it turns out only at departure, the user is
    /// asked.
    #[default]
    Ask,
    Skip,
    Overwrite,
}

/// What becomes of one target in which something would be overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverwriteDecision {
    Skip,
    Overwrite,
}

impl Default for DistributionWish {
    fn default() -> Self {
        Self {
            scope: DistributionScope::default(),
            also_distributed: true,
            chosen: BTreeSet::new(),
            on_overwrite: OnOverwrite::default(),
            decisions: BTreeMap::new(),
            notify: false,
            message: String::new(),
        }
    }
}

impl DistributionWish {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// What becomes of a target in which something would be overwritten.
    pub fn on_overwrite(&self, target: &Slug) -> OnOverwrite {
        match self.decisions.get(target) {
            Some(OverwriteDecision::Skip) => OnOverwrite::Skip,
            Some(OverwriteDecision::Overwrite) => OnOverwrite::Overwrite,
            None => self.on_overwrite,
        }
    }

    /// What the email to the people of the targets says besides, if they get one and it does.
    pub fn message(&self) -> Option<&str> {
        let message = self.message.trim();
        (self.notify && !message.is_empty()).then_some(message)
    }
}
