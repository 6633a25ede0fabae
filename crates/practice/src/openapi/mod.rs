//! The description of the API that the server gives of itself, in `OpenAPI` 3.1. It is written by
//! hand beside the calls, and a test sends it through a tool that tries it out.

mod schemas;

use axum::extract::State;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::platform::Shared;

struct Operation {
    method: &'static str,
    path: &'static str,
    summary: &'static str,
    /// The name of the body's schema, and whether there must be one.
    body: Option<(&'static str, bool)>,
    status: u16,
    answer: Schema,
    clash: bool,
    /// Not part of the hosted platform.
    extended: bool,
}

enum Schema {
    One(&'static str),
    Many(&'static str),
}

use Schema::{Many, One};

const SPACE: &str = "/spaces/v1/org/{org}/space/{space}";
const INSTANCES: &str = "/instances/v1/org/{org}/space/{space}";
const INSTANCE: &str = "/instances/v1/org/{org}/space/{space}/instance/{instance}";
const SNAPSHOT: &str = "org/{org}/space/{space}/instance/{instance}/snapshot/{snapshot}";

const fn get(path: &'static str, summary: &'static str, answer: Schema) -> Operation {
    Operation {
        method: "get",
        path,
        summary,
        body: None,
        status: 200,
        answer,
        clash: false,
        extended: false,
    }
}

const fn post(
    path: &'static str,
    summary: &'static str,
    body: &'static str,
    status: u16,
    answer: Schema,
) -> Operation {
    Operation {
        method: "post",
        path,
        summary,
        body: Some((body, true)),
        status,
        answer,
        clash: true,
        extended: false,
    }
}

const fn delete(path: &'static str, summary: &'static str, answer: Schema) -> Operation {
    Operation {
        method: "delete",
        clash: true,
        ..get(path, summary, answer)
    }
}

const fn extended(operation: Operation) -> Operation {
    Operation {
        extended: true,
        ..operation
    }
}

/// A path's head, which is one of the constants above, and its tail.
type At = (&'static str, &'static str);

fn operations() -> Vec<(At, Operation)> {
    let mut all = public();
    all.extend(snapshots());
    all.extend(beyond());
    all
}

fn public() -> Vec<(At, Operation)> {
    vec![
        (
            ("", ""),
            get("/orgs/v1", "The caller's organisations", Many("Org")),
        ),
        (
            ("", ""),
            get("/spaces/v1/org/{org}", "The caller's spaces", Many("Space")),
        ),
        (
            (SPACE, "/members"),
            get("", "Who is in a space", Many("SpaceMember")),
        ),
        (
            (SPACE, "/invitations"),
            post(
                "",
                "Invite an administrator",
                "SpaceInvitationRequest",
                201,
                One("Invitation"),
            ),
        ),
        (
            (INSTANCES, ""),
            get("", "The instances of a space", Many("Instance")),
        ),
        (
            (INSTANCES, ""),
            post(
                "",
                "Create an instance",
                "InstanceCreateRequest",
                201,
                One("InstanceCreated"),
            ),
        ),
        (
            (INSTANCES, "/group"),
            post(
                "",
                "Create a group's instance",
                "GroupCreateRequest",
                202,
                One("TaskRef"),
            ),
        ),
        (
            (INSTANCE, "/members"),
            get("", "Who is in an instance", Many("InstanceMember")),
        ),
        (
            (INSTANCE, "/invitations"),
            post(
                "",
                "Invite into an instance",
                "InstanceInvitationRequest",
                201,
                One("Invitation"),
            ),
        ),
        (
            (INSTANCE, "/snapshots"),
            post(
                "",
                "Make a snapshot",
                "SnapshotCreateRequest",
                201,
                One("TaskRef"),
            ),
        ),
    ]
}

fn snapshots() -> Vec<(At, Operation)> {
    vec![
        (
            (
                "/snapshots/v1/org/{org}/space/{space}/instance/{instance}",
                "",
            ),
            get("", "The snapshots of an instance", Many("Snapshot")),
        ),
        (
            ("/snapshots/v1/", SNAPSHOT),
            Operation {
                status: 201,
                ..delete("", "Delete a snapshot", One("TaskRef"))
            },
        ),
        (
            ("/apps/v1/", SNAPSHOT),
            get("", "The applications in a snapshot", Many("Application")),
        ),
        (
            ("/tables/v1/", SNAPSHOT),
            get("", "The tables in a snapshot", Many("Table")),
        ),
        (
            ("/files/v1/", "{}/files"),
            get("", "The top of the files", Many("File")),
        ),
        (
            ("/files/v1/", "{}/files/{path}"),
            get("", "A folder of the files", Many("File")),
        ),
        (
            ("/files/v1/", "{}/home"),
            get("", "The top of the home", Many("File")),
        ),
        (
            ("/files/v1/", "{}/home/{path}"),
            get("", "A folder of the home", Many("File")),
        ),
        (
            ("/distribution/v1/", SNAPSHOT),
            post(
                "",
                "Hand out from a snapshot",
                "DistributionRequest",
                202,
                One("TaskRef"),
            ),
        ),
        (
            ("", ""),
            get("/tasks/v1/{tkid}", "How far a task is", One("Task")),
        ),
    ]
}

fn beyond() -> Vec<(At, Operation)> {
    let link = (SPACE, "/invitation_link");
    vec![
        (
            ("", ""),
            extended(get(
                "/extensions/v1",
                "What this platform can do besides",
                One("Extensions"),
            )),
        ),
        (
            link,
            extended(Operation {
                clash: true,
                ..get("", "The sign-up link of a course", One("Link"))
            }),
        ),
        (
            link,
            extended(Operation {
                method: "put",
                body: Some(("LinkRequest", false)),
                ..delete("", "Make or renew the sign-up link", One("Link"))
            }),
        ),
        (
            link,
            extended(delete("", "Withdraw the sign-up link", One("Link"))),
        ),
        (
            (SPACE, "/invitations"),
            extended(get(
                "",
                "The invitations of a space",
                Many("InvitationListed"),
            )),
        ),
        (
            (SPACE, "/invitations/{id}"),
            extended(delete(
                "",
                "Take an invitation back",
                One("InvitationRevoked"),
            )),
        ),
        (
            (SPACE, "/invitations/{id}/resend"),
            extended(Operation {
                body: Some(("Nothing", false)),
                ..post("", "Mail an invitation again", "", 200, One("Invitation"))
            }),
        ),
        (
            (SPACE, "/members/{email}"),
            extended(delete("", "Take a person out", One("MemberRemoved"))),
        ),
        (
            (INSTANCE, ""),
            extended(delete("", "Delete an instance", One("InstanceDeleted"))),
        ),
        (
            (INSTANCE, "/restore"),
            extended(Operation {
                body: Some(("Nothing", false)),
                ..post("", "Restore an instance", "", 200, One("InstanceRestored"))
            }),
        ),
    ]
}

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
        One(name) => reference(name),
        Many(name) => json!({ "type": "array", "items": reference(name) }),
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
