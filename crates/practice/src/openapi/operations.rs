//! Every operation of the API, in a line or two.

pub(super) struct Operation {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) summary: &'static str,
    /// The name of the schema of the request body, and whether a body is required.
    pub(super) body: Option<(&'static str, bool)>,
    pub(super) status: u16,
    pub(super) answer: AnswerSchema,
    /// Whether it can be answered with 409.
    pub(super) can_conflict: bool,
    /// Whether it isn't part of the hosted platform's public API.
    pub(super) extended: bool,
}

/// The name of the schema of the answer.
pub(super) enum AnswerSchema {
    One(&'static str),
    ListOf(&'static str),
}

use AnswerSchema::{ListOf, One};

const SPACE: &str = "/spaces/v1/org/{org}/space/{space}";
const INSTANCES: &str = "/instances/v1/org/{org}/space/{space}";
const INSTANCE: &str = "/instances/v1/org/{org}/space/{space}/instance/{instance}";
pub(super) const SNAPSHOT: &str = "org/{org}/space/{space}/instance/{instance}/snapshot/{snapshot}";

const fn get(path: &'static str, summary: &'static str, answer: AnswerSchema) -> Operation {
    Operation {
        method: "get",
        path,
        summary,
        body: None,
        status: 200,
        answer,
        can_conflict: false,
        extended: false,
    }
}

const fn post(
    path: &'static str,
    summary: &'static str,
    body: &'static str,
    status: u16,
    answer: AnswerSchema,
) -> Operation {
    Operation {
        method: "post",
        path,
        summary,
        body: Some((body, true)),
        status,
        answer,
        can_conflict: true,
        extended: false,
    }
}

const fn delete(path: &'static str, summary: &'static str, answer: AnswerSchema) -> Operation {
    Operation {
        method: "delete",
        can_conflict: true,
        ..get(path, summary, answer)
    }
}

const fn extended(operation: Operation) -> Operation {
    Operation {
        extended: true,
        ..operation
    }
}

/// The start of a path, which is one of the constants above, and the rest of it.
pub(super) type PathParts = (&'static str, &'static str);

pub(super) fn operations() -> Vec<(PathParts, Operation)> {
    let mut all = spaces_and_instances();
    all.extend(snapshots());
    all.extend(extensions());
    all
}

fn spaces_and_instances() -> Vec<(PathParts, Operation)> {
    vec![
        (
            ("", ""),
            get("/orgs/v1", "The caller's organisations", ListOf("Org")),
        ),
        (
            ("", ""),
            get(
                "/spaces/v1/org/{org}",
                "The caller's spaces",
                ListOf("Space"),
            ),
        ),
        (
            (SPACE, "/members"),
            get("", "The members of a space", ListOf("SpaceMember")),
        ),
        (
            (SPACE, "/invitations"),
            post(
                "",
                "Invite an administrator of a space",
                "SpaceInvitationRequest",
                201,
                One("Invitation"),
            ),
        ),
        (
            (INSTANCES, ""),
            get("", "The instances of a space", ListOf("Instance")),
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
                "Create an instance for a group",
                "GroupCreateRequest",
                202,
                One("TaskRef"),
            ),
        ),
        (
            (INSTANCE, "/members"),
            get("", "The members of an instance", ListOf("InstanceMember")),
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
                "Create a snapshot",
                "SnapshotCreateRequest",
                201,
                One("TaskRef"),
            ),
        ),
    ]
}

fn snapshots() -> Vec<(PathParts, Operation)> {
    vec![
        (
            (
                "/snapshots/v1/org/{org}/space/{space}/instance/{instance}",
                "",
            ),
            get("", "The snapshots of an instance", ListOf("Snapshot")),
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
            get("", "The applications in a snapshot", ListOf("Application")),
        ),
        (
            ("/tables/v1/", SNAPSHOT),
            get("", "The tables in a snapshot", ListOf("Table")),
        ),
        (
            ("/files/v1/", "{}/files"),
            get("", "The files at the top level", ListOf("File")),
        ),
        (
            ("/files/v1/", "{}/files/{path}"),
            get("", "The files in a folder", ListOf("File")),
        ),
        (
            ("/files/v1/", "{}/home"),
            get("", "The home files at the top level", ListOf("File")),
        ),
        (
            ("/files/v1/", "{}/home/{path}"),
            get("", "The home files in a folder", ListOf("File")),
        ),
        (
            ("/distribution/v1/", SNAPSHOT),
            post(
                "",
                "Distribute from a snapshot",
                "DistributionRequest",
                202,
                One("TaskRef"),
            ),
        ),
        (
            ("", ""),
            get("/tasks/v1/{tkid}", "How far a task has come", One("Task")),
        ),
    ]
}

fn extensions() -> Vec<(PathParts, Operation)> {
    let link = (SPACE, "/invitation_link");
    vec![
        (
            ("", ""),
            extended(get(
                "/extensions/v1",
                "What this platform offers beyond the public API",
                One("Extensions"),
            )),
        ),
        (
            link,
            extended(Operation {
                can_conflict: true,
                ..get("", "The sign-up link of a course", One("Link"))
            }),
        ),
        (
            link,
            extended(Operation {
                method: "put",
                body: Some(("LinkRequest", false)),
                ..delete("", "Create or renew the sign-up link", One("Link"))
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
                ListOf("InvitationListed"),
            )),
        ),
        (
            (SPACE, "/invitations/{id}"),
            extended(delete("", "Revoke an invitation", One("InvitationRevoked"))),
        ),
        (
            (SPACE, "/invitations/{id}/resend"),
            extended(Operation {
                body: Some(("EmptyRequest", false)),
                ..post("", "Resend an invitation", "", 200, One("Invitation"))
            }),
        ),
        (
            (SPACE, "/members/{email}"),
            extended(delete(
                "",
                "Remove a person from a space",
                One("MemberRemoved"),
            )),
        ),
        (
            (INSTANCE, ""),
            extended(delete("", "Delete an instance", One("InstanceDeleted"))),
        ),
        (
            (INSTANCE, "/restore"),
            extended(Operation {
                body: Some(("EmptyRequest", false)),
                ..post("", "Restore an instance", "", 200, One("InstanceRestored"))
            }),
        ),
    ]
}
