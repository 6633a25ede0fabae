//! The schemas of answers and, together with those of request bodies, all schemas.

use serde_json::{Map, Value, json};

use super::bodies;
use super::schema::FieldType::{Flag, Text, TextOrNull, Time, TimeOrNull, WholeNumber};
use super::schema::{NamedSchemas, answer, with_optional};

pub(super) fn all() -> Value {
    let mut schemas = Map::new();
    let groups = [
        places(),
        members_and_contents(),
        files_tasks_and_extensions(),
        bodies::requests(),
        errors(),
    ];
    for (name, schema) in groups.into_iter().flatten() {
        schemas.insert(name.to_owned(), schema);
    }
    Value::Object(schemas)
}

fn places() -> NamedSchemas {
    let instance = || {
        answer(&[
            ("slug", Text),
            ("name", Text),
            ("description", TextOrNull),
            ("creation_timestamp", Time),
            ("archival_timestamp", TimeOrNull),
            ("rearchive_after_timestamp", TimeOrNull),
        ])
    };
    let role = answer(&[("instance_slug", Text), ("role", Text)]);
    vec![
        (
            "Org",
            answer(&[
                ("slug", Text),
                ("name", Text),
                ("role", TextOrNull),
                ("description", TextOrNull),
                ("tables_enabled", Flag),
                ("hpc_enabled", Flag),
                ("creation_timestamp", Time),
                ("video_library_enabled", Flag),
            ]),
        ),
        (
            "Space",
            answer(&[
                ("slug", Text),
                ("name", Text),
                ("role", TextOrNull),
                ("type", Text),
                ("visibility_type", Text),
                ("description", TextOrNull),
                ("database_tables_enabled", Flag),
                ("archival_timestamp", TimeOrNull),
                ("archive_by_date", TextOrNull),
                ("creation_timestamp", Time),
                ("video_library_enabled", Flag),
                ("last_modified_timestamp", Time),
            ]),
        ),
        (
            "SpaceMember",
            with_optional(
                answer(&[
                    ("name", Text),
                    ("email", Text),
                    ("active", Flag),
                    ("space_role", TextOrNull),
                ]),
                "instance_roles",
                &json!({ "type": "array", "items": role }),
            ),
        ),
        (
            "Instance",
            with_optional(instance(), "role", &json!({ "type": ["string", "null"] })),
        ),
        ("InstanceCreated", instance()),
    ]
}

fn members_and_contents() -> NamedSchemas {
    vec![
        (
            "InstanceMember",
            answer(&[
                ("name", Text),
                ("email", Text),
                ("active", Flag),
                ("role", Text),
                ("role_source", Text),
            ]),
        ),
        (
            "Invitation",
            answer(&[
                ("email", Text),
                ("role", Text),
                ("status", Text),
                ("validity_timestamp", Time),
            ]),
        ),
        (
            "Snapshot",
            answer(&[
                ("slug", Text),
                ("name", Text),
                ("description", TextOrNull),
                ("snapshot_timestamp", Time),
                ("database_tables_enabled", Flag),
                ("snapshot_type", Text),
                ("archival_timestamp", TimeOrNull),
            ]),
        ),
        (
            "Application",
            answer(&[
                ("aoid", WholeNumber),
                ("slug", Text),
                ("name", Text),
                ("description", Text),
                ("status", Text),
                ("shared", Flag),
                ("exportable", Flag),
                ("storage_used", WholeNumber),
            ]),
        ),
        (
            "Table",
            answer(&[
                ("slug", Text),
                ("name", Text),
                ("description", TextOrNull),
                ("database", Text),
                ("schema", Text),
                ("bytes", WholeNumber),
                ("row_count", WholeNumber),
                ("is_external", Flag),
                ("delete_timestamp", TimeOrNull),
            ]),
        ),
    ]
}

fn files_tasks_and_extensions() -> NamedSchemas {
    let any = json!({});
    let file = answer(&[
        ("fid", Text),
        ("short_id", Text),
        ("local_path", Text),
        ("area", Text),
        ("type", Text),
        ("size", WholeNumber),
        ("snapshot_slug", Text),
        ("creation_timestamp", Time),
        ("last_modified_timestamp", Time),
        ("is_video", Flag),
    ]);
    let file = with_optional(file, "os_path", &Text.schema());
    let file = with_optional(
        with_optional(with_optional(file, "history", &any), "status", &any),
        "collision_info",
        &any,
    );
    let link = answer(&[("url", Text), ("expires_at", Time), ("uses", WholeNumber)]);
    vec![
        ("File", file),
        (
            "TaskRef",
            answer(&[("tkid", WholeNumber), ("operation", Text)]),
        ),
        (
            "Task",
            answer(&[
                ("id", WholeNumber),
                ("description", Text),
                ("status", Text),
                ("result", TextOrNull),
                ("created", Time),
                ("started", TimeOrNull),
                ("finished", TimeOrNull),
            ]),
        ),
        (
            "Extensions",
            json!({
                "type": "object", "required": ["features"],
                "properties": { "features": { "type": "array", "items": { "type": "string" } } },
            }),
        ),
        (
            "Link",
            with_optional(
                with_optional(link, "max_uses", &WholeNumber.schema()),
                "email_domains",
                &json!({ "type": "array", "items": { "type": "string" } }),
            ),
        ),
        (
            "InvitationListed",
            answer(&[
                ("id", Text),
                ("email", Text),
                ("role", Text),
                ("status", Text),
                ("instance_slug", TextOrNull),
                ("created_timestamp", Time),
                ("validity_timestamp", Time),
            ]),
        ),
        (
            "InvitationRevoked",
            answer(&[("id", Text), ("email", Text), ("status", Text)]),
        ),
        ("MemberRemoved", answer(&[("email", Text)])),
        (
            "InstanceDeleted",
            answer(&[("slug", Text), ("restorable_until", Time)]),
        ),
        (
            "InstanceRestored",
            answer(&[("slug", Text), ("name", Text)]),
        ),
    ]
}

fn errors() -> NamedSchemas {
    let fields = json!({
        "type": "object",
        "additionalProperties": { "type": "array", "items": { "type": "string" } },
    });
    vec![
        (
            "Refusal",
            answer(&[
                ("ctxid", Text),
                ("err", Text),
                ("incident_id", Text),
                ("msg", Text),
            ]),
        ),
        (
            "ValidationError",
            json!({
                "type": "object", "required": ["message", "detail"],
                "properties": {
                    "message": { "type": "string" },
                    "detail": { "type": "object", "additionalProperties": fields },
                },
            }),
        ),
    ]
}
