//! Programs that run beside a test, such as the X server or a platform.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::wait::PATIENCE;

/// A program that runs beside the test. Dropping this kills it together with everything that it has
/// started.
pub(crate) struct Service {
    name: &'static str,
    child: Child,
}

impl Service {
    /// Starts the program, with all its output going to `log`.
    pub(crate) fn start(name: &'static str, command: &mut Command, log: &Path) -> Self {
        let out = log_file(log);
        let err = out.try_clone().expect("a file handle can be doubled");
        Self::spawn(name, command.stdin(Stdio::null()).stdout(out).stderr(err))
    }

    /// Starts the program and writes something to its standard input.
    pub(crate) fn start_with_input(
        name: &'static str,
        command: &mut Command,
        log: &Path,
        input: &[u8],
    ) -> Self {
        let out = log_file(log);
        let err = out.try_clone().expect("a file handle can be doubled");
        let mut service = Self::spawn(name, command.stdin(Stdio::piped()).stdout(out).stderr(err));
        let mut stdin = service.child.stdin.take().expect("stdin is piped");
        stdin
            .write_all(input)
            .unwrap_or_else(|error| panic!("{name} doesn't read its input: {error}"));
        service
    }

    /// Starts the program and waits for the first lines that it prints.
    pub(crate) fn start_and_read(
        name: &'static str,
        command: &mut Command,
        log: &Path,
        lines: usize,
    ) -> (Self, Vec<String>) {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut service = Self::spawn(name, command.stderr(log_file(log)));
        let out = service.child.stdout.take().expect("stdout is piped");
        let (sender, receiver) = mpsc::channel();
        // The thread reads to the end, because the program would stop at a full pipe.
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let lines = (0..lines)
            .map(|_| {
                receiver.recv_timeout(PATIENCE).unwrap_or_else(|_| {
                    let log = std::fs::read_to_string(log).unwrap_or_default();
                    panic!("{name} didn't report that it is ready\n{log}")
                })
            })
            .collect();
        (service, lines)
    }

    fn spawn(name: &'static str, command: &mut Command) -> Self {
        let child = command
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} doesn't start: {error}"));
        Self { name, child }
    }

    pub(crate) fn process(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    pub(crate) fn assert_running(&mut self) {
        let ended = self.child.try_wait().expect("a child can be asked");
        assert!(ended.is_none(), "{} has ended: {ended:?}", self.name);
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let group = self.process();
        // The program may have ended already.
        let _ = kill_process_group(group, Signal::KILL);
        let _ = self.child.wait();
    }
}

fn log_file(path: &Path) -> File {
    File::options()
        .create(true)
        .append(true)
        .open(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
