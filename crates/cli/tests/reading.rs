//! The program `cohort` as the process that reads a file for another one.
#![allow(clippy::unwrap_used)]

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use pretty_assertions::assert_eq;
#[cfg(target_os = "linux")]
use reader::TimeLimits;
use reader::{Reader, ReaderError};
use roster::{Format, ReadError, ReadOptions};

fn reader() -> Reader {
    Reader::of_program(env!("CARGO_BIN_EXE_cohort"))
}

/// A list without an end.
struct Endless {
    line: &'static [u8],
    at: usize,
    read: usize,
}

impl Endless {
    fn new() -> Self {
        Self {
            line: b"Ada Lovelace,ada@uni.edu,Group 1\n",
            at: 0,
            read: 0,
        }
    }
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        for byte in &mut *buffer {
            *byte = self.line[self.at];
            self.at = (self.at + 1) % self.line.len();
        }
        self.read += buffer.len();
        Ok(buffer.len())
    }
}

#[test]
fn the_beginning_is_understood_before_the_end_is_read() {
    let mut file = Endless::new();
    let mut list = reader()
        .beginning(&mut file, 1 << 20, &ReadOptions::default(), Arc::default())
        .unwrap();
    assert!(!list.is_whole());
    assert_eq!(file.read, 1 << 20);
    assert_eq!(
        (list.format(), list.separator()),
        (Format::Delimited, Some(','))
    );
    let columns = list.tables()[0].columns().clone();
    let counted = list.count(0, &columns, 500).unwrap();
    assert_eq!(counted.people.len(), 500);
    assert_eq!(counted.people[499].address, "ada@uni.edu");
    assert_eq!((counted.count, counted.error), ((1 << 20) / 33, None));
}

#[test]
fn a_workbook_is_read_to_its_end_if_its_beginning_is_not_enough() {
    let people: Vec<roster::Entry> = (0..2_000)
        .map(|at| roster::Entry {
            address: format!("p{at}@uni.edu"),
            ..roster::Entry::default()
        })
        .collect();
    let book = roster::to_xlsx(&people).unwrap();
    let mut list = reader()
        .beginning(
            &mut book.as_slice(),
            1_000,
            &ReadOptions::default(),
            Arc::default(),
        )
        .unwrap();
    assert!(list.is_whole());
    let columns = list.tables()[0].columns().clone();
    let read: Vec<_> = list
        .people(0, &columns)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(read, people);
}

#[test]
fn a_file_without_an_end_is_refused_by_its_size() {
    let refused = reader()
        .open(&mut Endless::new(), &ReadOptions::default(), Arc::default())
        .err();
    assert!(matches!(
        refused,
        Some(ReaderError::File(ReadError::FileTooLarge { .. }))
    ));
}

#[test]
fn people_arrive_while_the_rest_is_read_and_the_reading_can_be_stopped() {
    // More than fits into the pipes between the two processes.
    let list = b"Ada Lovelace,ada@uni.edu,Group 1\n".repeat(900_000);
    let stopped = Arc::new(AtomicBool::new(false));
    let mut list = reader()
        .open(
            &mut list.as_slice(),
            &ReadOptions::default(),
            Arc::clone(&stopped),
        )
        .unwrap();
    let columns = list.tables()[0].columns().clone();
    let mut people = list.people(0, &columns).unwrap();
    assert!(people.by_ref().take(500).all(|person| person.is_ok()));
    stopped.store(true, Ordering::Relaxed);
    let begun = Instant::now();
    let end = people.find_map(Result::err);
    assert!(matches!(end, Some(ReaderError::Stopped)), "{end:?}");
    assert!(people.next().is_none());
    drop(list);
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_program_that_cannot_be_started_or_says_something_else_is_an_error() {
    let list = b"ada@uni.edu\n".as_slice();
    let read = |program: &str| {
        let reader = Reader::of_program(program);
        reader
            .open(&mut &*list, &ReadOptions::default(), Arc::default())
            .err()
    };
    assert!(matches!(
        read("/nowhere/cohort"),
        Some(ReaderError::Start(_))
    ));
    if cfg!(unix) {
        for other in ["/bin/true", "/bin/cat", "/bin/echo"] {
            let error = read(other);
            assert!(
                matches!(error, Some(ReaderError::Died)),
                "{other}: {error:?}"
            );
        }
    }
}

/// A program that hangs is ended, whether it has read the file or not, and whoever waits hears why.
#[cfg(target_os = "linux")]
#[test]
fn a_process_that_hangs_is_ended() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("hangs");
    // More than a pipe takes.
    let list = b"ada@uni.edu\n".repeat(100_000);
    for (name, first) in [("reads", "cat >/dev/null"), ("reads nothing", "true")] {
        let noted = folder.path().join("process");
        let script = format!(
            "#!/bin/sh\necho $$ >{0}.new; mv {0}.new {0}\n{first}\nexec sleep 600\n",
            noted.display()
        );
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let reader = Reader::of_program(&program).within(TimeLimits {
            in_all: Duration::from_secs(1),
            ..TimeLimits::default()
        });
        let begun = Instant::now();
        let error = reader.open(
            &mut list.as_slice(),
            &ReadOptions::default(),
            Arc::default(),
        );
        assert!(matches!(error, Err(ReaderError::TookTooLong)), "{name}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{name}");
        let process = std::fs::read_to_string(&noted).unwrap();
        let process = std::path::Path::new("/proc").join(process.trim());
        assert!(!process.exists(), "{name}: it still runs");
    }
}

/// A file that takes more than its share of the processor, whoever else is busy.
#[cfg(target_os = "linux")]
#[test]
fn a_process_that_takes_too_much_of_the_processor_is_ended() {
    let list = b"Ada Lovelace,ada@uni.edu,Group 1\n".repeat(900_000);
    let reader = reader().within(TimeLimits {
        processor: Duration::from_secs(1),
        ..TimeLimits::default()
    });
    let read = || -> Result<(), ReaderError> {
        let options = ReadOptions::default();
        let mut list = reader.open(&mut list.as_slice(), &options, Arc::default())?;
        let columns = list.tables()[0].columns().clone();
        // Once isn't enough in a fast build.
        for _ in 0..20 {
            list.count(0, &columns, 0)?;
        }
        Ok(())
    };
    let error = read();
    assert!(matches!(error, Err(ReaderError::TookTooLong)), "{error:?}");
}

/// What the system says of the process while it waits for a file.
#[cfg(target_os = "linux")]
#[test]
fn the_process_has_its_limits_before_it_reads_anything() {
    use std::process::{Command, Stdio};

    let mut child = Command::new(env!("CARGO_BIN_EXE_cohort"))
        .arg(reader::ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let of_process =
        |file: &str| std::fs::read_to_string(format!("/proc/{}/{file}", child.id())).unwrap();
    let begun = Instant::now();
    // 2: every call of the system goes through a filter.
    while !of_process("status").contains("Seccomp:\t2") {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(5));
    }
    let limits = of_process("limits");
    let limit = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        let words: Vec<&str> = line[name.len()..].split_whitespace().collect();
        words[..2].join(" ")
    };
    assert_eq!(limit("Max data size"), "805306368 805306368");
    assert_eq!(limit("Max cpu time"), "15 20");
    assert_eq!(limit("Max open files"), "3 3");
    assert_eq!(limit("Max core file size"), "0 0");
    drop(child.stdin.take());
    child.wait().unwrap();
}
