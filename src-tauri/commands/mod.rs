//! What the window can ask for. `command_table.rs` is the one list of commands. The bodies are in the
//! files beside it, named after what they are about. A body parses what the window named, calls
//! the crate that does the work, and maps the answer; it knows an [`App`] and no window.

use std::sync::Arc;

use tauri::{State, Wry, ipc::Invoke};

use crate::app::App;
#[allow(clippy::wildcard_imports, reason = "the table names most of them")]
use crate::bridge::*;

mod accounts;
mod blocking;
mod comparison;
mod differences;
mod distribution;
mod domains;
mod draft_files;
mod drafts;
mod exports;
mod files;
mod imports;
mod instances;
mod links;
mod overview;
mod people;
mod plans;
mod practice;
mod reports;
mod review;
mod rows;
mod search;
mod snapshots;
mod spaces;
mod start;
mod steps;
#[cfg(test)]
mod tests;
mod troubleshooting;
mod your_data;

pub(crate) use files::dropped;

mod bodies {
    pub(super) use super::accounts::*;
    pub(super) use super::comparison::*;
    pub(super) use super::differences::*;
    pub(super) use super::distribution::*;
    pub(super) use super::domains::*;
    pub(super) use super::draft_files::*;
    pub(super) use super::drafts::*;
    pub(super) use super::exports::*;
    pub(super) use super::files::*;
    pub(super) use super::imports::*;
    pub(super) use super::instances::*;
    pub(super) use super::links::*;
    pub(super) use super::overview::*;
    pub(super) use super::people::*;
    pub(super) use super::plans::*;
    pub(super) use super::practice::*;
    pub(super) use super::reports::*;
    pub(super) use super::review::*;
    pub(super) use super::rows::*;
    pub(super) use super::search::*;
    pub(super) use super::snapshots::*;
    pub(super) use super::spaces::*;
    pub(super) use super::start::*;
    pub(super) use super::steps::*;
    pub(super) use super::troubleshooting::*;
    pub(super) use super::your_data::*;
}

include!("command_table.rs");

/// Makes the handlers: a name in the table without a body of these very types doesn't compile.
macro_rules! handlers {
    ($($(#[$about:meta])* $name:ident: $request:tt => $reply:ty;)*) => {
        $(handlers!(@one $name $request $reply);)*

        pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + std::marker::Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
    (@one $name:ident () $reply:ty) => {
        #[tauri::command]
        async fn $name(app: State<'_, Arc<App>>) -> Result<$reply, Problem> {
            bodies::$name(&app).await
        }
    };
    (@one $name:ident $request:ident $reply:ty) => {
        #[tauri::command]
        async fn $name(app: State<'_, Arc<App>>, request: $request) -> Result<$reply, Problem> {
            bodies::$name(&app, request).await
        }
    };
}

command_table!(handlers);
