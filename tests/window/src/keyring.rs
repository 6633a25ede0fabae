use crate::{desktop::Desktop, wait::until};

/// What the session has to keep secrets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// Ready for use, as after signing in to a desktop.
    Unlocked,
    /// There, but nobody has given its password.
    Locked,
    /// No such service at all.
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
        desktop.serve_and_tell("gnome-keyring-daemon", command, PASSWORD);
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
