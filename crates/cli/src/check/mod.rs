//! `cohort check`: says what is wrong with lists of people. Nothing is changed, sent or kept.
//!
//! `list` reads and checks one file, `report` prints the results for people and `json` for
//! programs, and `words` has the sentences that both print.

mod json;
mod list;
pub(crate) mod read;
mod report;
mod words;

use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use roster::Context;

use self::list::CheckedFile;
use crate::exit_status::ExitStatus;

/// Check lists of people before you use them
///
/// Finds addresses that aren't valid, likely typos, duplicates and people who are already in.
/// Reads CSV files, spreadsheets, vCards, saved emails and plain text, and the exports of
/// common learning systems. The files aren't changed.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct CheckArgs {
    /// The lists to check. Use `-` to read standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Print the results as JSON
    #[arg(long)]
    json: bool,

    /// A list of the people who are already in
    #[arg(long, value_name = "FILE")]
    members: Option<PathBuf>,

    /// A domain of your institution, such as uni.edu. You can use this option more than once. If
    /// a list has logins instead of addresses, the first domain is added to them
    #[arg(long, value_name = "DOMAIN")]
    domain: Vec<String>,
}

const HELP: &str = "\
Exit status:
  0  Nothing needs fixing
  1  At least one address needs fixing
  2  At least one file couldn't be read";

impl CheckArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let files = self.check();
        let status = files.iter().map(CheckedFile::status).max();
        let status = status.unwrap_or(ExitStatus::Done);
        let mut out = BufWriter::new(io::stdout().lock());
        let written = if self.json {
            json::write(&files, &mut out)
        } else {
            report::write(&files, &mut out)
        };
        match written.and_then(|()| out.flush()) {
            Ok(()) => status.into(),
            // The reader closed the pipe, as `head` does. The result is the same.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => status.into(),
            Err(_) => ExitStatus::Failed.into(),
        }
    }

    /// Checks every file. One that can't be read stops none of the others.
    fn check(&self) -> Vec<CheckedFile> {
        let mut context = Context {
            domains: self.domain.clone(),
            ..Context::default()
        };
        let mut files = Vec::with_capacity(self.files.len());
        if let Some(file) = &self.members {
            match list::members(file, &self.domain) {
                Ok(joined) => context.joined = joined,
                Err(error) => files.push(CheckedFile {
                    file: file.clone(),
                    list: Err(error),
                }),
            }
        }
        for file in &self.files {
            files.push(CheckedFile {
                file: file.clone(),
                list: list::check(file, &self.domain, &context),
            });
        }
        files
    }
}
