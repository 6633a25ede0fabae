//! `cohort instance list`, `delete` and `restore`: the instances of a space, and those that were
//! created by mistake.

use std::io::Write as _;

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::{DeletedInstance, InstanceKind, shown_names, words};
use platform::{Instance, Slug};
use serde::Serialize;

use crate::confirm::is_confirmed;
use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::output;
use crate::plain::Plain;
use crate::request_json::RequestJson;
use crate::session::Session;
use crate::space::{self, NamedSpace, load_space};

/// List the instances of a space
///
/// They're loaded from the platform. If it can't be reached, those that were loaded last are
/// listed. Instances that were deleted from this computer and can be restored are listed too.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    at: At,
}

/// Delete an instance that was created by mistake
///
/// Everything in it is deleted with it, including the work of the people in it. For 24 hours, you can
/// restore it with `cohort instance restore`. Master and Distributed can't be deleted.
///
/// If the platform only allows this on its website, nothing is deleted.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct DeleteArgs {
    #[command(flatten)]
    at: At,

    /// The name or the slug of the instance, or the email address of its owner
    instance: String,

    /// Print the request that would be made, and delete nothing
    #[arg(long)]
    dry_run: bool,

    /// Delete the instance without asking
    #[arg(long)]
    yes: bool,
}

/// Restore an instance that was deleted in the last 24 hours
///
/// It comes back with everything that was in it.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct RestoreArgs {
    #[command(flatten)]
    at: At,

    /// The name or the slug of the instance
    instance: String,

    /// Print the request that would be made, and restore nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
struct At {
    /// The name or the slug of the space, or ORGANISATION/SPACE
    space: String,

    /// Only look for the space in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

const HELP: &str = "\
Exit status:
  0  Everything is done
  1  You chose not to go ahead
  2  The command failed, and nothing was changed";

/// An instance as JSON. Scripts rely on the keys and the words.
#[derive(Serialize)]
struct InstanceJson<'i> {
    slug: &'i str,
    name: &'i str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    restorable_until: Option<Timestamp>,
}

impl At {
    async fn find(&self, session: &Session) -> Result<NamedSpace, CliError> {
        let space = space::find(session, &self.space, self.account.as_deref()).await?;
        load_space(session, &space).await?;
        Ok(space)
    }

    fn say(&self, what: &InstanceJson<'_>, sentence: &str) -> Result<ExitStatus, CliError> {
        let mut out = std::io::stdout().lock();
        if self.json {
            output::json(what, &mut out)?;
        } else {
            writeln!(out, "{}", Plain(sentence))?;
        }
        Ok(ExitStatus::Done)
    }

    fn request(&self, method: &'static str, path: String) -> Result<ExitStatus, CliError> {
        let request = RequestJson::without_body(method, path);
        request.print(self.json, &mut std::io::stdout().lock())?;
        Ok(ExitStatus::Done)
    }
}

impl ListArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = self.at.find(&session).await?;
        let instances = known(&session, &space)?;
        let deleted = deleted(&session, &space)?;
        let names = shown_names(&instances);
        let there = instances
            .iter()
            .zip(&names)
            .map(|(instance, name)| InstanceJson {
                slug: instance.slug.as_str(),
                name,
                kind: kind(instance),
                restorable_until: None,
            });
        let listed: Vec<_> = there.chain(deleted.iter().map(deleted_json)).collect();
        let mut out = std::io::stdout().lock();
        if self.at.json {
            output::json(&listed, &mut out)?;
            return Ok(ExitStatus::Done);
        }
        let rows: Vec<_> = listed
            .iter()
            .map(|one| {
                let until = one.restorable_until.map(until);
                [
                    one.name.to_owned(),
                    one.slug.to_owned(),
                    until.unwrap_or_else(|| one.kind.to_owned()),
                ]
            })
            .collect();
        output::table(["Instance", "Slug", "Kind"], &rows, &mut out)?;
        Ok(ExitStatus::Done)
    }
}

impl DeleteArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = self.at.find(&session).await?;
        let (slug, name) = named(&self.instance, &known(&session, &space)?)?;
        if self.dry_run {
            return self.at.request("DELETE", path(&space, &slug));
        }
        let question = format!(
            "Delete {}, with everything in it? You can restore it for 24 hours. [y/N] ",
            Plain(&name)
        );
        if !is_confirmed(self.yes, &question)? {
            return Ok(ExitStatus::NeedsAttention);
        }
        let (actions, now) = (&session.outbox.actions, Timestamp::now());
        let deleted = actions.delete_instance(&space.place, &slug, now).await?;
        let sentence = format!("{name} was deleted. {}.", until(deleted.until()));
        self.at.say(&deleted_json(&deleted), &sentence)
    }
}

impl RestoreArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = self.at.find(&session).await?;
        let deleted = deleted(&session, &space)?;
        let slug = if let Some(known) = named_deleted(&self.instance, &deleted)? {
            known
        } else {
            // It may have been deleted from elsewhere.
            let asked = self.instance.parse();
            asked.map_err(|_| CliError::NoInstance(self.instance.clone()))?
        };
        if self.dry_run {
            let path = path(&space, &slug) + "/restore";
            return self.at.request("POST", path);
        }
        let (actions, now) = (&session.outbox.actions, Timestamp::now());
        actions.restore_instance(&space.place, &slug, now).await?;
        let restored = InstanceJson {
            slug: slug.as_str(),
            name: &self.instance,
            kind: "restored",
            restorable_until: None,
        };
        let sentence = format!("{} was restored.", self.instance);
        self.at.say(&restored, &sentence)
    }
}

