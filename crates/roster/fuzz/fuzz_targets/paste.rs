//! Any text as pasted from the clipboard: no row is empty.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let people = roster::paste(text).unwrap_or_default();
    assert!(people.iter().all(|entry| !entry.is_empty()));
    shared::report(people.len());
});
