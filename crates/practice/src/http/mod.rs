//! The server's own matters.

pub(crate) mod answer;
pub(crate) mod control;
pub(crate) mod extract;
pub(crate) mod idempotency;
pub(crate) mod json_body;
pub(crate) mod ledger;
pub(crate) mod listener;
pub(crate) mod middleware;
