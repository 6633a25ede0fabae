//! The shapes in which the platform itself refuses: `{ctxid, err, incident_id, msg}`, and for a
//! faulty request `{message, detail}`.

use serde_json::{Map, Value};

use crate::fault::FieldFault;

/// The longest text of theirs that is kept.
const LONGEST: usize = 1_000;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) incident: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) fields: Vec<FieldFault>,
}

impl Refusal {
    /// Nothing, if the body is not in the platform's own shape: then something in between has
    /// answered, and whether the platform ever saw the request is not known.
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
                gather(location, "", problems, &mut fields);
            }
        }
        Some(Self {
            incident: text(&body, "incident_id"),
            detail: text(&body, "msg").or_else(|| text(&body, "message")),
            fields,
        })
    }
}

fn gather(location: &str, field: &str, problems: &Value, fields: &mut Vec<FieldFault>) {
    let why = match problems {
        Value::Object(deeper) => {
            for (name, problems) in deeper {
                let field = if field.is_empty() {
                    name.clone()
                } else {
                    format!("{field}.{name}")
                };
                gather(location, &field, problems, fields);
            }
            return;
        }
        Value::Array(all) => all.iter().filter_map(plain_text).collect(),
        one => plain_text(one).into_iter().collect(),
    };
    fields.push(FieldFault {
        location: location.to_owned(),
        field: field.to_owned(),
        why,
    });
}

fn text(body: &Map<String, Value>, key: &str) -> Option<String> {
    plain_text(body.get(key)?)
}

fn plain_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(text.chars().take(LONGEST).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::Refusal;
    use crate::fault::FieldFault;

    #[test]
    fn the_plain_shape() {
        let body = br#"{"ctxid": null, "err": "FORBIDDEN", "incident_id": 4711, "msg": "No."}"#;
        let refusal = Refusal::read(403, body).unwrap();
        assert_eq!(refusal.incident.unwrap(), "4711");
        assert_eq!(refusal.detail.unwrap(), "No.");
    }

    #[test]
    fn the_faulty_shape_at_any_depth() {
        let body = br#"{"message": "Wrong", "detail": {"json": {
            "email": ["Not valid.", "Too long."], "targets": {"0": {"slug": "Missing."}}}}}"#;
        let refusal = Refusal::read(422, body).unwrap();
        let problem = |field: &str, why: &[&str]| FieldFault {
            location: "json".to_owned(),
            field: field.to_owned(),
            why: why.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(
            refusal.fields,
            [
                problem("email", &["Not valid.", "Too long."]),
                problem("targets.0.slug", &["Missing."]),
            ]
        );
    }

    #[test]
    fn other_shapes_are_not_the_platforms() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            "\"no\"",
            r#"{"message": "Forbidden"}"#,
            "<html>",
        ] {
            assert_eq!(Refusal::read(403, body.as_bytes()), None, "{body}");
        }
    }
}
