//! From a draft to a plan: what can be chosen and what is still missing, the review, which shows
//! what will be sent before anything is, and the one transaction that turns the draft into a plan.

pub(crate) mod choices;
pub(crate) mod distribution;
pub(crate) mod free_slugs;
pub(crate) mod group_instances;
pub(crate) mod lacks;
pub(crate) mod new_instances;
pub(crate) mod refused_instances;
pub(crate) mod refused_people;
pub(crate) mod request_preview;
pub(crate) mod review;
pub(crate) mod send;
