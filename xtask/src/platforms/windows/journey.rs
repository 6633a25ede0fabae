//! One run of the command from the account to the last invitation, all of it under Wine, and its data
//! in the hands of the command of Linux.

use std::{
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use xshell::{Cmd, cmd};

use super::{
    platform::{DOMAIN, Platform},
    wine::Wine,
};
use crate::{error::XtaskError, workspace::Workspace};

const PEOPLE: usize = 40;
/// The command is killed after so many invitations.
const KILLED_AFTER: usize = 5;
/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_mins(2);

struct Journey<'w> {
    workspace: &'w Workspace,
    wine: &'w Wine<'w>,
    platform: Platform<'w>,
    cohort: PathBuf,
}

pub(super) fn run(
    workspace: &Workspace,
    wine: &Wine<'_>,
    programs: &Path,
) -> Result<String, XtaskError> {
    let journey = Journey {
        workspace,
        wine,
        platform: Platform::start(workspace, wine, &programs.join("practice.exe"))?,
        cohort: programs.join("cohort.exe"),
    };
    journey.set_up()?;
    let before_kill = journey.send_and_kill()?;
    journey.everybody_once(PEOPLE)?;
    journey.exchange()?;
    Ok(format!(
        "The app, the command and the practice platform were built and linked. The command kept its key in the \
         Credential Manager, was killed after {before_kill} of {PEOPLE} invitations and finished the rest: everybody was \
         invited once. Linux read the data and added a draft, which Windows sent."
    ))
}

impl Journey<'_> {
    /// An account whose key is in the Credential Manager, and a draft from a list as Excel saves it.
    fn set_up(&self) -> Result<(), XtaskError> {
        self.cohort(&["account", "add", &self.platform.address])
            .env("COHORT_API_KEY", &self.platform.key)
            .run()?;
        let kept = self.cohort(&["account", "list"]).read()?;
        expect(kept.contains("in the keyring"), || {
            format!("the key isn't in the Credential Manager: {kept}")
        })?;
        let list = self.wine.drive().join("list.csv");
        let shell = &self.workspace.shell;
        shell.write_file(list, list_of(0..PEOPLE))?;
        self.cohort(&["check", r"C:\list.csv"]).run()?;
        self.draft("Students", r"C:\list.csv").run()?;
        Ok(())
    }

    /// Sends the draft, kills the command in the middle, and resumes. Says how many people had been
    /// invited by then.
    fn send_and_kill(&self) -> Result<usize, XtaskError> {
        self.platform.slow_down(300)?;
        let mut sending = self
            .wine
            .command(&self.cohort, &["send", "Students", "--yes"])
            .spawn()
            .map_err(XtaskError::with(&self.cohort))?;
        let started = Instant::now();
        let invited = || -> Result<usize, XtaskError> { Ok(self.platform.invitations()?.len()) };
        while invited()? < KILLED_AFTER {
            expect(started.elapsed() < PATIENCE, || {
                "the command sends nothing".to_owned()
            })?;
            thread::sleep(Duration::from_millis(100));
        }
        // Not a signal that it could answer: it ends at once.
        sending.kill().map_err(XtaskError::with(&self.cohort))?;
        sending.wait().map_err(XtaskError::with(&self.cohort))?;
        let before = invited()?;
        expect(before < PEOPLE, || {
            "the command had sent everything before it was killed".to_owned()
        })?;
        self.platform.slow_down(0)?;
        self.cohort(&["outbox", "resume", "1"]).run()?;
        Ok(before)
    }

    /// The platform has invited each of them once, and the command says that it has.
    fn everybody_once(&self, people: usize) -> Result<(), XtaskError> {
        let invitations = self.platform.invitations()?;
        expect(invitations.len() == people, || {
            format!("{} of {people} people were invited", invitations.len())
        })?;
        for (person, count) in &invitations {
            expect(*count == 1, || {
                format!("{person} was invited {count} times")
            })?;
        }
        let plans = json(self.cohort(&["outbox", "--json"]))?;
        for plan in plans.as_array().into_iter().flatten() {
            let counts = &plan["counts"];
            let finished = ["done", "already"].map(|state| counts[state].as_u64().unwrap_or(0));
            let all = counts["all"].as_u64();
            expect(all == Some(finished.iter().sum()), || {
                format!("plan {} isn't done: {counts}", plan["id"])
            })?;
        }
        Ok(())
    }

    /// The command of Linux reads the data and adds a draft, and the one of Windows sends it.
    fn exchange(&self) -> Result<(), XtaskError> {
        let shell = &self.workspace.shell;
        cmd!(shell, "cargo build --package cli --bin cohort").run()?;
        let (data, settings) = self.wine.user_folders()?;
        let native = self.workspace.target.join("debug/cohort");
        let linux = |arguments: &[&str]| -> Cmd<'_> {
            cmd!(shell, "{native} {arguments...}")
                .env("XDG_DATA_HOME", &data)
                .env("XDG_CONFIG_HOME", &settings)
                .env("COHORT_API_KEY", &self.platform.key)
                .env_remove("DBUS_SESSION_BUS_ADDRESS")
        };
        let show = ["outbox", "show", "1", "--json"];
        let (there, here) = (json(self.cohort(&show))?, json(linux(&show))?);
        expect(there == here, || {
            format!("the plan differs: {there} on Windows, {here} on Linux")
        })?;

        // Half of them are on the first list too.
        let list = self.wine.drive().join("second.csv");
        shell.write_file(&list, list_of(PEOPLE / 2..PEOPLE * 3 / 2))?;
        let list = list.display().to_string();
        linux(&new_draft("From Linux", &list)).run()?;
        self.cohort(&["send", "From Linux", "--yes"]).run()?;
        self.everybody_once(PEOPLE * 3 / 2)?;
        let show = ["outbox", "show", "2", "--json"];
        let (there, here) = (json(self.cohort(&show))?, json(linux(&show))?);
        expect(there == here, || {
            format!("the plan differs: {there} on Windows, {here} on Linux")
        })
    }

    fn draft(&self, name: &str, list: &str) -> Cmd<'_> {
        self.cohort(&new_draft(name, list))
    }

    fn cohort(&self, arguments: &[&str]) -> Cmd<'_> {
        self.wine.cmd(&self.cohort, arguments)
    }
}

fn new_draft<'a>(name: &'a str, list: &'a str) -> [&'a str; 8] {
    [
        "draft",
        "new",
        "--space",
        "Finance I",
        "--individual",
        "--name",
        name,
        list,
    ]
}

/// With a mark of its encoding and the line ends of Windows.
fn list_of(numbers: std::ops::Range<usize>) -> String {
    let row = |n| format!("Zoë Müller {n};person{n}{DOMAIN}\r\n");
    let rows = numbers.map(row).collect::<Vec<_>>().concat();
    format!("\u{feff}Name;Email\r\n{rows}")
}

fn json(command: Cmd<'_>) -> Result<Value, XtaskError> {
    Ok(serde_json::from_str(&command.read()?)?)
}

fn expect(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), XtaskError> {
    if holds {
        Ok(())
    } else {
        Err(XtaskError::UnderWine(otherwise()))
    }
}
