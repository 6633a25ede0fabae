//! What `--json` prints for a program to read.

use std::io::{self, Write};
use std::ops::Range;

use roster::{Entry, FindingKind, Format, Severity, System};
use serde::{Serialize, Serializer as _};
use serde_json::ser::{Formatter, Serializer};

use crate::check::{Checked, Outcome, Row};
use crate::plain::acts;
use crate::words;

#[derive(Serialize)]
struct File<'c> {
    #[serde(rename = "file")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(flatten)]
    list: Option<List<'c>>,
}

#[derive(Serialize)]
struct List<'c> {
    format: Format,
    encoding: Option<&'static str>,
    separator: Option<char>,
    system: Option<System>,
    table: &'c str,
    other_tables: &'c [String],
    needs_domain: bool,
    guessed: bool,
    blocks: usize,
    asks: usize,
    rows: Vec<Person<'c>>,
}

#[derive(Serialize)]
struct Person<'c> {
    number: usize,
    #[serde(flatten)]
    entry: &'c Entry,
    findings: Vec<Said<'c>>,
}

#[derive(Serialize)]
struct Said<'c> {
    kind: FindingKind,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'c Range<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<&'c str>,
    text: String,
}

/// Prints anything, with all that acts in a terminal escaped.
pub(crate) fn print(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Shown))?;
    writeln!(out)
}

pub(crate) fn write(checked: &[Checked], out: &mut impl Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Shown);
    serializer.collect_seq(checked.iter().map(file))?;
    writeln!(out)
}

fn file(checked: &Checked) -> File<'_> {
    let name = checked.file.display().to_string();
    match &checked.outcome {
        Ok(outcome) => File {
            name,
            error: outcome.broken.as_ref().map(words::not_read),
            list: Some(list(outcome)),
        },
        Err(error) => File {
            name,
            error: Some(words::not_read(error)),
            list: None,
        },
    }
}

fn list(outcome: &Outcome) -> List<'_> {
    let count = |severity| {
        outcome
            .rows
            .iter()
            .filter(|r| r.severity() == Some(severity))
            .count()
    };
    List {
        format: outcome.format,
        encoding: outcome.encoding,
        separator: outcome.separator,
        system: outcome.system,
        table: &outcome.table,
        other_tables: &outcome.other_tables,
        needs_domain: outcome.needs_domain,
        guessed: outcome.guessed.is_some(),
        blocks: count(Severity::Blocks),
        asks: count(Severity::Asks),
        rows: outcome
            .rows
            .iter()
            .enumerate()
            .map(|(i, row)| person(i + 1, row))
            .collect(),
    }
}

fn person(number: usize, row: &Row) -> Person<'_> {
    Person {
        number,
        entry: &row.entry,
        findings: row.findings.iter().map(said).collect(),
    }
}

fn said(finding: &roster::Finding) -> Said<'_> {
    Said {
        kind: finding.kind,
        severity: finding.severity(),
        at: finding.at.as_ref(),
        mend: finding.fix.as_deref(),
        text: words::finding(finding),
    }
}

/// JSON need not escape all that acts in a terminal; this does.
struct Shown;

impl Formatter for Shown {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for part in fragment.split_inclusive(acts) {
            let Some(last) = part.chars().next_back().filter(|c| acts(*c)) else {
                writer.write_all(part.as_bytes())?;
                continue;
            };
            writer.write_all(&part.as_bytes()[..part.len() - last.len_utf8()])?;
            for unit in last.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}
