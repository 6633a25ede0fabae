//! From an intent to acts and calls: which act each person is for, where they are invited, and
//! what the platform is asked for each step.
//!
//! This is pure. The review, the transaction that sends a draft, and a retry all use it, so that
//! what the user reviewed and what is sent can't differ.

use platform::{Call, Distribution, InviteRole, Slug, Target};
use roster::NormalizedAddress;
use store::{ActPurpose, Contents, Intent, Place, Purpose, Role, Step, StepKind, StepState, Why};

/// The purpose of an act that invites somebody. There is at most one open act for a person and
/// a purpose. `instance` is the one that people are invited into; individual instances and the
/// space need none.
pub(crate) fn purpose(intent: &Intent, instance: Option<&Slug>) -> Option<ActPurpose> {
    Some(match intent.purpose? {
        Purpose::Individual => ActPurpose::Individual,
        Purpose::Shared | Purpose::Groups => ActPurpose::Instance(instance?.clone()),
        Purpose::Administrators => ActPurpose::Administrator,
        Purpose::Instances | Purpose::Distribute => return None,
    })
}

/// Where somebody is invited into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InvitedTo {
    Instance(Slug),
    /// The space itself, as its administrator.
    Space,
}

/// Where somebody is invited into: their individual instance, or what was chosen. `None` where
/// that depends on the group, or on a choice that wasn't made.
pub(crate) fn invited_to(
    place: &Place,
    intent: &Intent,
    normalized: &NormalizedAddress,
) -> Option<InvitedTo> {
    match intent.purpose? {
        Purpose::Individual => Some(InvitedTo::Instance(slug_of_person(place, normalized))),
        Purpose::Shared => intent.instance.clone().map(InvitedTo::Instance),
        Purpose::Groups | Purpose::Instances | Purpose::Distribute => None,
        Purpose::Administrators => Some(InvitedTo::Space),
    }
}

/// The slug of a person's individual instance.
pub(crate) fn slug_of_person(place: &Place, normalized: &NormalizedAddress) -> Slug {
    let (org, space) = (place.org.as_str(), place.space.as_str());
    Slug::of_allowed(&roster::individual_slug(org, space, normalized))
}

/// Whether plans with this intent create instances.
pub(crate) fn makes_instances(intent: &Intent) -> bool {
    use Purpose::{Groups, Individual, Instances};
    matches!(intent.purpose, Some(Individual | Groups | Instances))
}

/// Whether plans with this intent distribute a snapshot to instances that exist, and do nothing
/// else.
pub fn distributes_only(intent: &Intent) -> bool {
    intent.purpose == Some(Purpose::Distribute)
}

/// What an instance means that exists, although a plan was to create it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IfExists {
    /// An individual instance may hold somebody's work, so the user is asked.
    Ask,
    /// A group instance that exists is what the user meant.
    Continue,
    /// An instance that is added is to be a new one, so its slug has been taken meanwhile.
    Refuse,
}

impl IfExists {
    pub(crate) fn of(intent: &Intent) -> Self {
        match intent.purpose {
            Some(Purpose::Individual) => Self::Ask,
            Some(Purpose::Instances) => Self::Refuse,
            Some(
                Purpose::Shared | Purpose::Groups | Purpose::Administrators | Purpose::Distribute,
            )
            | None => Self::Continue,
        }
    }

    /// How the creation of an instance that exists ends.
    pub(crate) fn outcome(self) -> (StepState, Why) {
        match self {
            Self::Ask => (StepState::Refused, Why::Exists),
            Self::Continue => (StepState::Already, Why::Exists),
            Self::Refuse => (StepState::Refused, Why::SlugTaken),
        }
    }
}

/// The call of one step. `None` for a distribution, which serves many steps with one call.
pub(crate) fn call_of_step(place: &Place, intent: &Intent, step: &Step) -> Option<Call> {
    match step.kind {
        StepKind::Create => Some(creation_call(
            place,
            step.instance.as_ref()?,
            &step.instance_name,
            description(intent),
        )),
        StepKind::Distribute => None,
        StepKind::Invite => invitation_call(place, intent, step.instance.as_ref(), &step.address),
    }
}

/// The description of new instances. Only those that are added by themselves have one.
pub(crate) fn description(intent: &Intent) -> Option<&str> {
    let text = intent.new_instances.description.trim();
    (intent.purpose == Some(Purpose::Instances) && !text.is_empty()).then_some(text)
}

pub(crate) fn creation_call(
    place: &Place,
    instance: &Slug,
    name: &str,
    description: Option<&str>,
) -> Call {
    Call::CreateInstance {
        org: place.org.clone(),
        space: place.space.clone(),
        name: name.to_owned(),
        slug: instance.clone(),
        description: description.map(str::to_owned),
    }
}

/// `None` where the intent doesn't say yet what people are invited to.
pub(crate) fn invitation_call(
    place: &Place,
    intent: &Intent,
    instance: Option<&Slug>,
    address: &str,
) -> Option<Call> {
    let (org, space) = (place.org.clone(), place.space.clone());
    let email = address.to_owned();
    if intent.purpose? == Purpose::Administrators {
        return Some(Call::InviteAdministrator { org, space, email });
    }
    Some(Call::InviteToInstance {
        org,
        space,
        instance: instance?.clone(),
        email,
        role: match intent.role {
            _ if intent.purpose == Some(Purpose::Individual) => InviteRole::Editor,
            Role::Editor => InviteRole::Editor,
            Role::Viewer => InviteRole::Viewer,
            Role::Observer => InviteRole::Observer,
        },
    })
}

/// Distributes what a snapshot holds to these instances. Each takes a snapshot of itself first,
/// also one that was made a moment ago: a request that lands late may find somebody's work in it.
/// Nothing is said to their people, unless the intent distributes to instances that they use.
pub(crate) fn distribution_call<'a>(
    contents: &Contents,
    place: &Place,
    intent: &Intent,
    instances: impl Iterator<Item = &'a Slug>,
) -> Call {
    let to_existing = distributes_only(intent);
    let wish = Some(&intent.distribution).filter(|_| to_existing);
    let target_instances = instances
        .map(|instance| Target {
            org_slug: place.org.clone(),
            space_slug: place.space.clone(),
            instance_slug: instance.clone(),
        })
        .collect();
    Call::Distribute {
        org: place.org.clone(),
        space: place.space.clone(),
        instance: contents.instance.clone(),
        snapshot: contents.snapshot.clone(),
        distribution: Distribution {
            target_instances,
            auto_snapshot: true,
            notify_target_users: wish.is_some_and(|wish| wish.notify),
            custom_email_message: wish.and_then(|wish| wish.message()).map(str::to_owned),
            source_files: contents.files.clone(),
            source_applications: contents.applications.clone(),
            source_tables: contents.tables.clone(),
        },
    }
}
