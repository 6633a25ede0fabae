//! Makes slugs, the names by which the platform's web addresses name a thing.
//!
//! The slug of a person's individual instance is computed and not looked up, so that every draft on
//! every computer arrives at the same one. Changing the computation would therefore create second
//! instances for people who have one.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest as _, Sha256};

use crate::NormalizedAddress;
use crate::search_text::plain;

const LOCAL_MAX: usize = 30;
const NAME_MAX: usize = 60;
const HASH_LENGTH: usize = 10;

/// The slug of a person's individual instance in a space: a readable part of their address, and a
/// hash of organisation, space and address that keeps it unique.
pub fn individual_slug(org: &str, space: &str, address: &NormalizedAddress) -> String {
    let mut digest = Sha256::new();
    for (i, part) in [org, space, address.as_str()].into_iter().enumerate() {
        if i > 0 {
            digest.update([0]);
        }
        digest.update(part);
    }
    let mut hash = BASE32_NOPAD
        .encode(&digest.finalize()[..10])
        .to_ascii_lowercase();
    hash.truncate(HASH_LENGTH);

    let mut slug = underscored(address.local(), |c| c.is_ascii_alphanumeric(), LOCAL_MAX);
    // Nothing readable is left of a local part without a Latin letter or digit; then the hash
    // alone is the slug.
    if !slug.is_empty() {
        slug.push('_');
    }
    slug + &hash
}

/// Whether a slug could be that of somebody's individual instance. It says yes to some others too,
/// such as `statistics`, because ten letters may be a hash.
pub fn has_individual_shape(slug: &str) -> bool {
    let (local, hash) = slug.rsplit_once('_').unwrap_or(("", slug));
    local.len() <= LOCAL_MAX
        && hash.len() == HASH_LENGTH
        && hash
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'))
}

/// A slug made from a name, to be shown to the user and confirmed. It is empty if the name has no
/// letter or digit that a slug may contain.
pub fn slug_from_name(name: &str) -> String {
    underscored(
        &plain(name),
        |c| c.is_ascii_alphanumeric() || c == '-',
        NAME_MAX,
    )
}

/// The text in lower case, with every run of characters that aren't `kept` replaced by one `_`,
/// and none at either end.
fn underscored(text: &str, kept: impl Fn(char) -> bool, max: usize) -> String {
    let mut slug = String::with_capacity(max);
    for c in text.chars() {
        if kept(c) {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('_') {
            slug.push('_');
        }
        if slug.len() == max {
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('_').len());
    slug
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn slug_of(address: &str) -> String {
        individual_slug("uni", "finance_i", &NormalizedAddress::of(address).unwrap())
    }

    #[test]
    fn an_individual_slug_is_readable_and_never_changes() {
        // The hash is SHA-256 over "uni\0finance_i\0ada.lovelace@uni.edu", computed with another
        // program.
        assert_eq!(slug_of("ada.lovelace@uni.edu"), "ada_lovelace_u6pojlhxh4");
        assert_eq!(
            slug_of("Ada.Lovelace@UNI.edu"),
            slug_of("ada.lovelace@uni.edu")
        );
    }

    #[test]
    fn an_individual_slug_has_no_underscore_at_either_end_of_its_local_part() {
        let slug = slug_of("_abcdefghijklmnopqrstuvwxyz012__345@uni.edu");
        assert!(slug.starts_with("abcdefghijklmnopqrstuvwxyz012_"), "{slug}");
        assert_eq!(slug.len(), 29 + 1 + 10);
        assert_eq!(slug_of("用户@例子.公司").len(), 10);
    }

    #[test]
    fn every_individual_slug_has_the_shape_of_one() {
        for address in [
            "ada.lovelace@uni.edu",
            "_abcdefghijklmnopqrstuvwxyz012__345@uni.edu",
            "用户@例子.公司",
            "7@uni.edu",
        ] {
            assert!(has_individual_shape(&slug_of(address)), "{address}");
        }
        assert!(has_individual_shape("statistics"));
        for other in [
            "",
            "team_one",
            "ada_u6pojlhxh",
            "ada_u6pojlhxh1",
            "ada-u6pojlhxh4",
        ] {
            assert!(!has_individual_shape(other), "{other}");
        }
    }

    #[test]
    fn names_become_slugs() {
        for (name, slug) in [
            ("Bar Zoë", "bar_zoe"),
            ("  Group 1… ", "group_1"),
            ("Größe (A/B)", "grosse_a_b"),
            ("week-3 material", "week-3_material"),
            ("用户", ""),
        ] {
            assert_eq!(slug_from_name(name), slug);
        }
        assert_eq!(slug_from_name(&"x".repeat(99)).len(), 60);
    }
}
