//! The description of the API that the server gives of itself, in `OpenAPI` 3.1. It is written by
//! hand beside the calls, and a test sends it through a tool that tries it out.

mod bodies;
mod operations;
mod schemas;

use axum::extract::State;
use serde_json::{Map, Value, json};

use crate::http::answer::Answer;
use crate::platform::Shared;

use operations::{At, Operation, SNAPSHOT, Schema, operations};

fn path_of((head, tail): At, operation: &Operation) -> String {
    let tail = tail.replace("{}", SNAPSHOT);
    format!("{head}{tail}{}", operation.path)
}

fn described(operation: &Operation, path: &str) -> Value {
    let mut parameters: Vec<Value> = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| {
            json!({
                "name": name, "in": "path", "required": true,
                "schema": { "type": "string", "minLength": 1 },
            })
        })
        .collect();
    if operation.method == "post" {
        parameters.push(json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
    }
    let schema = match operation.answer {
        Schema::One(name) => reference(name),
        Schema::Many(name) => json!({ "type": "array", "items": reference(name) }),
    };
    let mut responses = Map::new();
    responses.insert(
        operation.status.to_string(),
        json!({
            "description": "Done, or taken on",
            "content": { "application/json": { "schema": schema } },
        }),
    );
    let mut refusals = vec![
        "400", "401", "403", "404", "410", "413", "429", "500", "503",
    ];
    if operation.clash {
        refusals.push("409");
    }
    if operation.body.is_some() {
        refusals.push("422");
    }
    for status in refusals {
        let name = if status == "422" {
            "Invalid"
        } else {
            "Refused"
        };
        responses.insert(
            status.to_owned(),
            json!({ "$ref": format!("#/components/responses/{name}") }),
        );
    }
    let mut described = json!({
        "summary": operation.summary,
        "parameters": parameters,
        "responses": responses,
    });
    if let Some((body, required)) = operation.body {
        described["requestBody"] = json!({
            "required": required,
            "content": { "application/json": { "schema": reference(body) } },
        });
    }
    described
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn description(bare: bool) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for (at, operation) in operations() {
        if bare && operation.extended {
            continue;
        }
        let path = path_of(at, &operation);
        let entry = paths.entry(path.clone()).or_insert_with(|| json!({}));
        entry[operation.method] = described(&operation, &path);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Practice platform",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "A stand-in for the hosted platform, to practise on.",
        },
        "security": [{ "key": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "key": {
                    "type": "apiKey", "in": "header", "name": "Authorization",
                    "description": "`Basic`, a space, and the key as it is, not in base64.",
                },
            },
            "parameters": {
                "IdempotencyKey": {
                    "name": "Idempotency-Key", "in": "header", "required": false,
                    "description": "In quotes. The same request with the same key is done once.",
                    "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
                },
            },
            "responses": {
                "Refused": {
                    "description": "Turned down",
                    "content": { "application/json": { "schema": reference("Refusal") } },
                },
                "Invalid": {
                    "description": "The body is not valid",
                    "content": { "application/json": { "schema": reference("ValidationError") } },
                },
            },
            "schemas": schemas::all(),
        },
    })
}

pub(crate) async fn serve(State(platform): State<Shared>) -> Answer {
    Answer::ok(&description(platform.settings.bare))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_reference_leads_somewhere() {
        let whole = description(false);
        let text = whole.to_string();
        for part in text.split("\"$ref\":\"#").skip(1) {
            let pointer = part.split('"').next().unwrap();
            assert!(whole.pointer(pointer).is_some(), "{pointer}");
        }
    }

    #[test]
    fn bare_describes_the_public_part_alone() {
        let bare = description(true);
        let paths = bare["paths"].as_object().unwrap();
        assert_eq!(paths.len(), 19);
        assert!(!paths.contains_key("/extensions/v1"));
        assert!(bare["paths"]["/orgs/v1"]["get"].is_object());
    }
}
