//! What the window is shown, made from the domain's types.

use std::collections::HashMap;

use jiff::Timestamp;
use outbox::{ConnectionState as Known, SeenSpace};
use platform::Role as PlatformRole;
use roster::NormalizedAddress;
use serde::Serialize;

use super::{
    Account, AccountKind, Aim, CallLine, CannotWhy, ConnectionState, Draft, DraftCounts,
    DraftEntry, DraftRow, DraftStep, EditKind, Existing, Field, FileLooks, FilePerson, FileSystem,
    Finding, FindingKind, History, Instance, InstanceKind, KeyState, Material, Person,
    PersonInstance, PersonState, PlanCounts, Problem, Purpose, Role, RowField, Severity,
    SnapshotRef, Space, SpaceKind, Split, SplitKind, StepKind, StepState, slug,
};

/// Enumerations that stand on both sides with the same names.
macro_rules! same_words {
    ($($theirs:path => $ours:ident { $($name:ident)* })*) => { $(
        impl From<$theirs> for $ours {
            fn from(value: $theirs) -> Self {
                match value { $( <$theirs>::$name => Self::$name, )* }
            }
        }
        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                match value { $( $ours::$name => Self::$name, )* }
            }
        }
    )* };
}

same_words! {
    store::AccountKind => AccountKind { Practice Platform }
    store::SpaceKind => SpaceKind { Course Project Dataset Other }
    store::Purpose => Purpose { Own Shared Groups Administrators }
    store::MaterialChoice => Material { Distributed Snapshot Nothing }
    store::ExistingInstance => Existing { InviteOnly HandOut LeaveOut }
    store::StepKind => StepKind { Create HandOut Invite }
    outbox::UndistributableWhy => CannotWhy { Home NoPath }
    store::Role => Role { Editor Viewer Observer }
    store::DraftStep => DraftStep { WhatFor How Who WithWhat Review }
    store::RowField => RowField { Name Address Group Note }
    store::EditKind => EditKind {
        Typing Paste Fill Remove LeaveOut Mend Groups File Difference
    }
    store::StepState => StepState {
        Waiting Sending Done Already Refused Blocked GaveUp Unsure Cancelled
    }
    roster::Severity => Severity { Blocks Asks Tells }
    roster::Field => Field {
        Address OtherAddress Name FirstName LastName Group Note ListId Login Ignored
    }
    roster::ForeignFormat => FileLooks {
        Picture Pdf Archive Document Program Sound Database WebPage Binary
    }
}

impl From<&platform::SpaceKind> for SpaceKind {
    fn from(kind: &platform::SpaceKind) -> Self {
        match kind {
            platform::SpaceKind::Course => Self::Course,
            platform::SpaceKind::Project => Self::Project,
            platform::SpaceKind::Dataset => Self::Dataset,
            platform::SpaceKind::Other(_) => Self::Other,
        }
    }
}

impl From<Known> for ConnectionState {
    fn from(known: Known) -> Self {
        match known {
            Known::Online => Self::Online,
            Known::Offline => Self::Offline,
            Known::KeyRefused => Self::KeyRefused,
            Known::KeyMissing => Self::KeyMissing,
        }
    }
}

impl From<store::Intent> for Aim {
    fn from(aim: store::Intent) -> Self {
        Self {
            purpose: aim.purpose.map(Into::into),
            instance: aim.instance.map(String::from),
            instance_name: aim.instance_name,
            role: aim.role.into(),
            material: aim.material.into(),
            snapshot: aim.snapshot.map(Into::into),
            existing: aim.existing.map(Into::into),
        }
    }
}

impl TryFrom<Aim> for store::Intent {
    type Error = Problem;

    fn try_from(aim: Aim) -> Result<Self, Problem> {
        Ok(Self {
            purpose: aim.purpose.map(Into::into),
            instance: aim.instance.as_deref().map(slug).transpose()?,
            instance_name: aim.instance_name,
            role: aim.role.into(),
            material: aim.material.into(),
            snapshot: aim.snapshot.map(TryInto::try_into).transpose()?,
            existing: aim.existing.map(Into::into),
        })
    }
}

