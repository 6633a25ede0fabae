//! Any bytes as the content of an OpenDocument spreadsheet. The container around it is always valid,
//! because changing the bytes of a zip file seldom reaches what is in it.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use roster::Format;

fuzz_target!(|content: &[u8]| {
    shared::read(&shared::zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ]), &[Format::Ods]);
});
