//! The paths of the API. Each part is percent-encoded as a whole, including slashes in it, so that no
//! name can lead to another resource.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::slug::Slug;

/// The characters that are encoded: all but those that RFC 3986 calls unreserved.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The path with these parts.
pub(crate) fn join(parts: &[&str]) -> String {
    let mut path = String::new();
    for part in parts {
        path.push('/');
        path.extend(utf8_percent_encode(part, ENCODED));
    }
    path
}

/// The path of the spaces of an organisation.
pub(crate) fn spaces(org: &Slug) -> String {
    join(&["spaces", "v1", "org", org.as_str()])
}

/// The path of a space below `/instances/v1`, `/snapshots/v1` and so on. All areas of the API name a
/// space in the same way.
pub(crate) fn in_space(area: &str, org: &Slug, space: &Slug) -> String {
    join(&[area, "v1", "org", org.as_str(), "space", space.as_str()])
}

/// The path of an instance below an area of the API.
pub(crate) fn in_instance(area: &str, org: &Slug, space: &Slug, instance: &Slug) -> String {
    in_space(area, org, space) + &join(&["instance", instance.as_str()])
}

/// The path of a snapshot below an area of the API.
pub(crate) fn in_snapshot(
    area: &str,
    org: &Slug,
    space: &Slug,
    instance: &Slug,
    snapshot: &Slug,
) -> String {
    in_instance(area, org, space, instance) + &join(&["snapshot", snapshot.as_str()])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use percent_encoding::percent_decode_str;
    use pretty_assertions::assert_eq;
    use proptest::prelude::{any, proptest};

    use super::join;
    use crate::base_url::BaseUrl;

    #[test]
    fn every_part_is_encoded_as_a_whole() {
        assert_eq!(join(&["files", "a/b c"]), "/files/a%2Fb%20c");
        assert_eq!(
            join(&["members", "ada+x@uni.example"]),
            "/members/ada%2Bx%40uni.example"
        );
        assert_eq!(join(&["f", "Zoë?#%"]), "/f/Zo%C3%AB%3F%23%25");
    }

    proptest! {
        #[test]
        fn a_part_stays_one_part_or_the_url_is_refused(part in any::<String>()) {
            let base = BaseUrl::parse("https://uni.example/base").unwrap();
            let path = join(&["files", &part, "end"]);
            if let Some(url) = base.at(&path) {
                let parts: Vec<_> = url.path_segments().unwrap().collect();
                assert_eq!(parts.len(), 4);
                assert_eq!(percent_decode_str(parts[2]).decode_utf8().unwrap(), part);
            } else {
                assert!(part == "." || part == "..", "{part:?}");
            }
        }
    }
}
