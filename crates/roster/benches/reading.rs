//! Reads and checks a list of 100,000 people and compares the time with that of other programs for
//! the same file. Also measures one edit, and the memory that a million rows take.
//!
//! `cargo bench -p roster` prints a table of times and ratios. With `--check` it fails if a bound is
//! exceeded.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use roster::{Context, Duplicates, Entry, ReadOptions, check, check_one, open};

const PEOPLE: usize = 100_000;
const RUNS: usize = 15;

fn main() -> ExitCode {
    if std::env::args().any(|a| a == "--million") {
        million();
        return ExitCode::SUCCESS;
    }
    let strict = std::env::args().any(|a| a == "--check");
    let csv = file(PEOPLE);
    let path = std::env::temp_dir().join(format!("roster-bench-{}.csv", std::process::id()));
    std::fs::write(&path, &csv).unwrap();
    let (rows, megabytes) = (PEOPLE, csv.len() as f64 / 1e6);
    println!("{rows} rows, {megabytes:.1} MB\n");

    let ours = best(|| read_and_check(&csv).0);
    let reading = best(|| read(&csv).len());
    let bare_best = best(|| bare(&csv));
    let first = best(|| {
        open(&csv, &ReadOptions::default())
            .unwrap()
            .best_people()
            .take(50)
            .count()
    });
    row("read and check, ours", ours, ours);
    row("read, ours", reading, ours);
    let (context, list) = (Context::default(), read(&csv));
    row(
        "check a list that is there, ours",
        best(|| check(&list, &context).len()),
        ours,
    );
    row("the first 50 rows, ours", first, ours);
    row("merely read, csv crate", bare_best, ours);
    // These two are close, so that on a busy machine the clock would mislead. They are compared by the
    // processor time of this thread, and run alternately.
    let (checked, merely_read) = spent(|| read_and_check(&csv).0, || bare(&csv));
    let times_bare = ratio(checked, merely_read);
    let mut kept = bound("read and check / csv crate", times_bare, 4.0, |r, b| r <= b);

    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
    for (name, command, least) in [
        ("Python csv + email-validator", python(&peers), 20.0),
        ("PapaParse + validator.js", node(&peers), 8.0),
    ] {
        match command.and_then(|command| peer(command, &path)) {
            Some((rows, faults, time)) => {
                assert_eq!(rows, PEOPLE, "{name} lost rows");
                row(&format!("{name} ({faults} faults)"), time, ours);
                kept &= bound(name, ratio(time, ours), least, |r, b| r >= b);
            }
            None => println!("{name}: not here (benches/peers/README.md)"),
        }
    }
    std::fs::remove_file(&path).unwrap();

    let (small, large) = (keystroke(100), keystroke(PEOPLE));
    println!("\na key stroke among 100: {small:?}, among {PEOPLE}: {large:?}");
    kept &= bound(
        "key stroke, large / small list",
        ratio(large, small),
        1.5,
        |r, b| r <= b,
    );

    let peak = peak_of_a_million();
    println!("a million rows: {peak} MiB at most");
    kept &= bound(
        "peak of a million rows, MiB",
        peak as f64,
        1024.0,
        |r, b| r < b,
    );
    if strict && !kept {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// The file: names with commas and accents, quotation marks, groups, ids, and an error in two rows of a
/// hundred.
fn file(people: usize) -> Vec<u8> {
    const FIRST: [&str; 8] = [
        "Ada", "Jürgen", "Zoë", "Grace", "José", "Åsa", "Noël", "Søren",
    ];
    const LAST: [&str; 7] = [
        "Lovelace",
        "Müller",
        "O'Hara",
        "Hopper",
        "Núñez",
        "Weiß",
        "van \"Dutch\" Dijk",
    ];
    const FAULTS: [&str; 5] = [
        "p{}@.uni.edu",
        "p{}uni.edu",
        "p{}@gmial.com",
        "p{}@uni,edu",
        "p {}@uni.edu",
    ];
    let mut text = String::from("Name,Email address,Groups,ID number\r\n");
    for i in 0..people {
        let (first, last) = (FIRST[i % 8], LAST[i / 8 % 7].replace('"', "\"\""));
        let n = i.to_string();
        let address = if i % 50 == 7 {
            FAULTS[i / 50 % 5].replace("{}", &n)
        } else {
            format!("person.{n}@students.uni.edu")
        };
        let address = if address.contains(',') {
            format!("\"{address}\"")
        } else {
            address
        };
        let group = i % 24 + 1;
        write!(
            text,
            "\"{last}, {first}\",{address},Group {group},{:08}\r\n",
            i * 37
        )
        .unwrap();
    }
    text.into_bytes()
}

fn read(csv: &[u8]) -> Vec<Entry> {
    let list = open(csv, &ReadOptions::default()).unwrap();
    list.best_people().collect::<Result<_, _>>().unwrap()
}

fn read_and_check(csv: &[u8]) -> (usize, usize) {
    let context = Context {
        domains: vec!["uni.edu".into()],
        ..Context::default()
    };
    let people = read(csv);
    let findings = check(&people, &context);
    (
        people.len(),
        findings.iter().filter(|f| !f.is_empty()).count(),
    )
}

fn bare(csv: &[u8]) -> usize {
    let mut reader = csv::Reader::from_reader(csv);
    let mut rows = 0;
    for record in reader.records() {
        rows += usize::from(record.unwrap().len() == 4);
    }
    rows
}

/// The time that one edit takes: checking the row again and updating the index of duplicates.
fn keystroke(people: usize) -> Duration {
    let context = Context {
        domains: vec!["uni.edu".into()],
        ..Context::default()
    };
    let mut list = read(&file(people));
    let mut duplicates = Duplicates::new();
    for (id, entry) in (0..).zip(&list) {
        duplicates.insert(id, &entry.address);
    }
    let edits = 2_000;
    let mut edit = || {
        for i in 0..edits {
            let row = i * 7 % people;
            let entry = &mut list[row];
            entry.address = format!("{}{}@uni.edu", if i % 2 == 0 { "p" } else { "q" }, row);
            std::hint::black_box(check_one(entry, &context));
            duplicates.change(row as u64, &entry.address);
            std::hint::black_box(duplicates.duplicates_of(row as u64));
        }
        edits
    };
    edit();
    best(edit) / u32::try_from(edits).unwrap()
}

fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let timed = |run: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    };
    (0..RUNS).map(|_| timed(&mut run)).min().unwrap()
}

