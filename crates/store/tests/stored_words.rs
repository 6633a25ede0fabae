//! The words under which variants are kept in the data. Data written by every version holds them,
//! so none of them may ever change. Each stands here once more, literally: whoever changes a
//! word has to change it here too, and a variant without a word here doesn't compile.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use platform::Slug;
use pretty_assertions::assert_eq;
use serde_json::{Value, from_value, json, to_value};
use store::{
    AccountKind, ActPurpose, CloseReason, DistributionScope, DraftStep, EditKind, ExistingInstance,
    Hold, MaterialChoice, MaterialKind, OnOverwrite, OverwriteDecision, PlanState, Purpose,
    RequestState, Role, SpaceKind, StepKind, StepState, UndistributableWhy, UnreadableTarget, Why,
};

/// Checks that each variant is written as its word.
macro_rules! written {
    ($type:ident { $($variant:ident = $word:literal)+ }) => {
        for value in [$($type::$variant),+] {
            // Not a table: the compiler finds the variant that is missing in a match alone.
            let word = match value { $($type::$variant => $word),+ };
            assert_eq!(to_value(value).unwrap(), Value::from(word));
        }
    };
}

/// Checks besides that each word is read as its variant.
macro_rules! written_and_read {
    ($type:ident { $($variant:ident = $word:literal)+ }) => {
        written!($type { $($variant = $word)+ });
        $(assert_eq!(from_value::<$type>(Value::from($word)).unwrap(), $type::$variant);)+
    };
}

#[test]
fn the_words_of_accounts() {
    written_and_read!(AccountKind { Practice = "practice" Platform = "platform" });
}

#[test]
fn the_words_of_drafts() {
    written_and_read!(SpaceKind {
        Course = "course"
        Project = "project"
        Dataset = "dataset"
        Other = "other"
    });
    written_and_read!(DraftStep {
        Purpose = "what_for"
        How = "how"
        People = "who"
        Material = "with_what"
        Names = "names"
        Targets = "targets"
        Overwritten = "overwritten"
        Review = "review"
    });
    written_and_read!(Purpose {
        Individual = "own"
        Shared = "shared"
        Groups = "groups"
        Administrators = "administrators"
        Instances = "instances"
        Distribute = "distribute"
    });
    written_and_read!(DistributionScope {
        Everyone = "everyone"
        NotYet = "not_yet"
        Chosen = "chosen"
    });
    written_and_read!(OnOverwrite { Ask = "ask" Skip = "skip" Overwrite = "overwrite" });
    written_and_read!(OverwriteDecision { Skip = "skip" Overwrite = "overwrite" });
    written_and_read!(MaterialKind {
        File = "file"
        Folder = "folder"
        Application = "application"
        Table = "table"
    });
    written_and_read!(UnreadableTarget {
        NotAllowed = "not_allowed"
        Gone = "gone"
        Entries = "entries"
    });
    written_and_read!(Role { Editor = "editor" Viewer = "viewer" Observer = "observer" });
    written_and_read!(MaterialChoice {
        Distributed = "distributed"
        Snapshot = "snapshot"
        Nothing = "nothing"
    });
    written_and_read!(ExistingInstance {
        InviteOnly = "invite_only"
        Distribute = "hand_out"
        Skip = "leave_out"
    });
    written_and_read!(EditKind {
        Typing = "typing"
        Paste = "paste"
        Fill = "fill"
        Remove = "remove"
        Skip = "leave_out"
        Fix = "mend"
        Groups = "groups"
        File = "file"
        Difference = "difference"
    });
}

#[test]
fn the_words_of_plans() {
    written_and_read!(PlanState {
        Grace = "grace"
        Sending = "sending"
        Paused = "paused"
        Held = "held"
        Settled = "settled"
    });
    written_and_read!(UndistributableWhy { Home = "home" NoPath = "no_path" });
}

