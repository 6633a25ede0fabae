//! A user at a desk, for tests: [`Desktop`] is a screen with a session of its own, [`App`] the
//! running app on it, [`Platform`] the practice platform as the outside world sees it.
//!
//! Drives the built binaries and links nothing of the app; nothing may depend on this crate. Being
//! for tests alone, everything here panics when what it waits for does not come, and says what was
//! there instead. Every wait has an end. A failing test leaves pictures, the page and all logs in
//! `target/window-tests/`. Needs the packages that `cargo xtask test` installs, and the binaries
//! that it builds. Start reading at [`Desktop::new`] and [`App`].

mod album;
mod app;
mod built;
mod desktop;
mod evidence;
mod field;
mod files;
mod frames;
mod keyring;
mod page;
mod platform;
mod service;
mod wait;
mod ways;

pub use album::Album;
pub use app::{App, Look};
pub use desktop::Desktop;
pub use field::Field;
pub use files::Dragged;
pub use frames::Frames;
pub use keyring::Keyring;
pub use platform::{Mail, Platform};
pub use wait::until;
