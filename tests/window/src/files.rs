//! Files of the user's: dropped on the window, chosen or named in a dialog.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::Duration,
};

use crate::{app::App, desktop::Desktop, service::Service, wait::until};

/// Another program, of which a file can be dragged away: a small window with nothing else in it.
const DRAG: &str = include_str!("drag.py");
const DRAG_TITLE: &str = "A file to drag";

/// How long a hand rests before it goes on: a drag is known as one by its way.
const HAND: Duration = Duration::from_millis(60);

impl Desktop {
    /// Puts a file among the user's documents.
    pub fn puts(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let folder = self.home().join("Documents");
        let file = folder.join(name);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&file, bytes))
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        file
    }

    fn centre_of(&self, window: &str) -> (i32, i32) {
        let said = self.xdotool(&["getwindowgeometry", "--shell", window]);
        let read = |name: &str| -> i32 {
            said.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
                .and_then(|number| number.parse().ok())
                .unwrap_or_else(|| panic!("no {name} in {said}"))
        };
        (
            read("X") + read("WIDTH") / 2,
            read("Y") + read("HEIGHT") / 2,
        )
    }

    fn moves_to(&self, (x, y): (i32, i32)) {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
        thread::sleep(HAND);
    }
}

impl App<'_> {
    /// Drags a file out of another program and holds it over the middle of the window.
    pub fn drags(&self, file: &Path) -> Dragged<'_> {
        let desktop = self.desktop();
        let mut command = desktop.command("/usr/bin/python3");
        command.args(["-c", DRAG, DRAG_TITLE]).arg(file);
        let log = desktop.evidence.path("drag.log");
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
        // A last stir, so that the window below hears of it where it is.
        desktop.moves_to((to_x + 3, to_y + 3));
        Dragged {
            desktop,
            _source: source,
        }
    }

    /// Drags a file out of another program and drops it on the window.
    pub fn drops(&self, file: &Path) {
        self.drags(file).drop_here();
    }

    /// Chooses a file in the system's dialog, by typing where it lies.
    pub fn chooses(&self, file: &Path) {
        self.answers_dialog(file, &["ctrl+l"]);
    }

    /// Says in the system's dialog where to save.
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
        // The field for it may only just be opening.
        thread::sleep(HAND * 5);
        desktop.keys(&["ctrl+a"]);
        desktop.types(&file.display().to_string());
        thread::sleep(HAND * 5);
        desktop.keys(&["Return"]);
        until("the dialog closes", || {
            (!self.windows().contains(&dialog)).then_some(())
        });
    }
}

/// A file held over the window, the button of the mouse still pressed.
pub struct Dragged<'d> {
    desktop: &'d Desktop,
    _source: Service,
}

impl Dragged<'_> {
    pub fn drop_here(self) {
        self.desktop.xdotool(&["mouseup", "1"]);
        // The other program hands the file over before it may end.
        thread::sleep(HAND * 10);
    }
}
