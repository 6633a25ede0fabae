//! What is left in memory of a secret that was given in the environment, once it was dropped.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::process::{Child, Command, Stdio};

/// How the secret ends. Whoever frees memory writes over its first bytes, which would hide a copy of
/// a short secret that wasn't wiped.
const END: &str = "93f0c1d7a5b24e68";

/// The variable with the secret.
const KEY: &str = "PRIVATE_TEST_KEY";
/// Makes the test below the process that takes the secret.
const CHILD: &str = "PRIVATE_TEST_TAKES";

fn line(lines: &mut impl Iterator<Item = String>, what: &str) {
    assert!(lines.any(|line| line.contains(what)), "no {what}");
}

/// Everything that a process can write to in its memory, and what the system shows of its start.
fn memory(child: &Child) -> Vec<u8> {
    let of = |file: &str| format!("/proc/{}/{file}", child.id());
    let mut found = [fs::read(of("environ")), fs::read(of("cmdline"))]
        .map(Result::unwrap)
        .concat();
    let mut memory = File::open(of("mem")).unwrap();
    for mapping in fs::read_to_string(of("maps")).unwrap().lines() {
        let mut parts = mapping.split_whitespace();
        let (range, may) = (parts.next().unwrap(), parts.next().unwrap());
        if !may.starts_with("rw") {
            continue;
        }
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|at| u64::from_str_radix(at, 16).unwrap());
        memory.seek(SeekFrom::Start(start)).unwrap();
        // Parts of it may never have been used, and can't be read then.
        let _ = std::io::Read::by_ref(&mut memory)
            .take(end - start)
            .read_to_end(&mut found);
    }
    found
}

fn holds_secret(child: &Child) -> bool {
    let memory = memory(child);
    assert!(memory.len() > 100_000, "the memory was read");
    memory
        .windows(END.len())
        .any(|bytes| bytes == END.as_bytes())
}

/// Runs only as the child.
#[test]
fn the_child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let secret = private::take_from_environment(KEY).unwrap();
    let mut lines = std::io::stdin().lines();
    println!("taken {}", secret.is_some());
    lines.next();
    drop(secret);
    println!("dropped");
    // Until it is killed.
    lines.next();
}

#[test]
fn a_secret_that_was_dropped_is_nowhere_in_memory() {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_child", "--nocapture"])
        .env(CHILD, "yes")
        .env(KEY, format!("{}{END}", "k".repeat(300)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let mut lines = output.lines().map_while(Result::ok);
    line(&mut lines, "taken true");
    assert!(holds_secret(&child), "it is found while it is held");
    std::io::Write::write_all(&mut input, b"\n").unwrap();
    line(&mut lines, "dropped");
    assert!(!holds_secret(&child), "a copy is left");
    child.kill().unwrap();
    child.wait().unwrap();
}
