//! Reads a file of people in a process of its own, which can be lost without losing anything.
//!
//! A file comes from outside, and the libraries that read it are large. Whatever a file makes them
//! do (take all memory, never end, crash) must not happen to the process that sends invitations. So
//! Cohort starts its own program once more for each file, with an argument that nobody types. That
//! child has little memory and time, no files and no network; it gets the bytes of the file through
//! its standard input and answers with people through its standard output. What it says is checked
//! for its length before it is believed. If it dies, that is an error like any other.
//!
//! `roster` reads the lists, in the child. This crate has both ends of the pipe: [`Reader`] and
//! [`OpenFile`] for whoever wants a file read, and [`serve_if_asked`], which every program calls
//! before anything else. It knows nothing of windows or paths, and of drafts
//! only how they are saved. `lists` and the command
//! `cohort` stand on it.

mod child;
mod confine;
mod conversation;
mod error;
mod file;
mod process;
mod protocol;
mod saved_draft;
mod time_limits;

pub use child::{ARGUMENT, serve_if_asked};
pub use error::{DraftReadError, ReaderError};
pub use file::{Counted, OpenFile, People, Reader};
pub use saved_draft::{SavedDraft, SavedDraftError, SavedRow};
pub use time_limits::TimeLimits;
