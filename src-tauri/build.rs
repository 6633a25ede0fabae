//! Closes every command that the capabilities don't open by name, builds the window's files, icons
//! and capabilities into the app, and links what is released so that it is small.

include!("commands/command_table.rs");

macro_rules! names {
    ($($(#[$about:meta])* $name:ident: $request:tt => $reply:ty;)*) => {
        &[$(stringify!($name)),*]
    };
}

const COMMANDS: &[&str] = command_table!(names);

fn main() {
    println!("cargo::rerun-if-changed=capabilities");
    println!("cargo::rerun-if-changed=src-tauri/commands/command_table.rs");
    println!("cargo::rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
