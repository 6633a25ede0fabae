//! The logs and pictures of one test, which are kept only if the test fails.

use std::{fs, path::PathBuf, thread};

use crate::binaries;

/// The folder for the logs and pictures of one test. It is removed if the test passes.
pub(crate) struct Artifacts {
    folder: PathBuf,
}

impl Artifacts {
    pub(crate) fn new() -> Self {
        let program = std::env::current_exe().expect("the system knows which program runs");
        let program = program.file_stem().unwrap_or_default().to_string_lossy();
        // Cargo appends a hash to the name of the program.
        let program = program.rsplit_once('-').map_or(&*program, |(name, _)| name);
        let test = thread::current()
            .name()
            .unwrap_or("main")
            .replace("::", "-");

        let folder = binaries::target()
            .join("window-tests")
            .join(format!("{program}-{test}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Artifacts {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("logs and pictures are in {}", self.folder.display());
        } else {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}
