//! What can be changed on the platform, frozen into the bytes that are stored and sent.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::fault::{Cause, Fault, Proof};
use crate::paths;
use crate::shapes::{Instance, Invitation, TaskRef};
use crate::slug::Slug;

/// A change, before it is frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    CreateInstance {
        org: Slug,
        space: Slug,
        name: String,
        slug: Slug,
        description: Option<String>,
    },
    InviteToInstance {
        org: Slug,
        space: Slug,
        instance: Slug,
        email: String,
        role: InviteRole,
    },
    InviteAdministrator {
        org: Slug,
        space: Slug,
        email: String,
    },
    CreateSnapshot {
        org: Slug,
        space: Slug,
        instance: Slug,
        name: String,
        slug: Slug,
        description: Option<String>,
        email_once_finished: bool,
    },
    /// Hands out what a snapshot holds.
    HandOut {
        org: Slug,
        space: Slug,
        instance: Slug,
        snapshot: Slug,
        distribution: Distribution,
    },
}

/// The roles one can be invited to an instance in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InviteRole {
    Editor,
    Viewer,
    Observer,
}

/// What is handed out and to whom. What is left empty or out is not handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    pub target_instances: Vec<Target>,
    pub auto_snapshot: bool,
    pub notify_target_users: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_email_message: Option<String>,
    /// Each the `os_path` of a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_files: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_applications: Vec<Slug>,
    /// Each the name of a table, not its slug.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_tables: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    pub org_slug: Slug,
    pub space_slug: Slug,
    pub instance_slug: Slug,
}

/// A change as it is stored and sent: the same bytes on every try.
#[derive(Clone, PartialEq, Eq)]
pub struct FrozenRequest {
    pub kind: CallKind,
    pub path: String,
    pub body: Vec<u8>,
}

/// Which change it is, and so which answer is to be expected. Stored as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    CreateInstance,
    InviteToInstance,
    InviteAdministrator,
    CreateSnapshot,
    HandOut,
}

/// What the platform answered to a change that it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Instance(Instance),
    Invitation(Invitation),
    Task(TaskRef),
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    slug: &'a Slug,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_once_finished: Option<bool>,
}

#[derive(Serialize)]
struct Invited<'a> {
    email: &'a str,
    role: &'a str,
}

impl Call {
    pub fn kind(&self) -> CallKind {
        match self {
            Self::CreateInstance { .. } => CallKind::CreateInstance,
            Self::InviteToInstance { .. } => CallKind::InviteToInstance,
            Self::InviteAdministrator { .. } => CallKind::InviteAdministrator,
            Self::CreateSnapshot { .. } => CallKind::CreateSnapshot,
            Self::HandOut { .. } => CallKind::HandOut,
        }
    }

    pub fn freeze(&self) -> FrozenRequest {
        FrozenRequest {
            kind: self.kind(),
            path: self.path(),
            body: self.body(),
        }
    }

    fn path(&self) -> String {
        match self {
            Self::CreateInstance { org, space, .. } => paths::in_space("instances", org, space),
            Self::InviteToInstance {
                org,
                space,
                instance,
                ..
            } => paths::in_instance("instances", org, space, instance) + "/invitations",
            Self::InviteAdministrator { org, space, .. } => {
                paths::in_space("spaces", org, space) + "/invitations"
            }
            Self::CreateSnapshot {
                org,
                space,
                instance,
                ..
            } => paths::in_instance("instances", org, space, instance) + "/snapshots",
            Self::HandOut {
                org,
                space,
                instance,
                snapshot,
                ..
            } => paths::in_snapshot("distribution", org, space, instance, snapshot),
        }
    }

    fn body(&self) -> Vec<u8> {
        match self {
            Self::CreateInstance {
                name,
                slug,
                description,
                ..
            } => json(&Named {
                name,
                slug,
                description: description.as_deref(),
                email_once_finished: None,
            }),
            Self::InviteToInstance { email, role, .. } => json(&Invited {
                email,
                role: role.as_str(),
            }),
            Self::InviteAdministrator { email, .. } => json(&Invited {
                email,
                role: "SPACE_ADMIN",
            }),
            Self::CreateSnapshot {
                name,
                slug,
                description,
                email_once_finished,
                ..
            } => json(&Named {
                name,
                slug,
                description: description.as_deref(),
                email_once_finished: Some(*email_once_finished),
            }),
            Self::HandOut { distribution, .. } => json(distribution),
        }
    }
}

fn json(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("a struct of text, numbers and lists is always JSON")
}

impl InviteRole {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Editor => "EDITOR",
            Self::Viewer => "VIEWER",
            Self::Observer => "OBSERVER",
        }
    }
}

impl CallKind {
    pub const ALL: [Self; 5] = [
        Self::CreateInstance,
        Self::InviteToInstance,
        Self::InviteAdministrator,
        Self::CreateSnapshot,
        Self::HandOut,
    ];

    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreateInstance => "create_instance",
            Self::InviteToInstance => "invite_to_instance",
            Self::InviteAdministrator => "invite_administrator",
            Self::CreateSnapshot => "create_snapshot",
            Self::HandOut => "hand_out",
        }
    }

    /// The one status that says it is done. Any other, be it a 2xx, says no such thing.
    pub fn done(self) -> u16 {
        match self {
            Self::HandOut => 202,
            _ => 201,
        }
    }

    pub(crate) fn answer(self, body: &[u8]) -> Result<Answer, Fault> {
        match self {
            Self::CreateInstance => serde_json::from_slice(body).map(Answer::Instance),
            Self::InviteToInstance | Self::InviteAdministrator => {
                serde_json::from_slice(body).map(Answer::Invitation)
            }
            Self::CreateSnapshot | Self::HandOut => serde_json::from_slice(body).map(Answer::Task),
        }
        .map_err(|why| Fault::new(Proof::Unsure, Cause::Unreadable).with_detail(why))
    }
}

impl fmt::Display for CallKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of call: {0}")]
pub struct CallKindError(String);

impl FromStr for CallKind {
    type Err = CallKindError;

    fn from_str(text: &str) -> Result<Self, CallKindError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| CallKindError(text.to_owned()))
    }
}

/// Without the body, which names people.
impl fmt::Debug for FrozenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrozenRequest")
            .field("kind", &self.kind)
            .field("path", &self.path)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
