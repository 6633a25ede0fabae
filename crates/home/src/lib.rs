//! Where Cohort is at home on a computer: the folders, and the practice platform that runs
//! beside the data. The window and the terminal stand on the same, and only they depend on this.

mod folders;
mod network;
mod practice_host;

pub use folders::{Folders, IDENTIFIER};
pub use practice_host::{Page, PracticeError, PracticeHost};
