//! What `cohort check --json` prints. Scripts rely on the keys and on the values that aren't
//! sentences, so these stay as they are when names in the code change.

use std::io::{self, Write};
use std::ops::Range;

use roster::{Entry, Finding, FindingKind, Format, Severity, System};
use serde::Serialize;

use super::list::{CheckedFile, CheckedList, CheckedRow};
use super::words;
use crate::error::file;
use crate::output;

#[derive(Serialize)]
struct FileJson<'c> {
    #[serde(rename = "file")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(flatten)]
    list: Option<ListJson<'c>>,
}

#[derive(Serialize)]
struct ListJson<'c> {
    format: Format,
    encoding: Option<&'c str>,
    separator: Option<char>,
    system: Option<System>,
    table: &'c str,
    other_tables: &'c [String],
    needs_domain: bool,
    guessed: bool,
    to_fix: usize,
    to_check: usize,
    rows: Vec<RowJson<'c>>,
}

#[derive(Serialize)]
struct RowJson<'c> {
    number: usize,
    #[serde(flatten)]
    entry: &'c Entry,
    findings: Vec<FindingJson<'c>>,
}

#[derive(Serialize)]
struct FindingJson<'c> {
    kind: FindingKind,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'c Range<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'c str>,
    text: String,
}

pub(super) fn write(files: &[CheckedFile], out: &mut impl Write) -> io::Result<()> {
    let files: Vec<_> = files.iter().map(file).collect();
    output::json(&files, out)
}

fn file(checked: &CheckedFile) -> FileJson<'_> {
    let name = checked.file.display().to_string();
    match &checked.list {
        Ok(checked) => FileJson {
            name,
            error: checked.stopped.as_ref().map(file::message),
            list: Some(list(checked)),
        },
        Err(error) => FileJson {
            name,
            error: Some(file::message(error)),
            list: None,
        },
    }
}

fn list(list: &CheckedList) -> ListJson<'_> {
    ListJson {
        format: list.format,
        encoding: list.encoding.as_deref(),
        separator: list.separator,
        system: list.system,
        table: &list.table,
        other_tables: &list.other_tables,
        needs_domain: list.needs_domain,
        guessed: list.guessed.is_some(),
        to_fix: list.count(Severity::ToFix),
        to_check: list.count(Severity::ToCheck),
        rows: list
            .rows
            .iter()
            .enumerate()
            .map(|(i, person)| row(i + 1, person))
            .collect(),
    }
}

fn row(number: usize, row: &CheckedRow) -> RowJson<'_> {
    RowJson {
        number,
        entry: &row.entry,
        findings: row.findings.iter().map(finding).collect(),
    }
}

fn finding(finding: &Finding) -> FindingJson<'_> {
    FindingJson {
        kind: finding.kind,
        severity: finding.severity(),
        at: finding.at.as_ref(),
        fix: finding.fix.as_deref(),
        text: words::finding(finding),
    }
}
