//! Pictures of screens in every look and size, and what is wrong on them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use crate::{
    app::{App, WindowOptions},
    binaries,
    walk::{Screen, Spoken},
};

/// The sizes for which the window is designed, and what each is called. A screen of 1920 × 1080 at
/// 200 % has room for half of its pixels in each direction.
pub const SIZES: [(&str, &str, (u32, u32)); 4] = [
    ("900x600", "900 × 600", (900, 600)),
    ("1280x800", "1280 × 800", (1280, 800)),
    ("2560x1440", "2560 × 1440", (2560, 1440)),
    ("200-percent", "200 % of 1920 × 1080", (960, 540)),
];

/// The two appearances.
pub const LOOKS: [&str; 2] = ["light", "dark"];

/// Where the picture of a screen is, below the folder of the gallery.
pub fn picture(spoken: Spoken, screen: Screen, look: &str, size: &str) -> String {
    format!("{}/{}-{size}-{look}.png", spoken.tag(), screen.file())
}

/// The folder with all pictures.
pub fn folder() -> PathBuf {
    binaries::target().join("matrix")
}

/// The pictures in one language.
pub struct Gallery {
    spoken: Spoken,
    folder: PathBuf,
    /// What is wrong, with the picture on which it is.
    wrong: Vec<String>,
}

impl Gallery {
    /// An empty gallery.
    pub fn new(spoken: Spoken) -> Self {
        let folder = folder();
        let pictures = folder.join(spoken.tag());
        fs::create_dir_all(&pictures)
            .unwrap_or_else(|error| panic!("{}: {error}", pictures.display()));
        Self {
            spoken,
            folder,
            wrong: Vec::new(),
        }
    }

    /// Takes the pictures of a screen, and measures it in each look and size.
    pub fn add(&mut self, app: &App<'_>, screen: Screen) {
        for (size, _, pixels) in SIZES {
            app.resize(pixels);
            for look in LOOKS {
                app.looks(look);
                let name = picture(self.spoken, screen, look, size);
                app.photograph(&self.folder.join(&name));
                // Nothing moves by turning dark, and no contrast depends on the size.
                let is_light = look == LOOKS[0];
                let mut wrong = Vec::new();
                if is_light {
                    wrong.extend(app.wrong_with_layout());
                }
                if is_light || size == SIZES[0].0 {
                    wrong.extend(app.wrong_for_some_people());
                }
                let wrong = wrong.into_iter().map(|wrong| format!("{name}: {wrong}"));
                self.wrong.extend(wrong);
            }
        }
        app.looks(LOOKS[0]);
        app.resize(WindowOptions::default().size);
        println!("{} {}", self.spoken.tag(), screen.file());
    }

    /// Everything that is wrong.
    pub fn wrong(self) -> Vec<String> {
        self.wrong
    }
}

/// The pictures that should be there and aren't.
pub fn missing(folder: &Path) -> Vec<String> {
    let mut missing = Vec::new();
    for screen in Screen::ALL {
        for spoken in Spoken::ALL {
            for look in LOOKS {
                for (size, _, _) in SIZES {
                    let name = picture(spoken, *screen, look, size);
                    if !folder.join(&name).is_file() {
                        missing.push(format!("{name}: the picture is missing"));
                    }
                }
            }
        }
    }
    missing
}

impl App<'_> {
    /// Shows the page in this appearance, as its preference does.
    fn looks(&self, look: &str) {
        self.run(
            "document.documentElement.dataset.appearance = arguments[0]",
            json!([look]),
        );
    }
}
