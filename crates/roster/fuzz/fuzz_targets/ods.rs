#![no_main]
// The content of a spreadsheet, put into its wrapping: what is within a packed file is seldom
// reached by changing the packed bytes.

mod shared;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|content: &[u8]| {
    shared::read(&shared::zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ]));
});
