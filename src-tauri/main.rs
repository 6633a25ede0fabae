//! The program `cohort-desktop`: all of it is in the library beside it.
// No console window beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    cohort_desktop::run();
}
