//! Files of the user: dropped on the window, or chosen in a dialog of the system.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::Duration,
};

use crate::{app::App, desktop::Desktop, service::Service, wait::until};

/// A small program with a window from which a file can be dragged.
const DRAG: &str = include_str!("drag.py");
const DRAG_TITLE: &str = "A file to drag";

/// The pause between two movements of the mouse. Without one the toolkit sees a jump and not a drag.
const PAUSE: Duration = Duration::from_millis(60);

impl Desktop {
    /// Creates a file among the user's documents.
    pub fn puts(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let folder = self.home().join("Documents");
        let file = folder.join(name);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&file, bytes))
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        file
    }

    fn centre_of(&self, window: &str) -> (i32, i32) {
        let printed = self.xdotool(&["getwindowgeometry", "--shell", window]);
        let read = |name: &str| -> i32 {
            printed
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
                .and_then(|number| number.parse().ok())
                .unwrap_or_else(|| panic!("no {name} in {printed}"))
        };
        (
            read("X") + read("WIDTH") / 2,
            read("Y") + read("HEIGHT") / 2,
        )
    }

    fn moves_to(&self, (x, y): (i32, i32)) {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
        thread::sleep(PAUSE);
    }
}

impl App<'_> {
    /// Drags a file from another program over the middle of the window, without dropping it.
    pub fn drags(&self, file: &Path) -> Dragged<'_> {
        let desktop = self.desktop();
        let mut command = desktop.command("/usr/bin/python3");
        command.args(["-c", DRAG, DRAG_TITLE]).arg(file);
        let log = desktop.artifacts.path("drag.log");
        let source = Service::start("drag.py", command.stdin(Stdio::null()), &log);
        let from = until("the file to drag", || {
            let found = desktop.xdotool(&["search", "--onlyvisible", "--name", DRAG_TITLE]);
            found.lines().next().map(str::to_owned)
        });
        let window = until("the window is on the screen", || self.window());
        let (x, y) = desktop.centre_of(&from);
        let (to_x, to_y) = desktop.centre_of(&window);
        desktop.moves_to((x, y));
        desktop.xdotool(&["mousedown", "1"]);
        for part in 1..=8 {
            desktop.moves_to((x + (to_x - x) * part / 8, y + (to_y - y) * part / 8));
        }
        // One more movement, so that the window learns about the file where it is now.
        desktop.moves_to((to_x + 3, to_y + 3));
        Dragged {
            desktop,
            _source: source,
        }
    }

    /// Drags a file from another program and drops it on the window.
    pub fn drops(&self, file: &Path) {
        self.drags(file).drop_here();
    }

    /// Chooses a file in the dialog of the system, by pasting its path.
    pub fn chooses(&self, file: &Path) {
        self.answers_dialog(file, &["ctrl+l"]);
    }

    /// Enters the path in the dialog of the system for saving a file.
    pub fn saves_as(&self, file: &Path) {
        self.answers_dialog(file, &[]);
    }

    fn answers_dialog(&self, file: &Path, first: &[&str]) {
        let desktop = self.desktop();
        let dialog = until("the system's dialog", || {
            let own = self.window()?;
            let shown = self.windows();
            shown.into_iter().find(|window| *window != own)
        });
        desktop.xdotool(&["windowfocus", "--sync", &dialog]);
        if !first.is_empty() {
            desktop.keys(first);
        }
        // The field for the path may still be opening.
        thread::sleep(PAUSE * 5);
        // The path is pasted in one piece: while it is typed, the dialog completes it, and a busy
        // computer loses letters.
        desktop.copy(&file.display().to_string());
        desktop.keys(&["ctrl+a", "ctrl+v"]);
        thread::sleep(PAUSE * 5);
        desktop.keys(&["Return"]);
        until("the dialog closes", || {
            (!self.windows().contains(&dialog)).then_some(())
        });
    }
}

/// A file that is held over the window, with the mouse button still pressed.
pub struct Dragged<'d> {
    desktop: &'d Desktop,
    _source: Service,
}

impl Dragged<'_> {
    pub fn drop_here(self) {
        self.desktop.xdotool(&["mouseup", "1"]);
        // The other program must not end before it has handed the file over.
        thread::sleep(PAUSE * 10);
    }
}
