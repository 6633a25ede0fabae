//! The keyring of the session: the real service, unlocked or locked, or none at all.

use std::{path::Path, process::Command};

use crate::{service::Service, wait::until};

/// The keyring that a session has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// Unlocked, as after the user has signed in.
    Unlocked,
    /// Running, but its password hasn't been entered.
    Locked,
    /// There is no keyring service.
    None,
}

/// The keyring's password.
const PASSWORD: &[u8] = b"a desk of one's own";

impl Keyring {
    /// Starts the real service, if there is to be one. `command` makes a command that runs a program
    /// in the session.
    pub(crate) fn start(self, command: impl Fn(&str) -> Command, log: &Path) -> Option<Service> {
        const DAEMON: &str = "gnome-keyring-daemon";
        let unlock = match self {
            Self::None => return None,
            Self::Locked => false,
            Self::Unlocked => true,
        };
        let mut daemon = command(DAEMON);
        daemon.args(["--components=secrets", "--foreground"]);
        if unlock {
            daemon.arg("--unlock");
        }
        let service = Service::start_with_input(DAEMON, &mut daemon, log, PASSWORD);
        until("the keyring joins the session's bus", || {
            is_on_the_bus(command("dbus-send")).then_some(())
        });
        Some(service)
    }
}

fn is_on_the_bus(mut dbus_send: Command) -> bool {
    dbus_send
        .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus"])
        .args(["/", "org.freedesktop.DBus.NameHasOwner"])
        .arg("string:org.freedesktop.secrets")
        .output()
        .is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("boolean true"))
}
