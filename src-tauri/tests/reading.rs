//! The program `cohort-desktop` as the process that reads a file.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

use pretty_assertions::assert_eq;
use reader::{Reader, ReaderError};
use roster::ReadOptions;

const PROGRAM: &str = env!("CARGO_BIN_EXE_cohort-desktop");

/// Neither a display nor a session is there: the environment isn't passed on.
#[test]
fn the_desktop_program_reads_files_without_a_window() {
    let list = b"Name,E-Mail\nAda,ada@uni.edu\nAlan,alan@uni.edu\n";
    let mut list = Reader::of_program(Path::new(PROGRAM))
        .open(
            &mut list.as_slice(),
            &ReadOptions::default(),
            Arc::default(),
        )
        .unwrap();
    let columns = list.tables()[0].columns().clone();
    let people: Result<Vec<_>, ReaderError> = list.people(0, &columns).unwrap().collect();
    let names: Vec<String> = people.unwrap().into_iter().map(|p| p.name).collect();
    assert_eq!(names, ["Ada", "Alan"]);
}

#[cfg(target_os = "linux")]
#[test]
fn it_has_its_limits_before_it_reads_anything() {
    use std::process::{Command, Stdio};

    let mut child = Command::new(PROGRAM)
        .arg(reader::ARGUMENT)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // The libraries of a window start a thread when they are loaded.
    let threads = || -> Vec<String> {
        std::fs::read_dir(format!("/proc/{}/task", child.id()))
            .unwrap()
            .map(|thread| std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap())
            .collect()
    };
    let begun = Instant::now();
    // 2: every call of the system goes through a filter.
    while !threads()
        .iter()
        .all(|thread| thread.contains("Seccomp:\t2"))
    {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(child.stdin.take());
    child.wait().unwrap();
}
