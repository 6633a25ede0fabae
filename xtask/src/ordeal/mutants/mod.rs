//! `cargo xtask ordeal mutants`: changes the pure parts of delivery in one small way after the other,
//! and makes sure that a test fails with each of these mutants.
//!
//! A mutant with which every test passes has survived. Either a test is missing, or the mutant does
//! nothing that anybody could notice. Those of the second kind are listed with the reason in
//! [`HARMLESS`], and any other survivor fails the run. The pure parts are [`PURE`].

mod harmless;
mod outcomes;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::HELP;
use crate::{
    cargo_tools::{CARGO_MUTANTS, Runner},
    error::XtaskError,
    workspace::Workspace,
};
use harmless::HarmlessMutant;
use outcomes::{Mutant, Outcomes};

/// The files that decide, and neither wait, nor read a clock, nor talk to anybody.
const PURE: &[&str] = &[
    "crates/outbox/src/departure/already_in.rs",
    "crates/outbox/src/engine/may_leave.rs",
    "crates/outbox/src/engine/rate/*.rs",
    "crates/outbox/src/machine/*.rs",
    "crates/outbox/src/plan/*.rs",
    "crates/outbox/src/seen/arrival.rs",
    "crates/outbox/src/seen/follow_up.rs",
    "crates/outbox/src/seen/group_instance_state.rs",
    "crates/outbox/src/seen/instance_kind.rs",
    "crates/outbox/src/seen/meant_instance.rs",
    "crates/outbox/src/seen/membership.rs",
    "crates/outbox/src/seen/overwritten.rs",
    "crates/outbox/src/seen/space_standing.rs",
];
/// The mutants that may survive, and why.
const HARMLESS: &str = "crates/outbox/harmless-mutants.txt";
/// Which tests are run with each mutant: those beside the code, which are built quickly, and then those
/// of delivery as a whole, with the few mutants that survived the first.
const TESTS: [&str; 2] = ["--lib", "--test=delivery"];
/// cargo-mutants ends with these if all mutants were caught, if some survived, and if with some a test
/// came to no end, which counts as caught.
const TRIED: [i32; 3] = [0, 2, 3];

/// Tries the mutants of these files and folders, or of all pure parts.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    if arguments.iter().any(|argument| argument.starts_with('-')) {
        return Err(XtaskError::Usage(HELP));
    }
    let list = workspace.root.join(HARMLESS);
    let harmless = fs::read_to_string(&list).map_err(XtaskError::with(&list))?;
    let harmless = HarmlessMutant::list(&harmless).map_err(XtaskError::HarmlessMutants)?;
    if Runner::find(workspace) != Runner::Nextest {
        return Err(XtaskError::Missing {
            what: "cargo-nextest, which runs the tests of each mutant, is".to_owned(),
            remedy: "Install it, then try again.".to_owned(),
        });
    }
    CARGO_MUTANTS.ensure(workspace)?;

    let files: Vec<String> = if arguments.is_empty() {
        PURE.iter().map(|file| format!("--file={file}")).collect()
    } else {
        arguments
            .iter()
            .map(|path| format!("--file={}", glob(path)))
            .collect()
    };
    let [beside, delivery] = TESTS;
    let mut outcomes = tried(workspace, beside, &files)?;
    let survivors = outcomes.survivors();
    if !survivors.is_empty() {
        let names: Vec<String> = survivors
            .iter()
            .map(|survivor| format!("--re=^{}$", escaped(survivor.name())))
            .collect();
        outcomes.take_over(&tried(workspace, delivery, &names)?);
    }
    report(workspace, &outcomes, &harmless)
}

/// Runs these tests with the mutants that are chosen by these arguments.
fn tried(workspace: &Workspace, tests: &str, which: &[String]) -> Result<Outcomes, XtaskError> {
    // A copy of the workspace is changed and not the workspace itself. The copy gets a target folder
    // that is kept, because otherwise each run would compile all dependencies anew.
    let built = workspace.target.join("mutants");
    fs::create_dir_all(&built).map_err(XtaskError::with(&built))?;
    let _path = workspace.with_tools_on_path()?;
    let path = workspace.shell.var_os("PATH").unwrap_or_default();
    let ended = Command::new("cargo")
        .current_dir(&workspace.root)
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", &built)
        .args(["mutants", "--package=outbox", "--no-shuffle", "--caught"])
        .arg(format!("--cargo-arg={tests}"))
        .arg("--output")
        .arg(&built)
        .args(which)
        .status()
        .map_err(XtaskError::with("cargo"))?;
    if !ended.code().is_some_and(|code| TRIED.contains(&code)) {
        return Err(XtaskError::MutantsNotTried(ended));
    }
    let path = built.join("mutants.out/outcomes.json");
    // Where there is nothing to change, cargo-mutants ends well and writes nothing.
    if !path.exists() {
        return Err(XtaskError::NoMutants);
    }
    let read = fs::read_to_string(&path).map_err(XtaskError::with(&path))?;
    Outcomes::of(&serde_json::from_str(&read)?).ok_or(XtaskError::OutcomesUnreadable(path))
}

/// Which files cargo-mutants is to change: a folder stands for all files in it.
fn glob(path: &str) -> String {
    if Path::new(path).extension().is_some() {
        path.to_owned()
    } else {
        format!("{}/**/*.rs", path.trim_end_matches('/'))
    }
}

/// The name of a mutant as a regular expression that matches nothing else.
fn escaped(name: &str) -> String {
    let mut escaped = String::new();
    for character in name.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Prints what came of the mutants. Returns an error if the survivors aren't those that are listed.
fn report(
    workspace: &Workspace,
    outcomes: &Outcomes,
    harmless: &[HarmlessMutant],
) -> Result<(), XtaskError> {
    let line_of = |mutant: &Mutant| -> Result<String, XtaskError> {
        let path: PathBuf = workspace.root.join(mutant.file());
        let code = fs::read_to_string(&path).map_err(XtaskError::with(&path))?;
        let line = code.lines().nth(mutant.line() - 1).unwrap_or_default();
        Ok(line.trim().to_owned())
    };
    let mut survivors = Vec::new();
    for survivor in outcomes.survivors() {
        survivors.push((line_of(survivor)?, survivor));
    }
    let compared = harmless::compare(harmless, &survivors, &outcomes.files());
    println!(
        "\n{} mutants: {} were caught, {} survived, {} of them harmless.",
        outcomes.tried(),
        outcomes.tried() - survivors.len(),
        survivors.len(),
        survivors.len() - compared.unlisted.len()
    );
    if compared.is_as_listed() {
        Ok(())
    } else {
        Err(XtaskError::Mutants(compared.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_all_files_in_it() {
        assert_eq!(glob("crates/a/src/b.rs"), "crates/a/src/b.rs");
        assert_eq!(glob("crates/a/src/"), "crates/a/src/**/*.rs");
        assert_eq!(glob("crates/a/src"), "crates/a/src/**/*.rs");
    }

    #[test]
    fn a_name_is_matched_to_the_letter() {
        assert_eq!(
            escaped("a/b.rs:1:2: replace || with && in f"),
            r"a\/b\.rs\:1\:2\: replace \|\| with \&\& in f"
        );
    }
}
