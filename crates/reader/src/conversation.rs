//! The side that asks: requests go out, replies come in, and no wait is without an end.

use std::io::{BufReader, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};

use crate::error::ReaderError;
use crate::process::{Program, Running};
use crate::protocol::{ChildReply, ChildRequest};
use crate::time_limits::TimeLimits;

/// How soon it is noticed that the reading was stopped.
const ATTENTION: Duration = Duration::from_millis(50);

/// How many replies are taken in before anybody wants them. The child waits with the others.
const AHEAD: usize = 2;

pub(crate) struct Conversation {
    requests: Sender<ChildRequest>,
    /// Says of each request, in order, that it was written.
    written: Receiver<()>,
    replies: Receiver<Option<ChildReply>>,
    patience: Duration,
    stopped: Arc<AtomicBool>,
    // Last, so that the pipes are closed before the child is waited for.
    running: Running,
}

/// How a wait ended without what was waited for.
enum Lost {
    /// The other side has ended.
    Ended,
    TookTooLong,
    Stopped,
}

impl Conversation {
    pub(crate) fn begin(
        program: &Program,
        times: TimeLimits,
        stopped: Arc<AtomicBool>,
    ) -> Result<Self, ReaderError> {
        let (running, (input, output)) = program.start(times.processor)?;
        // A pipe can neither be read nor be written with a limit on the time, so threads do it. They
        // end with the child, or when nobody listens.
        let (requests, to_write) = channel();
        let (confirm, written) = channel();
        spawn("file requests", move || {
            write_all(input, &to_write, &confirm);
        })?;
        let (sender, replies) = sync_channel(AHEAD);
        spawn("file replies", move || read_all(output, &sender))?;
        Ok(Self {
            requests,
            written,
            replies,
            patience: times.in_all,
            stopped,
            running,
        })
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Waits until the request is written. A child that has stopped reading takes no more than a
    /// pipe holds.
    pub(crate) fn ask(&mut self, request: ChildRequest) -> Result<(), ReaderError> {
        if self.requests.send(request).is_err() {
            return Err(self.running.end());
        }
        let written = wait(&self.written, &mut self.patience, &self.stopped);
        written.map_err(|lost| self.error(lost))
    }

    pub(crate) fn reply(&mut self) -> Result<ChildReply, ReaderError> {
        match wait(&self.replies, &mut self.patience, &self.stopped) {
            Ok(Some(reply)) => Ok(reply),
            Ok(None) => Err(self.running.end()),
            Err(lost) => Err(self.error(lost)),
        }
    }

    fn error(&mut self, lost: Lost) -> ReaderError {
        match lost {
            Lost::Ended => self.running.end(),
            Lost::TookTooLong => ReaderError::TookTooLong,
            Lost::Stopped => ReaderError::Stopped,
        }
    }
}

/// Waits for the next thing, within the patience that is left.
fn wait<T>(things: &Receiver<T>, patience: &mut Duration, stopped: &AtomicBool) -> Result<T, Lost> {
    loop {
        if stopped.load(Ordering::Relaxed) {
            return Err(Lost::Stopped);
        }
        let begun = Instant::now();
        let thing = things.recv_timeout(ATTENTION.min(*patience));
        *patience = patience.saturating_sub(begun.elapsed());
        match thing {
            Ok(thing) => return Ok(thing),
            Err(RecvTimeoutError::Disconnected) => return Err(Lost::Ended),
            Err(RecvTimeoutError::Timeout) if patience.is_zero() => return Err(Lost::TookTooLong),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), ReaderError> {
    let thread = std::thread::Builder::new().name(name.to_owned());
    thread.spawn(work).map(drop).map_err(ReaderError::Start)
}

fn write_all(
    mut input: Box<dyn Write + Send>,
    requests: &Receiver<ChildRequest>,
    written: &Sender<()>,
) {
    while let Ok(request) = requests.recv() {
        if request.write(&mut *input).is_err() || written.send(()).is_err() {
            return;
        }
    }
}

fn read_all(output: Box<dyn Read + Send>, replies: &SyncSender<Option<ChildReply>>) {
    let mut output = BufReader::new(output);
    loop {
        let reply = ChildReply::read(&mut output).unwrap_or_default();
        let ended = reply.is_none();
        if replies.send(reply).is_err() || ended {
            return;
        }
    }
}
