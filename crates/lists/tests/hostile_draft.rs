//! A small draft file doesn't become large in the process that sends, which reads it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use lists::{DraftFile, DraftFileError};

/// The most memory that this process has had, in bytes. There is one test here, so that nothing else
/// counts.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.unwrap().trim().trim_end_matches(" kB");
    kib.parse::<usize>().unwrap() << 10
}

#[test]
fn a_draft_file_of_empty_rows_takes_little_memory() {
    let rows = "{},".repeat(8_000_000);
    let file = format!(r#"{{"cohort":1,"org":"o","space":"s","rows":[{rows}{{}}]}}"#);
    drop(rows);
    let opened = DraftFile::from_bytes(file.as_bytes());
    assert!(matches!(opened, Err(DraftFileError::TooLarge)));
    // Kept as rows, these would be more than a gigabyte.
    let most = most_memory();
    assert!(most < 300 << 20, "{most}");
}
