//! Draft files that would take much memory, time or stack end in an error, soon, and in a process of
//! their own: whoever asked for them takes little memory and works on.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use pretty_assertions::assert_eq;
use reader::{DraftReadError, Reader, ReaderError, SavedDraft, SavedDraftError};
use roster::ReadError;

const TIME: Duration = Duration::from_secs(20);

fn read(bytes: &[u8]) -> Result<SavedDraft, DraftReadError> {
    let begun = Instant::now();
    let read = Reader::of_program(env!("CARGO_BIN_EXE_cohort")).draft(&mut &*bytes, Arc::default());
    assert!(begun.elapsed() < TIME, "{:?}", begun.elapsed());
    read
}

/// Why what was read is no draft.
fn refused(bytes: &[u8]) -> SavedDraftError {
    match read(bytes) {
        Err(DraftReadError::Draft(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn with_rows(rows: &str) -> String {
    format!(r#"{{"cohort":1,"org":"o","space":"s","rows":[{rows}]}}"#)
}

/// The most memory that this process has had, in bytes.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.unwrap().trim().trim_end_matches(" kB");
    kib.parse::<usize>().unwrap() << 10
}

// One test, so that nothing else counts in the memory of this process.
#[test]
fn each_draft_is_refused_within_its_limits_and_the_next_one_is_read() {
    let before = most_memory();
    let empty = "{},".repeat(8_000_000) + "{}";
    let mut file = with_rows(&empty);
    drop(empty);
    assert_eq!(refused(file.as_bytes()), SavedDraftError::TooLarge);
    file.truncate(64);
    let long = format!(r#"{{"note":"{}"}}"#, "x".repeat(20 << 20));
    assert_eq!(
        refused(with_rows(&long).as_bytes()),
        SavedDraftError::TooLarge
    );
    drop(long);
    let deep = |open: &str| format!(r#"{{"cohort":1,"x":{}"#, open.repeat(5_000_000));
    for open in ["[", r#"{"x":"#] {
        assert_eq!(refused(deep(open).as_bytes()), SavedDraftError::NotADraft);
    }
    let twice = r#""org":"o","#.repeat(2_000_000);
    let twice = format!("{{{twice}\"cohort\":1}}");
    assert_eq!(refused(twice.as_bytes()), SavedDraftError::NotADraft);
    drop(twice);
    let mut unknown = "{".to_owned();
    for n in 0..1_500_000 {
        write!(unknown, r#""k{n}":[{n}],"#).unwrap();
    }
    unknown += r#""cohort":1}"#;
    assert_eq!(refused(unknown.as_bytes()), SavedDraftError::NotADraft);
    drop(unknown);
    let mut endless = std::io::repeat(b' ');
    let endless =
        Reader::of_program(env!("CARGO_BIN_EXE_cohort")).draft(&mut endless, Arc::default());
    assert!(matches!(
        endless,
        Err(DraftReadError::Reader(ReaderError::File(
            ReadError::FileTooLarge { limit: 67_108_864 }
        )))
    ));
    // The texts themselves are here, and little more.
    let most = most_memory();
    assert!(most < before + (200 << 20), "{most}");

    let rows: Vec<String> = (0..100_000)
        .map(|n| format!(r#"{{"name":"Ada {n}","address":"{n}@uni.example","leftOut":true}}"#))
        .collect();
    let good = read(with_rows(&rows.join(",")).as_bytes()).unwrap();
    assert_eq!(good.rows.len(), 100_000);
    assert_eq!(good.rows[99_999].address, "99999@uni.example");
    assert!(good.rows[0].skipped);
}
