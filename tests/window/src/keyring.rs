//! The keyring of the session: the real service, unlocked or locked, or none at all.

use crate::{desktop::Desktop, wait::until};

/// The keyring that a session has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// Unlocked, as after the user has signed in.
    Unlocked,
    /// Running, but its password has not been entered.
    Locked,
    /// There is no keyring service.
    None,
}

/// The keyring's password.
const PASSWORD: &[u8] = b"a desk of one's own";

impl Keyring {
    /// Starts the real service in the session.
    pub(crate) fn start(self, desktop: &mut Desktop) {
        let unlock = match self {
            Self::None => return,
            Self::Locked => false,
            Self::Unlocked => true,
        };
        let mut command = desktop.command("gnome-keyring-daemon");
        command.args(["--components=secrets", "--foreground"]);
        if unlock {
            command.arg("--unlock");
        }
        desktop.serve_with_input("gnome-keyring-daemon", command, PASSWORD);
        until("the keyring joins the session's bus", || {
            is_on_the_bus(desktop).then_some(())
        });
    }
}

fn is_on_the_bus(desktop: &Desktop) -> bool {
    desktop
        .command("dbus-send")
        .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus"])
        .args(["/", "org.freedesktop.DBus.NameHasOwner"])
        .arg("string:org.freedesktop.secrets")
        .output()
        .is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("boolean true"))
}