impl From<store::SnapshotRef> for SnapshotRef {
    fn from(snapshot: store::SnapshotRef) -> Self {
        Self {
            instance: snapshot.instance.into(),
            instance_name: snapshot.instance_name,
            slug: snapshot.slug.into(),
            name: snapshot.name,
            at: snapshot.at.map(time),
        }
    }
}

impl TryFrom<SnapshotRef> for store::SnapshotRef {
    type Error = Problem;

    fn try_from(snapshot: SnapshotRef) -> Result<Self, Problem> {
        Ok(Self {
            instance: slug(&snapshot.instance)?,
            instance_name: snapshot.instance_name,
            slug: slug(&snapshot.slug)?,
            name: snapshot.name,
            at: snapshot.at.and_then(|at| at.parse().ok()),
        })
    }
}

impl From<store::History> for History {
    fn from(history: store::History) -> Self {
        Self {
            undo: history.undo.map(Into::into),
            redo: history.redo.map(Into::into),
        }
    }
}

impl From<roster::System> for FileSystem {
    fn from(system: roster::System) -> Self {
        use roster::System;
        match system {
            System::Cohort => Self::Cohort,
            System::CanvasGradebook | System::CanvasSis => Self::Canvas,
            System::MoodleParticipants | System::MoodleGrading | System::MoodleUpload => {
                Self::Moodle
            }
            System::Blackboard => Self::Blackboard,
            System::Brightspace => Self::Brightspace,
            System::OpenOlat => Self::OpenOlat,
            System::Ilias => Self::Ilias,
            System::GoogleClassroom => Self::GoogleClassroom,
            System::GithubClassroom => Self::GithubClassroom,
            System::GoogleContacts => Self::GoogleContacts,
            System::Outlook => Self::Outlook,
            System::Zoom => Self::Zoom,
            System::Teams => Self::Teams,
        }
    }
}

impl From<roster::Entry> for FilePerson {
    fn from(entry: roster::Entry) -> Self {
        Self {
            name: entry.name,
            address: entry.address,
            group: entry.group,
            note: entry.note,
            list_id: entry.list_id,
        }
    }
}

impl From<FilePerson> for roster::Entry {
    fn from(person: FilePerson) -> Self {
        Self {
            name: person.name,
            address: person.address,
            group: person.group,
            note: person.note,
            list_id: person.list_id,
        }
    }
}

impl From<Split> for roster::Split {
    fn from(split: Split) -> Self {
        let n = usize::try_from(split.n).unwrap_or(usize::MAX);
        match split.kind {
            SplitKind::Groups => Self::Groups(n),
            SplitKind::Each => Self::Each(n),
        }
    }
}

impl From<store::PlanCounts> for PlanCounts {
    fn from(counts: store::PlanCounts) -> Self {
        Self {
            all: counts.all(),
            waiting: counts.waiting,
            sending: counts.sending,
            done: counts.done,
            already: counts.already,
            refused: counts.refused,
            blocked: counts.blocked,
            gave_up: counts.gave_up,
            unsure: counts.unsure,
            cancelled: counts.cancelled,
        }
    }
}

/// How many, as the window counts.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(crate) fn time(at: Timestamp) -> String {
    at.to_string()
}

pub(crate) fn account(account: store::Account, key: KeyState) -> Account {
    Account {
        id: account.id.to_string(),
        name: account.name,
        address: account.address,
        kind: account.kind.into(),
        key,
    }
}

pub(crate) fn draft_entry(draft: &store::Draft) -> DraftEntry {
    DraftEntry {
        id: draft.id.to_string(),
        name: draft.name.clone(),
        account: draft.place.account.to_string(),
        org: draft.place.org.to_string(),
        space: draft.place.space.to_string(),
        space_name: draft.space_name.clone(),
        people: draft.people,
        changed_at: time(draft.changed_at),
    }
}

