//! Reads the fields of a JSON body one by one and gathers everything that is wrong with them, so
//! that one answer names it all.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::address::Address;
use crate::request_error::Refusal;

/// What a name or a description may hold, in characters.
pub(crate) const NAME_LIMIT: usize = 1023;
const SLUG_LIMIT: usize = 60;
const MISSING: &str = "Missing data for required field.";

pub(crate) struct Fields {
    map: Map<String, Value>,
    wrong: BTreeMap<String, Vec<String>>,
}

impl Fields {
    /// An absent body is an empty one, and a field that is null is absent.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Refusal> {
        let value = if body.iter().all(u8::is_ascii_whitespace) {
            Value::Null
        } else {
            serde_json::from_slice(body)
                .map_err(|why| Refusal::BadRequest(format!("The body is not JSON: {why}.")))?
        };
        let mut map = match value {
            Value::Null => Map::new(),
            Value::Object(map) => map,
            _ => return Err(Refusal::field("_schema", "Invalid input type.")),
        };
        map.retain(|_, value| !value.is_null());
        Ok(Self {
            map,
            wrong: BTreeMap::new(),
        })
    }

    pub(crate) fn refuse(&mut self, field: &str, why: impl Into<String>) {
        self.wrong
            .entry(field.to_owned())
            .or_default()
            .push(why.into());
    }

    /// What was not asked for is refused too: a slip in a field's name must not pass unseen.
    pub(crate) fn finish(mut self) -> Result<(), Refusal> {
        for field in std::mem::take(&mut self.map).keys() {
            self.refuse(field, "Unknown field.");
        }
        if self.wrong.is_empty() {
            return Ok(());
        }
        Err(Refusal::Invalid {
            location: "json",
            fields: self.wrong,
        })
    }

    fn required(&mut self, field: &str) -> Option<Value> {
        let value = self.map.remove(field);
        if value.is_none() {
            self.refuse(field, MISSING);
        }
        value
    }

    fn as_text(&mut self, field: &str, value: Value) -> Option<String> {
        if let Value::String(text) = value {
            return Some(text);
        }
        self.refuse(field, "Not a valid string.");
        None
    }

    pub(crate) fn name(&mut self, field: &str) -> String {
        let value = self.required(field);
        let text = value.and_then(|value| self.as_text(field, value));
        let Some(text) = text else {
            return String::new();
        };
        if text.trim().is_empty() {
            self.refuse(field, "Must not be empty.");
        }
        self.limit(field, &text, NAME_LIMIT);
        text
    }

    pub(crate) fn text(&mut self, field: &str, limit: usize) -> Option<String> {
        let value = self.map.remove(field)?;
        let text = self.as_text(field, value)?;
        self.limit(field, &text, limit);
        Some(text)
    }

    fn limit(&mut self, field: &str, text: &str, limit: usize) {
        if text.chars().count() > limit {
            self.refuse(field, format!("Longer than maximum length {limit}."));
        }
        if text.contains('\0') {
            self.refuse(field, "Must not hold a null character.");
        }
    }

    pub(crate) fn slug(&mut self, field: &str) -> String {
        let value = self.required(field);
        let text = value.and_then(|value| self.as_text(field, value));
        let Some(text) = text else {
            return String::new();
        };
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        if text.is_empty() || text.len() > SLUG_LIMIT || !text.chars().all(fits) {
            self.refuse(
                field,
                format!("Only a-z, 0-9, _ and -, at most {SLUG_LIMIT} of them."),
            );
        }
        text
    }

    pub(crate) fn flag(&mut self, field: &str) -> bool {
        match self.map.remove(field) {
            None => false,
            Some(Value::Bool(flag)) => flag,
            Some(_) => {
                self.refuse(field, "Not a valid boolean.");
                false
            }
        }
    }

    pub(crate) fn whole(&mut self, field: &str, least: i64, most: i64) -> Option<i64> {
        let number = self.map.remove(field)?.as_i64();
        if number.is_none_or(|number| number < least || number > most) {
            self.refuse(field, format!("Not a whole number from {least} to {most}."));
            return None;
        }
        number
    }

    pub(crate) fn one_of(&mut self, field: &str, choices: &[&str]) -> String {
        let value = self.required(field);
        let Some(text) = value.and_then(|value| self.as_text(field, value)) else {
            return String::new();
        };
        if !choices.contains(&text.as_str()) {
            self.refuse(field, format!("Must be one of: {}.", choices.join(", ")));
        }
        text
    }

    pub(crate) fn address(&mut self, field: &str) -> Option<Address> {
        let value = self.required(field)?;
        let text = self.as_text(field, value)?;
        self.as_address(field, &text)
    }

    fn as_address(&mut self, field: &str, text: &str) -> Option<Address> {
        let address = Address::parse(text);
        if address.is_none() {
            self.refuse(field, "Not a valid email address.");
        }
        address
    }

    pub(crate) fn addresses(&mut self, field: &str, most: usize) -> Vec<Address> {
        let Some(texts) = self.required(field).and_then(|v| self.as_texts(field, v)) else {
            return Vec::new();
        };
        if texts.is_empty() || texts.len() > most {
            self.refuse(field, format!("From 1 to {most} addresses."));
        }
        let mut found: Vec<Address> = Vec::with_capacity(texts.len());
        for text in texts {
            if let Some(address) = self.as_address(field, &text)
                && !found.iter().any(|other| other.key() == address.key())
            {
                found.push(address);
            }
        }
        found
    }

    pub(crate) fn texts(&mut self, field: &str) -> Vec<String> {
        let value = self.map.remove(field);
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

    /// A list of objects, each of exactly these text fields.
    pub(crate) fn objects<const N: usize>(
        &mut self,
        field: &str,
        names: [&str; N],
        most: usize,
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
            Some(rows) if !rows.is_empty() && rows.len() <= most => rows,
            Some(_) => {
                self.refuse(field, format!("From 1 to {most} entries."));
                Vec::new()
            }
            None => {
                self.refuse(field, format!("Each entry needs: {}.", names.join(", ")));
                Vec::new()
            }
        }
    }
}
