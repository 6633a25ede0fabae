//! `cargo xtask supply`: checks the licences and the sources of all dependencies, and that
//! `docs/dependencies.md` says of each direct one what it is for and when it was last released.
//!
//! `--sbom` writes the bill of materials. `--advisories PATH` checks the security advisories against
//! a copy of the `RustSec` database (a clone of `advisory-db`), because not every machine can fetch it.

use std::{collections::BTreeSet, path::Path};

use serde_json::Value;
use xshell::cmd;

use crate::{cargo_tools::CARGO_DENY, error::XtaskError, sbom, workspace::Workspace};

const ADVISORY_DB: &str = "https://github.com/RustSec/advisory-db";

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments.as_slice() {
        [] => check(workspace),
        ["--sbom"] => write_bill(workspace),
        ["--advisories", path] => advisories(workspace, Path::new(path)),
        _ => Err(XtaskError::Usage(
            "cargo xtask supply [--sbom | --advisories PATH]",
        )),
    }
}

fn check(workspace: &Workspace) -> Result<(), XtaskError> {
    let undescribed = undescribed(workspace)?;
    if !undescribed.is_empty() {
        return Err(XtaskError::Undescribed(undescribed));
    }
    deny(workspace, &["licenses", "bans", "sources"])
}

fn deny(workspace: &Workspace, checks: &[&str]) -> Result<(), XtaskError> {
    CARGO_DENY.ensure(workspace)?;
    let deny = workspace.tools().join("bin").join("cargo-deny");
    cmd!(workspace.shell, "{deny} --workspace check {checks...}").run()?;
    Ok(())
}

/// Lets git take the copy wherever cargo-deny asks for the database.
fn advisories(workspace: &Workspace, copy: &Path) -> Result<(), XtaskError> {
    let copy = copy.canonicalize().map_err(XtaskError::with(copy))?;
    let shell = &workspace.shell;
    let _count = shell.push_env("GIT_CONFIG_COUNT", "1");
    let key = format!("url.file://{}.insteadOf", copy.display());
    let _key = shell.push_env("GIT_CONFIG_KEY_0", key);
    let _value = shell.push_env("GIT_CONFIG_VALUE_0", ADVISORY_DB);
    deny(workspace, &["advisories"])
}

fn write_bill(workspace: &Workspace) -> Result<(), XtaskError> {
    let bill = serde_json::to_string_pretty(&sbom::bill(workspace)?)?;
    let path = workspace.target.join("cohort.cdx.json");
    workspace.shell.write_file(&path, bill + "\n")?;
    eprintln!("The bill of materials is {}", path.display());
    Ok(())
}

/// The direct dependencies of which `docs/dependencies.md` says nothing.
fn undescribed(workspace: &Workspace) -> Result<Vec<String>, XtaskError> {
    let shell = &workspace.shell;
    let metadata = cmd!(shell, "cargo metadata --no-deps --format-version 1")
        .quiet()
        .read()?;
    let package = shell.read_file(workspace.ui().join("package.json"))?;
    let described = shell.read_file(workspace.root.join("docs/dependencies.md"))?;
    let mut direct = crates(&serde_json::from_str(&metadata)?);
    direct.extend(npm_packages(&serde_json::from_str(&package)?));
    Ok(missing(direct, &described))
}

fn crates(metadata: &Value) -> BTreeSet<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .flat_map(|package| package["dependencies"].as_array().into_iter().flatten())
        .filter(|dependency| dependency["source"].is_string())
        .filter_map(|dependency| dependency["name"].as_str().map(str::to_owned))
        .collect()
}

fn npm_packages(package: &Value) -> BTreeSet<String> {
    ["dependencies", "devDependencies"]
        .iter()
        .filter_map(|kind| package[kind].as_object())
        .flat_map(|dependencies| dependencies.keys().cloned())
        .collect()
}

/// Each dependency has a row that begins with its name and ends with its last release.
fn missing(direct: BTreeSet<String>, described: &str) -> Vec<String> {
    let is_described = |name: &str| {
        let begin = format!("| {name} |");
        let mut rows = described.lines().filter(|line| line.starts_with(&begin));
        rows.any(says_last_release)
    };
    direct
        .into_iter()
        .filter(|name| !is_described(name))
        .collect()
}

/// Whether a row ends with a date or a version.
fn says_last_release(row: &str) -> bool {
    let last = row.trim_end().trim_end_matches('|').rsplit('|').next();
    last.is_some_and(|cell| {
        let parts: Vec<&str> = cell.trim().split(['-', '.']).collect();
        let is_number = |part: &&str| part.parse::<u64>().is_ok();
        parts.len() == 3 && parts.iter().all(is_number)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_direct_dependency_is_described() {
        let workspace = Workspace::open().unwrap();
        assert_eq!(undescribed(&workspace).unwrap(), [""; 0]);
    }

    #[test]
    fn a_dependency_without_a_row_is_missing() {
        let direct = ["serde", "serde_json", "png", "nix"].map(str::to_owned);
        let described = "about serde\n| serde_json | JSON | 2026-10-11 |\n\
                         | png | pictures | – |\n| nix | limits | 0.32.0 |";
        assert_eq!(missing(BTreeSet::from(direct), described), ["png", "serde"]);
    }
}
