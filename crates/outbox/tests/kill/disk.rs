//! A disk that is full, or fails, under the deliverer. What makes it so is `disk.c`, loaded before
//! the C library, on a cue from here.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use jiff::Timestamp;
use serde_json::json;
use store::{NewRow, Store, StoreError};

use crate::count::{everybody_once, nothing_is_said_that_was_not_done};
use crate::deliverer;
use crate::folder::{Folder, file, people};
use crate::platform::{Form, Platform};
use crate::{Test, in_time, kills};

pub(crate) const EDITOR: &str = "edit";

const CUE: &str = "ORDEAL_DISK";
const FULL: &str = "f";
const FAILS: &str = "s";

/// The name by which the strikes against the disk are asked for.
pub(crate) const STRIKES: &str = "disk";

pub(crate) fn tests() -> Vec<Test> {
    vec![(
        "an_edit_the_disk_refuses_is_told_and_nothing_is_half_saved",
        || in_time(edited()),
    )]
}

/// Strikes while requests are on the wire. They hang on moments, and so are no tests: a broken
/// rule ends them.
pub(crate) fn strike() -> ExitCode {
    let strikes: [Test; 3] = [
        (
            "on a full disk no answer is lost, and it goes on with room",
            || in_time(stopped_and_on_again(FULL, "Full")),
        ),
        (
            "on a failing disk no answer is lost, and it goes on when well",
            || in_time(stopped_and_on_again(FAILS, "Fails")),
        ),
        (
            "killed on a full disk nothing is lost, and nobody is mailed twice",
            || in_time(killed_while_full()),
        ),
    ];
    for (rule, strike) in strikes {
        strike();
        println!("{rule}: held");
    }
    ExitCode::SUCCESS
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

/// Every request is answered slowly, so that the cue comes while some are on the wire.
async fn slow(platform: &Platform) {
    let rules = json!([{ "kind": "delay", "ms": 400, "methods": ["POST"] }]);
    platform.faults(&json!({ "rules": rules })).await;
}

async fn stopped_and_on_again(how: &str, said: &str) {
    let temporary = tempfile::tempdir().unwrap();
    let platform = Platform::start(temporary.path(), Form::Default).await;
    let folder = Folder::new(temporary.path().join("data"), &platform).await;
    // Enough that some have not left yet, however late the cue comes.
    let people = people(40);
    folder.send(folder.draft(&people));
    slow(&platform).await;
    let disk = Disk::new(temporary.path());
    let mut command = disk.under(deliverer::command(&folder.path, &platform));
    command.stdout(Stdio::piped());
    let mut child = deliverer::start(command);
    let mut said_by_it = child.says();
    folder.is_sending(3).await;
    disk.is(how);
    let line = said_by_it
        .next()
        .expect("it says that the disk is in trouble");
    assert!(line.contains(said), "{line}");
    disk.is_well();
    kills::finish(&mut child).await;
    everybody_once(&platform, &[&folder], &people, Form::Default).await;
    // Nobody was asked for again, so no answer was lost.
    assert_eq!(platform.changes().await, people.len());
}

async fn killed_while_full() {
    let temporary = tempfile::tempdir().unwrap();
    let platform = Platform::start(temporary.path(), Form::Default).await;
    let folder = Folder::new(temporary.path().join("data"), &platform).await;
    let people = people(10);
    folder.send(folder.draft(&people));
    slow(&platform).await;
    let disk = Disk::new(temporary.path());
    let mut command = disk.under(deliverer::command(&folder.path, &platform));
    command.stdout(Stdio::piped());
    let mut child = deliverer::start(command);
    let mut said_by_it = child.says();
    folder.is_sending(3).await;
    disk.is(FULL);
    said_by_it.next().expect("it says that the disk is full");
    assert!(child.kill());
    nothing_is_said_that_was_not_done(&platform, &folder).await;
    kills::deliver(&platform, &[&folder], people.len(), 0, 0).await;
    everybody_once(&platform, &[&folder], &people, Form::Default).await;
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
    ExitCode::SUCCESS
}