pub(crate) fn draft(
    draft: store::Draft,
    rows: Vec<DraftRow>,
    counts: DraftCounts,
    history: History,
) -> Draft {
    Draft {
        id: draft.id.to_string(),
        name: draft.name,
        account: draft.place.account.to_string(),
        org: draft.place.org.into(),
        space: draft.place.space.into(),
        space_name: draft.space_name,
        space_kind: draft.space_kind.into(),
        aim: draft.intent.into(),
        step: draft.step.into(),
        rows,
        counts,
        changed_at: time(draft.changed_at),
        history,
        adding: draft.adding,
    }
}

pub(crate) fn row(
    row: &store::Row,
    findings: Vec<(roster::Finding, Option<store::RowId>)>,
) -> DraftRow {
    DraftRow {
        findings: findings
            .into_iter()
            .map(|(finding, other)| self::finding(&row.address, finding, other))
            .collect(),
        id: row.id.to_string(),
        position: row.position,
        name: row.name.clone(),
        address: row.address.clone(),
        group: row.group.clone(),
        note: row.note.clone(),
        list_id: row.list_id.clone(),
        left_out: row.skipped,
    }
}

fn finding(address: &str, finding: roster::Finding, other: Option<store::RowId>) -> Finding {
    let (kind, reason) = match finding.kind {
        roster::FindingKind::Invalid(why) => (FindingKind::Invalid, Some(word(&why))),
        roster::FindingKind::Typo(why) => (FindingKind::Slip, Some(word(&why))),
        roster::FindingKind::Unusual(why) => (FindingKind::Unusual, Some(word(&why))),
        roster::FindingKind::Duplicate { .. } => (FindingKind::Double, None),
        roster::FindingKind::Outside => (FindingKind::Outside, None),
        roster::FindingKind::AlreadyIn => (FindingKind::AlreadyIn, None),
        roster::FindingKind::AlreadyInvited => (FindingKind::AlreadyInvited, None),
        roster::FindingKind::RoleAddress => (FindingKind::RoleAddress, None),
        roster::FindingKind::NoName => (FindingKind::NoName, None),
    };
    Finding {
        kind,
        reason,
        severity: finding.severity().into(),
        at: finding
            .at
            .map(|at| (units(address, at.start), units(address, at.end))),
        mend: finding.fix,
        other_row: other.map(|row| row.to_string()),
    }
}

/// The word of a variant as the window spells it: `dot_after_at` is `dotAfterAt`.
fn word(value: &impl Serialize) -> String {
    let word = match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Object(tagged)) => tagged.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    let mut parts = word.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let mut letters = part.chars();
        let capital = letters.next().map(|letter| letter.to_ascii_uppercase());
        text + &capital.into_iter().chain(letters).collect::<String>()
    })
}

/// From characters, as the domain counts, to UTF-16 code units, as the window does.
fn units(text: &str, characters: usize) -> u32 {
    let units: usize = text.chars().take(characters).map(char::len_utf16).sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}

