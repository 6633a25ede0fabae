//! The numbers of a comparison, and those that are remembered with what they were made from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use store::{KeptListId, Place};

/// How many people are in each group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ComparisonCounts {
    pub in_space: u32,
    pub not_joined: u32,
    pub missing: u32,
    pub not_on_list: u32,
    /// Without those who are marked as left: nothing is to be done about them.
    pub left: u32,
    /// Of those who are in, who is in another section than before.
    pub moved: u32,
}

/// What a comparison depends on apart from the list itself and the marks, which only commands of
/// this process change: they call `Outbox::kept_list_changed`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Basis {
    pub(super) list: KeptListId,
    pub(super) members: Option<Timestamp>,
    pub(super) invitations: Option<Timestamp>,
    pub(super) plans: (i64, i64),
}

/// The numbers of comparisons that were made, so that an overview of many spaces doesn't hold every
/// list against its space each time it is shown. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct KnownCounts(pub(super) Arc<Mutex<HashMap<Place, (Basis, ComparisonCounts)>>>);
