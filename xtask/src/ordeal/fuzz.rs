use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
};

use xshell::cmd;

use super::numbers;
use crate::{error::XtaskError, system::quietly, workspace::Workspace};

/// Where there are fuzz targets.
const FOLDERS: &[&str] = &["crates/roster/fuzz"];

/// How many targets run side by side.
const AT_ONCE: usize = 2;

struct Target {
    folder: PathBuf,
    name: String,
}

/// What a target came to.
struct Outcome {
    name: String,
    executions: u64,
    trouble: Option<String>,
}

/// Every target for so many seconds. What was found to be new is kept below `target/ordeal` and
/// is where the next run begins.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    let [seconds] = numbers(arguments, [("--seconds", 600)])?;
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
    let minutes = (seconds * targets.len().div_ceil(AT_ONCE) as u64).div_ceil(60);
    println!(
        "\n{} targets, {seconds} s each: about {minutes} min",
        targets.len()
    );

    let left = Mutex::new(targets);
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let outcomes = Mutex::new(Vec::new());
    let (built, root) = (workspace.target.as_path(), workspace.root.as_path());
    thread::scope(|scope| {
        let work = || {
            while let Some(target) = next() {
                let outcome = torment(built, root, target, seconds);
                outcomes
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(outcome);
            }
        };
        for _ in 0..AT_ONCE {
            scope.spawn(work);
        }
    });
    report(
        outcomes
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner),
    )
}

fn ensure_tools(workspace: &Workspace) -> Result<(), XtaskError> {
    let missing = |what: &str, cure: &str| XtaskError::Missing {
        what: format!("{what} is"),
        cure: format!("Type this, then start again:\n\n  {cure}"),
    };
    if !quietly(&workspace.shell, "cargo", &["+nightly", "--version"]) {
        return Err(missing(
            "Rust's nightly toolchain",
            "rustup toolchain install nightly",
        ));
    }
    if !quietly(&workspace.shell, "cargo", &["fuzz", "--version"]) {
        return Err(missing("cargo-fuzz", "cargo install cargo-fuzz --locked"));
    }
    Ok(())
}

fn targets(workspace: &Workspace) -> Result<Vec<Target>, XtaskError> {
    let mut targets = Vec::new();
    for folder in FOLDERS {
        let names = cmd!(
            workspace.shell,
            "cargo +nightly fuzz list --fuzz-dir {folder}"
        )
        .quiet()
        .read()?;
        targets.extend(names.lines().map(|name| Target {
            folder: workspace.root.join(folder),
            name: name.to_owned(),
        }));
    }
    Ok(targets)
}

/// Runs one target; what it said lies beside what it found.
fn torment(built: &Path, root: &Path, target: Target, seconds: u64) -> Outcome {
    let Target { folder, name } = target;
    let kept = built.join("ordeal").join(&name);
    let found = kept.join("corpus");
    let output = fs::create_dir_all(&found).and_then(|()| {
        Command::new("cargo")
            .current_dir(root)
            .args(["+nightly", "fuzz", "run", "--fuzz-dir"])
            .arg(&folder)
            .arg("--target-dir")
            .arg(built.join("fuzz"))
            .arg(&name)
            // What is new goes into the first; those in the repository are only read.
            .arg(&found)
            .arg(folder.join("corpus").join(&name))
            .args(["--", "-print_final_stats=1", "-timeout=25"])
            .arg(format!("-max_total_time={seconds}"))
            .output()
    });
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            return Outcome {
                name,
                executions: 0,
                trouble: Some(format!("it could not be run: {error}")),
            };
        }
    };
    let said = String::from_utf8_lossy(&output.stderr);
    let log = kept.join("log.txt");
    let logged = fs::write(&log, said.as_bytes()).is_ok();
    let trouble = (!output.status.success()).then(|| match input(&said) {
        Some(input) => format!("fails with the input {input}"),
        None if logged => format!("ended with {}; see {}", output.status, log.display()),
        None => format!("ended with {}", output.status),
    });
    Outcome {
        name,
        executions: executions(&said),
        trouble,
    }
}

/// The file with what broke the target, from what libFuzzer says.
fn input(said: &str) -> Option<&str> {
    said.lines()
        .find_map(|line| line.split_once("Test unit written to "))
        .map(|(_, path)| path.trim())
}

fn executions(said: &str) -> u64 {
    said.lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

fn report(mut outcomes: Vec<Outcome>) -> Result<(), XtaskError> {
    outcomes.sort_by(|a, b| a.name.cmp(&b.name));
    println!("\n{:12}{:>14}{:>10}", "target", "executions", "crashes");
    for outcome in &outcomes {
        let crashes = u8::from(outcome.trouble.is_some());
        println!("{:12}{:>14}{crashes:>10}", outcome.name, outcome.executions);
    }
    let broken: Vec<String> = outcomes
        .iter()
        .filter_map(|outcome| Some(format!("{} {}", outcome.name, outcome.trouble.as_ref()?)))
        .collect();
    if broken.is_empty() {
        Ok(())
    } else {
        Err(XtaskError::Ordeal(broken.join("\n")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "\
#2\tINITED cov: 12 ft: 13 corp: 1/1b exec/s: 0 rss: 30Mb
artifact_prefix='/fuzz/artifacts/text/'; Test unit written to /fuzz/artifacts/text/crash-0a1b
stat::number_of_executed_units: 48123
stat::average_exec_per_sec:     1600
";

    #[test]
    fn executions_and_the_breaking_input_are_read_from_what_the_fuzzer_says() {
        assert_eq!(executions(SAID), 48_123);
        assert_eq!(input(SAID), Some("/fuzz/artifacts/text/crash-0a1b"));
        assert_eq!(input("Done 48123 runs in 31 second(s)"), None);
    }

    #[test]
    fn a_broken_target_fails_the_run_and_names_its_input() {
        let outcome = |trouble| Outcome {
            name: "text".to_owned(),
            executions: 1,
            trouble,
        };
        assert!(report(vec![outcome(None)]).is_ok());
        let said = report(vec![outcome(input(SAID).map(str::to_owned))]);
        assert!(said.is_err_and(|trouble| trouble.to_string().contains("crash-0a1b")));
    }
}
