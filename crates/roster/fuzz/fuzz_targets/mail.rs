//! Any bytes as the recipients in a saved email.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use roster::Format;

fuzz_target!(|bytes: &[u8]| shared::read(&[b"Subject: x\r\nDate: x\r\nTo: ", bytes].concat(), &[Format::Mail]));
