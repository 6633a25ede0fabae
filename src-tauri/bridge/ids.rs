//! The ids and slugs that the window names, parsed where they come in. Behind this point they
//! have types, so that nobody further in has to think of text that is no id.

use std::str::FromStr;

use platform::Slug;
use store::{AccountId, DraftId, KeptListId, Place, PlanId, RowId, StepId};

use super::{Problem, ProblemCode};

/// An id that the window can name.
pub(crate) trait WireId: FromStr {
    /// What text that is no such id comes to. The window only has ids that came from here, so
    /// that one that can't be read is treated like one that isn't there any more.
    const UNKNOWN: ProblemCode;
}

impl WireId for DraftId {
    const UNKNOWN: ProblemCode = ProblemCode::DraftGone;
}

impl WireId for RowId {
    const UNKNOWN: ProblemCode = ProblemCode::RowGone;
}

impl WireId for PlanId {
    const UNKNOWN: ProblemCode = ProblemCode::PlanGone;
}

impl WireId for StepId {
    const UNKNOWN: ProblemCode = ProblemCode::PlanGone;
}

impl WireId for KeptListId {
    const UNKNOWN: ProblemCode = ProblemCode::KeptListGone;
}

pub(crate) fn id<T: WireId>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::of(T::UNKNOWN))
}

pub(crate) fn ids<T: WireId, C: FromIterator<T>>(texts: &[String]) -> Result<C, Problem> {
    texts.iter().map(|text| id(text)).collect()
}

/// The id of an account. One that isn't there any more is found out when the account is read.
pub(crate) fn account_id(text: &str) -> AccountId {
    let Ok(id) = text.parse();
    id
}

/// A slug. The window only has those that came from here, so text that is none is a fault of ours,
/// and the platform was never asked about it.
pub(crate) fn slug(text: &str) -> Result<Slug, Problem> {
    text.parse().map_err(|_| {
        Problem::of(ProblemCode::Internal).with_detail(format!("{text:?} isn't a slug"))
    })
}

/// A space on the platform of an account.
pub(crate) fn place(account: &str, org: &str, space: &str) -> Result<Place, Problem> {
    Ok(Place {
        account: account_id(account),
        org: slug(org)?,
        space: slug(space)?,
    })
}
