//! `cohort instance add`: creates instances in a space, empty or with what a snapshot holds.

use clap::Args;
use jiff::Timestamp;
use outbox::review_of;
use store::{Draft, DraftId, DraftStep, Intent, MaterialChoice, NewInstances, Purpose, SpaceKind};

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::plans::send::Sending;
use crate::plans::snapshot::find_snapshot;
use crate::session::Session;
use crate::space::{self, NamedSpace};

/// Create instances in a space
///
/// Shows what will happen, asks you to confirm, and then creates the instances. They start empty,
/// or with what a snapshot holds. Nobody is invited. If the platform can't be reached, Cohort uses
/// what it last loaded of the space, and creates the instances once the platform can be reached.
///
/// Each instance gets a slug that is made from its name. If an instance with that slug exists,
/// nothing is created, and a free slug is suggested.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
pub(crate) struct AddArgs {
    /// The name or the slug of the space, or ORGANISATION/SPACE
    space: String,

    /// The name of each new instance
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,

    /// Start with this snapshot, given by the names or slugs of an instance and its snapshot
    #[arg(long, value_name = "INSTANCE/SNAPSHOT")]
    from: Option<String>,

    /// The description of the new instances
    #[arg(long, default_value = "")]
    description: String,

    /// The slug of the new instance, if there is only one
    #[arg(long)]
    slug: Option<String>,

    /// Only look for the space in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    #[command(flatten)]
    sending: Sending,
}

impl AddArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let new_instances = self.new_instances()?;
        let session = Session::open(key)?;
        let space = space::find(&session, &self.space, self.account.as_deref()).await?;
        space::load_space(&session, &space).await?;
        let now = Timestamp::now();
        let snapshot = match &self.from {
            Some(from) => Some(find_snapshot(&session, &space.place, from).await?),
            None => None,
        };
        let intent = Intent {
            purpose: Some(Purpose::Instances),
            material: match snapshot {
                Some(_) => MaterialChoice::Snapshot,
                None => MaterialChoice::Nothing,
            },
            snapshot,
            new_instances,
            ..Intent::default()
        };
        let sending = &self.sending;
        let kind = space::kind_of(&session, &space)?;
        let unsaved = unsaved(&space, kind, &intent, now);
        let review = review_of(&session.store, unsaved.clone())?;
        if sending.dry_run || review.obstacle().is_some() {
            return sending.show(&session, &review);
        }
        if !sending.json {
            sending.show(&session, &review)?;
        }
        if !sending.is_confirmed(&review)? {
            return Ok(ExitStatus::NeedsAttention);
        }
        sending.send_new(&session, &space, kind, &intent).await
    }

    fn new_instances(&self) -> Result<NewInstances, CliError> {
        if let Some(name) = self.names.iter().find(|name| name.trim().is_empty()) {
            return Err(CliError::BadName(name.clone()));
        }
        if let Some(name) = self.names.iter().find(|name| name.contains(['\n', '\r'])) {
            return Err(CliError::BadName(name.clone()));
        }
        let description = self.description.clone();
        Ok(match &self.names[..] {
            [name] => NewInstances {
                name: name.clone(),
                slug: self.slug.clone(),
                description,
                ..NewInstances::default()
            },
            _ if self.slug.is_some() => return Err(CliError::OneSlug),
            names => NewInstances {
                several: true,
                names: names.join("\n"),
                description,
                ..NewInstances::default()
            },
        })
    }
}

/// The draft as it would be stored, for a look at what it comes to.
pub(super) fn unsaved(
    space: &NamedSpace,
    kind: SpaceKind,
    intent: &Intent,
    now: Timestamp,
) -> Draft {
    Draft {
        id: DraftId(0),
        name: String::new(),
        place: space.place.clone(),
        space_name: space.name.clone(),
        space_kind: kind,
        intent: intent.clone(),
        step: DraftStep::Review,
        changed_at: now,
        adding: String::new(),
        people: 0,
        change_number: 0,
        maybe_sent: false,
    }
}
