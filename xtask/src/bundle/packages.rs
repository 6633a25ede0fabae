//! Packs the files, with the tools of Debian and of Fedora, which both find out by themselves which
//! libraries the programs need.

use std::{
    fs,
    path::{Path, PathBuf},
};

use xshell::cmd;

use super::{
    About, DESCRIPTION, LICENCE, MAINTAINER, NAME, SUMMARY,
    payload::{DEBIAN_ZSH, FEDORA_ZSH, Payload},
};
use crate::{error::XtaskError, workspace::Workspace};

/// What Cohort needs besides the libraries: a program that keeps secrets.
const KEYRINGS: &str = "gnome-keyring | kwalletmanager | keepassxc";

pub(super) fn deb(
    workspace: &Workspace,
    about: &About,
    payload: &Payload,
    folder: &Path,
) -> Result<PathBuf, XtaskError> {
    let shell = &workspace.shell;
    let root = fresh(&folder.join("deb"))?;
    let usr = copy_of(payload, workspace, &root)?;
    let depends = libraries(workspace, &usr, folder)?;
    let architecture = cmd!(shell, "dpkg --print-architecture").quiet().read()?;
    let kilobytes = cmd!(
        shell,
        "du --summarize --apparent-size --block-size=1K {usr}"
    )
    .quiet()
    .read()?;
    let kilobytes = kilobytes.split_whitespace().next().unwrap_or("0");
    let copyright = format!(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
         Upstream-Name: Cohort\n\nFiles: *\nCopyright: The Cohort developers\nLicense: {LICENCE}\n \
         Both licences are beside this file.\n"
    );
    shell.write_file(usr.join("share/doc/cohort/copyright"), copyright)?;
    let About { version, .. } = about;
    let described = DESCRIPTION.replace('\n', "\n ");
    let control = format!(
        "Package: {NAME}\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n\
         Installed-Size: {kilobytes}\nDepends: {depends}\nRecommends: {KEYRINGS}\n\
         Section: education\nPriority: optional\nDescription: {SUMMARY}\n {described}\n"
    );
    shell.write_file(root.join("DEBIAN/control"), control)?;
    let deb = folder.join(format!("{NAME}_{version}_{architecture}.deb"));
    cmd!(shell, "dpkg-deb --root-owner-group --build {root} {deb}")
        .quiet()
        .ignore_stdout()
        .run()?;
    Ok(deb)
}

/// The packages with the libraries that the programs are linked with, as Debian's own tool finds them.
fn libraries(workspace: &Workspace, usr: &Path, folder: &Path) -> Result<String, XtaskError> {
    let shell = &workspace.shell;
    // The tool wants to be called where a source package is.
    let source = fresh(&folder.join("source"))?;
    shell.write_file(
        source.join("debian/control"),
        format!("Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"),
    )?;
    let _here = shell.push_dir(&source);
    let (app, command) = (usr.join("bin/cohort-desktop"), usr.join("bin/cohort"));
    let said = cmd!(shell, "dpkg-shlibdeps -O -e{app} -e{command}")
        .quiet()
        .ignore_stderr()
        .read()?;
    Ok(said.trim_start_matches("shlibs:Depends=").to_owned())
}

pub(super) fn rpm(
    workspace: &Workspace,
    about: &About,
    payload: &Payload,
    folder: &Path,
) -> Result<PathBuf, XtaskError> {
    let shell = &workspace.shell;
    let top = fresh(&folder.join("rpm"))?;
    let root = top.join("root");
    let usr = copy_of(payload, workspace, &root)?;
    let (debian, fedora) = (usr.join(DEBIAN_ZSH), usr.join(FEDORA_ZSH));
    cmd!(shell, "install -D -m 644 {debian} {fedora}")
        .quiet()
        .run()?;
    let zsh = usr.join("share/zsh/vendor-completions");
    fs::remove_dir_all(&zsh).map_err(XtaskError::with(&zsh))?;
    let listed = cmd!(shell, "find {root} -not -type d -printf /%P\\n")
        .quiet()
        .read()?;
    let About { version, machine } = about;
    let spec = format!(
        "Name: {NAME}\nVersion: {version}\nRelease: 1\nSummary: {SUMMARY}\nLicense: {LICENCE}\n\
         %global debug_package %{{nil}}\n%global __os_install_post %{{nil}}\n\
         %global _build_id_links none\n\
         %description\n{DESCRIPTION}\n\
         %install\ncp --archive {}/. %{{buildroot}}\n%files\n{listed}\n",
        root.display()
    );
    let spec_file = top.join("cohort.spec");
    shell.write_file(&spec_file, spec)?;
    let (defined, built) = (
        format!("_topdir {}", top.display()),
        format!("_rpmdir {}", folder.display()),
    );
    let name = "_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm";
    cmd!(
        shell,
        "rpmbuild -bb --quiet --target {machine} --define {defined} --define {built} --define {name} {spec_file}"
    )
    .quiet()
    .run()?;
    Ok(folder.join(format!("{NAME}-{version}-1.{machine}.rpm")))
}

/// What can be unpacked anywhere, such as in `~/.local`.
pub(super) fn archive(
    workspace: &Workspace,
    about: &About,
    payload: &Payload,
    folder: &Path,
) -> Result<PathBuf, XtaskError> {
    let shell = &workspace.shell;
    let About { version, machine } = about;
    let name = format!("{NAME}-{version}-linux-{machine}");
    let archive = folder.join(format!("{name}.tar.gz"));
    let (files, renamed) = (&payload.usr, format!("s,^\\.,{name},"));
    let epoch = format!("@{}", shell.var("SOURCE_DATE_EPOCH")?);
    cmd!(
        shell,
        "tar --create --gzip --file {archive} --sort=name --owner=0 --group=0 --numeric-owner --mtime {epoch} --transform {renamed} --directory {files} ."
    )
    .quiet()
    .run()?;
    Ok(archive)
}

/// Copies the files to where they are in the root of the package, which may not exist yet.
fn copy_of(payload: &Payload, workspace: &Workspace, root: &Path) -> Result<PathBuf, XtaskError> {
    let shell = &workspace.shell;
    let (usr, files) = (root.join("usr"), &payload.usr);
    shell.create_dir(root)?;
    cmd!(shell, "cp --archive {files} {usr}").quiet().run()?;
    Ok(usr)
}

/// A folder of this name that is empty.
fn fresh(folder: &Path) -> Result<PathBuf, XtaskError> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(XtaskError::with(folder))?;
    }
    fs::create_dir_all(folder).map_err(XtaskError::with(folder))?;
    Ok(folder.to_path_buf())
}
