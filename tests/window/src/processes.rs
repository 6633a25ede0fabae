//! The processes of a session.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rustix::process::Pid;

use crate::desktop::Desktop;

/// A process that was started in a session.
pub(crate) struct Process {
    pub(crate) id: Pid,
    pub(crate) program: PathBuf,
}

impl Process {
    pub(crate) fn name(&self) -> String {
        let name = self.program.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Where the system tells about the process.
    pub(crate) fn folder(&self) -> PathBuf {
        Path::new("/proc").join(self.id.as_raw_nonzero().to_string())
    }
}

impl Desktop {
    /// All processes of this session. Other tests may run the same programs, so they are recognised
    /// by the home folder of their session.
    pub(crate) fn processes(&self) -> Vec<Process> {
        let home = format!("HOME={}\0", self.home().display());
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        entries
            .filter_map(|entry| {
                let id = Pid::from_raw(entry.file_name().to_str()?.parse().ok()?)?;
                let program = fs::read_link(entry.path().join("exe")).ok()?;
                let environment = fs::read(entry.path().join("environ")).ok()?;
                let ours = String::from_utf8_lossy(&environment).contains(&home);
                ours.then_some(Process { id, program })
            })
            .collect()
    }

    /// How many processes of this session show a page.
    pub fn web_processes(&self) -> usize {
        let processes = self.processes().into_iter();
        processes
            .filter(|process| process.name() == "WebKitWebProcess")
            .count()
    }
}
