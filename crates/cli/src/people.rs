//! `cohort people`: lists who is in a space, and who was invited and hasn't joined yet.

use std::collections::HashMap;
use std::io::Write as _;

use clap::Args;
use jiff::Timestamp;
use outbox::{KnownPeople, PersonInSpace, PersonState, SeenSpace, shown_names, words};
use platform::Role;
use roster::NormalizedAddress;
use serde::{Serialize, Serializer};

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::output;
use crate::session::Session;
use crate::space::{self, load_space};
use crate::spaces::role;

/// List the people in a space, and the state of each of them
///
/// Includes people who were invited and haven't joined yet, and those whom a plan on this computer
/// is about to invite. The people are loaded from the platform. If it can't be reached, those that
/// were loaded last are listed.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
pub(crate) struct PeopleArgs {
    /// The name or the slug of the space, or ORGANISATION/SPACE
    space: String,

    /// Only list people who were invited and haven't joined yet
    #[arg(long)]
    not_joined: bool,

    /// Only look for the space in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    /// Print the people as JSON
    #[arg(long)]
    json: bool,
}

/// A person as JSON. Scripts rely on the keys and the words.
#[derive(Serialize)]
struct PersonJson {
    name: String,
    address: String,
    #[serde(serialize_with = "for_scripts")]
    state: PersonState,
    administrator: bool,
    instances: Vec<PersonInstanceJson>,
    invited_at: Option<Timestamp>,
    joined_at: Option<Timestamp>,
    expires_at: Option<Timestamp>,
}

#[derive(Serialize)]
struct PersonInstanceJson {
    slug: String,
    name: String,
    role: String,
    /// It is the person's alone.
    individual: bool,
}

impl PeopleArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = space::find(&session, &self.space, self.account.as_deref()).await?;
        load_space(&session, &space).await?;
        let seen = session.outbox.cache.space(&space.place)?;
        let seen = seen.filter(|seen| seen.members.is_some());
        let seen = seen.ok_or_else(|| CliError::NeverLoaded(space.name.clone()))?;
        let known = KnownPeople::read(&session.store, &space.place)?;
        let mut people = people(&seen, &known);
        let joined = people
            .iter()
            .filter(|person| person.state == PersonState::Joined)
            .count();
        let all = people.len();
        if self.not_joined {
            people.retain(|person| {
                matches!(
                    person.state,
                    PersonState::Invited | PersonState::Expired | PersonState::Bounced
                )
            });
        }
        let mut out = std::io::stdout().lock();
        if self.json {
            output::json(&people, &mut out)?;
            return Ok(ExitStatus::Done);
        }
        if !people.is_empty() {
            let rows: Vec<_> = people.iter().map(row).collect();
            output::table(["Name", "Address", "State", "Access"], &rows, &mut out)?;
            writeln!(out)?;
        }
        writeln!(out, "{}, {joined} joined", words::people(all))?;
        Ok(ExitStatus::Done)
    }
}

fn row(person: &PersonJson) -> [String; 4] {
    let access = if person.administrator {
        "administrator".to_owned()
    } else {
        let instances = person.instances.iter();
        let said: Vec<_> = instances
            .map(|instance| {
                if instance.individual {
                    "individual instance".to_owned()
                } else {
                    format!("{} ({})", instance.name, instance.role)
                }
            })
            .collect();
        said.join(", ")
    };
    [
        person.name.clone(),
        person.address.clone(),
        shown(person.state).to_owned(),
        access,
    ]
}

fn people(seen: &SeenSpace, known: &KnownPeople) -> Vec<PersonJson> {
    let instances = seen.instances.as_ref().map(|seen| seen.list.as_slice());
    let instances = instances.unwrap_or_default();
    let names: HashMap<&str, String> = instances
        .iter()
        .map(|instance| instance.slug.as_str())
        .zip(shown_names(instances))
        .collect();
    let person = |who: &PersonInSpace<'_>| person(who, &names, known);
    known.people(seen).iter().map(person).collect()
}

fn person(
    who: &PersonInSpace<'_>,
    names: &HashMap<&str, String>,
    known: &KnownPeople,
) -> PersonJson {
    let administrator = who
        .member
        .is_some_and(|member| member.space_role == Some(Role::SpaceAdmin));
    // Administrators have a role in every instance, so it says nothing about them.
    let held = who.member.filter(|_| !administrator);
    let held = held.map(|member| member.instance_roles.as_slice());
    let instances = held
        .unwrap_or_default()
        .iter()
        .filter_map(|held| {
            let slug = held.instance_slug.as_str();
            let name = names.get(slug)?;
            let owner = NormalizedAddress::of(name);
            Some(PersonInstanceJson {
                slug: slug.to_owned(),
                name: name.clone(),
                role: role(&held.role),
                individual: owner.is_some() && owner == who.normalized,
            })
        })
        .collect();
    let expires_at = who.invitation.and_then(|listed| listed.validity_timestamp);
    PersonJson {
        name: who.name().to_owned(),
        address: who.address().to_owned(),
        state: who.state(),
        administrator,
        instances,
        invited_at: known.invited_at(who),
        joined_at: known.joined_at(who),
        expires_at: expires_at.filter(|_| !who.has_joined()),
    }
}

/// The word that scripts read.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn for_scripts<S: Serializer>(state: &PersonState, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match state {
        PersonState::Joined => "joined",
        PersonState::Invited => "invited",
        PersonState::Expired => "expired",
        PersonState::Bounced => "bounced",
        PersonState::Waiting => "waiting",
        PersonState::Sending => "sending",
        PersonState::Failed => "failed",
        PersonState::Unknown => "unknown",
    })
}

/// The words that people read.
fn shown(state: PersonState) -> &'static str {
    match state {
        PersonState::Joined => "joined",
        PersonState::Invited => "not joined yet",
        PersonState::Expired => "invitation expired",
        PersonState::Bounced => "email came back",
        PersonState::Waiting => "waiting",
        PersonState::Sending => "sending",
        PersonState::Failed => "failed",
        PersonState::Unknown => "unknown",
    }
}
