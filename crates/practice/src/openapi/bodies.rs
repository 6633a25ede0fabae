//! The schemas of request bodies.

use serde_json::{Value, json};

use super::schema::NamedSchemas;

fn request(required: &[&str], properties: &Value) -> Value {
    json!({
        "type": "object", "required": required, "properties": properties,
        "additionalProperties": false,
    })
}

/// For a request that may come without a body.
fn or_null(mut schema: Value) -> Value {
    schema["type"] = json!(["object", "null"]);
    schema
}

fn name() -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": 1023, "pattern": "[A-Za-z0-9]" })
}

fn slug() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9_-]{1,60}$" })
}

fn optional_text() -> Value {
    json!({ "type": ["string", "null"], "maxLength": 1023, "pattern": "^[^\\u0000]*$" })
}

fn optional_flag() -> Value {
    json!({ "type": ["boolean", "null"] })
}

fn email() -> Value {
    json!({ "type": "string", "format": "email", "pattern": "^[a-z0-9]{1,20}@[a-z]{1,20}\\.example$" })
}

fn texts() -> Value {
    json!({ "type": ["array", "null"], "items": { "type": "string" } })
}

pub(super) fn requests() -> NamedSchemas {
    let role = |roles: &[&str]| json!({ "type": "string", "enum": roles });
    let instance = json!({ "name": name(), "slug": slug(), "description": optional_text() });
    let mut group = instance.clone();
    group["editor_emails"] =
        json!({ "type": "array", "items": email(), "minItems": 1, "maxItems": 1000 });
    let mut snapshot = instance.clone();
    snapshot["email_once_finished"] = optional_flag();
    let target = request(
        &["org_slug", "space_slug", "instance_slug"],
        &json!({ "org_slug": slug(), "space_slug": slug(), "instance_slug": slug() }),
    );
    vec![
        ("EmptyRequest", or_null(request(&[], &json!({})))),
        (
            "SpaceInvitationRequest",
            request(
                &["email", "role"],
                &json!({ "email": email(), "role": role(&["SPACE_ADMIN"]) }),
            ),
        ),
        (
            "InstanceInvitationRequest",
            request(
                &["email", "role"],
                &json!({ "email": email(), "role": role(&["EDITOR", "VIEWER", "OBSERVER"]) }),
            ),
        ),
        (
            "InstanceCreateRequest",
            request(&["name", "slug"], &instance),
        ),
        (
            "GroupCreateRequest",
            request(&["name", "slug", "editor_emails"], &group),
        ),
        (
            "SnapshotCreateRequest",
            request(&["name", "slug"], &snapshot),
        ),
        (
            "DistributionRequest",
            request(
                &["target_instances"],
                &json!({
                    "target_instances": { "type": "array", "items": target, "minItems": 1, "maxItems": 50000 },
                    "auto_snapshot": optional_flag(),
                    "notify_target_users": optional_flag(),
                    "custom_email_message": {
                        "type": ["string", "null"], "maxLength": 10000, "pattern": "^[^\\u0000]*$",
                    },
                    "source_files": texts(),
                    "source_applications": texts(),
                    "source_tables": texts(),
                }),
            ),
        ),
        (
            "LinkRequest",
            or_null(request(
                &[],
                &json!({
                    "expires_at": { "type": ["string", "null"], "format": "date-time" },
                    "max_uses": { "type": ["integer", "null"], "minimum": 1, "maximum": 1_000_000 },
                    "email_domains": {
                        "type": ["array", "null"], "maxItems": 50,
                        "items": { "type": "string", "pattern": "^[a-z]{1,20}\\.example$" },
                    },
                }),
            )),
        ),
    ]
}