fn known(session: &Session, space: &NamedSpace) -> Result<Vec<Instance>, CliError> {
    let seen = session.outbox.cache.space(&space.place)?;
    let instances = seen.and_then(|seen| seen.instances);
    let instances = instances.ok_or_else(|| CliError::NeverLoaded(space.name.clone()))?;
    Ok(instances.list)
}

fn deleted(session: &Session, space: &NamedSpace) -> Result<Vec<DeletedInstance>, CliError> {
    let now = Timestamp::now();
    Ok(outbox::deleted_instances(
        &session.store,
        &space.place,
        now,
    )?)
}

/// The instance with this slug, or the only one with this name, and the name under which it is shown.
fn named(asked: &str, instances: &[Instance]) -> Result<(Slug, String), CliError> {
    let by_slug = |one: &&Instance| one.slug.as_str() == asked;
    let found = if let Some(found) = instances.iter().find(by_slug) {
        found
    } else {
        let by_name = |one: &&Instance| one.name.to_lowercase() == asked.to_lowercase();
        let found = instances.iter().filter(by_name);
        only(asked, found, |one| one.slug.to_string())?
            .ok_or_else(|| CliError::NoInstance(asked.to_owned()))?
    };
    let shown = instances.iter().zip(shown_names(instances));
    let shown = shown.into_iter().find(|(one, _)| one.slug == found.slug);
    let name = shown.map_or_else(|| found.name.clone(), |(_, shown)| shown);
    Ok((found.slug.clone(), name))
}

/// The slug of the instance that was deleted from this computer and has this slug or, alone, this
/// name. `None`: no deleted instance is meant.
fn named_deleted(asked: &str, deleted: &[DeletedInstance]) -> Result<Option<Slug>, CliError> {
    let by_slug = |one: &&DeletedInstance| one.slug.as_str() == asked;
    if let Some(found) = deleted.iter().find(by_slug) {
        return Ok(Some(found.slug.clone()));
    }
    let by_name = |one: &&DeletedInstance| one.name.to_lowercase() == asked.to_lowercase();
    let found = only(asked, deleted.iter().filter(by_name), |one| {
        let at = words::date_and_time(one.deleted_at, &TimeZone::system());
        format!("{} (deleted {at})", one.slug)
    })?;
    Ok(found.map(|one| one.slug.clone()))
}

/// The one instance that was found by its name. Where there are several, the error says how they are
/// told apart.
fn only<'i, T>(
    asked: &str,
    found: impl Iterator<Item = &'i T>,
    told_apart: impl Fn(&T) -> String,
) -> Result<Option<&'i T>, CliError> {
    let found: Vec<&T> = found.collect();
    match *found {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        ref several => Err(CliError::InstancesOfOneName {
            name: asked.to_owned(),
            slugs: several.iter().map(|one| told_apart(one)).collect(),
        }),
    }
}

fn deleted_json(deleted: &DeletedInstance) -> InstanceJson<'_> {
    InstanceJson {
        slug: deleted.slug.as_str(),
        name: &deleted.name,
        kind: "deleted",
        restorable_until: Some(deleted.until()),
    }
}

fn until(at: Timestamp) -> String {
    let at = words::date_and_time(at, &TimeZone::system());
    format!("It can be restored until {at}")
}

fn kind(instance: &Instance) -> &'static str {
    match InstanceKind::of(instance) {
        InstanceKind::Master => "master",
        InstanceKind::Distributed => "distributed",
        InstanceKind::Shared => "shared",
        InstanceKind::Individual => "individual",
    }
}

fn path(space: &NamedSpace, instance: &Slug) -> String {
    platform::instance_path(&space.place.org, &space.place.space, instance)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use samples::instance;

    use super::*;

    #[test]
    fn of_instances_with_one_name_none_is_deleted_or_restored_by_that_name() {
        // The second name has a Cyrillic letter.
        let instances = [
            instance("reds", "Reds"),
            instance("mallory", "R\u{435}ds"),
            instance("blue_1", "Blues"),
            instance("blue_2", "blues"),
        ];
        let (slug, shown) = named("Reds", &instances).unwrap();
        assert_eq!((slug.as_str(), shown.as_str()), ("reds", "Reds (reds)"));
        let error = named("Blues", &instances).unwrap_err();
        assert!(error.to_string().contains("blue_1, blue_2"), "{error}");
        assert_eq!(named("blue_2", &instances).unwrap().0.as_str(), "blue_2");

        let deleted: Vec<_> = instances
            .iter()
            .map(|one| DeletedInstance {
                slug: one.slug.clone(),
                name: one.name.clone(),
                deleted_at: Timestamp::UNIX_EPOCH,
            })
            .collect();
        let error = named_deleted("Blues", &deleted).unwrap_err().to_string();
        for told_apart in ["blue_1 (deleted ", "blue_2 (deleted ", "1970"] {
            assert!(error.contains(told_apart), "{error}");
        }
        let by_slug = named_deleted("blue_2", &deleted).unwrap().unwrap();
        assert_eq!(by_slug.as_str(), "blue_2");
        assert_eq!(named_deleted("Greens", &deleted).unwrap(), None);
    }
}
