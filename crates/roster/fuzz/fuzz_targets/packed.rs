//! Any bytes as a file. The corpus holds zip files, so that this reaches the code that unpacks them.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use roster::Format;

fuzz_target!(|bytes: &[u8]| shared::read(bytes, &[Format::Xlsx, Format::Ods]));
