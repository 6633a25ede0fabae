//! The description of the API that the server gives of itself, in `OpenAPI` 3.1.
//!
//! It is written by hand, because the handlers take their requests apart field by field, so it can't
//! be derived from types. A test gives it to a tool that tries out whether it is true.

mod bodies;
mod operations;
mod schema;
mod schemas;

use axum::extract::State;
use serde_json::{Map, Value, json};

use crate::http::answer::Answer;
use crate::http::server::SharedServer;

use operations::{AnswerSchema, Operation, PathParts, SNAPSHOT, operations};

/// How any request may be refused.
const REFUSALS: [&str; 9] = [
    "400", "401", "403", "404", "410", "413", "429", "500", "503",
];

fn path_of((head, tail): PathParts, operation: &Operation) -> String {
    let tail = tail.replace("{}", SNAPSHOT);
    format!("{head}{tail}{}", operation.path)
}

fn described(operation: &Operation, path: &str, has_keys: bool) -> Value {
    let mut described = json!({
        "summary": operation.summary,
        "parameters": parameters(operation, path, has_keys),
        "responses": responses(operation),
    });
    if let Some((body, required)) = operation.body {
        described["requestBody"] = json!({
            "required": required,
            "content": content(reference(body)),
        });
    }
    described
}

/// What stands in braces in the path and, for what is created, the idempotency key.
fn parameters(operation: &Operation, path: &str, has_keys: bool) -> Vec<Value> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> = names
        .map(|name| {
            json!({
                "name": name, "in": "path", "required": true,
                "schema": { "type": "string", "minLength": 1 },
            })
        })
        .collect();
    if operation.method == "post" && has_keys {
        parameters.push(json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
    }
    parameters
}

fn responses(operation: &Operation) -> Map<String, Value> {
    let schema = match operation.answer {
        AnswerSchema::One(name) => reference(name),
        AnswerSchema::ListOf(name) => json!({ "type": "array", "items": reference(name) }),
    };
    let carried_out = json!({
        "description": "The request was carried out or accepted",
        "content": content(schema),
    });
    let refused = |name: &str| json!({ "$ref": format!("#/components/responses/{name}") });
    let mut responses = Map::from_iter([(operation.status.to_string(), carried_out)]);
    responses.extend(REFUSALS.map(|status| (status.to_owned(), refused("Refused"))));
    if operation.can_conflict {
        responses.insert("409".to_owned(), refused("Refused"));
    }
    if operation.body.is_some() {
        responses.insert("422".to_owned(), refused("Invalid"));
    }
    responses
}

fn content(schema: Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn paths(bare: bool, has_keys: bool) -> Map<String, Value> {
    let mut paths = Map::new();
    for (parts, operation) in operations() {
        if bare && operation.extended {
            continue;
        }
        let path = path_of(parts, &operation);
        let entry = paths.entry(path.clone()).or_insert_with(|| json!({}));
        entry[operation.method] = described(&operation, &path, has_keys);
    }
    paths
}

/// What the descriptions of the operations refer to.
fn components(has_keys: bool) -> Value {
    let mut parameters = json!({});
    if has_keys {
        parameters["IdempotencyKey"] = json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A key in quotes. A request that is sent again with the same key is carried out once.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
        });
    }
    json!({
        "securitySchemes": {
            "key": {
                "type": "apiKey", "in": "header", "name": "Authorization",
                "description": "`Basic`, a space, and the API key as it is, not in base64.",
            },
        },
        "parameters": parameters,
        "responses": {
            "Refused": {
                "description": "The request was refused",
                "content": content(reference("Refusal")),
            },
            "Invalid": {
                "description": "The request body isn't valid",
                "content": content(reference("ValidationError")),
            },
        },
        "schemas": schemas::all(),
    })
}

fn description(bare: bool, has_keys: bool) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Practice platform",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "A stand-in for the hosted platform, to try things out with.",
        },
        "security": [{ "key": [] }],
        "paths": paths(bare, has_keys),
        "components": components(has_keys),
    })
}

pub(crate) async fn serve(State(server): State<SharedServer>) -> Answer {
    Answer::ok(&description(
        server.settings.bare,
        server.settings.idempotency_keys,
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_reference_points_to_something() {
        let whole = description(false, true);
        let text = whole.to_string();
        for part in text.split("\"$ref\":\"#").skip(1) {
            let pointer = part.split('"').next().unwrap();
            assert!(whole.pointer(pointer).is_some(), "{pointer}");
        }
    }

    #[test]
    fn a_bare_platform_describes_only_the_public_api() {
        let bare = description(true, false);
        assert!(!bare.to_string().contains("IdempotencyKey"));
        let paths = bare["paths"].as_object().unwrap();
        assert_eq!(paths.len(), 19);
        assert!(!paths.contains_key("/extensions/v1"));
        assert!(bare["paths"]["/orgs/v1"]["get"].is_object());
    }
}
