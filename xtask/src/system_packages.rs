//! Packages of the operating system that some tasks need: which they are, and how to install them.

use xshell::{Shell, cmd};

use crate::{
    error::XtaskError,
    system::{System, quietly},
};

/// What packages are needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Compiling and linking the app.
    Build,
    /// Driving the real window on a virtual screen.
    WindowTests,
    /// Driving the pages of the practice platform in a browser.
    BrowserTests,
    /// Testing the practice platform with the clients of the hosted platform and with a mail server.
    ClientTests,
    /// Drawing the icons.
    Icons,
    /// Making packages, and checking what desktops read of them.
    Packages,
    /// Making a clean system to try a package in.
    Trial,
    /// Checking and building for Windows, and running that.
    Windows,
    /// Checking for macOS.
    MacOs,
}

impl Purpose {
    /// The names of the packages on Debian.
    fn debian(self) -> &'static [&'static str] {
        match self {
            Self::Build => &[
                "libayatana-appindicator3-dev",
                "librsvg2-dev",
                "libwebkit2gtk-4.1-dev",
                "pkg-config",
            ],
            Self::WindowTests => &[
                "at-spi2-core",
                "chromium",
                "chromium-driver",
                "dbus",
                "dunst",
                "fonts-dejavu-core",
                "gir1.2-gtk-3.0",
                "gnome-keyring",
                "imagemagick",
                "libatk-adaptor",
                "libglib2.0-bin",
                "libsecret-tools",
                "openbox",
                "python3-gi",
                "python3-pyatspi",
                "webkit2gtk-driver",
                "wmctrl",
                "xclip",
                "xdotool",
                "xvfb",
            ],
            Self::BrowserTests => &["chromium", "chromium-driver"],
            Self::ClientTests => &["python3", "python3-aiosmtpd", "python3-venv"],
            Self::Icons => &["librsvg2-bin"],
            Self::Packages => &["appstream", "desktop-file-utils", "dpkg-dev", "rpm"],
            Self::Trial => &["mmdebstrap"],
            Self::Windows => &[
                "cargo-web",
                "curl",
                "g++-mingw-w64-x86-64",
                "gcc-mingw-w64-x86-64",
                "rust-web-clippy",
                "rust-web-src",
                "rustc-web",
                "wine",
                "wine64",
            ],
            Self::MacOs => &[
                "binutils",
                "cargo-web",
                "python3",
                "python3-venv",
                "rust-web-clippy",
                "rust-web-src",
                "rustc-web",
            ],
        }
    }

    /// A command that fails if something is missing, for systems whose package names aren't known.
    fn probe(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Build => ("pkg-config", &["--exists", "webkit2gtk-4.1"]),
            Self::WindowTests => ("WebKitWebDriver", &["--version"]),
            Self::BrowserTests => ("chromedriver", &["--version"]),
            Self::ClientTests => ("aiosmtpd", &["--version"]),
            Self::Icons => ("rsvg-convert", &["--version"]),
            Self::Packages => ("rpmbuild", &["--version"]),
            Self::Trial => ("mmdebstrap", &["--version"]),
            Self::Windows => ("wine", &["--version"]),
            Self::MacOs => ("python3", &["--version"]),
        }
    }

    /// What has to be installed, in words, for systems whose package names aren't known.
    fn description(self) -> &'static str {
        match self {
            Self::Build => {
                "WebKitGTK 4.1 with its development files, librsvg and libayatana-appindicator"
            }
            Self::WindowTests => {
                "WebKitWebDriver, Xvfb, openbox, dbus-daemon, dunst, gnome-keyring-daemon, \
                 secret-tool, xdotool, wmctrl, xclip, ImageMagick, Chromium, PyGObject with GTK 3, at-spi2-core, gdbus and \
                 pyatspi"
            }
            Self::BrowserTests => "Chromium and chromedriver",
            Self::ClientTests => "Python 3 with venv, and aiosmtpd",
            Self::Icons => "rsvg-convert",
            Self::Packages => "appstreamcli, desktop-file-validate, dpkg-shlibdeps and rpmbuild",
            Self::Trial => "mmdebstrap",
            Self::Windows => "Debian's Rust, mingw-w64 and Wine",
            Self::MacOs => "Debian's Rust, and Python 3 with venv",
        }
    }
}

