//! Tests of the findings and the fixes, and of what the ways to check a list have in common.

#![allow(clippy::unwrap_used)]

use pretty_assertions::assert_eq;
use proptest::prelude::*;

use super::*;
use crate::same_person::Duplicates;
use crate::{Entry, InvalidKind, NormalizedAddress, address};

fn entry(address: &str) -> Entry {
    Entry {
        name: "Ada".into(),
        address: address.into(),
        ..Entry::default()
    }
}

fn context() -> Context {
    Context {
        domains: vec!["Uni.edu".into(), "@ethz.ch".into()],
        joined: [NormalizedAddress::of("in@uni.edu").unwrap()].into(),
        invited: [NormalizedAddress::of("invited@uni.edu").unwrap()].into(),
    }
}

fn kinds(address: &str) -> Vec<FindingKind> {
    check_one(&entry(address), &context())
        .into_iter()
        .map(|f| f.kind)
        .collect()
}

#[test]
fn a_good_row_has_no_findings() {
    assert_eq!(kinds("Ada.Lovelace@student.uni.edu"), []);
}

#[test]
fn each_kind_of_finding_is_found() {
    use FindingKind as K;
    for (address, expected) in [
        (
            "myemail@.uni.edu.com",
            vec![K::Invalid(InvalidKind::DotAfterAt)],
        ),
        ("ada@gmial.com", vec![K::Typo(TypoKind::Domain), K::Outside]),
        (
            "ada@student.uin.edu",
            vec![K::Typo(TypoKind::Domain), K::Outside],
        ),
        ("ada@other.con", vec![K::Typo(TypoKind::Ending), K::Outside]),
        (
            "ada@other.zzzz",
            vec![K::Unusual(UnusualKind::UnknownEnding), K::Outside],
        ),
        ("ada@ｕｎｉ.edu", vec![K::Typo(TypoKind::FullWidth)]),
        ("\u{430}da@uni.edu", vec![K::Typo(TypoKind::LookAlike)]),
        ("a\u{200d}da@uni.edu", vec![K::Typo(TypoKind::Joiner)]),
        (
            "\"ada\"@uni.edu",
            vec![K::Unusual(UnusualKind::QuotedLocal)],
        ),
        (
            "ada@[192.0.2.1]",
            vec![K::Unusual(UnusualKind::Literal), K::Outside],
        ),
        ("hello@ai", vec![K::Unusual(UnusualKind::NoDot), K::Outside]),
        ("ada@notuni.edu", vec![K::Outside]),
        ("in@UNI.edu", vec![K::AlreadyIn]),
        ("invited@uni.edu", vec![K::AlreadyInvited]),
        ("NoReply@uni.edu", vec![K::RoleAddress]),
    ] {
        assert_eq!(kinds(address), expected, "{address}");
    }
    let nameless = Entry {
        address: "ada@uni.edu".into(),
        ..Entry::default()
    };
    let found = check_one(&nameless, &context());
    assert_eq!(found[0].kind, K::NoName);
    assert_eq!(found[0].severity(), Severity::Note);
}

#[test]
fn only_an_invalid_address_blocks_sending() {
    assert_eq!(
        FindingKind::Invalid(InvalidKind::NoAt).severity(),
        Severity::ToFix
    );
    assert_eq!(
        FindingKind::Typo(TypoKind::Domain).severity(),
        Severity::ToCheck
    );
    assert!(Severity::ToFix > Severity::ToCheck && Severity::ToCheck > Severity::Note);
}

#[test]
fn typos_are_fixed() {
    for (text, meant) in [
        ("ada@gmial.com", "ada@gmail.com"),
        ("ada@gmail.con", "ada@gmail.com"),
        ("ada@gmial.con", "ada@gmail.com"),
        ("ada@hotmial.com", "ada@hotmail.com"),
        ("Ada@uni.edu.", "Ada@uni.edu"),
        ("ada@uni,edu", "ada@uni.edu"),
        ("mailto:ada@uni.edu", "ada@uni.edu"),
        ("MAILTO:ada%40uni.edu?subject=x", "ada@uni.edu"),
        ("ada @uni.edu", "ada@uni.edu"),
        ("ada@ uni. edu", "ada@uni.edu"),
        (" ada@uni.edu\u{a0}", "ada@uni.edu"),
        ("Ada Lovelace <ada@uni.edu>", "ada@uni.edu"),
        ("Dr. Ada Lovelace ada@uni.edu", "ada@uni.edu"),
        ("<ada@uni.edu>,", "ada@uni.edu"),
        ("'ada@uni.edu'", "ada@uni.edu"),
        ("ada(work)@uni.edu", "ada@uni.edu"),
        ("ada＠uni．edu", "ada@uni.edu"),
        ("ada@ｕｎｉ.edu", "ada@uni.edu"),
        ("\u{430}da@uni.edu", "ada@uni.edu"),
        ("a\u{200b}da@uni.edu", "ada@uni.edu"),
        ("ada@@uni.edu", "ada@uni.edu"),
        ("ada\"uni.edu", "ada@uni.edu"),
        ("ada@.uni..edu", "ada@uni.edu"),
        ("ada. lovelace@uni.edu", "ada.lovelace@uni.edu"),
        ("ada (at) uni.edu", "ada@uni.edu"),
        ("ada [at] uni [dot] edu", "ada@uni.edu"),
        ("myemail@.uni.edu.com", "myemail@uni.edu.com"),
    ] {
        assert_eq!(fix(text, &context()).as_deref(), Some(meant), "{text:?}");
    }
}