pub(crate) fn space(
    account: &store::AccountId,
    sight: &SeenSpace,
    invited: Vec<store::Invited>,
) -> Space {
    let invited: HashMap<String, store::Invited> = invited
        .into_iter()
        .map(|invited| (invited.address.clone(), invited))
        .collect();
    let members = sight
        .members
        .as_ref()
        .map(|seen| seen.list.as_slice())
        .unwrap_or_default();
    let instances = sight
        .instances
        .as_ref()
        .map(|seen| seen.list.as_slice())
        .unwrap_or_default();
    let named: HashMap<&str, Place<'_>> = instances
        .iter()
        .map(|instance| {
            let owner = NormalizedAddress::of(&instance.name);
            (instance.slug.as_str(), Place { instance, owner })
        })
        .collect();
    let mut people_in: HashMap<&str, u32> = HashMap::new();
    for role in members
        .iter()
        .filter(|member| member.space_role != Some(PlatformRole::SpaceAdmin))
        .flat_map(|member| &member.instance_roles)
    {
        *people_in.entry(role.instance_slug.as_str()).or_default() += 1;
    }
    let mut listed: Vec<Instance> = instances
        .iter()
        .map(|instance| Instance {
            slug: instance.slug.to_string(),
            name: instance.name.clone(),
            description: instance.description.clone().filter(|text| !text.is_empty()),
            kind: instance_kind(instance),
            created_at: instance.creation_timestamp.map(time),
            people: people_in
                .get(instance.slug.as_str())
                .copied()
                .unwrap_or_default(),
        })
        .collect();
    listed.sort_by_key(|instance| instance.kind);
    Space {
        account: account.to_string(),
        org: sight.org.slug.to_string(),
        org_name: sight.org.name.clone(),
        slug: sight.space.slug.to_string(),
        name: sight.space.name.clone(),
        kind: (&sight.space.kind).into(),
        kind_as_said: sight.space.kind.to_string(),
        role: sight.space.role.as_ref().map(ToString::to_string),
        administrator: administers(&sight.space),
        administrators: members
            .iter()
            .filter(|member| member.space_role == Some(PlatformRole::SpaceAdmin) && member.active)
            .map(|member| {
                if member.name.is_empty() {
                    &member.email
                } else {
                    &member.name
                }
            })
            .cloned()
            .collect(),
        people: members
            .iter()
            .map(|member| person(member, &named, &invited))
            .collect(),
        instances: listed,
        seen_at: sight.members.as_ref().map(|seen| time(seen.at)),
    }
}

pub(crate) fn administers(space: &platform::Space) -> bool {
    space.role == Some(PlatformRole::SpaceAdmin)
}

fn person(
    member: &platform::SpaceMember,
    instances: &HashMap<&str, Place<'_>>,
    invited: &HashMap<String, store::Invited>,
) -> Person {
    let administrator = member.space_role == Some(PlatformRole::SpaceAdmin);
    let compared = NormalizedAddress::of(&member.email);
    let from_here = compared
        .as_ref()
        .and_then(|address| invited.get(address.as_str()));
    let mut person = Person {
        // Who has not come has no name yet on the platform; the list they were invited from had.
        name: match from_here {
            Some(invited) if member.name.is_empty() => invited.name.clone(),
            _ => member.name.clone(),
        },
        address: member.email.clone(),
        state: if member.active {
            PersonState::Joined
        } else {
            PersonState::Invited
        },
        administrator,
        own_instance: false,
        shared: Vec::new(),
        invited_at: from_here.map(|invited| time(invited.at)),
    };
    for role in &member.instance_roles {
        let Some(place) = instances.get(role.instance_slug.as_str()) else {
            continue;
        };
        if place.owner.is_some() {
            person.own_instance |= place.owner == compared;
        } else if !administrator {
            // What administrators inherit is no news about them.
            person.shared.push(PersonInstance {
                slug: place.instance.slug.to_string(),
                name: place.instance.name.clone(),
                role: role.role.to_string(),
            });
        }
    }
    person
}

/// An instance, and whose own it is: its name is the person's address.
struct Place<'a> {
    instance: &'a platform::Instance,
    owner: Option<NormalizedAddress>,
}

fn instance_kind(instance: &platform::Instance) -> InstanceKind {
    match instance.slug.as_str() {
        "master" => InstanceKind::Master,
        "distributed" => InstanceKind::Distributed,
        _ if NormalizedAddress::of(&instance.name).is_some() => InstanceKind::Own,
        _ => InstanceKind::Shared,
    }
}

pub(crate) fn call(path: &str, body: &[u8]) -> CallLine {
    CallLine {
        method: "POST".to_owned(),
        path: path.to_owned(),
        body: String::from_utf8_lossy(body).into_owned(),
    }
}