/// Installs whatever these purposes need, or says what to install.
pub(crate) fn ensure(shell: &Shell, purposes: &[Purpose]) -> Result<(), XtaskError> {
    match System::here(shell) {
        System::Debian => ensure_on_debian(shell, purposes),
        System::OtherLinux => purposes.iter().try_for_each(|purpose| {
            let (program, arguments) = purpose.probe();
            if quietly(shell, program, arguments) {
                return Ok(());
            }
            Err(XtaskError::Missing {
                what: format!("{} may be", purpose.description()),
                remedy: format!(
                    "Install them with the package manager of this system. On Debian the packages are:\n\n  {}",
                    purpose.debian().join(" ")
                ),
            })
        }),
        System::MacOs => ensure_on_macos(shell, purposes),
        // What Windows needs comes with Windows itself and with the installer of Rust.
        System::Windows | System::Other => Ok(()),
    }
}

fn ensure_on_debian(shell: &Shell, purposes: &[Purpose]) -> Result<(), XtaskError> {
    let missing = missing(&wanted(purposes), |package| is_installed(shell, package));
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("Missing Debian packages: {}", missing.join(" "));

    let root = cmd!(shell, "id -u").quiet().read()? == "0";
    let before: &[&str] = match root {
        true => &["env"],
        false if quietly(shell, "sudo", &["-n", "true"]) => &["sudo", "-n", "env"],
        false => {
            return Err(XtaskError::Missing {
                what: "Packages that need root rights to install are".to_owned(),
                remedy: format!(
                    "Run this, then try again:\n\n  sudo apt-get update && sudo apt-get install \
                     --yes --no-install-recommends {}",
                    missing.join(" ")
                ),
            });
        }
    };
    let (program, rest) = (before[0], &before[1..]);
    let quiet = "DEBIAN_FRONTEND=noninteractive";
    cmd!(shell, "{program} {rest...} {quiet} apt-get update --quiet").run()?;
    cmd!(
        shell,
        "{program} {rest...} {quiet} apt-get install --yes --quiet --no-install-recommends {missing...}"
    )
    .run()?;
    Ok(())
}

fn ensure_on_macos(shell: &Shell, purposes: &[Purpose]) -> Result<(), XtaskError> {
    if purposes.contains(&Purpose::Build) && !quietly(shell, "xcode-select", &["-p"]) {
        return Err(XtaskError::Missing {
            what: "The command line tools of Xcode are".to_owned(),
            remedy: "Run this, then try again:\n\n  xcode-select --install".to_owned(),
        });
    }
    if purposes.contains(&Purpose::Icons) && !quietly(shell, "rsvg-convert", &["--version"]) {
        return Err(XtaskError::Missing {
            what: "rsvg-convert is".to_owned(),
            remedy: "Install it with Homebrew:\n\n  brew install librsvg".to_owned(),
        });
    }
    Ok(())
}

fn wanted(purposes: &[Purpose]) -> Vec<&'static str> {
    let mut packages: Vec<_> = purposes
        .iter()
        .flat_map(|purpose| purpose.debian().iter().copied())
        .collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

fn missing<'a>(packages: &[&'a str], is_installed: impl Fn(&str) -> bool) -> Vec<&'a str> {
    packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect()
}

fn is_installed(shell: &Shell, package: &str) -> bool {
    let status = "--showformat=${Status}";
    cmd!(shell, "dpkg-query --show {status} {package}")
        .quiet()
        .ignore_stderr()
        .read()
        .is_ok_and(|status| status == "install ok installed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_two_purposes_share_is_installed_once() {
        let packages = wanted(&[Purpose::WindowTests, Purpose::BrowserTests]);
        let chromium = packages.iter().filter(|name| **name == "chromium").count();
        assert_eq!(chromium, 1);
    }

    #[test]
    fn only_missing_packages_are_installed() {
        let missing = missing(&["dunst", "xvfb"], |package| package == "dunst");
        assert_eq!(missing, ["xvfb"]);
    }
}
