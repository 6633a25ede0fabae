//! The desktop shell: a window, and commands by which it reaches the crates below.
//!
//! - `commands/` has the one list of commands (`command_table.rs`) and their bodies, which know an
//!   [`App`](app::App) and no window, so that tests call them without one.
//! - `bridge/` has what crosses to the window, and how it is made from the domain's types.
//! - `changes.rs` alone tells the window what reads differently; `watch.rs` notes for it what
//!   happens in the outbox and what other processes do with the data.
//! - `background/` is what Cohort does beside its window: the tray and what can be chosen in it.
//! - `desktop/` says what is needed of the desktop, and what a tray and a notification are;
//!   `window/` has it from Tauri.
//!
//! Only this folder knows Tauri, and in it only `window/` and the handlers in `commands/mod.rs`.

#[cfg(panic = "abort")]
compile_error!(
    "A fault in one command would end the program that sends. Build with panic = \"unwind\""
);

mod app;
#[cfg(test)]
mod app_for_tests;
mod background;
mod bridge;
mod changes;
mod chosen_files;
mod commands;
mod desktop;
mod last_run;
mod recent_log;
mod status;
mod support_copy;
#[cfg(test)]
mod types;
mod watch;
mod window;

pub use window::run;
