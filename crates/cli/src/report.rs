//! What `cohort check` prints for a person to read.

use std::io::{self, Write};
use std::ops::Range;

use roster::{Columns, Field, Finding, Severity};
use unicode_width::UnicodeWidthStr as _;

use crate::check::{Checked, Outcome, Row};
use crate::plain::Plain;
use crate::words;

pub(crate) fn write(checked: &[Checked], out: &mut impl Write) -> io::Result<()> {
    for (i, checked) in checked.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let name = checked.file.display().to_string();
        match &checked.outcome {
            Ok(outcome) => file(&name, outcome, out)?,
            Err(error) => writeln!(out, "{}: {}", Plain(&name), Plain(&words::not_read(error)))?,
        }
    }
    Ok(())
}

fn file(name: &str, outcome: &Outcome, out: &mut impl Write) -> io::Result<()> {
    let kind = words::kind(outcome.format, outcome.separator, outcome.system);
    let people = words::people(outcome.rows.len());
    writeln!(out, "{}: {people} ({kind})", Plain(name))?;
    if !outcome.other_tables.is_empty() {
        let names: Vec<&str> = outcome.other_tables.iter().map(String::as_str).collect();
        writeln!(out, "{}", Plain(&words::other_tables(&names)))?;
    }
    if let Some(columns) = &outcome.guessed {
        writeln!(out, "{}", Plain(&words::guessed(columns)))?;
    }
    if outcome.needs_domain {
        writeln!(out, "{}", words::NEEDS_DOMAIN)?;
    }
    let (mut blocked, mut asked) = (0, 0);
    for (i, row) in outcome.rows.iter().enumerate() {
        match row.severity() {
            Some(Severity::Blocks) => blocked += 1,
            Some(Severity::Asks) => asked += 1,
            _ => {}
        }
        if !row.findings.is_empty() {
            self::row(i + 1, row, out)?;
        }
    }
    if let Some(error) = &outcome.broken {
        writeln!(
            out,
            "{} What came before it was read.",
            Plain(&words::not_read(error))
        )?;
    }
    writeln!(
        out,
        "{}",
        words::summary(outcome.rows.len(), blocked, asked)
    )
}

fn row(number: usize, row: &Row, out: &mut impl Write) -> io::Result<()> {
    let entry = &row.entry;
    let place = format!("{number:>6}  ");
    let address = if entry.address.is_empty() {
        "-"
    } else {
        &entry.address
    };
    write!(out, "{place}{}", Plain(address))?;
    if !entry.name.is_empty() {
        write!(out, "  {}", Plain(&entry.name))?;
    }
    writeln!(out)?;
    for finding in &row.findings {
        self::finding(finding, &entry.address, place.len(), out)?;
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
        Severity::Blocks => '!',
        Severity::Asks => '?',
        Severity::Tells => '-',
    };
    if let Some(at) = finding.at.clone().filter(|_| !address.is_empty()) {
        let (before, width) = columns_of(address, at);
        writeln!(out, "{:1$}{2}", "", indent + before, "^".repeat(width))?;
    }
    write!(out, "{:indent$}{mark} {}", "", words::finding(finding))?;
    if let Some(mend) = &finding.fix {
        write!(out, "; {}: {}", words::MOST_LIKELY, Plain(mend))?;
    }
    writeln!(out)
}

/// Where a range of characters stands on the line, and how wide it is there.
fn columns_of(text: &str, at: Range<usize>) -> (usize, usize) {
    let width = |range: Range<usize>| {
        let part: String = text.chars().skip(range.start).take(range.len()).collect();
        Plain(&part).to_string().width()
    };
    (width(0..at.start), width(at).max(1))
}

/// The columns as understood: `1 name, 2 address`.
pub(crate) fn columns(columns: &Columns) -> String {
    let word = |field: &Field| match field {
        Field::Address => Some("address"),
        Field::OtherAddress => Some("another address"),
        Field::Name => Some("name"),
        Field::FirstName => Some("first name"),
        Field::LastName => Some("last name"),
        Field::Group => Some("group"),
        Field::Note => Some("note"),
        Field::ListId => Some("the list's own id"),
        Field::Login => Some("login"),
        Field::Ignored => None,
    };
    let known = columns.fields.iter().enumerate();
    let named = known.filter_map(|(i, field)| word(field).map(|w| format!("{} {w}", i + 1)));
    named.collect::<Vec<_>>().join(", ")
}
