//! The shapes of answers, and with those of bodies, all of them.

use serde_json::{Map, Value, json};

use super::bodies;

enum Kind {
    Text,
    Maybe,
    Flag,
    Whole,
    Time,
    MaybeTime,
}

use Kind::{Flag, Maybe, MaybeTime, Text, Time, Whole};

impl Kind {
    fn schema(&self) -> Value {
        match self {
            Text => json!({ "type": "string" }),
            Maybe => json!({ "type": ["string", "null"] }),
            Flag => json!({ "type": "boolean" }),
            Whole => json!({ "type": "integer" }),
            Time => json!({ "type": "string", "format": "date-time" }),
            MaybeTime => json!({ "type": ["string", "null"], "format": "date-time" }),
        }
    }
}

/// An answer: everything is there.
fn answer(fields: &[(&str, Kind)]) -> Value {
    let mut properties = Map::new();
    for (name, kind) in fields {
        properties.insert((*name).to_owned(), kind.schema());
    }
    let required: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn with(mut schema: Value, name: &str, kind: &Value) -> Value {
    schema["properties"][name] = kind.clone();
    schema
}

pub(super) fn all() -> Value {
    let mut schemas = Map::new();
    let groups = [
        answers(),
        other_answers(),
        more_answers(),
        bodies::requests(),
        refusals(),
    ];
    for (name, schema) in groups.into_iter().flatten() {
        schemas.insert(name.to_owned(), schema);
    }
    Value::Object(schemas)
}

pub(super) type Named = Vec<(&'static str, Value)>;

fn answers() -> Named {
    let instance = || {
        answer(&[
            ("slug", Text),
            ("name", Text),
            ("description", Maybe),
            ("creation_timestamp", Time),
            ("archival_timestamp", MaybeTime),
            ("rearchive_after_timestamp", MaybeTime),
        ])
    };
    let role = answer(&[("instance_slug", Text), ("role", Text)]);
    vec![
        (
            "Org",
            answer(&[
                ("slug", Text),
                ("name", Text),
                ("role", Maybe),
                ("description", Maybe),
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
                ("role", Maybe),
                ("type", Text),
                ("visibility_type", Text),
                ("description", Maybe),
                ("database_tables_enabled", Flag),
                ("archival_timestamp", MaybeTime),
                ("archive_by_date", Maybe),
                ("creation_timestamp", Time),
                ("video_library_enabled", Flag),
                ("last_modified_timestamp", Time),
            ]),
        ),
        (
            "SpaceMember",
            with(
                answer(&[
                    ("name", Text),
                    ("email", Text),
                    ("active", Flag),
                    ("space_role", Maybe),
                ]),
                "instance_roles",
                &json!({ "type": "array", "items": role }),
            ),
        ),
        (
            "Instance",
            with(instance(), "role", &json!({ "type": ["string", "null"] })),
        ),
        ("InstanceCreated", instance()),
    ]
}

fn other_answers() -> Named {
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
                ("description", Maybe),
                ("snapshot_timestamp", Time),
                ("database_tables_enabled", Flag),
                ("snapshot_type", Text),
                ("archival_timestamp", MaybeTime),
            ]),
        ),
        (
            "Application",
            answer(&[
                ("aoid", Whole),
                ("slug", Text),
                ("name", Text),
                ("description", Text),
                ("status", Text),
                ("shared", Flag),
                ("exportable", Flag),
                ("storage_used", Whole),
            ]),
        ),
        (
            "Table",
            answer(&[
                ("slug", Text),
                ("name", Text),
                ("description", Maybe),
                ("database", Text),
                ("schema", Text),
                ("bytes", Whole),
                ("row_count", Whole),
                ("is_external", Flag),
                ("delete_timestamp", MaybeTime),
            ]),
        ),
    ]
}

fn more_answers() -> Named {
    let any = json!({});
    let file = answer(&[
        ("fid", Text),
        ("short_id", Text),
        ("local_path", Text),
        ("area", Text),
        ("type", Text),
        ("size", Whole),
        ("snapshot_slug", Text),
        ("creation_timestamp", Time),
        ("last_modified_timestamp", Time),
        ("is_video", Flag),
    ]);
    let file = with(file, "os_path", &Text.schema());
    let file = with(
        with(with(file, "history", &any), "status", &any),
        "collision_info",
        &any,
    );
    let link = answer(&[("url", Text), ("expires_at", Time), ("uses", Whole)]);
    vec![
        ("File", file),
        ("TaskRef", answer(&[("tkid", Whole), ("operation", Text)])),
        (
            "Task",
            answer(&[
                ("id", Whole),
                ("description", Text),
                ("status", Text),
                ("result", Maybe),
                ("created", Time),
                ("started", MaybeTime),
                ("finished", MaybeTime),
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
            with(
                with(link, "max_uses", &Whole.schema()),
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
                ("instance_slug", Maybe),
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

fn refusals() -> Named {
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
