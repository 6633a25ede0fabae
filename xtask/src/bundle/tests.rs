//! What the packages tell the desktop is valid, and fits together.

#![allow(clippy::unwrap_used)]

use std::fs;

use xshell::cmd;

use super::{SUMMARY, payload};
use crate::workspace::Workspace;

fn linux(workspace: &Workspace, ending: &str) -> std::path::PathBuf {
    let name = format!("{}.{ending}", payload::ID);
    workspace.root.join("packaging/linux").join(name)
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "the tools are Linux's own")]
fn the_desktop_accepts_what_it_is_told() {
    let workspace = Workspace::open().unwrap();
    let shell = &workspace.shell;
    let (metadata, entry) = (
        linux(&workspace, "metainfo.xml"),
        linux(&workspace, "desktop"),
    );
    cmd!(shell, "appstreamcli validate --no-net {metadata}")
        .run()
        .unwrap();
    cmd!(shell, "desktop-file-validate {entry}").run().unwrap();

    let broken = tempfile::tempdir().unwrap();
    let broken = broken.path().join(metadata.file_name().unwrap());
    let text = fs::read_to_string(&metadata).unwrap();
    fs::write(&broken, text.replace("<name>Cohort</name>", "")).unwrap();
    cmd!(shell, "appstreamcli validate --no-net {broken}")
        .ignore_stdout()
        .run()
        .expect_err("what has no name isn't valid");
}

#[test]
fn the_files_for_the_desktop_agree() {
    let workspace = Workspace::open().unwrap();
    let read = |ending| fs::read_to_string(linux(&workspace, ending)).unwrap();
    let (entry, types, metadata) = (read("desktop"), read("xml"), read("metainfo.xml"));
    let draft = "application/vnd.cohort.draft";
    assert!(entry.contains(draft), "the entry opens drafts");
    assert!(types.contains(&format!("type=\"{draft}\"")));
    assert!(metadata.contains(&format!("<mediatype>{draft}</mediatype>")));
    assert!(entry.contains("x-scheme-handler/cohort;"));
    assert!(metadata.contains(&format!("<summary>{SUMMARY}</summary>")));
    assert!(entry.contains(&format!("Comment={SUMMARY}\n")));

    let config = fs::read_to_string(workspace.root.join("tauri.conf.json")).unwrap();
    let config: serde_json::Value = serde_json::from_str(&config).unwrap();
    assert_eq!(config["identifier"], payload::ID);
}

#[test]
fn every_icon_has_the_size_that_its_folder_says() {
    let workspace = Workspace::open().unwrap();
    for (size, file) in payload::ICONS {
        let bytes = fs::read(workspace.root.join("icons").join(file)).unwrap();
        if *size == "scalable" {
            assert!(bytes.starts_with(b"<"), "{file}");
            continue;
        }
        // The width and the height are in the header of a PNG, after its signature.
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!(&format!("{}x{}", number(16), number(20)), size, "{file}");
    }
}
