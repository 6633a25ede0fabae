use std::path::{Path, PathBuf};

/// The app to drive instead of the one in the target folder, for instance a release build.
const OTHER_APP: &str = "COHORT_WINDOW_APP";

/// The folder of the profile, `target/debug`: the running test lies in its `deps`.
fn profile() -> PathBuf {
    let test = std::env::current_exe().expect("the system knows which program runs");
    let folder = test.parent().and_then(Path::parent);
    folder
        .expect("cargo puts tests into target/PROFILE/deps")
        .to_path_buf()
}

pub(crate) fn target() -> PathBuf {
    let profile = profile();
    let target = profile.parent();
    target
        .expect("a profile's folder lies in the target folder")
        .to_path_buf()
}

/// One of the workspace's own programs.
pub(crate) fn program(name: &str) -> PathBuf {
    let path = profile().join(name);
    assert!(
        path.exists(),
        "{} is not built; `cargo xtask test` builds it first",
        path.display()
    );
    path
}

pub(crate) fn app() -> PathBuf {
    std::env::var_os(OTHER_APP).map_or_else(|| program("cohort-desktop"), PathBuf::from)
}

pub(crate) fn tauri_driver() -> PathBuf {
    let path = target().join("tools/bin/tauri-driver");
    assert!(
        path.exists(),
        "{} is missing; `cargo xtask test` installs it",
        path.display()
    );
    path
}
