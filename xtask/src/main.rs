//! What a developer runs: `cargo xtask run`, `test`, `tour` and the others of [`TASKS`].
//!
//! Each task is a module of its own and first asks [`system_packages`], [`cargo_tools`] and [`ui`] for what
//! it leans on: what is missing is installed where that can be done, and otherwise named together
//! with the command to type. Nothing of the app is linked here, so that this starts quickly on a
//! machine that has nothing but Rust. Start reading at [`TASKS`].

mod bench;
mod cargo_tools;
mod dependencies;
mod error;
mod icons;
mod lint;
mod ordeal;
mod run;
mod system;
mod system_packages;
mod test;
mod tour;
mod types;
mod ui;
mod workspace;

use std::process::ExitCode;

use error::XtaskError;
use workspace::Workspace;

struct Task {
    name: &'static str,
    does: &'static str,
    work: fn(&Workspace, &[String]) -> Result<(), XtaskError>,
}

const TASKS: &[Task] = &[
    Task {
        name: "run",
        does: "install what is missing, build, and open the window (arguments go to the app)",
        work: run::run,
    },
    Task {
        name: "test",
        does: "lint, then every test there is, the real window's included",
        work: |workspace, _| test::run(workspace),
    },
    Task {
        name: "tour",
        does: "walk through the app in a real window on a screen of its own, a picture per step",
        work: |workspace, _| tour::run(workspace),
    },
    Task {
        name: "lint",
        does: "check format, clippy and the window's code",
        work: |workspace, _| lint::check(workspace),
    },
    Task {
        name: "fmt",
        does: "put everything into the house's format",
        work: |workspace, _| lint::format(workspace),
    },
    Task {
        name: "types",
        does: "write the window's TypeScript types anew from the bridge",
        work: |workspace, _| types::write(workspace),
    },
    Task {
        name: "icons",
        does: "draw every icon anew from icons/*.svg",
        work: |workspace, _| icons::draw(workspace),
    },
    Task {
        name: "bench",
        does: "measure what is claimed about speed, side by side with a peer or a limit",
        work: |workspace, _| bench::run(workspace),
    },
    Task {
        name: "ordeal",
        does: "look for faults for longer than a test may take: ordeal fuzz, ordeal kill",
        work: ordeal::run,
    },
    Task {
        name: "supply",
        does: "check licences, bans and sources of all dependencies with cargo-deny",
        work: |workspace, _| dependencies::check(workspace),
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match start(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("\n{trouble}");
            ExitCode::FAILURE
        }
    }
}

fn start(arguments: &[String]) -> Result<(), XtaskError> {
    let Some((name, rest)) = arguments.split_first() else {
        print!("{}", help());
        return Ok(());
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        print!("{}", help());
        return Ok(());
    }
    let task =
        TASKS
            .iter()
            .find(|task| task.name == name)
            .ok_or_else(|| XtaskError::UnknownTask {
                name: name.clone(),
                help: help(),
            })?;
    (task.work)(&Workspace::open()?, rest)
}

fn help() -> String {
    let tasks: Vec<String> = TASKS
        .iter()
        .map(|task| format!("  {:8}{}", task.name, task.does))
        .collect();
    format!("cargo xtask TASK\n\n{}\n", tasks.join("\n"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_help_names_every_task() {
        let help = help();
        for task in TASKS {
            assert!(help.contains(task.name), "{} is missing", task.name);
        }
    }

    #[test]
    fn an_unknown_task_is_answered_with_the_help() {
        let said = start(&["walk".to_owned()]).unwrap_err().to_string();
        assert!(said.contains("walk") && said.contains("tour"), "{said}");
    }
}
