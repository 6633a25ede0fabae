//! Starts the child, and ends it.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::child::ARGUMENT;
use crate::confine::filters_calls;
use crate::error::ReaderError;

/// What is taken along of the environment: where the system's libraries are. Nothing else, since
/// there may be a key in it.
const KEPT: [&str; 2] = ["LD_LIBRARY_PATH", "SystemRoot"];

/// Which program reads.
#[derive(Clone, Debug)]
pub(crate) enum Program {
    At(PathBuf),
    #[cfg(any(test, feature = "in-thread"))]
    Thread,
}

/// The child while it runs.
pub(crate) enum Running {
    Process(Child),
    #[cfg(any(test, feature = "in-thread"))]
    Thread,
}

/// Its standard input and output.
pub(crate) type Pipes = (Box<dyn Write + Send>, Box<dyn Read + Send>);

impl Program {
    /// This very program, even if its file has been replaced by a newer one meanwhile.
    pub(crate) fn this() -> io::Result<Self> {
        if cfg!(target_os = "linux") {
            return Ok(Self::At(PathBuf::from("/proc/self/exe")));
        }
        std::env::current_exe().map(Self::At)
    }

    /// The child is told how long it may use the processor, because it takes its limits on itself.
    pub(crate) fn start(&self, processor: Duration) -> Result<(Running, Pipes), ReaderError> {
        match self {
            Self::At(path) => {
                if !filters_calls() {
                    tracing::warn!(
                        "this system can't filter the system calls of the process that reads files"
                    );
                }
                let environment = KEPT.into_iter().filter_map(|name| {
                    let value = std::env::var_os(name)?;
                    Some((OsString::from(name), value))
                });
                let mut child = Command::new(path)
                    .arg(ARGUMENT)
                    .arg(processor.as_secs().to_string())
                    .env_clear()
                    .envs(environment)
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null())
                    .spawn()
                    .map_err(ReaderError::Start)?;
                match (child.stdin.take(), child.stdout.take()) {
                    (Some(input), Some(output)) => {
                        let pipes: Pipes = (Box::new(input), Box::new(output));
                        Ok((Running::Process(child), pipes))
                    }
                    _ => Err(ReaderError::Start(io::ErrorKind::BrokenPipe.into())),
                }
            }
            #[cfg(any(test, feature = "in-thread"))]
            Self::Thread => {
                let (mut requests, to) = io::pipe().map_err(ReaderError::Start)?;
                let (from, mut replies) = io::pipe().map_err(ReaderError::Start)?;
                std::thread::spawn(move || crate::child::serve(&mut requests, &mut replies));
                Ok((Running::Thread, (Box::new(to), Box::new(from))))
            }
        }
    }
}

impl Running {
    /// Why it ended by itself.
    pub(crate) fn end(&mut self) -> ReaderError {
        match self {
            Self::Process(child) => {
                // It may be that it only closed its output.
                let _ = child.kill();
                match child.wait() {
                    Ok(status) if ran_out_of_time(status) => ReaderError::TookTooLong,
                    _ => ReaderError::Died,
                }
            }
            #[cfg(any(test, feature = "in-thread"))]
            Self::Thread => ReaderError::Died,
        }
    }
}

#[cfg(unix)]
fn ran_out_of_time(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn ran_out_of_time(_: std::process::ExitStatus) -> bool {
    false
}

impl Drop for Running {
    fn drop(&mut self) {
        match self {
            Self::Process(child) => {
                let _ = child.kill();
                let _ = child.wait();
            }
            #[cfg(any(test, feature = "in-thread"))]
            Self::Thread => {}
        }
    }
}
