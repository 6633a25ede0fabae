//! A file that a child process reads, as it appears to the code that wants the people in it.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use roster::{Columns, Entry, Format, Limits, ReadError, ReadOptions, Table};

use crate::conversation::Conversation;
use crate::error::{DraftReadError, ReaderError};
use crate::process::Program;
use crate::protocol::{
    CHUNK, ChildReply, ChildRequest, OpenedFile, PeopleRequest, ReadSummary, text_size,
};
use crate::saved_draft::{ROWS, SavedDraft, SavedRow};
use crate::time_limits::TimeLimits;

/// Reads files in a process of their own.
#[derive(Clone, Debug)]
pub struct Reader {
    program: Program,
    times: TimeLimits,
}

/// A file in which a list was found. The process that read it waits for questions about it, and
/// ends with this.
pub struct OpenFile {
    conversation: Conversation,
    found: OpenedFile,
    limits: Limits,
}

/// The people of a table, counted; the first of them by name.
#[derive(Debug)]
pub struct Counted {
    pub people: Vec<Entry>,
    pub count: usize,
    /// Why the table couldn't be read to its end. Those before are good.
    pub error: Option<ReadError>,
}

impl Reader {
    /// Files are read by this program, whose `main` begins with [`crate::serve_if_asked`].
    pub fn of_this_program() -> io::Result<Self> {
        Program::this().map(Self::of)
    }

    /// Files are read by the program at this path.
    pub fn of_program(path: impl Into<std::path::PathBuf>) -> Self {
        Self::of(Program::At(path.into()))
    }

    /// Files are read by a thread, which says the same and has no limits.
    #[cfg(any(test, feature = "in-thread"))]
    pub fn in_thread() -> Self {
        Self::of(Program::Thread)
    }

    fn of(program: Program) -> Self {
        Self {
            program,
            times: TimeLimits::default(),
        }
    }

    /// A reader that starts its children with these limits on the time. The limit on the processor's
    /// time can only be made shorter.
    #[must_use]
    pub fn within(self, times: TimeLimits) -> Self {
        Self { times, ..self }
    }

    /// Reads a file to its end and finds out what is in it. Ends soon after `stopped` is set.
    pub fn open(
        &self,
        file: &mut dyn Read,
        options: &ReadOptions,
        stopped: Arc<AtomicBool>,
    ) -> Result<OpenFile, ReaderError> {
        let mut upload = Upload::of_list(self, options, stopped)?;
        upload.send(file, usize::MAX)?;
        upload.end()
    }

    /// Reads a saved draft to its end, or finds that it isn't one. Ends soon after `stopped` is set.
    pub fn draft(
        &self,
        file: &mut dyn Read,
        stopped: Arc<AtomicBool>,
    ) -> Result<SavedDraft, DraftReadError> {
        let limits = Limits {
            file: SavedDraft::LONGEST,
            ..Limits::default()
        };
        let mut upload = Upload::begin(self, ChildRequest::Draft, limits, stopped)?;
        upload.send(file, usize::MAX)?;
        upload.conversation.ask(ChildRequest::End)?;
        let mut draft = match upload.conversation.reply()? {
            ChildReply::Draft(draft) if draft.rows.is_empty() => draft,
            ChildReply::NotADraft(error) => return Err(error.into()),
            _ => return Err(ReaderError::Died.into()),
        };
        let mut text = 0;
        loop {
            match upload.conversation.reply()? {
                ChildReply::Rows(page) => {
                    text += page.iter().map(SavedRow::text_size).sum::<usize>();
                    draft.rows.extend(page);
                    // The child checks this itself before it sends a page. But it has read a stranger's
                    // file, which may have taken it over, so it is checked here again.
                    if text > SavedDraft::LONGEST || draft.rows.len() > ROWS {
                        return Err(ReaderError::Died.into());
                    }
                }
                ChildReply::Done(_) if draft.is_within_limits() => return Ok(draft),
                _ => return Err(ReaderError::Died.into()),
            }
        }
    }

    /// Reads the first `length` bytes of a file, and the rest only if these aren't enough to see
    /// what is in it. [`OpenFile::is_whole`] says whether all of it was read.
    pub fn beginning(
        &self,
        file: &mut dyn Read,
        length: usize,
        options: &ReadOptions,
        stopped: Arc<AtomicBool>,
    ) -> Result<OpenFile, ReaderError> {
        let mut upload = Upload::of_list(self, options, stopped)?;
        if upload.send(file, length)? == Sent::ToTheEnd {
            return upload.end();
        }
        upload.conversation.ask(ChildRequest::Beginning)?;
        match upload.conversation.reply()? {
            ChildReply::More => {
                upload.send(file, usize::MAX)?;
                upload.end()
            }
            reply => upload.opened(reply),
        }
    }
}

/// A file on its way to the child.
struct Upload {
    conversation: Conversation,
    limits: Limits,
    sent: usize,
}

#[derive(PartialEq, Eq)]
enum Sent {
    ToTheEnd,
    NotAll,
}

impl Upload {
    fn of_list(
        reader: &Reader,
        options: &ReadOptions,
        stopped: Arc<AtomicBool>,
    ) -> Result<Self, ReaderError> {
        let request = ChildRequest::Options(options.clone());
        Self::begin(reader, request, options.limits, stopped)
    }

