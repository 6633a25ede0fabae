#![no_main]
// The library panics on some broken workbooks, and the crate catches that: only what gets out
// counts here, so the hook that ends the run at any panic is taken off.

mod shared;

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| shared::read(bytes)
);
