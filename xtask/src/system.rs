use xshell::{Shell, cmd};

/// What kind of machine this is, as far as installing things goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian and what descends from it: has apt.
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

/// Whether a program is there and runs.
pub(crate) fn answers(shell: &Shell, program: &str) -> bool {
    quietly(shell, program, &["--version"])
}

/// Whether a command succeeds; what it prints is nobody's business.
pub(crate) fn quietly(shell: &Shell, program: &str, arguments: &[&str]) -> bool {
    cmd!(shell, "{program} {arguments...}")
        .quiet()
        .ignore_stdout()
        .ignore_stderr()
        .run()
        .is_ok()
}

/// Whether a window could be shown on the screen this was started from.
pub(crate) fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
