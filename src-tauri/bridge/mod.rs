//! What crosses between the window and the shell: plain data, made from the
//! domain's types and never derived on them, so that neither side bends the other.
//!
//! The TypeScript in `ui/src/bridge/types.ts` and `ui/src/bridge/calls.ts` is written
//! from here by `cargo xtask types`; a test fails when it is stale. Ids travel as
//! strings, times as RFC 3339 in UTC, and no sentence for people is made on this
//! side: the window has the words.
//!
//! Each topic has its types and how they are made from the domain's in one file, and a
//! type belongs to one topic, so that all of them are one namespace. Errors become a
//! [`Problem`] in `from_problem.rs`, those of accounts in `from_account_problem.rs`, those of files in `from_file_problem.rs` and those
//! of links in `link.rs`. Ids and slugs become typed in `ids.rs`.

mod account;
mod comparison;
mod convert;
mod deleted_instance;
mod desktop;
mod difference;
mod distribution;
mod domains;
mod draft;
mod file;
mod finding;
mod from_account_problem;
mod from_file_problem;
mod from_problem;
mod groups;
mod ids;
mod import;
mod intent;
mod link;
mod list;
mod new_instances;
mod overview;
mod people_actions;
mod person;
mod person_details;
mod plan;
mod practice;
mod problem;
mod review;
mod saved_file;
mod search;
mod snapshots;
mod space;
mod start;
mod step;
mod troubleshooting;
mod your_data;

pub(crate) use account::*;
pub(crate) use comparison::*;
pub(crate) use convert::{count, time};
pub(crate) use deleted_instance::*;
pub(crate) use desktop::*;
pub(crate) use difference::*;
pub(crate) use distribution::*;
pub(crate) use domains::*;
pub(crate) use draft::*;
pub(crate) use file::*;
pub(crate) use finding::*;
pub(crate) use groups::*;
pub(crate) use ids::{account_id, id, ids, place, slug};
pub(crate) use import::*;
pub(crate) use intent::*;
pub(crate) use link::*;
pub(crate) use list::*;
pub(crate) use new_instances::*;
pub(crate) use overview::*;
pub(crate) use people_actions::*;
pub(crate) use person::*;
pub(crate) use person_details::*;
pub(crate) use plan::*;
pub(crate) use practice::*;
pub(crate) use problem::*;
pub(crate) use review::*;
pub(crate) use saved_file::*;
pub(crate) use search::*;
pub(crate) use snapshots::*;
pub(crate) use space::*;
pub(crate) use start::*;
pub(crate) use step::*;
pub(crate) use troubleshooting::*;
pub(crate) use your_data::*;

use convert::same_words;
