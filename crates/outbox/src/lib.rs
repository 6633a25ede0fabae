//! From a draft to a plan, and from a plan to invitations: nothing is lost, and nobody is invited
//! twice.
//!
//! Nothing here knows of windows. The window and the terminal both open an [`Outbox`] on a data
//! folder and work with its parts. These are its folders, about from the top down; what each may use
//! of the others is in `docs/architecture.md`:
//!
//! - `outbox` puts everything together.
//! - `process` decides which process of this computer sends, makes and restores backups, and
//!   recognises restored data.
//! - `actions` is what the user does to plans and invitations.
//! - `engine` sends: it takes what is due, asks the machine what an answer means, and writes it
//!   down. It alone talks to a platform on behalf of a plan.
//! - `told` puts plans into words and reports, and measures how fast they get on.
//! - `overview` puts together where all spaces of an account stand, and what needs attention.
//! - `diagnosis` checks with the platform what works, for somebody who looks for the cause of a
//!   problem.
//! - `support` makes the copy of what is known here that somebody who helps gets, without names.
//! - `compare` holds a list against the people of a space.
//! - `link` reads and changes the sign-up links of courses.
//! - `search` finds people, drafts and plans by a few letters.
//! - `draft` says, without a connection, what is still missing in a draft and what sending it would
//!   do, and turns it into a plan when it is sent.
//! - `machine` is pure: a request, an event, and what follows for the request.
//! - `departure` reads the platform anew before a plan's first request, and settles what is done
//!   already.
//! - `seen` is what a platform showed: kept for offline, and asked about single people.
//! - `plan` is what follows for everything else: the steps that wait for one another, the acts,
//!   and the plan.
//! - `account` is what this run knows of each account: its client, its connection, and what its
//!   platform offers.
//! - `events` is used by all of them.
//!
//! The rules are in `docs/delivery.md`, and each has a test named after it.

#[cfg(panic = "abort")]
compile_error!(
    "A fault in one task would end the program that sends. Build with panic = \"unwind\""
);

mod account;
mod actions;
mod compare;
mod departure;
mod diagnosis;
mod draft;
mod engine;
mod events;
mod link;
mod machine;
mod outbox;
mod overview;
mod plan;
mod process;
mod search;
mod seen;
mod support;
mod told;

pub use account::clients::{BeforeUse, ClientError, Clients, before_use};
pub use account::connections::{Connection, ConnectionState, Connections};
pub use account::features::{InvitationOffers, deletes_instances, takes_people_out};
pub use account::keys::AccountError;
pub use actions::{
    ActionError, Actions, DeletedInstance, FailedOf, InstanceError, InvitationError, PeopleAction,
    PeopleOutcome, PlanCan, RestoredData, StepAction, StepCan, asks_user, deleted_instances,
};
pub use compare::known_counts::ComparisonCounts;
pub use compare::matching::{ComparedPerson, LeftList, ListGroup};
pub use compare::{Comparison, Comparisons, kept_people, kept_person};
pub use diagnosis::{Administrator, Check, Diagnosis};
pub use draft::choices::{
    ChoiceError, IntentChoice, InvitationWay, PurposeObstacle, WayObstacle, choose, intent_of_file,
    materials, purposes, roles, ways,
};
pub use draft::distribution::{
    DistributionTarget, DistributionTargets, LONGEST_MESSAGE, NoTarget, TargetFate, TargetOwner,
    WhyNoTarget, choosable, distribution_targets,
};
pub use draft::group_instances::GroupInstance;
pub use draft::lacks::{
    InvitationStep, Lack, creates_only, creation_steps, distribution_steps, invitation_steps,
    invites_nobody, open_step,
};
pub use draft::new_instances::{
    CheckedInstances, LONGEST_TEXT, MOST_INSTANCES, NewInstance, NewInstanceObstacle,
    check_new_instances,
};
pub use draft::refused_instances::draft_of_refused_instances;
pub use draft::refused_people::{Correction, draft_of_refused_people};
pub use draft::request_preview::preview_requests;
pub use draft::review::make::{review, review_of};
pub use draft::review::{Review, ReviewError, ReviewedPerson, SendObstacle};
pub use draft::send::{SendError, send, send_skipping};
pub use engine::Engine;
pub use engine::clock::Clock;
pub use engine::disk::WriteObstacle;
pub use events::Happened;
pub use link::{
    Link, LinkChangeOutcome, LinkError, LinkMaker, LinkTermsError, LinkWish, Links, SpaceLink,
};
pub use machine::TRIES;
pub use outbox::{Outbox, OutboxOptions};
pub use overview::{
    Matter, MatterKind, MatterPlace, Overview, OverviewLink, OverviewOrg, OverviewSpace, UnderWay,
};
pub use plan::grace::GRACE;
pub use plan::intent::distributes_only;
pub use plan::space_kind::SpaceKindError;
pub use process::backups::RestoreError;
pub use process::check_times::CheckTimes;
pub use process::delivery::{Delivery, DeliveryError, TakenOver};
pub use search::{FoundPerson, FoundWhere, Search, SearchResults};
pub use seen::group_instance_state::GroupInstanceState;
pub use seen::history::{PersonEvent, PersonHistory, PersonStep};
pub use seen::instance_kind::{InstanceKind, shown_names};
pub use seen::known_people::KnownPeople;
pub use seen::membership::{Membership, Memberships, present_among};
pub use seen::people::{PersonInSpace, PersonState, PlannedStanding};
pub use seen::platform_cache::{PlatformCache, RefreshError, SeenOrg, SeenSpace};
pub use seen::source::{Source, distributed_among};
pub use seen::space_standing::SpaceStanding;
pub use support::{Label, SupportCopy, SupportNames};
pub use told::mark::StepMark;
pub use told::plan_standing::StepStanding;
pub use told::report::{Report, ReportError, ReportRow};
pub use told::speed::{Speed, SpeedMeter};
pub use told::standstill::{Standstill, Surroundings};
pub use told::words;

// A part of what the store keeps is what the outbox says: its users need no second crate for it.
pub use store::{Contents, Hold, InvalidField, Reason, Undistributable, UndistributableWhy, Why};
