//! `cargo xtask windows`: Clippy over the code as Windows compiles it, a build of the programs, and
//! what of them runs under Wine.
//!
//! Wine is no Windows: it stands in for its files, its locks, its processes and its Credential
//! Manager. It has no `WebView2`, so that the window can't be shown.

mod journey;
mod platform;
mod unit_tests;
mod wine;

use super::{Target, prepare};
use crate::{error::XtaskError, system_packages::Purpose, workspace::Workspace};
use wine::Wine;

const TARGET: &str = "x86_64-pc-windows-gnu";

const USAGE: &str = "cargo xtask windows [STAGE]

  clippy   only Clippy
  tests    only the tests of the crates, under Wine
  journey  only the run of the command, under Wine
";

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    const STAGES: [&str; 3] = ["clippy", "tests", "journey"];
    let stages: Vec<&str> = match arguments {
        [] => STAGES.to_vec(),
        [only] if STAGES.contains(&only.as_str()) => vec![only.as_str()],
        _ => return Err(XtaskError::Usage(USAGE)),
    };
    prepare(workspace, "windows", Purpose::Windows)?;
    let mut target = Target::new(workspace, TARGET, "windows");
    let variable = TARGET.replace('-', "_").to_uppercase();
    let variable = |what: &str| format!("CARGO_TARGET_{variable}_{what}");
    target.set(variable("LINKER"), "x86_64-w64-mingw32-gcc");
    target.set(variable("RUNNER"), "wine");

    let mut report = String::from("\nWindows, built here and run under Wine:");
    for stage in stages {
        report += "\n  ";
        report += &match stage {
            "clippy" => {
                target.clippy()?;
                "The whole workspace except the tests in a real window passes Clippy with warnings as errors."
                    .to_owned()
            }
            "journey" => journey(workspace, &target)?,
            _ => {
                unit_tests::run(
                    &target,
                    &Wine::start(workspace, &target.folder.join("wine-tests"))?,
                )?;
                unit_tests::REPORT.to_owned()
            }
        };
    }
    println!("{report}\n{NOT_RUN}");
    Ok(())
}

/// Builds all programs, the app too, and goes through the journey with two of them.
fn journey(workspace: &Workspace, target: &Target<'_>) -> Result<String, XtaskError> {
    target
        .cargo("build")?
        .args(["--package", "cohort-desktop", "--package", "cli"])
        .args(["--package", "practice", "--bins"])
        .run()?;
    let programs = target.folder.join(TARGET).join("debug");
    let wine = Wine::start(workspace, &target.folder.join("wine-journey"))?;
    journey::run(workspace, &wine, &programs)
}

const NOT_RUN: &str = "Not run: the window (WebView2), the tray, notifications, the start with the session, and \
    anything on Windows itself.";