/// The shortest processor time of several alternating runs of each.
fn spent<T, U>(mut one: impl FnMut() -> T, mut other: impl FnMut() -> U) -> (Duration, Duration) {
    fn timed<T>(run: impl FnOnce() -> T) -> Duration {
        let start = ThreadTime::now();
        std::hint::black_box(run());
        start.elapsed()
    }
    (0..RUNS)
        .map(|_| (timed(&mut one), timed(&mut other)))
        .fold((Duration::MAX, Duration::MAX), |least, run| {
            (least.0.min(run.0), least.1.min(run.1))
        })
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn row(name: &str, time: Duration, ours: Duration) {
    println!(
        "{name:<44} {:>9.1} ms {:>8.2} x",
        time.as_secs_f64() * 1e3,
        ratio(time, ours)
    );
}

fn bound(name: &str, found: f64, bound: f64, kept: fn(f64, f64) -> bool) -> bool {
    let kept = kept(found, bound);
    println!(
        "  {} {name}: {found:.2} (bound {bound})",
        if kept { "kept" } else { "NOT KEPT" }
    );
    kept
}

fn python(peers: &Path) -> Option<Command> {
    let chosen = std::env::var_os("ROSTER_PEER_PYTHON").map(PathBuf::from);
    let python = chosen.unwrap_or_else(|| peers.join("venv/bin/python"));
    python.exists().then(|| {
        let mut command = Command::new(python);
        command.arg(peers.join("peer.py"));
        command
    })
}

fn node(peers: &Path) -> Option<Command> {
    let chosen = std::env::var_os("ROSTER_PEER_NODE").map(PathBuf::from);
    let modules = chosen
        .unwrap_or_else(|| peers.to_owned())
        .join("node_modules");
    modules.exists().then(|| {
        let mut command = Command::new("node");
        command
            .env("NODE_PATH", modules)
            .arg(peers.join("peer.cjs"));
        command
    })
}

/// The rows, the errors and the time, as the other program prints them. Its start isn't counted.
fn peer(mut command: Command, file: &Path) -> Option<(usize, usize, Duration)> {
    let output = command.arg(file).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut words = text.split_whitespace();
    let rows = words.next()?.parse().ok()?;
    let faults = words.next()?.parse().ok()?;
    Some((
        rows,
        faults,
        Duration::from_secs_f64(words.next()?.parse().ok()?),
    ))
}

/// The peak memory of a process that does nothing else.
fn peak_of_a_million() -> u64 {
    let output = Command::new(std::env::current_exe().unwrap())
        .arg("--million")
        .output()
        .unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .trim()
        .parse()
        .unwrap_or(u64::MAX)
}

fn million() {
    let csv = file(1_000_000);
    let (rows, _) = read_and_check(&csv);
    assert_eq!(rows, 1_000_000);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: u64 = peak
        .and_then(|p| p.trim().split(' ').next()?.parse().ok())
        .unwrap_or(u64::MAX);
    println!("{}", kib / 1024);
}
