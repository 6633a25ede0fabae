//! `cargo xtask ordeal fuzz`: runs every fuzz target for a while, and makes sure that each gets to
//! the reader it is meant for.

use lock::LockExt as _;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
    thread,
};

use xshell::cmd;

use super::numbers;
use crate::{error::XtaskError, system::quietly, workspace::Workspace};

/// The folders with fuzz targets.
const FOLDERS: &[&str] = &["crates/roster/fuzz"];

/// A fuzz target, and the folder it is in.
struct FuzzTarget {
    folder: PathBuf,
    name: String,
}

/// The result of running a target.
struct Outcome {
    name: String,
    /// How many people it read from the inputs that are kept in the repository.
    people: u64,
    executions: u64,
    /// Why it failed, if it did.
    failure: Option<String>,
}

/// Runs every target for the given time. Inputs that reach new code are kept below `target/ordeal`,
/// and the next run starts from them.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    let [seconds, parallel] = numbers(arguments, [("--seconds", 600), ("--parallel", 2)])?;
    let parallel = parallel.clamp(1, 64);
    ensure_tools(workspace)?;
    let targets = targets(workspace)?;
    for folder in FOLDERS {
        let built = workspace.target.join("fuzz");
        cmd!(
            workspace.shell,
            "cargo +nightly fuzz build --fuzz-dir {folder} --target-dir {built}"
        )
        .run()?;
    }
    let minutes = (seconds * (targets.len() as u64).div_ceil(parallel)).div_ceil(60);
    println!(
        "\n{} targets, {seconds} seconds each. This takes about {minutes} minutes.",
        targets.len()
    );

    let left = Mutex::new(targets);
    let next = || left.locked().pop();
    let outcomes = Mutex::new(Vec::new());
    let (built, root) = (workspace.target.as_path(), workspace.root.as_path());
    thread::scope(|scope| {
        let work = || {
            while let Some(target) = next() {
                let outcome = fuzz(built, root, target, seconds);
                outcomes.locked().push(outcome);
            }
        };
        for _ in 0..parallel {
            scope.spawn(work);
        }
    });
    report(outcomes.into_value())
}

fn ensure_tools(workspace: &Workspace) -> Result<(), XtaskError> {
    let missing = |what: &str, command: &str| XtaskError::Missing {
        what: format!("{what} is"),
        remedy: format!("Run this, then try again:\n\n  {command}"),
    };
    if !quietly(&workspace.shell, "cargo", &["+nightly", "--version"]) {
        return Err(missing(
            "The nightly toolchain of Rust",
            "rustup toolchain install nightly",
        ));
    }
    if !quietly(&workspace.shell, "cargo", &["fuzz", "--version"]) {
        return Err(missing("cargo-fuzz", "cargo install cargo-fuzz --locked"));
    }
    Ok(())
}

fn targets(workspace: &Workspace) -> Result<Vec<FuzzTarget>, XtaskError> {
    let mut targets = Vec::new();
    for folder in FOLDERS {
        let names = cmd!(
            workspace.shell,
            "cargo +nightly fuzz list --fuzz-dir {folder}"
        )
        .quiet()
        .read()?;
        targets.extend(names.lines().map(|name| FuzzTarget {
            folder: workspace.root.join(folder),
            name: name.to_owned(),
        }));
    }
    Ok(targets)
}

