//! Screenshots of a walk through the app, each with a caption that says what to look at.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use crate::{app::App, binaries, desktop::Desktop};

/// The screenshots of one walk, in a folder of their own, and a file with the captions.
pub struct Screenshots {
    folder: PathBuf,
    captions: String,
    count: usize,
}

impl Screenshots {
    /// An empty folder of this name in the target folder.
    pub fn new(name: &str) -> Self {
        let folder = binaries::target().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        Self {
            folder,
            captions: String::new(),
            count: 0,
        }
    }

    /// Adds a picture of the window, on which nobody may be shut out.
    pub fn add(&mut self, app: &App<'_>, name: &str, caption: &str) {
        app.has_no_serious_finding(name);
        let path = self.path(name, caption);
        app.photograph(&path);
    }

    /// Adds a picture of the whole screen.
    pub fn add_screen(&mut self, desktop: &Desktop, name: &str, caption: &str) {
        let path = self.path(name, caption);
        desktop.photograph(&path);
    }

    /// Adds another file, such as a printed page.
    pub fn add_file(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Adds a caption, and returns where its picture belongs.
    fn path(&mut self, name: &str, caption: &str) -> PathBuf {
        self.count += 1;
        let file = format!("{:02}-{name}.png", self.count);
        println!("{file}  {caption}");
        writeln!(self.captions, "- `{file}`: {caption}").expect("a string grows");
        self.write_captions();
        self.folder.join(file)
    }

    fn write_captions(&self) {
        let path: &Path = &self.folder.join("README.md");
        fs::write(path, &self.captions)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}
