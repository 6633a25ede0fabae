//! The server's own matters: connections, the checks every request passes, and how requests are
//! read and answered.
//!
//! Which path leads where stands in `routes.rs`; what the API does stands in `api/` and `model/`.
//! Start reading at `listener` (connections), then `middleware` (what each request passes), then
//! `requests` (how a handler gets at the model).

pub(crate) mod answer;
pub(crate) mod connection;
pub(crate) mod control;
pub(crate) mod extract;
pub(crate) mod idempotency;
pub(crate) mod json_body;
pub(crate) mod known_keys;
pub(crate) mod ledger;
pub(crate) mod listener;
pub(crate) mod loopback;
pub(crate) mod middleware;
pub(crate) mod origin;
pub(crate) mod page_access;
pub(crate) mod requests;
pub(crate) mod server;
