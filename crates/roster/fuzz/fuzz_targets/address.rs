//! Any text as an address: normalizing a valid one twice changes nothing, and a fix is valid and
//! has no fix itself.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use roster::{NormalizedAddress, Context, address, fix, individual_slug, slug_from_name};

fuzz_target!(|text: &str| {
    let context = Context { domains: vec!["uni.edu".into()], ..Context::default() };
    match address(text) {
        Ok(read) => {
            shared::report(1);
            let again = NormalizedAddress::of(read.normalized().as_str());
            assert_eq!(again.as_ref(), Some(read.normalized()));
            assert!(individual_slug("o", "s", read.normalized()).len() <= 41);
        }
        Err(invalid) => assert!(invalid.at.start <= invalid.at.end && invalid.at.end <= text.chars().count()),
    }
    if let Some(better) = fix(text, &context) {
        assert!(address(&better).is_ok(), "{better:?}");
        assert_eq!(fix(&better, &context), None, "{better:?}");
    }
    assert!(slug_from_name(text).len() <= 60);
});
