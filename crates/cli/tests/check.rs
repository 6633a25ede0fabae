//! The command as somebody would type it.
#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use pretty_assertions::assert_eq;
use tempfile::TempDir;

struct Desk(TempDir);

impl Desk {
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
    let desk = Desk::new(&[("list.csv", b"Name,E-Mail\nAda Lovelace,ada@uni.edu\n")]);
    let output = desk.cohort(&["list.csv"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output),
        "list.csv: 1 person (cells parted by commas)\nNothing to mend among 1 person.\n"
    );
}

#[test]
fn what_blocks_is_shown_in_its_place_and_ends_with_1() {
    let list = "Name;E-Mail\nAda;myemail@.uni.edu.com\nBob;bob@gmial.com\nCy;BOB@gmial.com\nDee;dee@uni.edu\n";
    let desk = Desk::new(&[("list.csv", list.as_bytes())]);
    let output = desk.cohort(&["list.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output),
        "\
list.csv: 4 people (cells parted by semicolons)
     1  myemail@.uni.edu.com  Ada
                ^
        ! there is a dot right after the @; most likely: myemail@uni.edu.com
     2  bob@gmial.com  Bob
            ^^^^^^^^^
        ? one letter away from a domain that is well known; most likely: bob@gmail.com
     3  BOB@gmial.com  Cy
            ^^^^^^^^^
        ? one letter away from a domain that is well known; most likely: BOB@gmail.com
        ? the same address as number 2
1 must be mended or left out, 2 more worth a look.
"
    );
}

#[test]
fn what_only_asks_ends_with_0() {
    let desk = Desk::new(&[("list.txt", b"Ada <ada@gmial.com>\n")]);
    assert_eq!(desk.cohort(&["list.txt"]).status.code(), Some(0));
}

#[test]
fn what_cannot_be_read_ends_with_2_and_stops_nobody() {
    let desk = Desk::new(&[
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("empty.csv", b""),
        ("list.csv", b"E-Mail\nada@uni.edu\n"),
    ]);
    let output = desk.cohort(&["picture.csv", "empty.csv", "gone.csv", ".", "list.csv"]);
    assert_eq!(output.status.code(), Some(2));
    let text = text(&output);
    assert!(
        text.contains("picture.csv: This is a picture, not a list of people.\n"),
        "{text}"
    );
    assert!(text.contains("empty.csv: The file is empty.\n"), "{text}");
    assert!(
        text.contains("gone.csv: The file cannot be opened: "),
        "{text}"
    );
    assert!(text.contains("list.csv: 1 person"), "{text}");
}

#[test]
fn a_row_of_ten_megabytes_loses_nobody_before_it() {
    let mut list = b"Name,E-Mail\nAda,ada@uni.edu\n\"".to_vec();
    list.resize(10 << 20, b'x');
    let desk = Desk::new(&[("list.csv", &list)]);
    let output = desk.cohort(&["list.csv"]);
    assert_eq!(output.status.code(), Some(2));
    let text = text(&output);
    assert!(text.starts_with("list.csv: 1 person"), "{text}");
    assert!(
        text.contains("A cell in row 3 is longer than 128 KB."),
        "{text}"
    );
}

#[test]
fn members_and_domains_are_held_against_the_list() {
    let desk = Desk::new(&[
        (
            "list.csv",
            "Name,Email\nAda,ada@uni.edu\nBob,bob@web.de\n".as_bytes(),
        ),
        ("members.txt", b"ADA@uni.edu\n"),
    ]);
    let output = desk.cohort(&[
        "list.csv",
        "--members",
        "members.txt",
        "--domain",
        "uni.edu",
    ]);
    let text = text(&output);
    assert!(
        text.contains("ada@uni.edu  Ada\n        - in already\n"),
        "{text}"
    );
    assert!(
        text.contains("bob@web.de  Bob\n        ? outside the institution\n"),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        desk.cohort(&["list.csv", "--members", "gone"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn logins_become_addresses_with_a_domain() {
    let list = b"Last Name,First Name,Username,Availability\nLovelace,Ada,alovelace,Yes\n";
    let desk = Desk::new(&[("list.csv", list)]);
    let without = desk.cohort(&["list.csv"]);
    assert_eq!(without.status.code(), Some(1));
    assert!(text(&without).contains("There are only logins here."));
    let output = desk.cohort(&["list.csv", "--domain", "uni.edu", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let files: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(files[0]["rows"][0]["address"], "alovelace@uni.edu");
    assert_eq!(files[0]["system"], "blackboard");
}

#[test]
fn json_holds_every_row_and_finding() {
    let desk = Desk::new(&[(
        "list.csv",
        b"Name,Email\nAda,\"ada@uni,edu\"\nBob,bob@uni.edu\n",
    )]);
    let output = desk.cohort(&["--json", "list.csv", "gone.csv"]);
    assert_eq!(output.status.code(), Some(2));
    let files: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &files[0]["rows"][0]["findings"][0];
    assert_eq!(
        *finding,
        serde_json::json!({
            "kind": { "invalid": "comma_in_domain" },
            "severity": "blocks",
            "at": { "start": 7, "end": 8 },
            "mend": "ada@uni.edu",
            "text": "there is a comma where a dot should be",
        })
    );
    assert_eq!(files[0]["rows"][1]["findings"], serde_json::json!([]));
    assert_eq!(files[0]["blocks"], 1);
    assert!(files[1]["error"].is_string());
}

#[test]
fn nothing_that_is_shown_is_obeyed() {
    let list = "Name,Email\n\u{1b}[2J\u{9b}31mAda\u{202e},ada\u{1b}]0;x\u{7}@uni.edu\n";
    let desk = Desk::new(&[("\u{1b}[1mlist.csv", list.as_bytes())]);
    for arguments in [&["\u{1b}[1mlist.csv"][..], &["--json", "\u{1b}[1mlist.csv"]] {
        let text = text(&desk.cohort(arguments));
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
    assert!(text(&output).contains("there is nothing after the @"));
}
