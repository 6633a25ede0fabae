//! Delivery by a program that is killed again and again: what the platform counted in the end.
//!
//! One executable in three parts: the tests; the sending process, as which it starts itself so that there
//! is somebody to kill (`deliver`); and what `cargo xtask ordeal` runs (`ordeal`).
#![allow(clippy::unwrap_used)]

mod count;
#[cfg(target_os = "linux")]
mod disk;
mod folder;
mod forms;
mod kills;
mod long;
mod once;
mod platform;
mod sending_process;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some(sending_process::NAME) => sending_process::deliver(arguments),
        #[cfg(target_os = "linux")]
        Some(disk::EDITOR) => disk::edit(arguments),
        Some("ordeal") => long::run(arguments),
        _ => {
            let tests = [
                forms::tests(),
                once::tests(),
                #[cfg(target_os = "linux")]
                disk::tests(),
            ]
            .concat();
            libtest_mimic::run(
                &Arguments::from_args(),
                tests.into_iter().map(trial).collect(),
            )
            .exit_code()
        }
    }
}

type Test = (&'static str, fn());

fn trial((name, test): Test) -> Trial {
    Trial::test(name, move || {
        test();
        Ok::<(), Failed>(())
    })
}

/// Runs to the end what a test awaits.
fn in_time<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(work)
}
