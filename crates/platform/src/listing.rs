//! A list in an answer, which is read row by row.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::fault::{Cause, Fault, Proof};

/// More rows than any space has. A row takes more memory than its bytes in the answer.
const MAX_ROWS: usize = 500_000;

/// A list that the platform sent, and how many of its rows could not be read.
///
/// One unreadable row must not hide the others. Whoever concludes something from the absence of a
/// row, such as that an instance may be created, has to check [`Listing::is_complete`] first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    pub rows: Vec<T>,
    pub unreadable: usize,
    /// How many bytes all rows had in the decompressed answer, the unreadable ones too.
    pub bytes: usize,
}

impl<T> Listing<T> {
    /// About how much memory the list takes, however few bytes its rows have. Written as JSON it takes
    /// about as much.
    pub fn weight(&self) -> usize {
        self.bytes + self.rows.len() * size_of::<T>()
    }

    /// Whether every row could be read.
    pub fn is_complete(&self) -> bool {
        self.unreadable == 0
    }

    /// All rows, or a fault if some could not be read.
    pub fn into_complete(self) -> Result<Vec<T>, Fault> {
        if self.is_complete() {
            Ok(self.rows)
        } else {
            Err(self.incomplete())
        }
    }

    fn incomplete(&self) -> Fault {
        let rows = format!("{} rows cannot be read", self.unreadable);
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

impl<T: DeserializeOwned> Listing<T> {
    /// Reads a list. A fault if the body is not a list at all, if none of its rows can be read, or
    /// if it has too many rows.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Fault> {
        let listing: Self = serde_json::from_slice(body).map_err(|why| Fault::unreadable(&why))?;
        if listing.rows.len() + listing.unreadable > MAX_ROWS {
            return Err(Fault::too_large());
        }
        // Whoever shows the list would take it for an empty one, and forget what was seen before.
        if listing.rows.is_empty() && !listing.is_complete() {
            return Err(listing.incomplete());
        }
        Ok(listing)
    }
}

/// The rows are read one by one, so that a body of tiny rows takes no more memory than its bytes.
impl<'de, T: DeserializeOwned> Deserialize<'de> for Listing<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Rows<T>(PhantomData<T>);

        impl<'de, T: DeserializeOwned> Visitor<'de> for Rows<T> {
            type Value = Listing<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Listing<T>, A::Error> {
                let mut rows = Vec::new();
                let mut unreadable = 0;
                let mut bytes = 0;
                while let Some(row) = list.next_element::<&RawValue>()? {
                    bytes += row.get().len();
                    match serde_json::from_str(row.get()) {
                        // Rows beyond the limit are only counted, and the list is refused then.
                        Ok(row) if rows.len() < MAX_ROWS => rows.push(row),
                        Ok(_) | Err(_) => unreadable += 1,
                    }
                }
                Ok(Listing {
                    rows,
                    unreadable,
                    bytes,
                })
            }
        }

        from.deserialize_seq(Rows(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::{Cause, Listing, MAX_ROWS};
    use crate::responses::{Org, TaskRef};

    #[test]
    fn an_unreadable_row_does_not_hide_the_others() {
        let body = br#"[
            {"slug": "a", "name": "A", "some_new_field": {"deep": [1]}},
            {"slug": "..", "name": "leads elsewhere"},
            {"slug": "b"},
            17,
            {"slug": "c", "name": "C", "role": null, "creation_timestamp": "sometime"}
        ]"#;
        let orgs = Listing::<Org>::read(body).unwrap();
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
        let read = |body: String| Listing::<Org>::read(body.as_bytes()).unwrap();
        let short = read(of(""));
        assert_eq!(short.bytes, of("").len() - "[, ]".len());
        assert_eq!(short.weight(), short.bytes + size_of::<Org>());
        let long = read(of(&"a".repeat(1_000)));
        assert_eq!(long.weight(), short.weight() + 1_000);
    }

    #[test]
    fn a_body_that_is_not_a_list_is_an_error() {
        for body in ["{}", "null", "", "[", "[{}] x"] {
            assert!(Listing::<Org>::read(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn a_list_of_too_many_rows_is_refused() {
        let org = r#"{"slug":"a","name":""}"#;
        // One row at least is readable: a list without any is refused for another reason.
        let of = |row: &str, count: usize| format!("[{org},{}]", vec![row; count - 1].join(","));
        for row in ["0", org] {
            let within = of(row, MAX_ROWS);
            assert!(Listing::<Org>::read(within.as_bytes()).is_ok());
            let beyond = of(row, MAX_ROWS + 1);
            let fault = Listing::<Org>::read(beyond.as_bytes()).unwrap_err();
            assert_eq!(fault.cause, Cause::TooLarge);
        }
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
