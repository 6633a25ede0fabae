//! Every call, in a line or two.

pub(super) struct Operation {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) summary: &'static str,
    /// The name of the body's schema, and whether there must be one.
    pub(super) body: Option<(&'static str, bool)>,
    pub(super) status: u16,
    pub(super) answer: Schema,
    pub(super) clash: bool,
    /// Not part of the hosted platform.
    pub(super) extended: bool,
}

pub(super) enum Schema {
    One(&'static str),
    Many(&'static str),
}

use Schema::{Many, One};

const SPACE: &str = "/spaces/v1/org/{org}/space/{space}";
const INSTANCES: &str = "/instances/v1/org/{org}/space/{space}";
const INSTANCE: &str = "/instances/v1/org/{org}/space/{space}/instance/{instance}";
pub(super) const SNAPSHOT: &str = "org/{org}/space/{space}/instance/{instance}/snapshot/{snapshot}";

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
pub(super) type At = (&'static str, &'static str);

pub(super) fn operations() -> Vec<(At, Operation)> {
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
