//! Where the built programs are that the tests drive.

use std::path::{Path, PathBuf};

/// An environment variable with the path of another app to drive, for instance a release build.
const OTHER_APP: &str = "COHORT_WINDOW_APP";

/// The folder of the build profile, such as `target/debug`. The running test is in its folder `deps`.
fn profile() -> PathBuf {
    let test = std::env::current_exe().expect("the system knows which program runs");
    let folder = test.parent().and_then(Path::parent);
    folder
        .expect("cargo puts tests into target/PROFILE/deps")
        .to_path_buf()
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    let profile = profile();
    let target = profile.parent();
    target
        .expect("a profile's folder lies in the target folder")
        .to_path_buf()
}

/// A program of this workspace.
pub(crate) fn program(name: &str) -> PathBuf {
    let path = profile().join(name);
    assert!(
        path.exists(),
        "{} isn't built; `cargo xtask test` builds it first",
        path.display()
    );
    path
}

/// The app.
pub(crate) fn app() -> PathBuf {
    std::env::var_os(OTHER_APP).map_or_else(|| program("cohort-desktop"), PathBuf::from)
}

/// The WebDriver server that drives the window.
pub(crate) fn tauri_driver() -> PathBuf {
    let path = target().join("tools/bin/tauri-driver");
    assert!(
        path.exists(),
        "{} is missing; `cargo xtask test` installs it",
        path.display()
    );
    path
}
