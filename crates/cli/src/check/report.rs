//! What `cohort check` prints for people: every row that has findings, with each finding below it
//! and a mark under the characters that it is about.

use std::io::{self, Write};
use std::ops::Range;

use roster::{Finding, Severity};
use unicode_width::UnicodeWidthStr as _;

use super::list::{CheckedFile, CheckedList, CheckedRow};
use super::words;
use crate::error::file;
use crate::plain::Plain;

pub(super) fn write(files: &[CheckedFile], out: &mut impl Write) -> io::Result<()> {
    for (i, checked) in files.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let name = checked.file.display().to_string();
        match &checked.list {
            Ok(checked) => list(&name, checked, out)?,
            Err(error) => {
                writeln!(out, "{}: {}", Plain(&name), Plain(&file::message(error)))?;
            }
        }
    }
    Ok(())
}

fn list(name: &str, list: &CheckedList, out: &mut impl Write) -> io::Result<()> {
    let kind = words::kind(list.format, list.separator, list.system);
    let people = words::people(list.rows.len());
    writeln!(out, "{}: {people} ({kind})", Plain(name))?;
    if !list.other_tables.is_empty() {
        writeln!(out, "{}", Plain(&words::other_tables(&list.other_tables)))?;
    }
    if let Some(columns) = &list.guessed {
        writeln!(out, "{}", Plain(&words::guessed(columns)))?;
    }
    if list.needs_domain {
        writeln!(out, "{}", words::NEEDS_DOMAIN)?;
    }
    for (i, checked) in list.rows.iter().enumerate() {
        if !checked.findings.is_empty() {
            row(i + 1, checked, out)?;
        }
    }
    if let Some(error) = &list.stopped {
        writeln!(out, "{}", Plain(&words::stopped(error)))?;
    }
    let (to_fix, to_check) = (list.count(Severity::ToFix), list.count(Severity::ToCheck));
    writeln!(out, "{}", words::summary(to_fix, to_check))
}

fn row(number: usize, row: &CheckedRow, out: &mut impl Write) -> io::Result<()> {
    let entry = &row.entry;
    let margin = format!("{number:>6}  ");
    let address = if entry.address.is_empty() {
        "-"
    } else {
        &entry.address
    };
    write!(out, "{margin}{}", Plain(address))?;
    if !entry.name.is_empty() {
        write!(out, "  {}", Plain(&entry.name))?;
    }
    writeln!(out)?;
    for found in &row.findings {
        finding(found, &entry.address, margin.len(), out)?;
    }
    Ok(())
}

fn finding(
    finding: &Finding,
    address: &str,
    indent: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let mark = match finding.severity() {
        Severity::ToFix => '!',
        Severity::ToCheck => '?',
        Severity::Note => '-',
    };
    if let Some(at) = finding.at.clone().filter(|_| !address.is_empty()) {
        let (before, width) = columns_of(address, at);
        writeln!(out, "{:1$}{2}", "", indent + before, "^".repeat(width))?;
    }
    write!(out, "{:indent$}{mark} {}", "", words::finding(finding))?;
    if let Some(fix) = &finding.fix {
        write!(out, ". {}", Plain(&words::suggestion(fix)))?;
    }
    writeln!(out)
}

/// Where a range of characters starts on the line, and how many columns wide it is.
fn columns_of(text: &str, at: Range<usize>) -> (usize, usize) {
    let width = |range: Range<usize>| {
        let part: String = text.chars().skip(range.start).take(range.len()).collect();
        Plain(&part).to_string().width()
    };
    (width(0..at.start), width(at).max(1))
}
