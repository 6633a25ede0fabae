//! `cargo xtask icons`: draws every icon of the app from the SVG files in `icons/`.
//!
//! The results are checked in, so that building the app doesn't need the programs that draw them.

use std::{
    fs::File,
    io::{self, Cursor},
    path::Path,
};

use xshell::cmd;

use crate::{
    error::XtaskError,
    system_packages::{self, Purpose},
    workspace::Workspace,
};

const APP: &str = "cohort.svg";
/// The PNG files: from which SVG file, under which name, at which size.
const PNGS: &[(&str, &str, u32)] = &[
    (APP, "16x16.png", 16),
    (APP, "24x24.png", 24),
    (APP, "32x32.png", 32),
    (APP, "48x48.png", 48),
    (APP, "64x64.png", 64),
    (APP, "128x128.png", 128),
    (APP, "128x128@2x.png", 256),
    (APP, "icon.png", 512),
];

/// The icons of the tray. They are drawn apart from the app's own, because that has too many parts
/// for a panel.
const TRAY: &[&str] = &["idle", "sending", "attention", "offline", "paused"];
/// The sizes at which panels show them: one that is made smaller or larger by the panel is blurred.
const TRAY_SIZES: &[u32] = &[22, 24, 32, 48];

/// The sizes within the icon files of Windows and macOS.
const WINDOWS: &[u32] = &[16, 24, 32, 48, 64, 256];
const MACOS: &[u32] = &[16, 32, 64, 128, 256, 512];

pub(crate) fn draw(workspace: &Workspace) -> Result<(), XtaskError> {
    system_packages::ensure(&workspace.shell, &[Purpose::Icons])?;
    let folder = workspace.root.join("icons");

    for (source, name, size) in PNGS {
        let png = render(workspace, &folder.join(source), *size)?;
        let path = folder.join(name);
        std::fs::write(&path, png).map_err(XtaskError::with(&path))?;
    }

    for state in TRAY {
        for size in TRAY_SIZES {
            let source = folder.join(format!("tray-{state}.svg"));
            let path = folder.join(format!("tray-{state}-{size}.png"));
            let png = render(workspace, &source, *size)?;
            std::fs::write(&path, png).map_err(XtaskError::with(&path))?;
        }
    }

    let app = folder.join(APP);
    let path = folder.join("icon.ico");
    let pngs = renders(workspace, &app, WINDOWS)?;
    write_ico(&path, &pngs).map_err(XtaskError::with(&path))?;

    let path = folder.join("icon.icns");
    let pngs = renders(workspace, &app, MACOS)?;
    write_icns(&path, &pngs).map_err(XtaskError::with(&path))
}

fn render(workspace: &Workspace, svg: &Path, size: u32) -> Result<Vec<u8>, XtaskError> {
    let size = size.to_string();
    let output = cmd!(
        workspace.shell,
        "rsvg-convert --width {size} --height {size} {svg}"
    )
    .quiet()
    .output()?;
    Ok(output.stdout)
}

fn renders(workspace: &Workspace, svg: &Path, sizes: &[u32]) -> Result<Vec<Vec<u8>>, XtaskError> {
    sizes
        .iter()
        .map(|size| render(workspace, svg, *size))
        .collect()
}

fn write_ico(path: &Path, pngs: &[Vec<u8>]) -> io::Result<()> {
    let mut directory = ico::IconDir::new(ico::ResourceType::Icon);
    for png in pngs {
        let image = ico::IconImage::read_png(Cursor::new(png))?;
        directory.add_entry(ico::IconDirEntry::encode(&image)?);
    }
    directory.write(File::create(path)?)
}

fn write_icns(path: &Path, pngs: &[Vec<u8>]) -> io::Result<()> {
    let mut family = icns::IconFamily::new();
    for png in pngs {
        family.add_icon(&icns::Image::read_png(Cursor::new(png))?)?;
    }
    family.write(File::create(path)?)
}
