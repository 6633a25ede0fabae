//! The program `cohort-desktop`: all of it is in the library beside it.
// No console window beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything else: the process that reads files needs no window and no keyring.
    if let Some(ended) = reader::serve_if_asked() {
        return ended;
    }
    cohort_desktop::run();
    ExitCode::SUCCESS
}
