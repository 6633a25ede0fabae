//! The enumerations of the platform, such as roles and states.
//!
//! In the answers they are free text, which is matched without regard to case. A value that isn't
//! known here is kept and shown as it is, because the platform may add one at any time.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares an enumeration: for each variant the word that is written, and after `or` further words
/// that are read as the same variant.
macro_rules! platform_enums {
    ($(
        $(#[$about:meta])*
        $name:ident { $($(#[$note:meta])* $meaning:ident = $word:literal $(or $other:literal)*,)+ }
    )+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$note])* $meaning,)+
            Other(String),
        }

        impl $name {
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$meaning => $word,)+
                    Self::Other(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                $(if [$word $(, $other)*].iter().any(|known| known.eq_ignore_ascii_case(word)) {
                    return Self::$meaning;
                })+
                Self::Other(word.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                Self::from(word.as_str())
            }
        }

        impl From<$name> for String {
            fn from(meaning: $name) -> Self {
                meaning.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}

platform_enums! {
    /// The role of a person in a space or an instance.
    Role {
        SpaceAdmin = "SPACE_ADMIN",
        Editor = "EDITOR",
        Viewer = "VIEWER",
        Observer = "OBSERVER",
    }

    /// Where a role in an instance comes from: it was given there, or inherited from the space.
    RoleSource {
        Instance = "instance",
        Space = "space",
    }

    /// What a space is for.
    SpaceKind {
        Course = "TEACHING" or "COURSE" or "CLASS",
        Project = "RESEARCH" or "PROJECT" or "TEAM",
        Dataset = "DATASET",
    }

    /// The state of an invitation.
    InvitationStatus {
        Pending = "PENDING",
        Accepted = "ACCEPTED",
        Expired = "EXPIRED",
        Revoked = "REVOKED",
        Bounced = "BOUNCED",
    }

    /// The state of a task that the platform works on in the background.
    TaskStatus {
        Created = "CREATED",
        Queued = "QUEUED",
        Running = "RUNNING",
        Completed = "COMPLETED",
        Failed = "FAILED",
        Cancelled = "CANCELLED",
    }

    /// The state of an application in a snapshot.
    ApplicationStatus {
        Running = "RUNNING",
        Stopped = "STOPPED",
    }

    /// The part of a snapshot that a file is in.
    FileArea {
        Files = "files",
        Home = "home",
    }

    /// What an entry in a folder is.
    FileKind {
        File = "file",
        Folder = "directory",
    }

    /// A capability that some platforms offer beyond the public API.
    Feature {
        InvitationLink = "invitation_link",
        /// Listing invitations.
        Invitations = "invitations",
        Revoke = "revoke",
        Resend = "resend",
        RemoveMember = "remove_member",
        DeleteInstance = "delete_instance",
        IdempotencyKey = "idempotency_key",
    }
}

impl TaskStatus {
    /// Whether the task has ended. An unknown status counts as one that may still change.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::{Role, SpaceKind, TaskStatus};

    #[test]
    fn case_is_ignored_and_an_unknown_value_is_kept() {
        assert_eq!(Role::from("space_Admin"), Role::SpaceAdmin);
        assert_eq!(SpaceKind::from("class"), SpaceKind::Course);
        assert_eq!(SpaceKind::from("Team"), SpaceKind::Project);
        let odd: SpaceKind = serde_json::from_str("\"Sandbox\"").unwrap();
        assert_eq!(odd, SpaceKind::Other("Sandbox".to_owned()));
        assert_eq!(odd.to_string(), "Sandbox");
        assert_eq!(
            serde_json::to_string(&Role::SpaceAdmin).unwrap(),
            "\"SPACE_ADMIN\""
        );
    }

    #[test]
    fn an_unknown_task_status_may_still_change() {
        assert!(TaskStatus::from("completed").is_final());
        assert!(!TaskStatus::from("queued").is_final());
        assert!(!TaskStatus::from("PAUSED").is_final());
    }
}
