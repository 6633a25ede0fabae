//! The code of the window: installs its packages from npm and builds the files that the app embeds.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use xshell::cmd;

use crate::{
    error::XtaskError,
    system::{System, answers},
    workspace::Workspace,
};

/// The name of npm. On Windows it is a script, which is found only by its full name.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Runs one of the scripts of `ui/package.json`.
pub(crate) fn npm_run(workspace: &Workspace, script: &str) -> Result<(), XtaskError> {
    let _here = workspace.shell.push_dir(workspace.ui());
    cmd!(workspace.shell, "{NPM} run --silent {script}").run()?;
    Ok(())
}

/// Installs the packages that the lock file names, if the lock file has changed since the last time.
pub(crate) fn install(workspace: &Workspace) -> Result<(), XtaskError> {
    let ui = workspace.ui();
    check_node(workspace, &ui)?;

    let lock = ui.join("package-lock.json");
    let stamp = ui.join("node_modules").join(".installed-lock.json");
    let wanted = fs::read(&lock).map_err(XtaskError::with(&lock))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    {
        let _here = workspace.shell.push_dir(&ui);
        cmd!(workspace.shell, "{NPM} ci --no-audit --no-fund").run()?;
    }
    fs::write(&stamp, wanted).map_err(XtaskError::with(&stamp))
}

/// Builds `ui/dist` if a source file is newer than it.
pub(crate) fn build(workspace: &Workspace) -> Result<(), XtaskError> {
    install(workspace)?;
    let ui = workspace.ui();
    if is_stale(&ui, &ui.join("dist").join("index.html"))? {
        npm_run(workspace, "build")?;
    }
    Ok(())
}

/// Checks that Node and npm are there, in the version that `package.json` requires.
fn check_node(workspace: &Workspace, ui: &Path) -> Result<(), XtaskError> {
    let path = ui.join("package.json");
    let package = fs::read_to_string(&path).map_err(XtaskError::with(&path))?;
    let package: serde_json::Value = serde_json::from_str(&package)?;
    let wanted = package["engines"]["node"]
        .as_str()
        .unwrap_or("")
        .trim_start_matches(">=");

    let found = cmd!(workspace.shell, "node --version")
        .quiet()
        .ignore_stderr()
        .read()
        .unwrap_or_default();
    if is_at_least(&found, wanted) && answers(&workspace.shell, NPM) {
        return Ok(());
    }
    let remedy = match System::here(&workspace.shell) {
        System::MacOs => "Install it with Homebrew (brew install node), or see https://nodejs.org.",
        System::Windows => {
            "Install it with winget install OpenJS.NodeJS.LTS, or see https://nodejs.org."
        }
        _ => "See https://nodejs.org. The package in Debian 12 is too old.",
    };
    Err(XtaskError::Missing {
        what: format!("Node {wanted} or newer with npm is"),
        remedy: remedy.to_owned(),
    })
}

/// Whether a version such as `v20.19.1` is at least `20.19`, compared number by number.
fn is_at_least(found: &str, wanted: &str) -> bool {
    fn numbers(version: &str) -> Vec<u32> {
        version
            .trim_start_matches('v')
            .split('.')
            .map_while(|part| part.parse().ok())
            .collect()
    }
    let found = numbers(found);
    !found.is_empty() && found >= numbers(wanted)
}

/// Whether any source file below `folder` is newer than the product.
fn is_stale(folder: &Path, product: &Path) -> Result<bool, XtaskError> {
    let Ok(built) = changed(product) else {
        return Ok(true);
    };
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(XtaskError::with(&folder))? {
            let path = entry.map_err(XtaskError::with(&folder))?.path();
            if path.ends_with("node_modules") || product.starts_with(&path) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if changed(&path)? > built {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn changed(path: &Path) -> Result<SystemTime, XtaskError> {
    fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .map_err(XtaskError::with(PathBuf::from(path)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::{fs::File, time::Duration};

    use super::*;

    #[test]
    fn versions_of_node_are_compared_by_number() {
        assert!(is_at_least("v20.19.0", "20.19"));
        assert!(is_at_least("v22.1.0", "20.19"));
        assert!(!is_at_least("v18.20.4", "20.19"));
        assert!(!is_at_least("v20.9.0", "20.19"));
        assert!(!is_at_least("", "20.19"));
    }

    #[test]
    fn the_window_is_stale_if_a_source_file_is_newer() {
        let ui = tempfile::tempdir().unwrap();
        let file = |name: &str, seconds: u64| {
            let path = ui.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            File::create(path).unwrap().set_modified(time).unwrap();
        };
        let product = ui.path().join("dist/index.html");

        file("src/main.ts", 10);
        assert!(
            is_stale(ui.path(), &product).unwrap(),
            "nothing is built yet"
        );

        file("dist/index.html", 20);
        file("dist/assets/main.js", 30);
        file("node_modules/svelte/index.js", 30);
        assert!(
            !is_stale(ui.path(), &product).unwrap(),
            "everything is built"
        );

        file("src/deep/List.svelte", 25);
        assert!(is_stale(ui.path(), &product).unwrap(), "a source is newer");
    }
}
