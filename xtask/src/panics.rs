//! A panic ends only what it happened in: the program that sends refuses to be built so that a panic
//! would end all of it.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

/// What the compiler says of the crate that sends. It gets no further than to the crates that are used,
/// which aren't there, but whatever the crate itself refuses is said before that.
fn said_of_outbox(panics: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(compiler)
        .args(["--edition", "2024", "--crate-name", "outbox"])
        .args(["--crate-type", "lib", "--emit", "metadata"])
        .args(["-C", &format!("panic={panics}"), "--out-dir"])
        .arg(folder.path())
        .arg(root.join("crates/outbox/src/lib.rs"))
        .output()
        .unwrap();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_build_in_which_a_panic_ends_the_program_that_sends_does_not_compile() {
    let refusal = "error: A fault in one task would end the program that sends";
    assert!(said_of_outbox("abort").contains(refusal));
    let otherwise = said_of_outbox("unwind");
    assert!(!otherwise.contains(refusal));
    // The compiler did read the crate.
    assert!(
        otherwise.contains("crates/outbox/src/lib.rs"),
        "{otherwise}"
    );
}