#[test]
fn the_words_of_holds() {
    let names = vec!["PRICES".to_owned()];
    for hold in [
        Hold::FoundInGrace,
        Hold::AsleepInGrace,
        Hold::Busy,
        Hold::TooOld,
        Hold::SnapshotGone,
        Hold::CannotDistribute { names },
        Hold::MembersUnclear,
        Hold::DataRestored,
    ] {
        let written = match &hold {
            Hold::FoundInGrace => json!("found_in_grace"),
            Hold::AsleepInGrace => json!("asleep_in_grace"),
            Hold::Busy => json!("busy"),
            Hold::TooOld => json!("too_old"),
            Hold::SnapshotGone => json!("snapshot_gone"),
            Hold::CannotDistribute { .. } => json!({ "cannot_hand_out": { "names": ["PRICES"] } }),
            Hold::MembersUnclear => json!("members_unclear"),
            Hold::DataRestored => json!("data_moved"),
        };
        assert_eq!(to_value(&hold).unwrap(), written);
        assert_eq!(from_value::<Hold>(written).unwrap(), hold);
    }
}

#[test]
fn the_words_of_steps() {
    written_and_read!(StepKind { Create = "create" Distribute = "hand_out" Invite = "invite" });
    written_and_read!(StepState {
        Waiting = "waiting"
        Sending = "sending"
        Done = "done"
        Already = "already"
        Refused = "refused"
        Blocked = "blocked"
        GaveUp = "gave_up"
        Unknown = "unsure"
        Cancelled = "cancelled"
    });
    written_and_read!(Why {
        AlreadyJoined = "already_joined"
        AlreadyInvited = "already_invited"
        NotAllowed = "not_allowed"
        NotFound = "not_found"
        Deleted = "deleted"
        Invalid = "invalid"
        GaveUp = "gave_up"
        EmailUnknown = "mail_unsure"
        CheckingAgain = "checking_again"
        Exists = "exists"
        SlugTaken = "slug_taken"
        NotForGroup = "not_for_group"
        NotTheirs = "not_theirs"
        NotShared = "not_shared"
        InUse = "in_use"
        NotListed = "not_listed"
        DistributionFailed = "hand_out_failed"
        TaskLost = "task_lost"
        WaitsFor = "waits_for"
        Cancelled = "cancelled"
        StillOpen = "still_open"
        WouldOverwrite = "would_overwrite"
        TargetUnreadable = "target_unreadable"
        NothingToDistribute = "nothing_to_distribute"
        NotTracked = "left_at_that"
        Revoked = "taken_back"
        AddressCorrected = "mended"
    });
}

#[test]
fn the_words_of_requests() {
    written_and_read!(RequestState {
        NotReady = "later"
        Waiting = "waiting"
        Sending = "sending"
        LookingUp = "looking"
        Running = "running"
        Settled = "settled"
    });
}

#[test]
fn the_words_of_acts() {
    written!(CloseReason {
        Made = "made"
        GaveUp = "gave up"
        Cancelled = "cancelled"
        Refused = "refused"
        Blocked = "blocked"
        Left = "left"
        Expired = "expired"
        Revoked = "revoked"
        AddressCorrected = "mended"
        InvitedAgain = "invited again"
    });
    let slug: Slug = "group_a".parse().unwrap();
    for purpose in [
        ActPurpose::Individual,
        ActPurpose::Instance(slug.clone()),
        ActPurpose::GroupInstance(slug.clone()),
        ActPurpose::Distribution {
            target: slug,
            instance: Slug::master(),
            snapshot: Slug::development(),
        },
        ActPurpose::Administrator,
    ] {
        let written = match &purpose {
            ActPurpose::Individual => "own:1",
            ActPurpose::Instance(_) => "instance:group_a",
            ActPurpose::GroupInstance(_) => "room:group_a",
            ActPurpose::Distribution { .. } => "distribute:group_a:master:development",
            ActPurpose::Administrator => "administrator",
        };
        assert_eq!(purpose.to_string(), written);
        assert_eq!(written.parse::<ActPurpose>().unwrap(), purpose);
    }
}
