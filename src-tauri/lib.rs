//! The desktop shell: a window, and commands by which it reaches the crates below.
//!
//! - `commands/` has the one list of commands (`table.rs`) and their bodies, which know an
//!   [`App`](app::App) and no window, so that tests call them without one.
//! - `bridge/` has what crosses to the window, and how it is made from the domain's types.
//! - `host.rs` is what the bodies need of the desktop; `desktop.rs` has it from Tauri.
//!
//! Only this folder knows Tauri.

mod app;
mod bridge;
mod chosen_files;
mod commands;
mod desktop;
mod elsewhere;
mod host;
mod locks;
mod news;
mod preferences;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod types;

pub use desktop::run;
