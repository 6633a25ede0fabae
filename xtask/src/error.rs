//! Why a task stopped. Each message says what happened and, if the user can do something about it,
//! what to do.

use std::{io, path::PathBuf};

/// Why a task stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum XtaskError {
    #[error("There is no task called {name}.\n\n{help}")]
    UnknownTask { name: String, help: String },

    /// `what` includes the verb: "Node is".
    #[error("{what} missing. {remedy}")]
    Missing { what: String, remedy: String },

    /// This task can't run on this system, or not as this user.
    #[error("{0}")]
    CannotRunHere(&'static str),

    /// A program failed. It has already printed the reason.
    #[error("{0}")]
    Command(#[from] xshell::Error),

    /// The arguments are wrong; this is the help.
    #[error("{0}")]
    Usage(&'static str),

    /// Fuzzing has found inputs that break a target; these are the targets and the inputs.
    #[error("{0}")]
    FuzzTargetsFailed(String),

    /// No test failed with some mutants; these are the mutants, and what to do about them.
    #[error("{0}")]
    Mutants(String),

    #[error("The mutants weren't all tried: cargo mutants ended with {0}. It has said why above.")]
    MutantsNotTried(std::process::ExitStatus),

    #[error(
        "There's nothing to change there. Name files or folders of the pure parts of delivery."
    )]
    NoMutants,

    #[error("{} doesn't hold the outcome of every mutant. Run the task again.", .0.display())]
    OutcomesUnreadable(PathBuf),

    /// What is wrong with the list.
    #[error("The list of harmless mutants can't be read. {0}.")]
    HarmlessMutants(String),

    /// What the programs of Windows did wrong.
    #[error("Under Wine: {0}.")]
    UnderWine(String),

    #[error("docs/dependencies.md doesn't say what these are for or when they were last released: {}. Add a row for each, or complete it.", .0.join(", "))]
    Undescribed(Vec<String>),

    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },

    #[error("Cargo's description of the workspace couldn't be read: {0}")]
    Metadata(#[from] serde_json::Error),

    #[error("The search path for programs couldn't be set: {0}")]
    Path(#[source] std::env::JoinPathsError),

    #[error("Cargo's description of the workspace names no target folder.")]
    NoTarget,
}

impl XtaskError {
    /// For `map_err`: adds the path of the file to an I/O error.
    pub(crate) fn with(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
