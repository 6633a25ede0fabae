//! The body of an error, in the shapes in which the platform itself reports one: `{ctxid, err,
//! incident_id, msg}`, and for an invalid request `{message, detail}`.

use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::fault::FieldFault;
use crate::short_text::shortened;

/// How many invalid fields are kept, how many reasons for each, and how many bytes all of them may
/// have. Without these limits a body of one mebibyte could become gigabytes, because the name of a
/// field repeats those around it, and because what is kept is written beside each step of a request.
const MAX_FIELDS: usize = 100;
const MAX_REASONS: usize = 10;
const MAX_BYTES: usize = 16 * 1024;

/// What the platform says about an error.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorBody {
    pub(crate) incident: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) fields: Vec<FieldFault>,
}

/// What is looked at in the body of an error. Nothing else of it is kept even while it is read: as
/// values that were read, small objects take a hundred times their bytes.
#[derive(Default)]
struct Read<'b> {
    has_plain: bool,
    has_faulty: bool,
    incident: Option<&'b RawValue>,
    msg: Option<&'b RawValue>,
    message: Option<&'b RawValue>,
    detail: Option<&'b RawValue>,
}

/// The invalid fields that were found until now.
struct Fields {
    list: Vec<FieldFault>,
    /// In bytes.
    left: usize,
}

impl ErrorBody {
    /// Reads the body of an error. `None` if it doesn't have the platform's own shape. Then
    /// something in between has answered, and it isn't known whether the platform received the
    /// request.
    pub(crate) fn read(status: u16, body: &[u8]) -> Option<Self> {
        let whole: &RawValue = serde_json::from_slice(body).ok()?;
        let mut read = Read::default();
        entries(whole, |key, value| {
            let (has, kept) = match key {
                "ctxid" | "err" => (&mut read.has_plain, None),
                "incident_id" => (&mut read.has_plain, Some(&mut read.incident)),
                "msg" => (&mut read.has_plain, Some(&mut read.msg)),
                "message" => (&mut read.has_faulty, Some(&mut read.message)),
                "detail" => (&mut read.has_faulty, Some(&mut read.detail)),
                _ => return,
            };
            *has = true;
            if let Some(kept) = kept {
                *kept = Some(value);
            }
        })?;
        let is_own = read.has_plain || (status == 422 && read.has_faulty);
        if !is_own {
            return None;
        }
        let mut fields = Fields {
            list: Vec::new(),
            left: MAX_BYTES,
        };
        if let Some(detail) = read.detail {
            entries(detail, |location, problems| {
                fields.collect(&shortened(location), "", problems);
            });
        }
        let text = |value: Option<&RawValue>| plain_text(value?);
        Some(Self {
            incident: text(read.incident),
            detail: text(read.msg).or_else(|| text(read.message)),
            fields: fields.list,
        })
    }
}

impl Fields {
    /// Collects the invalid fields, which are nested as they are in the request.
    fn collect(&mut self, location: &str, field: &str, problems: &RawValue) {
        if self.is_full() {
            return;
        }
        let is_object = entries(problems, |name, problems| {
            // Most of what comes after the last field that is kept isn't even looked at.
            if self.is_full() {
                return;
            }
            let field = if field.is_empty() {
                shortened(name)
            } else {
                shortened(format_args!("{field}.{name}"))
            };
            self.collect(location, &field, problems);
        });
        if is_object.is_some() {
            return;
        }
        let mut why = Vec::new();
        let is_list = items(problems, |reason| {
            if why.len() < MAX_REASONS {
                why.extend(plain_text(reason));
            }
        });
        if is_list.is_none() {
            why.extend(plain_text(problems));
        }
        self.keep(FieldFault {
            location: location.to_owned(),
            field: field.to_owned(),
            why,
        });
    }

    fn keep(&mut self, fault: FieldFault) {
        let why: usize = fault.why.iter().map(String::len).sum();
        match self
            .left
            .checked_sub(fault.location.len() + fault.field.len() + why)
        {
            Some(left) => {
                self.left = left;
                self.list.push(fault);
            }
            None => self.left = 0,
        }
    }

    fn is_full(&self) -> bool {
        self.list.len() == MAX_FIELDS || self.left == 0
    }
}

