//! How a schema is written down. The lists of schemas are built from these.

use serde_json::{Map, Value, json};

/// Schemas with the names under which operations refer to them.
pub(super) type NamedSchemas = Vec<(&'static str, Value)>;

pub(super) enum FieldType {
    Text,
    TextOrNull,
    Flag,
    WholeNumber,
    Time,
    TimeOrNull,
}

impl FieldType {
    pub(super) fn schema(&self) -> Value {
        match self {
            Self::Text => json!({ "type": "string" }),
            Self::TextOrNull => json!({ "type": ["string", "null"] }),
            Self::Flag => json!({ "type": "boolean" }),
            Self::WholeNumber => json!({ "type": "integer" }),
            Self::Time => json!({ "type": "string", "format": "date-time" }),
            Self::TimeOrNull => json!({ "type": ["string", "null"], "format": "date-time" }),
        }
    }
}

/// An answer in which all of these fields are always present.
pub(super) fn answer(fields: &[(&str, FieldType)]) -> Value {
    let mut properties = Map::new();
    for (name, field) in fields {
        properties.insert((*name).to_owned(), field.schema());
    }
    let required: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

/// Adds a field that may be absent.
pub(super) fn with_optional(mut schema: Value, name: &str, field: &Value) -> Value {
    schema["properties"][name] = field.clone();
    schema
}
