//! Small files that would take much memory or time end in a sentence, soon and in little memory.
//!
//! `cohort check` reads them as it reads any other: by a child process of the same program.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use tempfile::TempDir;

#[path = "../../roster/tests/hostile/mod.rs"]
mod files;

/// How long one file may take, and how much memory any process that it takes.
const TIME: Duration = Duration::from_secs(20);
const MEMORY: i64 = 1 << 30;

/// Has a file checked, and measures it. Answers with the exit status and what was said.
fn check(name: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let begun = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_cohort"))
        .current_dir(folder.path())
        .args(["check", name])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let took = begun.elapsed();
    // Nothing but the sentence: no panic and nothing of a library.
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{name}");
    assert!(took < TIME, "{name} took {took:?}");
    // The most that any process took so far, among those that ended and their children.
    let most = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss();
    let unit = if cfg!(target_os = "macos") { 1 } else { 1_024 };
    assert!(most * unit < MEMORY, "{name} took {most}");
    let said = String::from_utf8(output.stdout).unwrap();
    println!("{took:?}, {most}: {said}");
    (output.status.code(), said)
}

#[test]
fn each_is_refused_with_a_sentence_within_its_limits() {
    for (name, bytes) in files::all() {
        let (status, said) = check(name, &bytes);
        assert_eq!(status, Some(2), "{name}");
        let is_sentence = said.starts_with(&format!("{name}: ")) && said.trim_end().ends_with('.');
        assert!(is_sentence, "{said}");
    }
}

#[test]
fn a_process_that_needs_too_much_memory_is_lost_alone() {
    let (status, said) = check(
        "list.xls",
        &files::workbooks::one_string_in_many_older_cells(),
    );
    assert_eq!(status, Some(2));
    assert!(
        said.starts_with("list.xls: This file is too large or damaged"),
        "{said}"
    );
}
