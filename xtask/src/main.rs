//! What a developer runs: `cargo xtask run`, `test`, `tour` and the other [`TASKS`].
//!
//! Each task is a module of its own. It first asks [`system_packages`], [`cargo_tools`] and [`ui`]
//! for what it needs; what is missing is installed if that is possible, and otherwise the error names
//! the command to type. Nothing of the app is linked here, so that a task starts quickly on a machine
//! that has nothing but Rust. Start reading at [`TASKS`].

mod bench;
mod bundle;
mod cargo_tools;
mod dependencies;
#[cfg(test)]
mod documented_tests;
mod error;
mod icons;
mod lint;
mod ordeal;
#[cfg(test)]
mod panics;
mod platforms;
mod run;
mod sbom;
mod system;
mod system_packages;
mod test;
mod tour;
mod types;
mod ui;
#[cfg(test)]
mod workflows;
mod workspace;

use std::process::ExitCode;

use error::XtaskError;
use workspace::Workspace;

/// One task, as the user types and the help shows it.
struct Task {
    name: &'static str,
    help: &'static str,
    run: fn(&Workspace, &[String]) -> Result<(), XtaskError>,
}

const TASKS: &[Task] = &[
    Task {
        name: "run",
        help: "install what is missing, build, and open the window (arguments are passed to the app)",
        run: run::run,
    },
    Task {
        name: "test",
        help: "lint, then run every test, including those in a real window",
        run: |workspace, _| test::run(workspace),
    },
    Task {
        name: "tour",
        help: "walk through the app in a real window on a virtual screen, and take a picture of every step; --matrix, --guide",
        run: tour::run,
    },
    Task {
        name: "lint",
        help: "check formatting, Clippy and the code of the window",
        run: |workspace, _| lint::check(workspace),
    },
    Task {
        name: "fmt",
        help: "format all code",
        run: |workspace, _| lint::format(workspace),
    },
    Task {
        name: "types",
        help: "generate the TypeScript types of the window from the bridge",
        run: |workspace, _| types::write(workspace),
    },
    Task {
        name: "icons",
        help: "draw every icon from icons/*.svg",
        run: |workspace, _| icons::draw(workspace),
    },
    Task {
        name: "bench",
        help: "measure every claim about speed, against another program or a limit",
        run: |workspace, _| bench::run(workspace),
    },
    Task {
        name: "bundle",
        help: "make a .deb, an .rpm and an archive; --try installs, uses and removes the .deb in a clean Debian",
        run: bundle::run,
    },
    Task {
        name: "ordeal",
        help: "look for errors for longer than a test may take: ordeal fuzz, kill, simulate, mutants",
        run: ordeal::run,
    },
    Task {
        name: "windows",
        help: "check and build the code for Windows from Debian, and run what runs under Wine",
        run: platforms::windows,
    },
    Task {
        name: "macos",
        help: "check the code for macOS from Debian",
        run: platforms::macos,
    },
    Task {
        name: "supply",
        help: "check the licences and sources of all dependencies; --sbom, --advisories PATH",
        run: dependencies::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match start(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error}");
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
    (task.run)(&Workspace::open()?, rest)
}

fn help() -> String {
    let tasks: Vec<String> = TASKS
        .iter()
        .map(|task| format!("  {:8}{}", task.name, task.help))
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
    fn the_error_for_an_unknown_task_includes_the_help() {
        let said = start(&["walk".to_owned()]).unwrap_err().to_string();
        assert!(said.contains("walk") && said.contains("tour"), "{said}");
    }
}