/// Runs one target. Its output is kept beside its inputs.
fn fuzz(built: &Path, root: &Path, target: FuzzTarget, seconds: u64) -> Outcome {
    let corpus = target.folder.join("corpus").join(&target.name);
    let kept = built.join("ordeal").join(&target.name);
    let found = kept.join("corpus");
    let command = || {
        let mut command = Command::new("cargo");
        command
            .current_dir(root)
            .args(["+nightly", "fuzz", "run", "--fuzz-dir"])
            .arg(&target.folder)
            .arg("--target-dir")
            .arg(built.join("fuzz"))
            .arg(&target.name);
        command
    };
    // Every input of the corpus once, for which the target says how many people it read.
    let read = command()
        .arg(&corpus)
        .args(["--", "-runs=0"])
        .env("COHORT_FUZZ_REPORTS", "1")
        .output();
    let outcome = |people, executions, failure| Outcome {
        name: target.name.clone(),
        people,
        executions,
        failure,
    };
    let people = match read {
        Ok(output) => people_read(&String::from_utf8_lossy(&output.stderr)),
        Err(error) => return outcome(0, 0, Some(format!("couldn't be run: {error}"))),
    };
    if people == 0 {
        let failure = "never gets to the reader that it is meant for".to_owned();
        return outcome(0, 0, Some(failure));
    }
    let output = fs::create_dir_all(&found).and_then(|()| {
        command()
            // libFuzzer writes new inputs into the first folder and only reads the second.
            .arg(&found)
            .arg(&corpus)
            .args(["--", "-print_final_stats=1", "-timeout=25"])
            .arg(format!("-max_total_time={seconds}"))
            .output()
    });
    let output = match output {
        Ok(output) => output,
        Err(error) => return outcome(people, 0, Some(format!("couldn't be run: {error}"))),
    };
    let printed = String::from_utf8_lossy(&output.stderr);
    let log = kept.join("log.txt");
    let logged = fs::write(&log, printed.as_bytes()).is_ok();
    let failure = (!output.status.success()).then(|| match breaking_input(&printed) {
        Some(input) => format!("fails with the input {input}"),
        None if logged => format!("ended with {}; see {}", output.status, log.display()),
        None => format!("ended with {}", output.status),
    });
    outcome(people, executions(&printed), failure)
}

/// How many people the target has read, which it prints for each input.
fn people_read(printed: &str) -> u64 {
    let counts = printed
        .lines()
        .filter_map(|line| line.strip_prefix("reached: "));
    counts
        .filter_map(|count| count.trim().parse::<u64>().ok())
        .sum()
}

/// The file with the input that broke the target, which libFuzzer prints.
fn breaking_input(printed: &str) -> Option<&str> {
    printed
        .lines()
        .find_map(|line| line.split_once("Test unit written to "))
        .map(|(_, path)| path.trim())
}

/// How often the target was run, which libFuzzer prints.
fn executions(printed: &str) -> u64 {
    printed
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

/// Prints a table of the outcomes. Returns an error if a target failed.
fn report(mut outcomes: Vec<Outcome>) -> Result<(), XtaskError> {
    outcomes.sort_by(|a, b| a.name.cmp(&b.name));
    println!(
        "\n{:12}{:>14}{:>14}{:>10}",
        "target", "people read", "executions", "crashes"
    );
    for outcome in &outcomes {
        let crashes = u8::from(outcome.failure.is_some());
        println!(
            "{:12}{:>14}{:>14}{crashes:>10}",
            outcome.name, outcome.people, outcome.executions
        );
    }
    let failed: Vec<String> = outcomes
        .iter()
        .filter_map(|outcome| Some(format!("{} {}", outcome.name, outcome.failure.as_ref()?)))
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(XtaskError::FuzzTargetsFailed(failed.join("\n")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as libFuzzer prints them.
    const PRINTED: &str = "\
#2\tINITED cov: 12 ft: 13 corp: 1/1b exec/s: 0 rss: 30Mb
artifact_prefix='/fuzz/artifacts/text/'; Test unit written to /fuzz/artifacts/text/crash-0a1b
stat::number_of_executed_units: 48123
stat::average_exec_per_sec:     1600
";

    #[test]
    fn executions_and_the_breaking_input_are_read_from_the_output_of_the_fuzzer() {
        assert_eq!(executions(PRINTED), 48_123);
        assert_eq!(
            breaking_input(PRINTED),
            Some("/fuzz/artifacts/text/crash-0a1b")
        );
        assert_eq!(breaking_input("Done 48123 runs in 31 second(s)"), None);
    }

    #[test]
    fn people_are_counted_over_all_inputs_of_the_corpus() {
        let printed = "INFO: Seed: 1\nreached: 12\n#2 DONE\nreached: 3\n";
        assert_eq!(people_read(printed), 15);
        assert_eq!(people_read(PRINTED), 0);
    }

    #[test]
    fn a_failed_target_fails_the_run_and_names_its_input() {
        let outcome = |failure| Outcome {
            name: "text".to_owned(),
            people: 1,
            executions: 1,
            failure,
        };
        assert!(report(vec![outcome(None)]).is_ok());
        let result = report(vec![outcome(breaking_input(PRINTED).map(str::to_owned))]);
        assert!(result.is_err_and(|error| error.to_string().contains("crash-0a1b")));
    }
}
