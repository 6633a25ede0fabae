//! A list in an answer, which is read row by row.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeOwned, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::fault::{Cause, Fault, Proof};

/// More rows than any space has. A row takes more memory than its bytes in the answer.
const MAX_ROWS: usize = 500_000;
/// A row with more bytes isn't read, because the parser may need many times as many for it. A member
/// with roles in 2,000 instances has less, even if all their slugs are as long as may be.
const MAX_ROW: usize = 1024 * 1024;

/// A row of a list.
pub(crate) trait ListEntry: DeserializeOwned {
    /// As how many rows it counts: itself, and those of the lists within it.
    fn count(&self) -> usize {
        1
    }
}

/// A list that the platform sent, and how many of its rows couldn't be read.
///
/// One unreadable row must not hide the others. Whoever concludes something from the absence of a
/// row, such as that an instance may be created, has to check [`Listing::is_complete`] first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    pub rows: Vec<T>,
    pub unreadable: usize,
    weight: usize,
}

impl<T> Listing<T> {
    /// About how much memory the list takes, however few bytes its rows have. Written as JSON it takes
    /// about as much.
    pub fn weight(&self) -> usize {
        self.weight
    }

    /// Whether every row could be read.
    pub fn is_complete(&self) -> bool {
        self.unreadable == 0
    }

    /// All rows, or a fault if some couldn't be read.
    pub fn into_complete(self) -> Result<Vec<T>, Fault> {
        if self.is_complete() {
            Ok(self.rows)
        } else {
            Err(self.incomplete())
        }
    }

    fn incomplete(&self) -> Fault {
        let rows = format!("{} rows can't be read", self.unreadable);
        Fault::new(Proof::Unknown, Cause::Unreadable).with_detail(rows)
    }
}

impl<T> IntoIterator for Listing<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

/// Reads a list. A fault if the body isn't a list at all, if none of its rows can be read, or if it
/// has too many rows.
pub(crate) fn read<T: ListEntry>(body: &[u8]) -> Result<Listing<T>, Fault> {
    // The parser would make an error of a text in the place of a list, with the whole text in it.
    if !body.trim_ascii_start().starts_with(b"[") {
        return Err(Fault::new(Proof::Unknown, Cause::Unreadable).with_detail("not a list"));
    }
    let mut from = serde_json::Deserializer::from_slice(body);
    let read = from.deserialize_seq(Rows(PhantomData));
    let read = read.and_then(|read| from.end().map(|()| read));
    let (listing, count) = read.map_err(|why| Fault::unreadable(&why))?;
    if count > MAX_ROWS {
        return Err(Fault::too_large());
    }
    // Whoever shows the list would take it for an empty one, and forget what was seen before.
    if listing.rows.is_empty() && !listing.is_complete() {
        return Err(listing.incomplete());
    }
    Ok(listing)
}

/// Reads a list row by row, so that a body of tiny rows takes no more memory than its bytes, and counts
/// them.
struct Rows<T>(PhantomData<T>);

impl<'de, T: ListEntry> Visitor<'de> for Rows<T> {
    type Value = (Listing<T>, usize);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut listing = Listing {
            rows: Vec::new(),
            unreadable: 0,
            weight: 0,
        };
        let mut count = 0;
        while let Some(row) = list.next_element::<&RawValue>()? {
            let row = row.get();
            listing.weight += row.len();
            let read = (row.len() <= MAX_ROW).then(|| serde_json::from_str::<T>(row).ok());
            let Some(row) = read.flatten() else {
                listing.unreadable += 1;
                count += 1;
                continue;
            };
            count += row.count();
            // Rows beyond the limit are only counted, and the list is refused then.
            if count <= MAX_ROWS {
                listing.weight += row.count() * size_of::<T>();
                listing.rows.push(row);
            }
        }
        Ok((listing, count))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;
    use serde_json::json;

    use super::{Cause, MAX_ROW, MAX_ROWS, read};
    use crate::responses::{Org, SpaceMember, TaskRef};

