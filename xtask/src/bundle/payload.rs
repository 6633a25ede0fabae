//! The files that every package has, laid out as they are installed, below `/usr`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use xshell::cmd;

use crate::{error::XtaskError, workspace::Workspace};

/// The name under which the desktop knows the app: the identifier in `tauri.conf.json`.
pub(super) const ID: &str = "app.cohort.desktop";

/// The sizes of the icon that desktops look for, and the file of each in `icons/`.
pub(super) const ICONS: &[(&str, &str)] = &[
    ("16x16", "16x16.png"),
    ("24x24", "24x24.png"),
    ("32x32", "32x32.png"),
    ("48x48", "48x48.png"),
    ("64x64", "64x64.png"),
    ("128x128", "128x128.png"),
    ("256x256", "128x128@2x.png"),
    ("512x512", "icon.png"),
    ("scalable", "cohort.svg"),
];

/// Where each shell looks for the completions that packages bring. Fedora's zsh looks elsewhere than
/// Debian's ([`FEDORA_ZSH`]).
const COMPLETIONS: &[(&str, &str)] = &[
    ("bash", "share/bash-completion/completions/cohort"),
    ("zsh", DEBIAN_ZSH),
    ("fish", "share/fish/vendor_completions.d/cohort.fish"),
];
pub(super) const DEBIAN_ZSH: &str = "share/zsh/vendor-completions/_cohort";
pub(super) const FEDORA_ZSH: &str = "share/zsh/site-functions/_cohort";

/// The files, in a folder that stands for `/usr`.
pub(super) struct Payload {
    pub(super) usr: PathBuf,
}

/// Lays out all files in a new folder.
pub(super) fn collect(
    workspace: &Workspace,
    programs: &Path,
    folder: &Path,
) -> Result<Payload, XtaskError> {
    let shell = &workspace.shell;
    let usr = folder.join("files");
    if usr.exists() {
        fs::remove_dir_all(&usr).map_err(XtaskError::with(&usr))?;
    }
    let install = |source: &Path, to: &str, mode: &str| -> Result<(), XtaskError> {
        let to = usr.join(to);
        cmd!(shell, "install -D -m {mode} {source} {to}")
            .quiet()
            .run()?;
        Ok(())
    };
    for program in ["cohort-desktop", "cohort"] {
        install(&programs.join(program), &format!("bin/{program}"), "755")?;
    }
    let linux = workspace.root.join("packaging/linux");
    for (name, to) in [
        (format!("{ID}.desktop"), "share/applications"),
        (format!("{ID}.xml"), "share/mime/packages"),
        (format!("{ID}.metainfo.xml"), "share/metainfo"),
    ] {
        install(&linux.join(&name), &format!("{to}/{name}"), "644")?;
    }
    for (size, file) in ICONS {
        let source = workspace.root.join("icons").join(file);
        let ending = if *size == "scalable" { "svg" } else { "png" };
        let to = format!("share/icons/hicolor/{size}/apps/{ID}.{ending}");
        install(&source, &to, "644")?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let to = format!("share/doc/cohort/{licence}");
        install(&workspace.root.join(licence), &to, "644")?;
    }
    let made = folder.join("made");
    write_made(workspace, &programs.join("cohort"), &made)?;
    for (shell_name, to) in COMPLETIONS {
        install(&made.join(shell_name), to, "644")?;
    }
    let man = made.join("man");
    for page in shell.read_dir(&man)? {
        cmd!(shell, "gzip --best --no-name {page}").quiet().run()?;
    }
    for page in shell.read_dir(&man)? {
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        install(&page, &format!("share/man/man1/{name}"), "644")?;
    }
    Ok(Payload { usr })
}

/// Has the command write its completions and its manual pages, so that they say what it does.
fn write_made(workspace: &Workspace, command: &Path, made: &Path) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    if made.exists() {
        fs::remove_dir_all(made).map_err(XtaskError::with(made))?;
    }
    let man = shell.create_dir(made.join("man"))?;
    for (name, _) in COMPLETIONS {
        let script = cmd!(shell, "{command} completions {name}").quiet().read()?;
        shell.write_file(made.join(name), script + "\n")?;
    }
    cmd!(shell, "{command} man {man}").quiet().run()?;
    Ok(())
}
