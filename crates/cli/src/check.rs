//! `cohort check`: what is wrong with a list, before anything is done with it.

use std::collections::HashSet;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use roster::{
    Checker, Context, Entry, Finding, Format, NormalizedAddress, ReadOptions, Severity, System,
    open,
};

use crate::files::{NotRead, bytes};
use crate::{json, report};

const BLOCKED: u8 = 1;
const UNREADABLE: u8 = 2;

/// Check lists of people: addresses, slips, doubles, who is in already
///
/// Reads CSV files, spreadsheets, vCards, mails and plain text, and the exports of the
/// usual learning systems. Ends with 0 where nothing must be mended, 1 where something must, 2
/// where a file cannot be read.
#[derive(Args)]
pub(crate) struct Check {
    /// The lists; `-` for what is piped in
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Print everything as JSON
    #[arg(long)]
    json: bool,

    /// A list of those who are in already
    #[arg(long, value_name = "FILE")]
    members: Option<PathBuf>,

    /// A domain of the institution (again for more); logins become addresses with the first
    #[arg(long, value_name = "D")]
    domain: Vec<String>,
}

/// A file, read or not.
pub(crate) struct Checked {
    pub(crate) file: PathBuf,
    pub(crate) outcome: Result<Outcome, NotRead>,
}

pub(crate) struct Outcome {
    pub(crate) format: Format,
    pub(crate) encoding: Option<&'static str>,
    pub(crate) separator: Option<char>,
    pub(crate) system: Option<System>,
    pub(crate) table: String,
    pub(crate) other_tables: Vec<String>,
    pub(crate) needs_domain: bool,
    /// The columns, where nothing but their cells told what they are.
    pub(crate) guessed: Option<String>,
    pub(crate) rows: Vec<Row>,
    /// What ended the reading before the file ended.
    pub(crate) broken: Option<NotRead>,
}

pub(crate) struct Row {
    pub(crate) entry: Entry,
    pub(crate) findings: Vec<Finding>,
}

impl Row {
    pub(crate) fn severity(&self) -> Option<Severity> {
        self.findings.iter().map(Finding::severity).max()
    }
}

impl Check {
    pub(crate) fn run(&self) -> ExitCode {
        let mut context = Context {
            domains: self.domain.clone(),
            ..Context::default()
        };
        let mut checked = Vec::with_capacity(self.files.len());
        if let Some(members) = &self.members {
            match self.members(members) {
                Ok(joined) => context.joined = joined,
                Err(error) => checked.push(Checked {
                    file: members.clone(),
                    outcome: Err(error),
                }),
            }
        }
        for file in &self.files {
            checked.push(Checked {
                file: file.clone(),
                outcome: self.file(file, &context),
            });
        }
        let mut out = BufWriter::new(io::stdout().lock());
        let written = if self.json {
            json::write(&checked, &mut out)
        } else {
            report::write(&checked, &mut out)
        };
        match written.and_then(|()| out.flush()) {
            Ok(()) => ExitCode::from(code(&checked)),
            // Whoever read this has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                ExitCode::from(code(&checked))
            }
            Err(_) => ExitCode::from(UNREADABLE),
        }
    }

    fn choices(&self) -> ReadOptions {
        ReadOptions {
            domains: self.domain.clone(),
            ..ReadOptions::default()
        }
    }

    fn file(&self, file: &Path, context: &Context) -> Result<Outcome, NotRead> {
        let choices = self.choices();
        let bytes = bytes(file, choices.limits.file)?;
        let list = open(&bytes, &choices)?;
        let best = list.best();
        let table = &list.tables()[best];
        let mut columns = table.columns().clone();
        columns.login_domain = self.domain.first().cloned();

        let mut checker = Checker::new(context);
        let mut rows = Vec::new();
        let mut broken = None;
        for person in list.people(best, &columns) {
            match person {
                Ok(entry) => rows.push(Row {
                    findings: checker.row(&entry),
                    entry,
                }),
                Err(error) => broken = Some(error.into()),
            }
        }
        if rows.is_empty() && broken.is_none() {
            return Err(roster::ReadError::NoPeople.into());
        }
        let others = list.tables().iter().enumerate().filter(|(i, _)| *i != best);
        Ok(Outcome {
            format: list.format(),
            encoding: list.encoding(),
            separator: list.separator(),
            system: table.system(),
            table: table.name().to_owned(),
            other_tables: others.map(|(i, t)| named(t.name(), i)).collect(),
            needs_domain: table.needs_domain() && self.domain.is_empty(),
            guessed: (!table.is_understood()).then(|| report::columns(&columns)),
            rows,
            broken,
        })
    }

    fn members(&self, file: &Path) -> Result<HashSet<NormalizedAddress>, NotRead> {
        let choices = self.choices();
        let bytes = bytes(file, choices.limits.file)?;
        let list = open(&bytes, &choices)?;
        let mut joined = HashSet::new();
        for person in list.best_people() {
            joined.extend(NormalizedAddress::of(&person?.address));
        }
        Ok(joined)
    }
}

fn named(name: &str, place: usize) -> String {
    if name.is_empty() {
        format!("table {}", place + 1)
    } else {
        name.to_owned()
    }
}

fn code(checked: &[Checked]) -> u8 {
    let code = |checked: &Checked| match &checked.outcome {
        Err(_) => UNREADABLE,
        Ok(outcome) if outcome.broken.is_some() => UNREADABLE,
        Ok(outcome)
            if outcome
                .rows
                .iter()
                .any(|r| r.severity() == Some(Severity::Blocks)) =>
        {
            BLOCKED
        }
        Ok(_) => 0,
    };
    checked.iter().map(code).max().unwrap_or_default()
}
