//! Reads and validates the fields of a JSON request body, one by one.
//!
//! Deserializing the body into a struct would be simpler, but it stops at the first mistake. The
//! platform answers with all of them at once, so the mistakes are collected here until `finish`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::address::Address;
use crate::model::role::Role;
use crate::request_error::RequestError;

/// How long a name or a description can be, in characters.
pub(crate) const NAME_MAX: usize = 1023;
const SLUG_MAX: usize = 60;
const MISSING: &str = "Missing data for required field.";

pub(crate) struct JsonBody {
    /// The fields that haven't been read yet.
    fields: Map<String, Value>,
    /// What is wrong, by field.
    mistakes: BTreeMap<String, Vec<String>>,
}

impl JsonBody {
    /// A request without a body counts as one with an empty object. A field that is null counts as
    /// absent.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, RequestError> {
        let value = if body.iter().all(u8::is_ascii_whitespace) {
            Value::Null
        } else {
            serde_json::from_slice(body).map_err(|why| {
                RequestError::BadRequest(format!("The request body isn't JSON: {why}."))
            })?
        };
        let mut fields = match value {
            Value::Null => Map::new(),
            Value::Object(fields) => fields,
            _ => {
                return Err(RequestError::invalid_field(
                    "_schema",
                    "Invalid input type.",
                ));
            }
        };
        fields.retain(|_, value| !value.is_null());
        Ok(Self {
            fields,
            mistakes: BTreeMap::new(),
        })
    }

    /// Notes that a field isn't valid.
    pub(crate) fn refuse(&mut self, field: &str, why: impl Into<String>) {
        self.mistakes
            .entry(field.to_owned())
            .or_default()
            .push(why.into());
    }

    /// Refuses the body if anything was wrong with it. Fields that nobody read are refused too, so
    /// that a typo in the name of a field doesn't go unnoticed.
    pub(crate) fn finish(mut self) -> Result<(), RequestError> {
        for field in std::mem::take(&mut self.fields).keys() {
            self.refuse(field, "Unknown field.");
        }
        if self.mistakes.is_empty() {
            return Ok(());
        }
        Err(RequestError::Invalid {
            location: "json",
            fields: self.mistakes,
        })
    }

    /// Like `finish`, for a body with required fields. What is wanted of them is absent only where
    /// one is missing or isn't valid, and then the body is refused.
    pub(crate) fn finish_with<T>(self, wanted: Option<T>) -> Result<T, RequestError> {
        self.finish()?;
        wanted.ok_or_else(|| RequestError::invalid_field("email", MISSING))
    }

    fn required(&mut self, field: &str) -> Option<Value> {
        let value = self.fields.remove(field);
        if value.is_none() {
            self.refuse(field, MISSING);
        }
        value
    }

    fn required_text(&mut self, field: &str) -> Option<String> {
        let value = self.required(field)?;
        self.as_text(field, value)
    }

    fn as_text(&mut self, field: &str, value: Value) -> Option<String> {
        if let Value::String(text) = value {
            return Some(text);
        }
        self.refuse(field, "Not a valid string.");
        None
    }

    /// A required name.
    pub(crate) fn name(&mut self, field: &str) -> String {
        let Some(text) = self.required_text(field) else {
            return String::new();
        };
        if text.trim().is_empty() {
            self.refuse(field, "Can't be empty.");
        }
        self.check_length(field, &text, NAME_MAX);
        text
    }

    /// An optional text of at most `max` characters.
    pub(crate) fn text(&mut self, field: &str, max: usize) -> Option<String> {
        let value = self.fields.remove(field)?;
        let text = self.as_text(field, value)?;
        self.check_length(field, &text, max);
        Some(text)
    }

    fn check_length(&mut self, field: &str, text: &str, max: usize) {
        if text.chars().count() > max {
            self.refuse(field, format!("Longer than maximum length {max}."));
        }
        if text.contains('\0') {
            self.refuse(field, "Can't contain a null character.");
        }
    }

    /// A required slug.
    pub(crate) fn slug(&mut self, field: &str) -> String {
        let Some(text) = self.required_text(field) else {
            return String::new();
        };
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        if text.is_empty() || text.len() > SLUG_MAX || !text.chars().all(fits) {
            self.refuse(
                field,
                format!("Can only contain a-z, 0-9, _ and -, at most {SLUG_MAX} characters."),
            );
        }
        text
    }

    /// An optional flag, false where it is absent.
    pub(crate) fn flag(&mut self, field: &str) -> bool {
        match self.fields.remove(field) {
            None => false,
            Some(Value::Bool(flag)) => flag,
            Some(_) => {
                self.refuse(field, "Not a valid boolean.");
                false
            }
        }
    }

    /// An optional whole number.
    pub(crate) fn whole_number(&mut self, field: &str, min: i64, max: i64) -> Option<i64> {
        let number = self.fields.remove(field)?.as_i64();
        if number.is_none_or(|number| number < min || number > max) {
            self.refuse(field, format!("Not a whole number from {min} to {max}."));
            return None;
        }
        number
    }

    /// A required role that is one of the choices.
    pub(crate) fn role(&mut self, field: &str, choices: &[Role]) -> Option<Role> {
        let text = self.required_text(field)?;
        let role = choices.iter().find(|role| role.as_str() == text).copied();
        if role.is_none() {
            let choices: Vec<&str> = choices.iter().map(|role| role.as_str()).collect();
            self.refuse(field, format!("Must be one of: {}.", choices.join(", ")));
        }
        role
    }

    /// A required email address.
    pub(crate) fn address(&mut self, field: &str) -> Option<Address> {
        let text = self.required_text(field)?;
        self.as_address(field, &text)
    }

    fn as_address(&mut self, field: &str, text: &str) -> Option<Address> {
        let address = Address::parse(text);
        if address.is_none() {
            self.refuse(field, "Not a valid email address.");
        }
        address
    }

    /// A required list of addresses. Duplicates are left out.
    pub(crate) fn addresses(&mut self, field: &str, max: usize) -> Vec<Address> {
        let Some(texts) = self.required(field).and_then(|v| self.as_texts(field, v)) else {
            return Vec::new();
        };
        if texts.is_empty() || texts.len() > max {
            self.refuse(field, format!("Must have 1 to {max} addresses."));
        }
        let mut found: Vec<Address> = Vec::with_capacity(texts.len());
        for text in texts {
            if let Some(address) = self.as_address(field, &text)
                && !found
                    .iter()
                    .any(|other| other.normalized() == address.normalized())
            {
                found.push(address);
            }
        }
        found
    }

    /// An optional list of texts, empty where it is absent.
    pub(crate) fn texts(&mut self, field: &str) -> Vec<String> {
        let value = self.fields.remove(field);
        value
            .and_then(|value| self.as_texts(field, value))
            .unwrap_or_default()
    }

    fn as_texts(&mut self, field: &str, value: Value) -> Option<Vec<String>> {
        let texts = match value {
            Value::Array(values) => values
                .into_iter()
                .map(|value| match value {
                    Value::String(text) => Some(text),
                    _ => None,
                })
                .collect(),
            _ => None,
        };
        if texts.is_none() {
            self.refuse(field, "Not a valid list of strings.");
        }
        texts
    }

    /// A required list of objects, of each of which these text fields are read.
    pub(crate) fn objects<const N: usize>(
        &mut self,
        field: &str,
        names: [&str; N],
        max: usize,
    ) -> Vec<[String; N]> {
        let Some(value) = self.required(field) else {
            return Vec::new();
        };
        let rows = value.as_array().and_then(|rows| {
            rows.iter()
                .map(|row| {
                    let row = row.as_object()?;
                    let parts = names.map(|name| row.get(name).and_then(Value::as_str));
                    parts
                        .iter()
                        .all(Option::is_some)
                        .then(|| parts.map(|part| part.unwrap_or_default().to_owned()))
                })
                .collect::<Option<Vec<_>>>()
        });
        match rows {
            Some(rows) if !rows.is_empty() && rows.len() <= max => rows,
            Some(_) => {
                self.refuse(field, format!("Must have 1 to {max} entries."));
                Vec::new()
            }
            None => {
                self.refuse(
                    field,
                    format!("Each entry must have: {}.", names.join(", ")),
                );
                Vec::new()
            }
        }
    }
}
