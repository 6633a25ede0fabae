//! The side that asks: requests go out, replies come in, and no wait is without an end.

use std::io::{BufReader, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use crate::error::ReaderError;
use crate::process::{Program, Running};
use crate::protocol::{Reply, Request};

/// How long the child may be waited for in all, while one file is read. Its own limit on the
/// processor's time is shorter; on a busy computer that takes longer.
const PATIENCE: Duration = Duration::from_mins(1);

/// How soon it is noticed that the reading was stopped.
const ATTENTION: Duration = Duration::from_millis(50);

/// How many replies are taken in before anybody wants them. The child waits with the others.
const AHEAD: usize = 2;

pub(crate) struct Conversation {
    requests: Box<dyn Write + Send>,
    replies: Receiver<Option<Reply>>,
    patience: Duration,
    stopped: Arc<AtomicBool>,
    // Last, so that the pipes are closed before the child is waited for.
    running: Running,
}

impl Conversation {
    pub(crate) fn begin(program: &Program, stopped: Arc<AtomicBool>) -> Result<Self, ReaderError> {
        let (running, (requests, output)) = program.start()?;
        let (sender, replies) = sync_channel(AHEAD);
        // A pipe cannot be read with a limit on the time, so that a thread does it. It ends with
        // the child, or when nobody listens.
        std::thread::Builder::new()
            .name("file replies".to_owned())
            .spawn(move || {
                let mut output = BufReader::new(output);
                loop {
                    let reply = Reply::read(&mut output).unwrap_or_default();
                    let ended = reply.is_none();
                    if sender.send(reply).is_err() || ended {
                        return;
                    }
                }
            })
            .map_err(ReaderError::Start)?;
        Ok(Self {
            requests,
            replies,
            patience: PATIENCE,
            stopped,
            running,
        })
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    pub(crate) fn ask(&mut self, request: &Request) -> Result<(), ReaderError> {
        let written = request.write(&mut *self.requests);
        written.map_err(|_| self.running.end())
    }

    pub(crate) fn reply(&mut self) -> Result<Reply, ReaderError> {
        loop {
            if self.is_stopped() {
                return Err(ReaderError::Stopped);
            }
            let begun = Instant::now();
            let reply = self.replies.recv_timeout(ATTENTION.min(self.patience));
            self.patience = self.patience.saturating_sub(begun.elapsed());
            match reply {
                Ok(Some(reply)) => return Ok(reply),
                Ok(None) | Err(RecvTimeoutError::Disconnected) => return Err(self.running.end()),
                Err(RecvTimeoutError::Timeout) if self.patience.is_zero() => {
                    return Err(ReaderError::TookTooLong);
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}
