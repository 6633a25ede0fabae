//! A disk that is full, or fails, under the sending process. What makes it so is `disk.c`, loaded before
//! the C library, on a cue from here.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use jiff::Timestamp;
use serde_json::json;
use store::{NewRow, StepState, Store, StoreError};
use tempfile::TempDir;

use crate::count::everybody_once;
use crate::folder::{Folder, file, people};
use crate::kills::{PATIENCE, POLL};
use crate::platform::{Form, Platform};
use crate::sending_process::{self, Running};
use crate::{Test, in_time, kills};

pub(crate) const EDITOR: &str = "edit";

const CUE: &str = "ORDEAL_DISK";
const FULL: &str = "f";
const FAILS: &str = "s";

pub(crate) fn tests() -> Vec<Test> {
    vec![
        (
            "on_a_full_disk_no_answer_is_lost_and_it_goes_on_with_room",
            || in_time(stopped_and_on_again(FULL, "Full")),
        ),
        (
            "on_a_failing_disk_no_answer_is_lost_and_it_goes_on_when_well",
            || in_time(stopped_and_on_again(FAILS, "Fails")),
        ),
        (
            "killed_on_a_full_disk_nothing_is_lost_and_nobody_is_mailed_twice",
            || in_time(killed_while_full()),
        ),
        (
            "an_edit_the_disk_refuses_is_told_and_nothing_is_half_saved",
            || in_time(edited()),
        ),
    ]
}

struct Disk {
    shim: PathBuf,
    cue: PathBuf,
}

impl Disk {
    fn new(folder: &Path) -> Self {
        let shim = folder.join("disk.so");
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .arg(&shim)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kill/disk.c"))
            .status()
            .unwrap();
        assert!(compiled.success());
        Self {
            shim,
            cue: folder.join("cue"),
        }
    }

    /// The same command, on this disk.
    fn under(&self, mut command: Command) -> Command {
        command.env("LD_PRELOAD", &self.shim).env(CUE, &self.cue);
        command
    }

    fn is(&self, how: &str) {
        std::fs::write(&self.cue, how).unwrap();
    }

    fn is_well(&self) {
        std::fs::remove_file(&self.cue).unwrap();
    }
}

/// A sending process on a disk that fails while some of what it sends is done, and some on the wire.
struct Struck {
    platform: Platform,
    folder: Folder,
    people: Vec<String>,
    disk: Disk,
    child: Running,
    /// What it says of the disk.
    says: Box<dyn Iterator<Item = String>>,
    _temporary: TempDir,
}

impl Struck {
    async fn by(how: &str) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let platform = Platform::start(temporary.path(), Form::Default).await;
        let folder = Folder::new(temporary.path().join("data"), &platform).await;
        // So many that, however late the disk is struck, some haven't left: each round of
        // answers is at most twice as many as the one before.
        let people = people(100);
        folder.send(folder.draft(&people));
        // So slow that what is seen on the wire is there still when the disk is struck.
        let rules = json!([{ "kind": "delay", "ms": 1500, "methods": ["POST"] }]);
        platform.faults(&json!({ "rules": rules })).await;
        let disk = Disk::new(temporary.path());
        let mut command = disk.under(sending_process::command(&folder.path, &platform));
        command.stdout(Stdio::piped());
        let mut child = sending_process::start(command);
        let said = BufReader::new(child.0.stdout.take().unwrap());
        let says = Box::new(said.lines().map(Result::unwrap));
        is_sending(&folder, 1).await;
        disk.is(how);
        Self {
            platform,
            folder,
            people,
            disk,
            child,
            says,
            _temporary: temporary,
        }
    }

    fn says(&mut self) -> String {
        self.says
            .next()
            .expect("it says that the disk is in trouble")
    }

    async fn everybody_once(&self) {
        everybody_once(&self.platform, &[&self.folder], &self.people, Form::Default).await;
    }
}

/// Until a request is on the wire and this many steps are done, as it stands on the disk.
async fn is_sending(folder: &Folder, done: u32) {
    let store = folder.store();
    let plan = store.plans().unwrap().readable.remove(0).id;
    let started = Instant::now();
    loop {
        let counts = store.plan_counts(plan).unwrap();
        if counts.done >= done && !store.requests_sending().unwrap().is_empty() {
            return;
        }
        assert!(counts.under_way() > 0, "it is over: {counts:?}");
        assert!(
            started.elapsed() < PATIENCE,
            "it never came so far: {counts:?}"
        );
        tokio::time::sleep(POLL).await;
    }
}

