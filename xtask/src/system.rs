//! What kind of machine this is, and whether a program is there.

use xshell::{Shell, cmd};

/// The kinds of machine that differ in how packages are installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian or a distribution derived from it, which has apt.
    Debian,
    OtherLinux,
    MacOs,
    Windows,
    Other,
}

impl System {
    pub(crate) fn here(shell: &Shell) -> Self {
        if cfg!(target_os = "linux") {
            if answers(shell, "apt-get") && answers(shell, "dpkg-query") {
                Self::Debian
            } else {
                Self::OtherLinux
            }
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else if cfg!(target_os = "windows") {
            Self::Windows
        } else {
            Self::Other
        }
    }

    pub(crate) fn is_linux(self) -> bool {
        matches!(self, Self::Debian | Self::OtherLinux)
    }
}

/// Whether a program is installed and runs.
pub(crate) fn answers(shell: &Shell, program: &str) -> bool {
    quietly(shell, program, &["--version"])
}

/// Whether a command succeeds. Its output is discarded.
pub(crate) fn quietly(shell: &Shell, program: &str, arguments: &[&str]) -> bool {
    cmd!(shell, "{program} {arguments...}")
        .quiet()
        .ignore_stdout()
        .ignore_stderr()
        .run()
        .is_ok()
}

/// Whether this was started where a window can be shown.
pub(crate) fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
