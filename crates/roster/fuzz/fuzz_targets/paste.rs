//! Any text as pasted from the clipboard: no row is empty.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for entry in roster::paste(text) {
        assert!(!entry.is_empty());
    }
});
