use std::path::{Path, PathBuf};

/// Where things lie on this computer.
#[derive(Debug, Clone)]
pub(crate) struct Folders {
    data: PathBuf,
}

impl Folders {
    pub(crate) fn at(data: PathBuf) -> Self {
        Self { data }
    }

    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    pub(crate) fn data_file(&self) -> PathBuf {
        self.data.join("cohort.db")
    }

    pub(crate) fn practice(&self) -> PathBuf {
        self.data.join("practice")
    }
}
