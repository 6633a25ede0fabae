//! The words under which variants are kept beside requests and in what was last seen of the
//! platform. Data written by every version holds them, so none of them may ever change. Each
//! stands here once more, literally, and a variant without a word here doesn't compile.

use platform::{
    CallKind, Cause, Feature, FieldFault, InvitationStatus, InviteRole, Proof, Role, RoleSource,
    Setting, SpaceKind, TaskStatus, TlsFault,
};
use pretty_assertions::assert_eq;
use serde_json::{Value, from_value, json, to_value};

/// Checks that each variant is written as its word, and read from it.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal)+ }) => {
        for value in [$($type::$variant),+] {
            // Not a table: the compiler finds the variant that is missing in a match alone.
            let word = match value { $($type::$variant => $word),+ };
            assert_eq!(to_value(value).unwrap(), Value::from(word));
            assert_eq!(from_value::<$type>(Value::from(word)).unwrap(), value);
        }
    };
}

/// Checks the words of one of the platform's own enumerations, which also keep a word that isn't known
/// here.
macro_rules! words_or_other {
    ($type:ident { $($variant:ident = $word:literal)+ }) => {
        for value in [$($type::$variant,)+ $type::Other("NEW".to_owned())] {
            let word = match &value { $($type::$variant => $word,)+ $type::Other(_) => "NEW" };
            assert_eq!(to_value(&value).unwrap(), Value::from(word));
            assert_eq!(from_value::<$type>(Value::from(word)).unwrap(), value);
        }
    };
}

#[test]
fn the_words_of_calls() {
    words!(CallKind {
        CreateInstance = "create_instance"
        InviteToInstance = "invite_to_instance"
        InviteAdministrator = "invite_administrator"
        CreateSnapshot = "create_snapshot"
        Distribute = "hand_out"
    });
    for kind in CallKind::ALL {
        assert_eq!(to_value(kind).unwrap(), Value::from(kind.as_str()));
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    words!(InviteRole { Editor = "EDITOR" Viewer = "VIEWER" Observer = "OBSERVER" });
}

#[test]
fn the_words_of_what_the_platform_shows() {
    words_or_other!(Role {
        SpaceAdmin = "SPACE_ADMIN"
        Editor = "EDITOR"
        Viewer = "VIEWER"
        Observer = "OBSERVER"
    });
    words_or_other!(RoleSource { Instance = "instance" Space = "space" });
    words_or_other!(SpaceKind { Course = "TEACHING" Project = "RESEARCH" Dataset = "DATASET" });
    words_or_other!(InvitationStatus {
        Pending = "PENDING"
        Accepted = "ACCEPTED"
        Expired = "EXPIRED"
        Revoked = "REVOKED"
        Bounced = "BOUNCED"
    });
    words_or_other!(TaskStatus {
        Created = "CREATED"
        Queued = "QUEUED"
        Running = "RUNNING"
        Completed = "COMPLETED"
        Failed = "FAILED"
        Cancelled = "CANCELLED"
    });
    words_or_other!(Feature {
        InvitationLink = "invitation_link"
        Invitations = "invitations"
        Revoke = "revoke"
        Resend = "resend"
        RemoveMember = "remove_member"
        DeleteInstance = "delete_instance"
        IdempotencyKey = "idempotency_key"
    });
}

#[test]
fn the_words_of_faults() {
    words!(Proof { NotDone = "not_done" Unknown = "unsure" });
    words!(Setting {
        Key = "key"
        Proxy = "proxy"
        Certificate = "certificate"
        System = "system"
        Request = "request"
    });
    for fault in [
        TlsFault::Expired,
        TlsFault::NotYetValid,
        TlsFault::WrongHost,
        TlsFault::UnknownIssuer,
        TlsFault::Revoked,
        TlsFault::Other,
    ] {
        let word = match &fault {
            TlsFault::Expired => "expired",
            TlsFault::NotYetValid => "not_yet_valid",
            TlsFault::WrongHost => "wrong_host",
            TlsFault::UnknownIssuer => "unknown_issuer",
            TlsFault::Revoked => "revoked",
            TlsFault::Other => "other",
        };
        assert_eq!(to_value(&fault).unwrap(), json!({ "is": word }));
    }
}

#[test]
fn the_words_of_causes() {
    let fields: Vec<FieldFault> = Vec::new();
    for cause in [
        Cause::NoConnection,
        Cause::Tls {
            problem: TlsFault::Expired,
        },
        Cause::TimedOut,
        Cause::CutOff,
        Cause::Unreadable,
        Cause::TooLarge,
        Cause::NotThePlatform,
        Cause::KeyRefused,
        Cause::NotAllowed,
        Cause::NotFound,
        Cause::Deleted,
        Cause::Clash,
        Cause::StillRunning { retry_after: None },
        Cause::Invalid { fields },
        Cause::Busy { retry_after: None },
        Cause::ServerFault,
        Cause::Unexpected,
        Cause::Unusable {
            setting: Setting::Key,
        },
    ] {
        let word = match &cause {
            Cause::NoConnection => "no_connection",
            Cause::Tls { .. } => "tls",
            Cause::TimedOut => "timed_out",
            Cause::CutOff => "cut_off",
            Cause::Unreadable => "unreadable",
            Cause::TooLarge => "too_large",
            Cause::NotThePlatform => "not_the_platform",
            Cause::KeyRefused => "key_refused",
            Cause::NotAllowed => "not_allowed",
            Cause::NotFound => "not_found",
            Cause::Deleted => "deleted",
            Cause::Clash => "clash",
            Cause::StillRunning { .. } => "still_running",
            Cause::Invalid { .. } => "invalid",
            Cause::Busy { .. } => "busy",
            Cause::ServerFault => "server_fault",
            Cause::Unexpected => "unexpected",
            Cause::Unusable { .. } => "unusable",
        };
        let written = to_value(&cause).unwrap();
        assert_eq!(written["is"], word);
        assert_eq!(from_value::<Cause>(written).unwrap(), cause);
    }
}
