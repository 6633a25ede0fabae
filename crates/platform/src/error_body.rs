//! The body of an error, in the shapes in which the platform itself reports one: `{ctxid, err,
//! incident_id, msg}`, and for an invalid request `{message, detail}`.

use serde_json::{Map, Value};

use crate::fault::FieldFault;

/// How many characters of a text from the platform are kept.
const MAX_TEXT: usize = 1_000;
/// How many invalid fields are kept, and how many reasons for each. Without these limits a body of
/// one mebibyte could become gigabytes, because the name of a field repeats those around it.
const MAX_FIELDS: usize = 100;
const MAX_REASONS: usize = 10;

/// What the platform says about an error.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorBody {
    pub(crate) incident: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) fields: Vec<FieldFault>,
}

impl ErrorBody {
    /// Reads the body of an error. `None` if it does not have the platform's own shape. Then
    /// something in between has answered, and it is not known whether the platform received the
    /// request.
    pub(crate) fn read(status: u16, body: &[u8]) -> Option<Self> {
        let body: Map<String, Value> = serde_json::from_slice(body).ok()?;
        let has = |keys: &[&str]| keys.iter().any(|key| body.contains_key(*key));
        let plain = has(&["ctxid", "err", "incident_id", "msg"]);
        let faulty = status == 422 && has(&["message", "detail"]);
        if !plain && !faulty {
            return None;
        }
        let mut fields = Vec::new();
        if let Some(Value::Object(locations)) = body.get("detail") {
            for (location, problems) in locations {
                collect_fields(location, "", problems, &mut fields);
            }
        }
        Some(Self {
            incident: text(&body, "incident_id"),
            detail: text(&body, "msg").or_else(|| text(&body, "message")),
            fields,
        })
    }
}

/// Collects the invalid fields, which are nested as they are in the request.
fn collect_fields(location: &str, field: &str, problems: &Value, fields: &mut Vec<FieldFault>) {
    if fields.len() == MAX_FIELDS {
        return;
    }
    let why = match problems {
        Value::Object(deeper) => {
            for (name, problems) in deeper {
                let field = if field.is_empty() {
                    shortened(name)
                } else {
                    shortened(&format!("{field}.{name}"))
                };
                collect_fields(location, &field, problems, fields);
            }
            return;
        }
        Value::Array(all) => {
            let texts = all.iter().filter_map(plain_text);
            texts.take(MAX_REASONS).collect()
        }
        one => plain_text(one).into_iter().collect(),
    };
    fields.push(FieldFault {
        location: shortened(location),
        field: field.to_owned(),
        why,
    });
}

fn text(body: &Map<String, Value>, key: &str) -> Option<String> {
    plain_text(body.get(key)?)
}

fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(shortened(text)),
        other => Some(shortened(&other.to_string())),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
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
        let deep = "d".repeat(400_000);
        let many: Vec<_> = (0..50_000).map(|n| format!("\"{n}\": \"\"")).collect();
        let whole = format!(
            r#"{{"message": "Wrong", "detail": {{"json": {{"{deep}": {{{}}}}}}}}}"#,
            many.join(", ")
        );
        let kept = ErrorBody::read(422, whole.as_bytes()).unwrap().fields;
        assert_eq!(kept.len(), 100);
        assert!(kept.iter().all(|field| field.field.len() <= 1_000));

        let reasons = vec!["\"\""; 300_000].join(",");
        let whole =
            format!(r#"{{"message": "Wrong", "detail": {{"json": {{"a": [{reasons}]}}}}}}"#);
        let kept = ErrorBody::read(422, whole.as_bytes()).unwrap().fields;
        assert_eq!(kept[0].why.len(), 10);
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
