//! Any bytes as an older Excel workbook. The library panics on some broken ones, and the crate
//! catches that. The panic hook that ends the run is therefore removed, so that only what the crate
//! lets through counts.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use roster::Format;

fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| shared::read(bytes, &[Format::Xls])
);
