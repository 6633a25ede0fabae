//! `docs/security.md` names the tests that show what it says. Each of them exists, and runs.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The sources in these folders, by their paths.
fn sources(root: &Path) -> BTreeMap<String, String> {
    let folders = ["crates", "src-tauri", "tests", "ui/src", "xtask"];
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut sources = BTreeMap::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            if path.is_dir() {
                open.push(path);
            } else if matches!(extension, Some("rs" | "ts")) {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                sources.insert(name.to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    sources
}

/// The names of the functions that run as tests.
fn tests(source: &str) -> impl Iterator<Item = &str> {
    let mut attributes = Vec::new();
    source.lines().filter_map(move |line| {
        let line = line.trim();
        if line.starts_with("#[") {
            attributes.push(line);
            return None;
        }
        let above = std::mem::take(&mut attributes);
        let (before, after) = line.split_once("fn ")?;
        let is_test = above.iter().any(|attribute| {
            let name = attribute.split(['(', ']']).next().unwrap_or_default();
            name.ends_with("test") && name != "#[cfg"
        });
        let is_ignored = above.iter().any(|line| line.starts_with("#[ignore"));
        let is_run = is_test && !is_ignored && matches!(before, "" | "async ");
        is_run.then(|| after.split('(').next())?
    })
}

/// What stands between backticks where a document names tests.
fn named(document: &str) -> impl Iterator<Item = &str> {
    let paragraphs = document.lines().filter(|line| line.starts_with("Tests: "));
    paragraphs.flat_map(|paragraph| paragraph.split('`').skip(1).step_by(2))
}

/// What a document names as tests or their files and isn't there.
fn missing<'d>(document: &'d str, sources: &BTreeMap<String, String>) -> Vec<&'d str> {
    let tests: BTreeSet<&str> = sources.values().flat_map(|source| tests(source)).collect();
    let is_file = |name: &str| {
        let beside = format!("/{name}");
        sources
            .keys()
            .any(|path| path == name || path.ends_with(&beside))
    };
    let is_there = |name: &str| {
        // Folders, and commands.
        let is_else = name.contains([' ', '/']) && !name.contains(".rs") && !name.contains(".ts");
        tests.contains(name) || is_file(name) || is_else
    };
    named(document).filter(|name| !is_there(name)).collect()
}

#[test]
fn the_tests_that_the_documentation_of_security_names_exist_and_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let document = fs::read_to_string(root.join("docs/security.md")).unwrap();
    assert_eq!(missing(&document, &sources(root)), Vec::<&str>::new());
    assert!(named(&document).count() > 150, "it reads them");
}

#[test]
fn a_test_that_is_gone_or_does_not_run_is_missed() {
    let source = "
        #[tokio::test(start_paused = true)]
        async fn it_waits() {}
        #[test]
        #[ignore = \"slow\"]
        fn it_rests() {}
        fn it_helps() {}
        #[cfg(test)]
        fn it_prepares() {}
    ";
    let sources = BTreeMap::from([("crates/a/src/b.rs".to_owned(), source.to_owned())]);
    let document = "Tests: `it_waits` (`crates/a/src/b.rs`), `it_rests`, `it_helps`, `it_prepares`, \
                    `it_is_gone` (`c.rs` beside it), and the tests in `b.rs`. `cargo xtask test` runs them.";
    let expected = ["it_rests", "it_helps", "it_prepares", "it_is_gone", "c.rs"];
    assert_eq!(missing(document, &sources), expected);
}
