//! Drives the whole app for tests, as a user would: [`Desktop`] is a virtual screen with a session of
//! its own, [`App`] the running app on it, [`Platform`] the practice platform as the outside world
//! sees it.
//!
//! The crate drives the built binaries and links nothing of the app; nothing may depend on it. Since
//! it is only for tests, everything here panics if what it waits for doesn't come, and prints what
//! was there instead. Every wait has an end. A failing test leaves pictures, the page and all logs in
//! `target/window-tests/`. The crate needs the packages that `cargo xtask test` installs and the
//! binaries that it builds. Start reading at [`Desktop::new`] and [`App`].
//!
//! `desktop` is the session itself and knows none of its users: what else a test does with it (start the
//! app, read the bus, press keys) is added to [`Desktop`] by the module that does it.
//!
//! [`Panel`] is a panel that shows the app's tray icon. [`Student`] is a browser that knows nothing of the app. What many tests do is in `steps`; how a thing is found on the page, in `page` and `page.js`.

mod app;
mod app_data;
mod artifacts;
mod axe;
mod binaries;
mod bus;
mod desktop;
mod elsewhere;
mod field;
mod files;
mod frame_times;
pub mod gallery;
pub mod gallery_page;
pub mod guide;
mod hostile;
mod input;
mod keyring;
mod layout;
mod notifications;
mod page;
mod panel;
mod platform;
mod processes;
mod screen_reader;
mod screenshots;
mod second_start;
mod secrets;
mod service;
mod steps;
mod student;
mod terminal;
mod traces;
mod wait;
pub mod walk;

pub use app::{App, WindowOptions};
pub use desktop::Desktop;
pub use elsewhere::Elsewhere;
pub use field::Field;
pub use files::Dragged;
pub use frame_times::FrameTimes;
pub use hostile::{Answer, HostilePlatform};
pub use keyring::Keyring;
pub use panel::Panel;
pub use platform::{Mail, Platform};
pub use screen_reader::Told;
pub use screenshots::Screenshots;
pub use student::Student;
pub use traces::Secret;
pub use wait::until;

/// People for tests that need several.
pub const PEOPLE: [&str; 6] = [
    "ada.lovelace@uni.example",
    "emmy.noether@uni.example",
    "grace.hopper@uni.example",
    "ida.rhodes@uni.example",
    "joan.clarke@uni.example",
    "kathleen.antonelli@uni.example",
];