/// A text, or what stands in its place as it is written; `None` if that is nothing.
fn plain_text(value: &RawValue) -> Option<String> {
    match value.get() {
        "null" => None,
        written if written.starts_with('"') => {
            let text: String = serde_json::from_str(written).ok()?;
            Some(shortened(text))
        }
        written => Some(shortened(written)),
    }
}

/// Looks at each entry of an object. `None` if it is none.
fn entries<'v>(value: &'v RawValue, each: impl FnMut(&str, &'v RawValue)) -> Option<()> {
    struct Each<F>(F);

    impl<'v, F: FnMut(&str, &'v RawValue)> Visitor<'v> for Each<F> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'v>>(mut self, mut object: A) -> Result<(), A::Error> {
            while let Some((key, value)) = object.next_entry::<String, &RawValue>()? {
                (self.0)(&key, value);
            }
            Ok(())
        }
    }

    let is_object = value.get().starts_with('{');
    let mut from = serde_json::Deserializer::from_str(value.get());
    is_object.then(|| from.deserialize_map(Each(each)).ok())?
}

/// Looks at each item of a list. `None` if it is none.
fn items<'v>(value: &'v RawValue, each: impl FnMut(&'v RawValue)) -> Option<()> {
    struct Each<F>(F);

    impl<'v, F: FnMut(&'v RawValue)> Visitor<'v> for Each<F> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'v>>(mut self, mut list: A) -> Result<(), A::Error> {
            while let Some(item) = list.next_element()? {
                (self.0)(item);
            }
            Ok(())
        }
    }

    let is_list = value.get().starts_with('[');
    let mut from = serde_json::Deserializer::from_str(value.get());
    is_list.then(|| from.deserialize_seq(Each(each)).ok())?
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::ErrorBody;
    use crate::fault::FieldFault;

    #[test]
    fn an_error_is_read() {
        let body = br#"{"ctxid": null, "err": "FORBIDDEN", "incident_id": 4711, "msg": "No."}"#;
        let error_body = ErrorBody::read(403, body).unwrap();
        assert_eq!(error_body.incident.unwrap(), "4711");
        assert_eq!(error_body.detail.unwrap(), "No.");
    }

    #[test]
    fn invalid_fields_are_read_at_any_depth() {
        let body = br#"{"message": "Wrong", "detail": {"json": {
            "email": ["Not valid.", "Too long."], "targets": {"0": {"slug": "Missing."}}}}}"#;
        let error_body = ErrorBody::read(422, body).unwrap();
        let problem = |field: &str, why: &[&str]| FieldFault {
            location: "json".to_owned(),
            field: field.to_owned(),
            why: why.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(
            error_body.fields,
            [
                problem("email", &["Not valid.", "Too long."]),
                problem("targets.0.slug", &["Missing."]),
            ]
        );
    }

    #[test]
    fn a_small_body_never_becomes_a_large_error() {
        let kept = |fields: &str| {
            let whole = format!(r#"{{"message": "Wrong", "detail": {{"json": {{{fields}}}}}}}"#);
            ErrorBody::read(422, whole.as_bytes()).unwrap().fields
        };
        let many: Vec<_> = (0..50_000).map(|n| format!("\"{n}\": \"\"")).collect();
        let many = many.join(", ");
        assert_eq!(kept(&many).len(), 100);

        // All of them have 16 KiB, whether the names are long or the reasons.
        let deep = "d".repeat(400_000);
        let deep = kept(&format!("\"{deep}\": {{{many}}}"));
        assert_eq!(deep.len(), 16);
        assert!(deep.iter().all(|field| field.field.len() == 1_000));
        let long = "ü".repeat(1_000);
        let long: Vec<_> = (0..100).map(|n| format!("\"{n}\": \"{long}\"")).collect();
        assert_eq!(kept(&long.join(", ")).len(), 8);

        let reasons = vec!["\"\""; 300_000].join(",");
        assert_eq!(kept(&format!("\"a\": [{reasons}]"))[0].why.len(), 10);
    }

    #[test]
    fn a_body_of_another_shape_is_not_from_the_platform() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            "\"no\"",
            r#"{"message": "Forbidden"}"#,
            "<html>",
        ] {
            assert_eq!(ErrorBody::read(403, body.as_bytes()), None, "{body}");
        }
    }
}
