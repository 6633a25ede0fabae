//! The changes that Cohort asks of the platform, and the frozen bytes in which a change is stored and
//! sent.
//!
//! A change is a [`Call`] while it is being planned. Before it is stored it is frozen into a
//! [`FrozenRequest`]. From then on only those bytes count, so that every retry sends exactly the same
//! request, even if it is sent by a later version of Cohort.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::fault::{Cause, Fault, Proof};
use crate::paths;
use crate::responses::{Instance, Invitation, TaskRef};
use crate::slug::Slug;

/// A change to ask of the platform. Each kind is one request of the public API.
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
    /// Copies what a snapshot holds into other instances.
    Distribute {
        org: Slug,
        space: Slug,
        instance: Slug,
        snapshot: Slug,
        distribution: Distribution,
    },
}

/// The roles in which a person can be invited into an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InviteRole {
    Editor,
    Viewer,
    Observer,
}

/// What is distributed, and into which instances. A kind of source that is empty isn't distributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    pub target_instances: Vec<Target>,
    pub auto_snapshot: bool,
    pub notify_target_users: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_email_message: Option<String>,
    /// The `os_path` of each file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_files: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_applications: Vec<Slug>,
    /// The name of each table, not its slug.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_tables: Vec<String>,
}

/// An instance into which something is distributed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    pub org_slug: Slug,
    pub space_slug: Slug,
    pub instance_slug: Slug,
}

/// A change as it is stored and sent. Every attempt sends the same bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct FrozenRequest {
    pub kind: CallKind,
    pub path: String,
    pub body: Vec<u8>,
}

/// The kind of a change, which decides which answer is expected. It is stored as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    CreateInstance,
    InviteToInstance,
    InviteAdministrator,
    CreateSnapshot,
    /// Its stored word is older than its name.
    #[serde(rename = "hand_out")]
    Distribute,
}

/// The answer of the platform to a change that it has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Instance(Instance),
    Invitation(Invitation),
    Task(TaskRef),
}

/// The body of a request that creates something with a name.
#[derive(Serialize)]
struct NamedBody<'a> {
    name: &'a str,
    slug: &'a Slug,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_once_finished: Option<bool>,
}

/// The body of an invitation.
#[derive(Serialize)]
struct InvitationBody<'a> {
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
            Self::Distribute { .. } => CallKind::Distribute,
        }
    }

    /// The bytes to store and send.
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
            Self::Distribute {
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
            } => json(&NamedBody {
                name,
                slug,
                description: description.as_deref(),
                email_once_finished: None,
            }),
            Self::InviteToInstance { email, role, .. } => json(&InvitationBody {
                email,
                role: role.as_str(),
            }),
            Self::InviteAdministrator { email, .. } => json(&InvitationBody {
                email,
                role: "SPACE_ADMIN",
            }),
            Self::CreateSnapshot {
                name,
                slug,
                description,
                email_once_finished,
                ..
            } => json(&NamedBody {
                name,
                slug,
                description: description.as_deref(),
                email_once_finished: Some(*email_once_finished),
            }),
            Self::Distribute { distribution, .. } => json(distribution),
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
        Self::Distribute,
    ];

    /// The word under which the kind is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreateInstance => "create_instance",
            Self::InviteToInstance => "invite_to_instance",
            Self::InviteAdministrator => "invite_administrator",
            Self::CreateSnapshot => "create_snapshot",
            Self::Distribute => "hand_out",
        }
    }

    /// The only status that means that the change was made. Any other status doesn't, not even
    /// another 2xx.
    pub fn success_status(self) -> u16 {
        match self {
            Self::Distribute => 202,
            _ => 201,
        }
    }

    /// Parses the body of the answer to a change of this kind.
    pub(crate) fn answer(self, body: &[u8]) -> Result<Answer, Fault> {
        match self {
            Self::CreateInstance => serde_json::from_slice(body).map(Answer::Instance),
            Self::InviteToInstance | Self::InviteAdministrator => {
                serde_json::from_slice(body).map(Answer::Invitation)
            }
            Self::CreateSnapshot | Self::Distribute => {
                serde_json::from_slice(body).map(Answer::Task)
            }
        }
        .map_err(|why| Fault::new(Proof::Unknown, Cause::Unreadable).with_detail(why))
    }
}

impl fmt::Display for CallKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A stored word that names no kind of change.
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

/// The body is left out, because it names people and this may end up in a log.
impl fmt::Debug for FrozenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrozenRequest")
            .field("kind", &self.kind)
            .field("path", &self.path)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
