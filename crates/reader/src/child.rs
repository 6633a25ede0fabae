//! The child: takes a file from its standard input and answers on its standard output.

use std::ffi::OsStr;
use std::io::{self, ErrorKind, Read, Write};
use std::process::ExitCode;

use roster::{List, ReadError, ReadOptions};

use crate::confine::confine;
use crate::protocol::{
    ChildReply, ChildRequest, OpenedFile, PAGE, PeopleRequest, ReadSummary, text_size,
};
use crate::saved_draft::SavedDraft;
use crate::time_limits::TimeLimits;

/// The argument by which a program knows that it is to read a file. It is no option for users, and
/// no help mentions it.
pub const ARGUMENT: &str = "--read-a-file-for-cohort";

/// People are sent sooner if there is more than this to say about them.
const PAGE_BYTES: usize = 256 << 10;

/// Serves as the child if this process was started for that; otherwise does nothing. A program
/// calls it before anything else, and ends if it gets an exit status.
#[must_use]
pub fn serve_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != ARGUMENT {
        return None;
    }
    let seconds = seconds(arguments.next().as_deref());
    // Nothing is read before the limits stand.
    let served =
        confine(seconds).and_then(|()| serve(&mut io::stdin().lock(), &mut io::stdout().lock()));
    Some(match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

/// How many seconds of the processor the child may take: what it is told, but never more than usual.
fn seconds(told: Option<&OsStr>) -> u64 {
    let usual = TimeLimits::default().processor.as_secs();
    let told = told.and_then(|told| told.to_str()?.parse().ok());
    told.map_or(usual, |told: u64| told.min(usual))
}

/// Reads one file and answers questions about it until there are no more.
pub(crate) fn serve(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<()> {
    let options = match ChildRequest::read(from)? {
        Some(ChildRequest::Options(options)) => options,
        Some(ChildRequest::Draft) => return draft(from, to),
        _ => return Err(ErrorKind::InvalidData.into()),
    };
    let mut bytes = Vec::new();
    loop {
        match ChildRequest::read(from)? {
            Some(ChildRequest::Bytes(more)) => bytes.extend_from_slice(&more),
            Some(ChildRequest::Beginning) => match roster::beginning(&bytes) {
                Some(lines) => return converse(lines, false, &options, from, to),
                None => ChildReply::More.write(to)?,
            },
            Some(ChildRequest::End) => return converse(&bytes, true, &options, from, to),
            _ => return Err(ErrorKind::InvalidData.into()),
        }
    }
}

/// Reads a saved draft, and sends what is in it.
fn draft(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    loop {
        match ChildRequest::read(from)? {
            Some(ChildRequest::Bytes(more)) => bytes.extend_from_slice(&more),
            Some(ChildRequest::End) => break,
            _ => return Err(ErrorKind::InvalidData.into()),
        }
    }
    let mut draft = match SavedDraft::from_bytes(&bytes) {
        Ok(draft) => draft,
        Err(error) => return ChildReply::NotADraft(error).write(to),
    };
    drop(bytes);
    let rows = std::mem::take(&mut draft.rows);
    ChildReply::Draft(draft).write(to)?;
    let count = rows.len();
    let (mut page, mut bytes) = (Vec::new(), 0);
    for row in rows {
        bytes += row.text_size();
        page.push(row);
        if page.len() == PAGE || bytes > PAGE_BYTES {
            ChildReply::Rows(std::mem::take(&mut page)).write(to)?;
            bytes = 0;
        }
    }
    if !page.is_empty() {
        ChildReply::Rows(page).write(to)?;
    }
    ChildReply::Done(ReadSummary { count, error: None }).write(to)
}

fn converse(
    bytes: &[u8],
    whole: bool,
    options: &ReadOptions,
    from: &mut dyn Read,
    to: &mut dyn Write,
) -> io::Result<()> {
    let list = match roster::open(bytes, options) {
        Ok(list) => list,
        Err(error) => return ChildReply::Refused(error).write(to),
    };
    let opened = OpenedFile {
        format: list.format(),
        encoding: list.encoding().map(str::to_owned),
        separator: list.separator(),
        tables: list.tables().to_vec(),
        best: list.best(),
        whole,
    };
    match ChildReply::Opened(opened).write(to) {
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            let limit = options.limits.text;
            return ChildReply::Refused(ReadError::TooMuchText { limit }).write(to);
        }
        written => written?,
    }
    while let Some(request) = ChildRequest::read(from)? {
        match request {
            ChildRequest::People(request) => people(&list, &request, to)?,
            _ => return Err(ErrorKind::InvalidData.into()),
        }
    }
    Ok(())
}

fn people(list: &List<'_>, request: &PeopleRequest, to: &mut dyn Write) -> io::Result<()> {
    let mut done = ReadSummary {
        count: 0,
        error: None,
    };
    let (mut page, mut bytes) = (Vec::new(), 0);
    for person in list.people(request.table, &request.columns) {
        match person {
            Ok(person) => {
                if done.count < request.at_most {
                    bytes += text_size(&person);
                    page.push(person);
                }
                done.count += 1;
            }
            Err(error) => done.error = Some(error),
        }
        if page.len() == PAGE || bytes > PAGE_BYTES {
            ChildReply::People(std::mem::take(&mut page)).write(to)?;
            bytes = 0;
        }
    }
    if !page.is_empty() {
        ChildReply::People(page).write(to)?;
    }
    ChildReply::Done(done).write(to)
}
