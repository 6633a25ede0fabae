//! Closes every command that the capabilities do not open by name, builds the window's files, icons
//! and capabilities into the app, and links what is released so that it is small.

include!("commands/command_table.rs");

macro_rules! names {
    ($($(#[$about:meta])* $name:ident: $request:tt => $reply:ty;)*) => {
        &[$(stringify!($name)),*]
    };
}

const COMMANDS: &[&str] = command_table!(names);

fn main() {
    // Rust's own linker for this target keeps one of several functions that are the same, and packs
    // what has to be relocated. Others don't know how.
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release") && is("TARGET", "x86_64-unknown-linux-gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all,-z,pack-relative-relocs");
    }
    println!("cargo::rerun-if-changed=capabilities");
    println!("cargo::rerun-if-changed=src-tauri/commands/command_table.rs");
    println!("cargo::rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