    fn begin(
        reader: &Reader,
        request: ChildRequest,
        limits: Limits,
        stopped: Arc<AtomicBool>,
    ) -> Result<Self, ReaderError> {
        let mut conversation = Conversation::begin(&reader.program, reader.times, stopped)?;
        conversation.ask(request)?;
        Ok(Self {
            conversation,
            limits,
            sent: 0,
        })
    }

    /// Sends the file until this many bytes have been sent altogether.
    fn send(&mut self, file: &mut dyn Read, until: usize) -> Result<Sent, ReaderError> {
        while self.sent < until {
            if self.conversation.is_stopped() {
                return Err(ReaderError::Stopped);
            }
            let length = CHUNK.min(until - self.sent);
            let mut bytes = Vec::with_capacity(length);
            file.take(length as u64)
                .read_to_end(&mut bytes)
                .map_err(ReaderError::Input)?;
            if bytes.is_empty() {
                return Ok(Sent::ToTheEnd);
            }
            self.sent += bytes.len();
            let limit = self.limits.file;
            if self.sent > limit {
                return Err(ReadError::FileTooLarge { limit }.into());
            }
            self.conversation.ask(ChildRequest::Bytes(bytes))?;
        }
        Ok(Sent::NotAll)
    }

    fn end(mut self) -> Result<OpenFile, ReaderError> {
        self.conversation.ask(ChildRequest::End)?;
        let reply = self.conversation.reply()?;
        self.opened(reply)
    }

    fn opened(self, reply: ChildReply) -> Result<OpenFile, ReaderError> {
        match reply {
            ChildReply::Opened(found) if is_plausible(&found, &self.limits) => Ok(OpenFile {
                conversation: self.conversation,
                found,
                limits: self.limits,
            }),
            ChildReply::Refused(error) => Err(error.into()),
            _ => Err(ReaderError::Died),
        }
    }
}

/// Whether it can be that this was found. What follows relies on it.
fn is_plausible(found: &OpenedFile, limits: &Limits) -> bool {
    found.best < found.tables.len() && found.tables.len() <= limits.tables
}

impl OpenFile {
    pub fn format(&self) -> Format {
        self.found.format
    }

    /// The encoding of a text, by its name on the web; `None` for a workbook.
    pub fn encoding(&self) -> Option<&str> {
        self.found.encoding.as_deref()
    }

    /// The character between the cells of a text; `None` if it isn't a table.
    pub fn separator(&self) -> Option<char> {
        self.found.separator
    }

    /// The tables or sheets, of which there is at least one.
    pub fn tables(&self) -> &[Table] {
        &self.found.tables
    }

    /// The index of the table that looks most like a list of people.
    pub fn best(&self) -> usize {
        self.found.best
    }

    /// Whether all of the file was read, and not only its beginning.
    pub fn is_whole(&self) -> bool {
        self.found.whole
    }

    /// The people of a table with these columns, one after the other. They arrive while the table
    /// is read.
    pub fn people(&mut self, table: usize, columns: &Columns) -> Result<People<'_>, ReaderError> {
        self.ask(table, columns, usize::MAX)?;
        Ok(People {
            page: Vec::new().into_iter(),
            rows: 0,
            text: 0,
            ended: false,
            file: self,
        })
    }

    /// Counts the people of a table. The first `shown` of them are sent along.
    pub fn count(
        &mut self,
        table: usize,
        columns: &Columns,
        shown: usize,
    ) -> Result<Counted, ReaderError> {
        self.ask(table, columns, shown)?;
        let mut people = Vec::new();
        loop {
            match self.conversation.reply()? {
                ChildReply::People(page) if people.len() + page.len() <= shown => {
                    people.extend(page);
                }
                ChildReply::Done(ReadSummary { count, error }) => {
                    return Ok(Counted {
                        people,
                        count,
                        error,
                    });
                }
                _ => return Err(ReaderError::Died),
            }
        }
    }

    fn ask(&mut self, table: usize, columns: &Columns, at_most: usize) -> Result<(), ReaderError> {
        self.conversation.ask(ChildRequest::People(PeopleRequest {
            table,
            columns: columns.clone(),
            at_most,
        }))
    }
}

/// An iterator over the people of a table. It ends after an error; the people before the error are
/// good. Nothing more can be asked about the file if it is dropped before its end.
pub struct People<'f> {
    file: &'f mut OpenFile,
    page: std::vec::IntoIter<Entry>,
    rows: usize,
    text: usize,
    ended: bool,
}

impl People<'_> {
    /// The next people; `None` at the end of the table.
    fn turn_page(&mut self) -> Result<Option<Vec<Entry>>, ReaderError> {
        match self.file.conversation.reply()? {
            ChildReply::People(page) => {
                self.rows += page.len();
                self.text += page.iter().map(text_size).sum::<usize>();
                let limits = &self.file.limits;
                if self.rows > limits.rows || self.text > limits.text.saturating_mul(2) {
                    return Err(ReaderError::Died);
                }
                Ok(Some(page))
            }
            ChildReply::Done(ReadSummary { error: None, .. }) => Ok(None),
            ChildReply::Done(ReadSummary {
                error: Some(error), ..
            }) => Err(error.into()),
            _ => Err(ReaderError::Died),
        }
    }
}

impl Iterator for People<'_> {
    type Item = Result<Entry, ReaderError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(person) = self.page.next() {
                return Some(Ok(person));
            }
            if self.ended {
                return None;
            }
            match self.turn_page() {
                Ok(Some(page)) => self.page = page.into_iter(),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}
