//! Any bytes as an address card.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use roster::Format;

fuzz_target!(|bytes: &[u8]| shared::read(&[b"BEGIN:VCARD\r\n", bytes].concat(), &[Format::VCard]));
