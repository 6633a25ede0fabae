//! The practice platform: a stand-in for the hosted platform, as far as invitations and instances
//! go, with a demo course in it. It is an HTTP server like any other, on loopback, and keeps
//! everything in one folder.
//!
//! Nothing here knows the app. Only what starts a server depends on this crate: the window, the
//! terminal, and tests.
//!
//! Where to find things, from the bottom up. Each of these depends only on those above it:
//!
//! - `options`, `clock`, `tokens`, `faults`, `data_folder`, `database` know nothing of each other's
//!   business, and nothing of what is below. `database/schema.sql` says what is kept.
//! - `request_error` says why a request is refused, and `platform` is what everything below shares.
//! - `model` has the rules and all SQL.
//! - `background` runs tasks and sends emails. `demo` lays out the demo data.
//! - `http` is the server: connections, what every request passes, requests and answers.
//! - `api`, `pages` and `openapi` answer requests; `routes` says which of them answers which path.
//! - `start` wires it all together, and `page_link` is how the pages are opened in a browser.
//!   `in_process` wires it together without sockets, for simulations.
//!
//! The tests need Python 3 with `venv`, because they install the hosted platform's own clients into
//! a virtual environment below the target folder, and Debian's `python3-aiosmtpd`. Those in
//! `tests/browser` need `chromium` and `chromium-driver`. The bench `load` measures a crowd.

mod api;
mod background;
mod clock;
mod data_folder;
mod database;
mod demo;
mod faults;
mod http;
#[cfg(feature = "in-process")]
mod in_process;
mod model;
mod openapi;
mod options;
mod page_link;
mod pages;
mod platform;
mod request_error;
mod routes;
mod start;
mod tokens;

pub use background::smtp_sender::SmtpUrlError;
pub use data_folder::{FolderError, Running, running};
pub use database::DatabaseOpenError;
pub use faults::FaultPlanError;
#[cfg(feature = "in-process")]
pub use in_process::{AnswerCutError, InProcess};
pub use options::{Options, Page, RepeatInvite};
pub use page_link::PageLinkError;
pub use start::{Practice, StartError, start};
