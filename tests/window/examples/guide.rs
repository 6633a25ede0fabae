//! `cargo xtask tour --guide`: takes the pictures of the guide for instructors anew, in every
//! language, and fails if the guide names one that isn't among them.

use std::process::ExitCode;

use window_tests::{
    App, guide,
    walk::{self, Screen, Spoken},
};

fn main() -> ExitCode {
    for spoken in Spoken::ALL {
        let mut visit = |app: &App<'_>, screen: Screen| guide::add(app, spoken, screen);
        for walk in [walk::main_path, walk::tasks] {
            let desktop = spoken.desktop();
            walk(&desktop.start(), spoken, &mut visit);
        }
    }
    let wrong = guide::wrong_with_pictures();
    for line in &wrong {
        eprintln!("{line}");
    }
    if wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
