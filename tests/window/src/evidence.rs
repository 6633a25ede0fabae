use std::{fs, path::PathBuf, thread};

use crate::built;

/// The folder of one test for logs and pictures. Stays only if the test fails.
pub(crate) struct Evidence {
    folder: PathBuf,
}

impl Evidence {
    pub(crate) fn gather() -> Self {
        let program = std::env::current_exe().expect("the system knows which program runs");
        let program = program.file_stem().unwrap_or_default().to_string_lossy();
        // Cargo adds a hash to the name.
        let program = program.rsplit_once('-').map_or(&*program, |(name, _)| name);
        let test = thread::current()
            .name()
            .unwrap_or("main")
            .replace("::", "-");

        let folder = built::target()
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

impl Drop for Evidence {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("what there was to see is in {}", self.folder.display());
        } else {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}