#[test]
fn an_ambiguous_or_valid_address_has_no_fix() {
    for text in [
        "",
        "ada",
        "ada@",
        "@uni.edu",
        "a@uni.edu; b@uni.edu",
        "Ada ada@uni.edu",
        "ada@uni.edu",
        "коля@пример.рф",
        "ada@mail.com",
        "ada@web.de",
        "ada@gmx.ch",
        "用户@例子.公司",
        "/o=ExchangeLabs/ou=Exchange/cn=ada",
    ] {
        assert_eq!(fix(text, &context()), None, "{text:?}");
    }
}

#[test]
fn the_first_of_several_duplicates_is_not_marked() {
    let list = [
        "ada@uni.edu",
        "ADA@uni.edu",
        "ada+x@uni.edu",
        "bob@uni.edu",
        "a.b@gmail.com",
        "ab@googlemail.com",
        "ada@",
        "ada@",
        "a.da@uni.edu",
    ];
    let duplicates: Vec<Option<(usize, bool)>> = check(list.map(entry), &context())
        .into_iter()
        .map(|found| {
            found.into_iter().find_map(|f| match f.kind {
                FindingKind::Duplicate { of, exact } => Some((of, exact)),
                _ => None,
            })
        })
        .collect();
    let (same, mailbox) = (Some((0, true)), Some((0, false)));
    assert_eq!(
        duplicates,
        [
            None,
            same,
            mailbox,
            None,
            None,
            Some((4, false)),
            None,
            None,
            None
        ]
    );
}

proptest! {
    #[test]
    fn a_fix_never_makes_an_address_worse(text in "\\PC{0,24}|[a-z@., <>\"()＠。а-]{0,24}|[a-z]{1,5}[ @,;]{1,2}[a-z]{1,4}[.,]{0,2}(con|cmo|edu|ed|de)") {
        let context = context();
        if let Some(better) = fix(&text, &context) {
            prop_assert!(address(&better).is_ok(), "{better}");
            prop_assert_ne!(&better, &text);
            prop_assert_eq!(fix(&better, &context), None, "{}", better);
            let worst = |t: &str| check_one(&entry(t), &context).iter().map(Finding::severity).max();
            prop_assert!(worst(&better) <= worst(&text).max(Some(Severity::ToCheck)));
        }
    }

    #[test]
    fn checking_one_row_finds_the_same_as_checking_the_list(list in prop::collection::vec("[ab+.]{1,4}@(uni.edu|gmial.com|x.con|a|.b.de)", 1..12)) {
        let context = context();
        let whole = check(list.iter().map(|a| entry(a)), &context);
        for (address, mut found) in list.iter().zip(whole) {
            found.retain(|f| !matches!(f.kind, FindingKind::Duplicate { .. }));
            prop_assert_eq!(found, check_one(&entry(address), &context));
        }
    }

    #[test]
    fn the_index_finds_the_same_duplicates_as_checking_the_list(list in prop::collection::vec("[ab]{1,2}(\\+x)?@(a.de|A.DE|a)", 1..12)) {
        let mut index = Duplicates::new();
        for (row, address) in (0..).zip(&list) {
            index.insert(row, address);
        }
        let whole = check(list.iter().map(|a| entry(a)), &Context::default());
        for (row, found) in (0u64..).zip(&whole) {
            let later = found.iter().any(|f| matches!(f.kind, FindingKind::Duplicate { .. }));
            let duplicates = index.duplicates_of(row);
            prop_assert_eq!(later, !duplicates.is_empty() && duplicates[0] != row);
        }
    }
}
