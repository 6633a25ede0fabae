//! Tests of what counts as an address and of its normalized form.

#![allow(clippy::unwrap_used)]

use pretty_assertions::assert_eq;
use proptest::prelude::*;

use super::{InvalidKind as Kind, NormalizedAddress, address, fast_path, parse};

fn why(text: &str) -> (Kind, std::ops::Range<usize>) {
    let invalid = address(text).expect_err(text);
    (invalid.kind, invalid.at)
}

#[test]
fn each_error_has_its_exact_reason_and_place() {
    for (text, kind, at) in [
        ("myemail@.uni.edu.com", Kind::DotAfterAt, 8..9),
        ("", Kind::Empty, 0..0),
        ("   ", Kind::Empty, 0..3),
        ("ada", Kind::NoAt, 0..3),
        ("ada＠uni.edu", Kind::NoAt, 3..4),
        ("ada@uni@edu", Kind::SecondAt, 7..8),
        ("a@uni.edu; b@uni.edu", Kind::SeveralAddresses, 0..20),
        ("@uni.edu", Kind::NothingBeforeAt, 0..1),
        ("ada@", Kind::NothingAfterAt, 3..4),
        (".ada@uni.edu", Kind::DotAtStart, 0..1),
        ("ada.@uni.edu", Kind::DotBeforeAt, 3..4),
        ("ada@uni.edu.", Kind::DotAtEnd, 11..12),
        ("a..da@uni.edu", Kind::DotsInARow, 1..3),
        ("ada@uni...edu", Kind::DotsInARow, 7..10),
        (" ada@uni.edu", Kind::SpaceAround, 0..1),
        ("ada@uni.edu\u{a0}", Kind::SpaceAround, 11..12),
        ("ada @uni.edu", Kind::SpaceInside, 3..4),
        ("ada@uni .edu", Kind::SpaceInside, 7..8),
        ("ada@uni,edu", Kind::CommaInDomain, 7..8),
        ("Ada <ada@uni.edu>", Kind::SpaceInside, 3..4),
        ("<ada@uni.edu>", Kind::AngleBracket, 0..1),
        ("ada(x)@uni.edu", Kind::Comment, 3..4),
        ("mailto:ada@uni.edu", Kind::Mailto, 0..7),
        ("/o=ExchangeLabs/ou=x@y", Kind::DirectoryEntry, 0..22),
        ("\"ada@uni.edu", Kind::Quote, 0..1),
        ("\"ada\"x@uni.edu", Kind::Quote, 4..5),
        ("a:b@uni.edu", Kind::ForbiddenInLocal, 1..2),
        ("ada@u_ni.edu", Kind::ForbiddenInDomain, 5..6),
        ("ada\u{7}@uni.edu", Kind::Control, 3..4),
        ("a\u{200b}da@uni.edu", Kind::Invisible, 1..2),
        ("j\u{fffd}rg@uni.edu", Kind::Garbled, 1..2),
        ("ada@-uni.edu", Kind::HyphenAtStart, 4..5),
        ("ada@uni-.edu", Kind::HyphenAtEnd, 7..8),
        ("ada@uni", Kind::NoDotInDomain, 4..7),
        ("ada@10.0.0.1", Kind::NumericEnding, 11..12),
        ("ada@[10.0.0.256]", Kind::Literal, 4..16),
        ("ada@xn--a.example", Kind::International, 4..9),
        ("ada@\u{300}uni.edu", Kind::International, 4..8),
    ] {
        assert_eq!(why(text), (kind, at), "{text:?}");
    }
}

#[test]
fn texts_longer_than_the_limits_are_refused() {
    let local = |n: usize| format!("{}@uni.edu", "x".repeat(n));
    assert!(address(&local(64)).is_ok());
    assert_eq!(why(&local(65)), (Kind::LocalTooLong, 0..65));
    assert_eq!(
        why(&"ü"
            .repeat(33)
            .chars()
            .chain("@uni.edu".chars())
            .collect::<String>())
        .0,
        Kind::LocalTooLong
    );
    let label = |n: usize| format!("ada@{}.edu", "x".repeat(n));
    assert!(address(&label(63)).is_ok());
    assert_eq!(why(&label(64)), (Kind::LabelTooLong, 4..68));
    let domain = |n: usize| format!("{}.edu", "xx.".repeat(n) + "x");
    assert_eq!(why(&format!("a@{}", domain(90))).0, Kind::DomainTooLong);
    assert_eq!(
        why(&format!("{}@{}", "x".repeat(60), domain(70))).0,
        Kind::TooLong
    );
    assert_eq!(why(&"x".repeat(2_000)), (Kind::TooLong, 254..2_000));
}

