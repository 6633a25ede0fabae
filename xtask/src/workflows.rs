//! What the workflow files may contain, held by a test.
//!
//! A step that does its work in YAML can't be repeated at home, so every command of a step is a task
//! of this program. A tag of an action can be moved to other code, so every action is pinned to a
//! commit.

use std::{fs, path::Path};

/// The steps of a workflow file that break the rules above.
fn faults(workflow: &str) -> Vec<&str> {
    let steps = workflow.lines().map(|line| {
        let line = line.trim();
        line.strip_prefix("- ").unwrap_or(line)
    });
    steps
        .filter(|step| {
            let action = step.strip_prefix("uses: ");
            let command = step.strip_prefix("run:");
            action.is_some_and(|action| !is_pinned(action))
                || command.is_some_and(|command| !command.starts_with(" cargo xtask "))
        })
        .collect()
}

/// Whether this is `owner/action@commit`, with a comment that names the version.
fn is_pinned(action: &str) -> bool {
    let (action, version) = action.split_once(" # v").unwrap_or((action, ""));
    let commit = action.split_once('@').map_or("", |(_, commit)| commit);
    commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()) && !version.is_empty()
}

#[test]
fn every_step_is_a_task_and_every_action_is_pinned() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
    let mut read = 0;
    for file in fs::read_dir(folder).unwrap() {
        let workflow = fs::read_to_string(file.unwrap().path()).unwrap();
        assert_eq!(faults(&workflow), [""; 0]);
        assert!(workflow.contains("- run: cargo xtask test\n"));
        read += 1;
    }
    assert_eq!(read, 1);
}

#[test]
fn what_breaks_the_rules_is_found() {
    let commit = "3d3c42e5aac5ba805825da76410c181273ba90b1";
    let pinned = format!("- uses: a/b@{commit} # v1.0.0");
    assert_eq!(faults(&pinned), [""; 0]);
    assert_eq!(faults("  - run: cargo xtask test"), [""; 0]);
    for fault in ["uses: a/b@v1", "run: npm test", "run: |"] {
        assert_eq!(faults(&format!("  - {fault}")), [fault]);
    }
    let unnamed = format!("uses: a/b@{commit}");
    assert_eq!(faults(&unnamed), [unnamed.as_str()]);
}
