//! Files on the disk: what a list is read from, compared with, and saved as.

pub(crate) mod draft_difference;
pub(crate) mod draft_file;
mod everybody;
pub(crate) mod import;
pub(crate) mod kept_list;
pub(crate) mod mapping;
pub(crate) mod preview;
pub(crate) mod saving;
pub(crate) mod source;
