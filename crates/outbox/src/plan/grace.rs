//! The grace of a plan: the time in which it can be undone as a whole after it was sent. Nothing of
//! it leaves before that time is over.

use jiff::SignedDuration;

/// How long the grace lasts.
pub const GRACE: SignedDuration = SignedDuration::from_secs(10);
