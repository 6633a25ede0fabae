use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::fault::{Cause, Fault, Proof};

/// A list as the platform sent it, and how many of its rows could not be read.
///
/// One odd row does not hide the others. But who concludes from an absence (this instance is not
/// there, so it may be made) must look at [`Listing::is_complete`] first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    pub rows: Vec<T>,
    pub unreadable: usize,
}

impl<T> Listing<T> {
    /// Whether every row that was sent is here.
    pub fn is_complete(&self) -> bool {
        self.unreadable == 0
    }

    /// Every row that was sent; a fault where some could not be read.
    pub fn whole(self) -> Result<Vec<T>, Fault> {
        if self.is_complete() {
            Ok(self.rows)
        } else {
            let rows = format!("{} rows cannot be read", self.unreadable);
            Err(Fault::new(Proof::Unsure, Cause::Unreadable).with_detail(rows))
        }
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
    pub(crate) fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        let raw: Vec<&RawValue> = serde_json::from_slice(body)?;
        let sent = raw.len();
        let rows: Vec<T> = raw
            .into_iter()
            .filter_map(|row| serde_json::from_str(row.get()).ok())
            .collect();
        let unreadable = sent - rows.len();
        Ok(Self { rows, unreadable })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::{Cause, Listing};
    use crate::shapes::{Org, TaskRef};

    #[test]
    fn one_odd_row_does_not_hide_the_others() {
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
        let fault = orgs.clone().whole().unwrap_err();
        assert_eq!(fault.cause, Cause::Unreadable);
        let slugs: Vec<_> = orgs.into_iter().map(|org| org.slug.to_string()).collect();
        assert_eq!(slugs, ["a", "c"]);
    }

    #[test]
    fn what_is_no_list_is_an_error() {
        for body in ["{}", "null", "", "[", "[{}] x"] {
            assert!(Listing::<Org>::read(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn numbers_are_whole_numbers() {
        assert!(serde_json::from_str::<TaskRef>(r#"{"tkid": 7}"#).is_ok());
        for tkid in [r#""7""#, "1.0", "null"] {
            let body = format!(r#"{{"tkid": {tkid}}}"#);
            assert!(serde_json::from_str::<TaskRef>(&body).is_err(), "{tkid}");
        }
    }
}
