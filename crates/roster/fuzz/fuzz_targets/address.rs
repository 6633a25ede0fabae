#![no_main]
// What passes compares to itself; what is mended passes and stays mended.

use libfuzzer_sys::fuzz_target;
use roster::{Compared, Context, address, mend, own_slug, slug_from_name};

fuzz_target!(|text: &str| {
    let context = Context { domains: vec!["uni.edu".into()], ..Context::default() };
    match address(text) {
        Ok(read) => {
            let again = Compared::of(read.compared().as_str());
            assert_eq!(again.as_ref(), Some(read.compared()));
            assert!(own_slug("o", "s", read.compared()).len() <= 41);
        }
        Err(invalid) => assert!(invalid.at.start <= invalid.at.end && invalid.at.end <= text.chars().count()),
    }
    if let Some(better) = mend(text, &context) {
        assert!(address(&better).is_ok(), "{better:?}");
        assert_eq!(mend(&better, &context), None, "{better:?}");
    }
    assert!(slug_from_name(text).len() <= 60);
});