#[test]
fn addresses_that_a_mail_server_accepts_are_valid() {
    for text in [
        "用户@例子.公司",
        "Dörte@Sörensen.example.com",
        "ada+lists@uni.edu",
        "o'neill@uni.edu",
        "a@b.co",
        "!#$%&'*+-/=?^_`{|}~@uni.edu",
        "\"ada l\"@uni.edu",
        "\"a\\\"b@c\"@uni.edu",
        "ada@[192.0.2.1]",
        "ada@[IPv6:2001:db8::1]",
        "ada@ab--cd.com",
        "ada@3com.com",
        "hello@ai",
        "😀@uni.edu",
        "коля@пример.рф",
        "θσερ@εχαμπλε.ψομ",
        "ada@xn--fsqu00a.xn--55qx5d",
        "1@2.de",
        "ada@uni.edu。cn",
    ] {
        assert!(address(text).is_ok(), "{text}: {:?}", address(text));
    }
}

#[test]
fn normalizing_lowers_case_composes_characters_and_encodes_the_domain() {
    for (text, normalized) in [
        ("Ada@UNI.Edu", "ada@uni.edu"),
        (
            "DO\u{308}RTE@So\u{308}rensen.example.com",
            "dörte@xn--srensen-90a.example.com",
        ),
        ("用户@例子.公司", "用户@xn--fsqu00a.xn--55qx5d"),
        ("ada@XN--FSQU00A.公司", "ada@xn--fsqu00a.xn--55qx5d"),
        ("\"Ada\"@uni.edu", "ada@uni.edu"),
        ("\"Ada L\"@uni.edu", "\"ada l\"@uni.edu"),
        ("ada+x@gmail.com", "ada+x@gmail.com"),
    ] {
        assert_eq!(NormalizedAddress::of(text).unwrap().as_str(), normalized);
    }
    assert_eq!(NormalizedAddress::of("ada"), None);
    let ada = address("Ada@Sörensen.example.com").unwrap();
    assert_eq!(
        (ada.local(), ada.domain()),
        ("Ada", "xn--srensen-90a.example.com")
    );
}

#[test]
fn a_normalized_address_can_be_read_back_even_if_it_has_grown() {
    let longest = format!("{}@uni.example", "İ".repeat(32));
    let normalized = NormalizedAddress::of(&longest).unwrap();
    assert_eq!(NormalizedAddress::of(normalized.as_str()), None);
    assert_eq!(
        NormalizedAddress::written_before(normalized.as_str()),
        Ok(normalized)
    );
    for text in [
        "",
        "ada",
        "@uni.example",
        "ada@",
        "ada@uni example",
        " ada@uni.example",
    ] {
        assert!(NormalizedAddress::written_before(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn the_fast_path_agrees_with_the_parser(text in "[a-zA-Z0-9.@_+-]{0,12}@[a-zX0-9.-]{0,12}|.{0,30}|[a-z]{60,66}@[a-z]{60,65}\\.[a-z0-9]{1,3}") {
        if fast_path::is_plain(text.as_bytes()) {
            let parts = parse::parse(&text).unwrap();
            let mut long = String::new();
            parse::normalize(&parts, &mut long);
            prop_assert_eq!(long, text.to_ascii_lowercase());
        }
    }

    #[test]
    fn normalizing_twice_changes_nothing(text in "[\\PC]{1,8}@[a-zäöü用ßΣς.]{1,12}|\"[ -~]{1,6}\"@a.de|\\PC{0,12}") {
        if let Some(normalized) = NormalizedAddress::of(&text) {
            prop_assert_eq!(NormalizedAddress::of(normalized.as_str()), Some(normalized.clone()));
            prop_assert_eq!(NormalizedAddress::written_before(normalized.as_str()), Ok(normalized));
        }
    }

    #[test]
    fn the_place_of_an_error_lies_within_the_text(text in "\\PC{0,20}|[a-z@., <>\"()-]{0,20}") {
        if let Err(invalid) = address(&text) {
            prop_assert!(invalid.at.start <= invalid.at.end);
            prop_assert!(invalid.at.end <= text.chars().count());
        }
    }
}
