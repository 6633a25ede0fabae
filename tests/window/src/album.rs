use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use crate::{app::App, built, desktop::Desktop};

/// Pictures of a walk through the app, each with what to look at.
pub struct Album {
    folder: PathBuf,
    captions: String,
    count: usize,
}

impl Album {
    /// An empty album in the target folder.
    pub fn new(name: &str) -> Self {
        let folder = built::target().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        Self {
            folder,
            captions: String::new(),
            count: 0,
        }
    }

    /// Adds a picture of the window.
    pub fn add(&mut self, app: &App<'_>, name: &str, look_at: &str) {
        let path = self.page(name, look_at);
        app.photograph(&path);
    }

    /// Adds a picture of the whole screen.
    pub fn add_screen(&mut self, desktop: &Desktop, name: &str, look_at: &str) {
        let path = self.page(name, look_at);
        desktop.photograph(&path);
    }

    fn page(&mut self, name: &str, look_at: &str) -> PathBuf {
        self.count += 1;
        let file = format!("{:02}-{name}.png", self.count);
        println!("{file}  {look_at}");
        writeln!(self.captions, "- `{file}`: {look_at}").expect("a string takes everything");
        self.write();
        self.folder.join(file)
    }

    fn write(&self) {
        let path: &Path = &self.folder.join("README.md");
        fs::write(path, &self.captions)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}
