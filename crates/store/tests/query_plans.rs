//! Every statement of the store finds its rows by an index: what it costs must not grow with the data
//! that it isn't about. The exceptions are listed, each with its reason.
//!
//! The statements are taken from the source, so that a new one can't be forgotten.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pretty_assertions::assert_eq;
use rusqlite::Connection;
use samples::SampleStore;

/// Parts of the statements that may go through a whole table, and why.
const SCANS: &[(&str, &str)] = &[
    (
        "FROM accounts WHERE removed_at IS NULL",
        "there are a few accounts",
    ),
    (
        "UPDATE accounts SET left_alone_until = ?1",
        "there are a few accounts",
    ),
    ("FROM installation", "it has one row"),
    (
        "FROM drafts",
        "there are as many drafts as somebody makes by hand",
    ),
    (
        "UPDATE drafts SET maybe_sent = 1",
        "all drafts, after the data was restored",
    ),
    (
        "DELETE FROM kept_lists WHERE removed_at < ?1",
        "there are a few lists for each space",
    ),
    (
        "SELECT DISTINCT account, org, space, account AS id FROM acts",
        "the acts that are open, every ten minutes",
    ),
    ("FROM plans WHERE true", "all plans are shown"),
    (
        "FROM sqlite_schema WHERE type",
        "the schema has a few dozen rows",
    ),
    (
        "WHERE state <> 'settled' AND (due_at IS NOT NULL OR",
        "only when the clock was set back",
    ),
];

/// Files whose statements go through all of the data, and why.
const WHOLE: &[(&str, &str)] = &[
    (
        "/erase.rs",
        "rare, only when the user asks for it, and the whole file is written anew afterwards",
    ),
    (
        "/usage.rs",
        "counts once, when the user asks about a backup",
    ),
];

/// What stands for a piece that is put into a statement; every piece is tried.
const PIECES: &[(&str, &[&str])] = &[
    ("{order}", &["ASC", "DESC"]),
    ("{count}", &["1"]),
    ("{index}", &["steps_into"]),
    (
        "{which}",
        &[
            "kind = 'invite' AND plan = ?1",
            "plan = ?1",
            "steps.kind = 'hand_out' AND steps.state = 'sending'",
        ],
    ),
];

/// The literals of a Rust file, in their order.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = source.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '/' if rest.peek() == Some(&'/') => while rest.next().is_some_and(|c| c != '\n') {},
            '\'' => {
                // A character such as '"' or '\\'; a lifetime has no second quote close by.
                let ahead: String = rest.clone().take(3).collect();
                let length = match ahead.as_bytes() {
                    [b'\\', _, b'\''] => 3,
                    [_, b'\'', ..] => 2,
                    _ => 0,
                };
                rest.nth(length);
            }
            '"' => {
                let mut text = String::new();
                while let Some(c) = rest.next() {
                    match c {
                        '"' => break,
                        '\\' => match rest.next() {
                            Some('\n') => while rest.next_if(|c| c.is_whitespace()).is_some() {},
                            Some(escaped) => text.push(escaped),
                            None => {}
                        },
                        c => text.push(c),
                    }
                }
                found.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
    }
    found
}

fn is_statement(text: &str) -> bool {
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "]
        .iter()
        .any(|verb| text.starts_with(verb))
}

/// The statements of one file. A condition, or another piece, is a literal of its own that is put into
/// them: the constants of the file, the conditions that are handed to the function with the statement, and
/// the pieces that are known.
fn statements(source: &str) -> Vec<String> {
    let all = literals(source);
    let (mut open, mut whole): (Vec<_>, Vec<_>) = all
        .iter()
        .filter(|text| is_statement(text))
        .cloned()
        .partition(|text| text.contains('{'));
    while let Some(statement) = open.pop() {
        let start = statement.find('{').unwrap();
        let end = start + statement[start..].find('}').unwrap() + 1;
        let name = &statement[start..end];
        let pieces: Vec<String> = if name == "{condition}" {
            all.iter()
                .filter(|text| is_condition(text))
                .cloned()
                .collect()
        } else if let Some((_, pieces)) = PIECES.iter().find(|(known, _)| *known == name) {
            pieces.iter().map(|piece| (*piece).to_owned()).collect()
        } else {
            vec![constant(source, name.trim_matches(['{', '}']))]
        };
        for piece in pieces {
            let filled = statement.replace(name, &piece);
            if filled.contains('{') {
                open.push(filled);
            } else {
                whole.push(filled);
            }
        }
    }
    whole
}

/// The value of a constant of this file that is put into statements.
fn constant(source: &str, name: &str) -> String {
    let (_, value) = source.split_once(&format!("const {name}: &str =")).unwrap();
    literals(value).remove(0)
}

fn is_condition(text: &str) -> bool {
    let starts = [
        "true ",
        "TRUE ",
        "state ",
        "plan = ",
        "act = ",
        "id ",
        "d.",
        "request = ",
    ];
    starts.iter().any(|start| text.starts_with(start))
}

fn sources(folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            // Tests may go through whatever they want.
            let code = source.split("#[cfg(test)]").next().unwrap();
            found.insert(path.display().to_string(), code.to_owned());
        }
    }
}

#[test]
fn every_statement_finds_its_rows_by_an_index() {
    let sample = SampleStore::new();
    let data = Connection::open(sample.file()).unwrap();
    let partial: Vec<String> = data
        .prepare(
            "SELECT 'INDEX ' || name FROM sqlite_schema
             WHERE type = 'index' AND sql LIKE '% WHERE %' AND name <> 'one_open_act_per_person_and_purpose'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut files = BTreeMap::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let (mut scans, mut broken, mut count) = (Vec::new(), Vec::new(), 0);
    let mut used = BTreeSet::new();
    files.retain(|file, _| !WHOLE.iter().any(|(name, _)| file.ends_with(name)));
    for (file, source) in &files {
        for statement in statements(source) {
            let mut explained = match data.prepare(&format!("EXPLAIN QUERY PLAN {statement}")) {
                Ok(explained) => explained,
                Err(error) => {
                    broken.push(format!("{file}: {statement}: {error}"));
                    continue;
                }
            };
            count += 1;
            let mut rows = explained.raw_query();
            let mut plan = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                plan.push(row.get::<_, String>("detail").unwrap());
            }
            // Through an index of some rows alone, or through what another step has found, it goes
            // through what it is about.
            let is_scan = |step: &String| {
                let by_partial = partial.iter().any(|index| step.ends_with(index.as_str()));
                let found = ["SCAN CONSTANT ROW", "SCAN ("];
                let of_found = found.iter().any(|start| step.starts_with(start));
                step.starts_with("SCAN") && !by_partial && !of_found
            };
            if !plan.iter().any(is_scan) {
                continue;
            }
            match SCANS.iter().find(|(part, _)| statement.contains(part)) {
                Some((part, _)) => drop(used.insert(*part)),
                None => scans.push(format!("{file}: {statement}: {plan:?}")),
            }
        }
    }
    assert_eq!(broken, [""; 0], "statements that can't be explained");
    assert_eq!(scans, [""; 0], "statements that go through a whole table");
    assert!(count > 150, "only {count} statements were found");
    let listed: BTreeSet<_> = SCANS.iter().map(|(part, _)| *part).collect();
    assert_eq!(used, listed, "every exception is one");
}
