//! The processes of a session.

use std::{
    ffi::OsStr,
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

    fn parent(&self) -> Option<Pid> {
        let status = fs::read_to_string(self.folder().join("status")).ok()?;
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"))?;
        Pid::from_raw(parent.trim().parse().ok()?)
    }
}

/// The process with this number, if it runs and may be looked at.
fn process(number: &OsStr) -> Option<Process> {
    let id = Pid::from_raw(number.to_str()?.parse().ok()?)?;
    let program = fs::read_link(Path::new("/proc").join(number).join("exe")).ok()?;
    Some(Process { id, program })
}

impl Desktop {
    /// All processes of this session. Other tests may run the same programs, so they are recognised
    /// by the home folder of their session, or by their parent: the child that reads a file is told
    /// no folder.
    pub(crate) fn processes(&self) -> Vec<Process> {
        let home = format!("HOME={}\0", self.home().display());
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        let (mut ours, mut others) = (Vec::new(), Vec::new());
        for entry in entries {
            let Some(process) = process(&entry.file_name()) else {
                continue;
            };
            let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
            if String::from_utf8_lossy(&environment).contains(&home) {
                ours.push(process);
            } else {
                others.push(process);
            }
        }
        loop {
            let is_child = |process: &mut Process| {
                let parent = process.parent();
                ours.iter().any(|one| Some(one.id) == parent)
            };
            let children: Vec<_> = others.extract_if(.., is_child).collect();
            if children.is_empty() {
                return ours;
            }
            ours.extend(children);
        }
    }

    /// How many processes of this session show a page.
    pub fn web_processes(&self) -> usize {
        let processes = self.processes().into_iter();
        processes
            .filter(|process| process.name() == "WebKitWebProcess")
            .count()
    }
}
