use std::{io, path::PathBuf};

/// Why a task stopped, said so that one knows what to do next.
#[derive(Debug, thiserror::Error)]
pub(crate) enum XtaskError {
    #[error("There is no task called {name}.\n\n{help}")]
    UnknownTask { name: String, help: String },

    #[error("{what} missing. {cure}")]
    Missing { what: String, cure: String },

    /// A program ran and said no. It has already said why on the terminal.
    #[error("{0}")]
    Command(#[from] xshell::Error),

    /// What an ordeal has found, or how one is asked for.
    #[error("{0}")]
    Ordeal(String),

    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },

    #[error("cargo's description of the workspace could not be read: {0}")]
    Metadata(#[from] serde_json::Error),

    #[error("the path of programs cannot be set: {0}")]
    Path(#[source] std::env::JoinPathsError),

    #[error("cargo's description of the workspace names no target folder")]
    NoTarget,
}

impl XtaskError {
    /// For `map_err`: an I/O error together with the file it is about.
    pub(crate) fn with(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