/// Fails where somebody counts as invited whom no mail was sent to.
async fn nothing_is_said_that_was_not_done(platform: &Platform, folder: &Folder) {
    let mails = platform.ledger().await.mails;
    for step in folder.steps() {
        let invited = mails.iter().any(|mail| mail.to == step.address);
        assert!(
            step.state != StepState::Done || invited,
            "{} wasn't",
            step.address
        );
    }
}

async fn stopped_and_on_again(how: &str, said: &str) {
    let mut struck = Struck::by(how).await;
    let line = struck.says();
    assert!(line.contains(said), "{line}");
    struck.platform.behave().await;
    struck.disk.is_well();
    kills::finish(&mut struck.child).await;
    struck.everybody_once().await;
    // Nobody was asked for again, so no answer was lost.
    assert_eq!(struck.platform.changes().await, struck.people.len());
}

async fn killed_while_full() {
    let mut struck = Struck::by(FULL).await;
    struck.says();
    assert!(struck.child.kill());
    struck.platform.behave().await;
    nothing_is_said_that_was_not_done(&struck.platform, &struck.folder).await;
    let (folder, work) = (&struck.folder, struck.people.len());
    kills::deliver(&struck.platform, &[folder], work, 0, 0).await;
    struck.everybody_once().await;
}

async fn edited() {
    let temporary = tempfile::tempdir().unwrap();
    let platform = Platform::start(temporary.path(), Form::Default).await;
    let folder = Folder::new(temporary.path().join("data"), &platform).await;
    folder.draft(&people(3));
    let mut editor = Command::new(std::env::current_exe().unwrap());
    editor.arg(EDITOR).arg(&folder.path);
    let ended = Disk::new(temporary.path()).under(editor).status().unwrap();
    assert!(ended.success(), "{ended}");
}

/// The program that edits a draft on such a disk.
pub(crate) fn edit(mut arguments: impl Iterator<Item = String>) -> ExitCode {
    let data = PathBuf::from(arguments.next().unwrap());
    let cue = std::env::var(CUE).unwrap();
    let now = Timestamp::now();
    let store = Store::open(&file(&data), now).unwrap().store;
    let draft = store.drafts().unwrap().remove(0).id;
    let row = NewRow {
        address: "late@new.example".to_owned(),
        ..NewRow::default()
    };
    let add = || store.write(|w| w.draft_rows_add(draft, std::slice::from_ref(&row), now));
    let count = || store.draft_rows(draft).unwrap().len();
    let before = count();

    std::fs::write(&cue, FULL).unwrap();
    let full = add();
    std::fs::write(&cue, FAILS).unwrap();
    let failed = add();
    std::fs::remove_file(&cue).unwrap();
    assert!(matches!(full, Err(StoreError::DiskFull(_))), "{full:?}");
    assert!(
        matches!(failed, Err(StoreError::DiskFails(_))),
        "{failed:?}"
    );
    assert_eq!(count(), before);
    assert!(add().is_ok());
    assert_eq!(count(), before + 1);

    // A wait for the disk that failed ends the use of that connection: the next one would succeed,
    // although what was written before never reached the disk.
    let add_unsynced =
        || store.write_unsynced(|w| w.draft_rows_add(draft, std::slice::from_ref(&row), now));
    add_unsynced().unwrap();
    std::fs::write(&cue, FAILS).unwrap();
    let failed = store.sync();
    assert!(
        matches!(failed, Err(StoreError::DiskFails(_))),
        "{failed:?}"
    );
    let refused = add_unsynced();
    assert!(
        matches!(refused, Err(StoreError::DiskFails(_))),
        "{refused:?}"
    );
    assert_eq!(count(), before + 2, "it can still be read");
    std::fs::remove_file(&cue).unwrap();
    store.sync().unwrap();
    let log = file(&data).with_file_name("cohort.db-wal");
    let length = std::fs::metadata(log).unwrap().len();
    assert_eq!(length, 0, "all of it was brought into the data file anew");
    assert!(add().is_ok());
    assert_eq!(count(), before + 3);
    ExitCode::SUCCESS
}
