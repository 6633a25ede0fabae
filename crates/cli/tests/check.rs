//! `cohort check` as a user would type it.
#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use pretty_assertions::assert_eq;
use tempfile::TempDir;

/// A folder with files to check.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        Self(folder)
    }

    fn cohort(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(PathBuf::from(env!("CARGO_BIN_EXE_cohort")));
        command
            .current_dir(self.0.path())
            .arg("check")
            .args(arguments)
            .output()
            .unwrap()
    }
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_clean_list_ends_with_0() {
    let folder = Folder::new(&[("list.csv", b"Name,E-Mail\nAda Lovelace,ada@uni.edu\n")]);
    let output = folder.cohort(&["list.csv"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output),
        "list.csv: 1 person (comma-separated)\nNothing needs fixing.\n"
    );
}

#[test]
fn an_address_to_fix_is_marked_where_it_is_wrong_and_ends_with_1() {
    let list = "Name;E-Mail\nAda;myemail@.uni.edu.com\nBob;bob@gmial.com\nCy;BOB@gmial.com\nDee;dee@uni.edu\n";
    let folder = Folder::new(&[("list.csv", list.as_bytes())]);
    let output = folder.cohort(&["list.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output),
        "\
list.csv: 4 people (semicolon-separated)
     1  myemail@.uni.edu.com  Ada
                ^
        ! There's a dot right after the @. Did you mean myemail@uni.edu.com?
     2  bob@gmial.com  Bob
            ^^^^^^^^^
        ? The part after the @ looks mistyped. Did you mean bob@gmail.com?
     3  BOB@gmial.com  Cy
            ^^^^^^^^^
        ? The part after the @ looks mistyped. Did you mean BOB@gmail.com?
        ? Duplicate: number 2 has the same address
1 address isn't valid. Fix it or skip the row. 2 rows to check.
"
    );
}

#[test]
fn rows_to_check_end_with_0() {
    let folder = Folder::new(&[("list.txt", b"Ada <ada@gmial.com>\n")]);
    assert_eq!(folder.cohort(&["list.txt"]).status.code(), Some(0));
}

#[test]
fn a_file_that_cannot_be_read_ends_with_2_and_stops_no_other() {
    let folder = Folder::new(&[
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("empty.csv", b""),
        ("list.csv", b"E-Mail\nada@uni.edu\n"),
    ]);
    let output = folder.cohort(&["picture.csv", "empty.csv", "gone.csv", ".", "list.csv"]);
    assert_eq!(output.status.code(), Some(2));
    let text = text(&output);
    assert!(
        text.contains("picture.csv: This is a picture, not a list of people.\n"),
        "{text}"
    );
    assert!(text.contains("empty.csv: The file is empty.\n"), "{text}");
    assert!(
        text.contains("gone.csv: The file can't be opened: "),
        "{text}"
    );
    assert!(text.contains("list.csv: 1 person"), "{text}");
}

#[test]
fn a_row_of_ten_megabytes_loses_nobody_before_it() {
    let mut list = b"Name,E-Mail\nAda,ada@uni.edu\n\"".to_vec();
    list.resize(10 << 20, b'x');
    let folder = Folder::new(&[("list.csv", &list)]);
    let output = folder.cohort(&["list.csv"]);
    assert_eq!(output.status.code(), Some(2));
    let text = text(&output);
    assert!(text.starts_with("list.csv: 1 person"), "{text}");
    assert!(
        text.contains("Row 3 has a cell with more than 96 kB."),
        "{text}"
    );
}

#[test]
fn the_list_is_compared_with_members_and_domains() {
    let folder = Folder::new(&[
        (
            "list.csv",
            "Name,Email\nAda,ada@uni.edu\nBob,bob@web.de\n".as_bytes(),
        ),
        ("members.txt", b"ADA@uni.edu\n"),
    ]);
    let output = folder.cohort(&[
        "list.csv",
        "--members",
        "members.txt",
        "--domain",
        "uni.edu",
    ]);
    let text = text(&output);
    assert!(
        text.contains("ada@uni.edu  Ada\n        - Already in\n"),
        "{text}"
    );
    assert!(
        text.contains("bob@web.de  Bob\n        ? Outside your institution\n"),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        folder
            .cohort(&["list.csv", "--members", "gone"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn logins_become_addresses_with_a_domain() {
    let list = b"Last Name,First Name,Username,Availability\nLovelace,Ada,alovelace,Yes\n";
    let folder = Folder::new(&[("list.csv", list)]);
    let without = folder.cohort(&["list.csv"]);
    assert_eq!(without.status.code(), Some(1));
    assert!(text(&without).contains("This list has logins instead of addresses."));
    let output = folder.cohort(&["list.csv", "--domain", "uni.edu", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let files: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(files[0]["rows"][0]["address"], "alovelace@uni.edu");
    assert_eq!(files[0]["system"], "blackboard");
}

#[test]
fn json_holds_every_row_and_finding() {
    let folder = Folder::new(&[(
        "list.csv",
        b"Name,Email\nAda,\"ada@uni,edu\"\nBob,bob@uni.edu\n",
    )]);
    let output = folder.cohort(&["--json", "list.csv", "gone.csv"]);
    assert_eq!(output.status.code(), Some(2));
    let files: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &files[0]["rows"][0]["findings"][0];
    assert_eq!(
        *finding,
        serde_json::json!({
            "kind": { "invalid": "comma_in_domain" },
            "severity": "to_fix",
            "at": { "start": 7, "end": 8 },
            "fix": "ada@uni.edu",
            "text": "There's a comma instead of a dot",
        })
    );
    assert_eq!(files[0]["rows"][1]["findings"], serde_json::json!([]));
    assert_eq!(files[0]["to_fix"], 1);
    assert!(files[1]["error"].is_string());
}

#[test]
fn control_characters_are_shown_and_not_obeyed() {
    let list = "Name,Email\n\u{1b}[2J\u{9b}31mAda\u{202e},ada\u{1b}]0;x\u{7}@uni.edu\n";
    // Windows has no files of such names.
    let name = if cfg!(windows) {
        "list.csv"
    } else {
        "\u{1b}[1mlist.csv"
    };
    let folder = Folder::new(&[(name, list.as_bytes())]);
    for arguments in [&[name][..], &["--json", name]] {
        let text = text(&folder.cohort(arguments));
        let acting = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!text.contains(acting), "{text:?}");
        assert!(text.contains("Ada"));
    }
}

#[test]
fn a_list_can_be_piped_in() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cohort"))
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"ada@uni.edu, bob@\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("There's nothing after the @"));
}
