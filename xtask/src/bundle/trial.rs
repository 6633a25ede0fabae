//! Tries the .deb in a clean Debian system of its own, with `packaging/linux/trial.sh`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use xshell::cmd;

use crate::{error::XtaskError, workspace::Workspace};

const MIRROR: &str = "http://deb.debian.org/debian";

/// What the system has besides the smallest Debian: a screen, a session bus, what keeps the lists of
/// programs that open files, and what drives the window.
const INCLUDED: &str = "ca-certificates,curl,dbus,desktop-file-utils,fonts-dejavu-core,shared-mime-info,webkit2gtk-driver,xvfb";

/// Makes the system, has the package tried in it, and removes it, whatever the trial said.
pub(super) fn run(workspace: &Workspace, deb: &Path, folder: &Path) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    if cmd!(shell, "id -u").quiet().read()? != "0" {
        return Err(XtaskError::CannotRunHere(
            "Only root may set up a clean Debian in a folder. Run this task as root, for example in a container.",
        ));
    }
    let root = folder.join("trial");
    remove(&root)?;
    // The packages depend on the libraries of the Debian that they were made on.
    let release = ". /etc/os-release && echo $VERSION_CODENAME";
    let suite = cmd!(shell, "sh -c {release}").quiet().read()?;
    eprintln!("Making a clean Debian {suite} in {}", root.display());
    let include = format!("--include={INCLUDED}");
    cmd!(
        shell,
        "mmdebstrap --quiet --variant=apt {include} {suite} {root} {MIRROR}"
    )
    .run()?;
    let tried = try_in(workspace, deb, &root);
    remove(&root)?;
    tried
}

fn try_in(workspace: &Workspace, deb: &Path, root: &Path) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    let inside = shell.create_dir(root.join("trial"))?;
    let script = workspace.root.join("packaging/linux/trial.sh");
    cmd!(shell, "cp {script} {inside}/trial.sh").quiet().run()?;
    cmd!(shell, "cp {deb} {inside}/cohort.deb").quiet().run()?;
    // Mounts and processes of its own: both are gone when the script ends, however it ends.
    let enter = "mount -t proc proc \"$1/proc\" && mkdir -p \"$1/dev/shm\" && \
                 mount -t tmpfs tmpfs \"$1/dev/shm\" && \
                 exec chroot \"$1\" sh /trial/trial.sh /trial/cohort.deb";
    cmd!(
        shell,
        "unshare --mount --pid --fork --kill-child sh -c {enter} sh {root}"
    )
    .quiet()
    .run()?;
    Ok(())
}

fn remove(root: &PathBuf) -> Result<(), XtaskError> {
    if root.exists() {
        fs::remove_dir_all(root).map_err(XtaskError::with(root))?;
    }
    Ok(())
}
