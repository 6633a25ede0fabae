//! The command `cohort`, as the user runs it in a terminal of the session.

use crate::{binaries, desktop::Desktop};

impl Desktop {
    /// Runs the command `cohort` in this session, and returns what it prints.
    pub fn cohort(&self, arguments: &[&str]) -> String {
        let output = self
            .command(binaries::program("cohort"))
            .args(arguments)
            .output()
            .expect("the command is built");
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed).into_owned();
        assert!(output.status.success(), "cohort {arguments:?}: {printed}");
        printed
    }
}
