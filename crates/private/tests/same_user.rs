//! What other processes of the same user see of one that holds a key. Root sees everything, so both
//! run as a real second user, and the test has to be run as root.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Makes the test below the process that is looked into; says whether it hides its memory.
const CHILD: &str = "PRIVATE_TEST_CHILD";

fn as_nobody() -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command
}

/// What another process of the same user is told when it reads this file of the child.
fn what_is_seen_of(program: &Path, hides: &str, file: &str) -> String {
    let mut child = as_nobody()
        .arg(program)
        .args(["--exact", "the_child", "--nocapture"])
        .env(CHILD, hides)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines
        .map_while(Result::ok)
        .any(|line| line.contains("ready"));
    assert!(
        ready,
        "this test has to be run as root, because it acts as another user"
    );
    let seen = as_nobody()
        .arg("cat")
        .arg(format!("/proc/{}/{file}", child.id()))
        .output()
        .unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    String::from_utf8_lossy(&[seen.stdout, seen.stderr].concat()).into_owned()
}

/// Runs only as the child.
#[test]
fn the_child() {
    let Ok(hides) = std::env::var(CHILD) else {
        return;
    };
    if hides == "yes" {
        private::hide_memory();
    }
    println!("ready");
    // Until it is killed.
    let _ = std::io::stdin().lines().next();
}

#[test]
fn a_process_that_hides_its_memory_is_closed_to_others_of_the_same_user() {
    let place = tempfile::tempdir().unwrap();
    fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
    let program = place.path().join("child");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();

    let open = what_is_seen_of(&program, "no", "environ");
    assert!(
        open.contains(CHILD),
        "the second process gets this far: {open}"
    );
    for file in ["environ", "maps", "mem"] {
        let closed = what_is_seen_of(&program, "yes", file);
        assert!(closed.contains("Permission denied"), "{file}: {closed}");
        assert!(!closed.contains(CHILD), "{file}");
    }
}