    #[test]
    fn an_unreadable_row_does_not_hide_the_others() {
        let body = br#"[
            {"slug": "a", "name": "A", "some_new_field": {"deep": [1]}},
            {"slug": "..", "name": "leads elsewhere"},
            {"slug": "b"},
            17,
            {"slug": "c", "name": "C", "role": null, "creation_timestamp": "sometime"}
        ]"#;
        let orgs = read::<Org>(body).unwrap();
        assert_eq!(orgs.unreadable, 3);
        assert!(!orgs.is_complete());
        let fault = orgs.clone().into_complete().unwrap_err();
        assert_eq!(fault.cause, Cause::Unreadable);
        let slugs: Vec<_> = orgs.into_iter().map(|org| org.slug.to_string()).collect();
        assert_eq!(slugs, ["a", "c"]);
    }

    #[test]
    fn a_list_weighs_as_much_as_its_text_and_its_rows() {
        let of = |name: &str| format!(r#"[{{"slug":"a","name":"{name}"}}, 17]"#);
        let list = |body: String| read::<Org>(body.as_bytes()).unwrap();
        let short = list(of(""));
        let bytes = of("").len() - "[, ]".len();
        assert_eq!(short.weight(), bytes + size_of::<Org>());
        let long = list(of(&"a".repeat(1_000)));
        assert_eq!(long.weight(), short.weight() + 1_000);
    }

    #[test]
    fn a_body_that_is_not_a_list_is_an_error() {
        for body in ["{}", "null", "", "[", "[{}] x"] {
            assert!(read::<Org>(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn a_list_of_too_many_rows_is_refused() {
        let org = r#"{"slug":"a","name":""}"#;
        // One row at least is readable: a list without any is refused for another reason.
        let of = |row: &str, count: usize| format!("[{org},{}]", vec![row; count - 1].join(","));
        for row in ["0", org] {
            let within = of(row, MAX_ROWS);
            assert!(read::<Org>(within.as_bytes()).is_ok());
            let beyond = of(row, MAX_ROWS + 1);
            let fault = read::<Org>(beyond.as_bytes()).unwrap_err();
            assert_eq!(fault.cause, Cause::TooLarge);
        }
    }

    /// A member with this many roles.
    fn member(roles: usize) -> String {
        let roles = vec![r#"{"instance_slug":"a","role":""}"#; roles].join(",");
        format!(r#"{{"name":"","email":"","active":true,"instance_roles":[{roles}]}}"#)
    }

    #[test]
    fn the_roles_of_a_member_count_as_rows() {
        let members = |body: String| read::<SpaceMember>(body.as_bytes());
        let of =
            |members: usize, roles: usize| format!("[{}]", vec![member(roles); members].join(","));
        assert!(members(of(MAX_ROWS / 100, 99)).is_ok());
        let fault = members(of(MAX_ROWS / 100, 100)).unwrap_err();
        assert_eq!(fault.cause, Cause::TooLarge);
        let body = of(1, 3);
        let bytes = body.len() - "[]".len();
        assert_eq!(
            members(body).unwrap().weight(),
            bytes + 4 * size_of::<SpaceMember>()
        );
    }

    #[test]
    fn a_row_of_more_than_a_mebibyte_is_not_read() {
        let of = |bytes: usize| {
            let name = "a".repeat(bytes - r#"{"slug":"a","name":""}"#.len());
            format!(r#"[{{"slug":"a","name":"{name}"}},{{"slug":"b","name":""}}]"#)
        };
        let unreadable = |bytes| read::<Org>(of(bytes).as_bytes()).unwrap().unreadable;
        assert_eq!(unreadable(MAX_ROW), 0);
        assert_eq!(unreadable(MAX_ROW + 1), 1);
        // An administrator of a course with 2,000 instances, all with the longest slugs, is read.
        let role = json!({ "instance_slug": "a".repeat(255), "role": "INSTANCE_EDITOR" });
        let administrator = json!([{ "name": "", "email": "", "active": true,
            "instance_roles": vec![role; 2_000] }]);
        let body = administrator.to_string();
        assert!(read::<SpaceMember>(body.as_bytes()).is_ok());
    }

    #[test]
    fn a_task_id_must_be_an_integer() {
        assert!(serde_json::from_str::<TaskRef>(r#"{"tkid": 7}"#).is_ok());
        for tkid in [r#""7""#, "1.0", "null"] {
            let body = format!(r#"{{"tkid": {tkid}}}"#);
            assert!(serde_json::from_str::<TaskRef>(&body).is_err(), "{tkid}");
        }
    }
}
