//! Any bytes as a file. The corpus holds texts.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use roster::Format;

fuzz_target!(|bytes: &[u8]| shared::read(bytes, &[Format::Delimited, Format::Text]));
