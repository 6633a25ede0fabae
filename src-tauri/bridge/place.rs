//! Where something is on a platform, as the window names it: parsed here, once, so that nothing
//! behind the bridge meets text that is no slug.

use platform::Slug;
use store::{AccountId, Place};

use super::{Problem, ProblemCode};

/// A slug; what is none names nothing on a platform.
pub(crate) fn slug(text: &str) -> Result<Slug, Problem> {
    text.parse()
        .map_err(|_| Problem::of(ProblemCode::NotFound).about(text))
}

pub(crate) fn place(account: String, org: &str, space: &str) -> Result<Place, Problem> {
    Ok(Place {
        account: AccountId(account),
        org: slug(org)?,
        space: slug(space)?,
    })
}
