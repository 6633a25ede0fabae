//! What programs say to each other on the session's bus, overheard by a monitor.

use std::fs;

use crate::{desktop::Desktop, wait::until};

impl Desktop {
    /// Notes everything that is said on the session's bus from now on among the logs.
    pub fn listens_to_bus(&mut self) {
        let mut command = self.command("dbus-monitor");
        command.args(["--session", "--binary"]);
        self.serve("bus", command);
        let log = self.artifacts.path("bus.log");
        until("the bus is listened to", || {
            (fs::metadata(&log).ok()?.len() > 0).then_some(())
        });
    }

    /// Records what programs say to each other on the session's bus, from now on.
    pub fn listens_to_calls_of(&mut self, member: &str) {
        let mut command = self.command("dbus-monitor");
        command.arg(format!("member='{member}'"));
        self.serve("dbus-monitor", command);
        until("the monitor of the bus", || {
            self.heard("NameAcquired").then_some(())
        });
    }

    /// Whether this was said on the session's bus since it is listened to.
    pub fn heard(&self, what: &str) -> bool {
        fs::read_to_string(self.artifacts.path("dbus-monitor.log"))
            .is_ok_and(|said| said.contains(what))
    }
}
