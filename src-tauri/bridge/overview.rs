//! The overview of an account: where its spaces stand, and what needs attention.

use outbox::MatterKind as Kind;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Hold, Intent, Problem, SpaceKind, StepKind, StepState, time};

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OverviewOf {
    pub(crate) account: String,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OverviewRefresh {
    pub(crate) account: String,
    /// Read every space now; otherwise only those that weren't read for a while.
    pub(crate) all: bool,
}

/// Where everything of an account stands, as last seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Overview {
    pub(crate) account: String,
    /// When the space was read that was read longest ago; absent where none was.
    pub(crate) seen_at: Option<String>,
    pub(crate) orgs: Vec<OverviewOrg>,
    /// The most urgent first.
    pub(crate) matters: Vec<Matter>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OverviewOrg {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) spaces: Vec<OverviewSpace>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OverviewSpace {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: SpaceKind,
    pub(crate) administrator: bool,
    /// Absent where its people were never read from this computer.
    pub(crate) standing: Option<Standing>,
    pub(crate) distributed: Option<LastDistribution>,
    /// How many of its list were never invited; absent where no list is kept.
    pub(crate) missing: Option<u32>,
    pub(crate) drafts: u32,
    pub(crate) under_way: Option<UnderWay>,
    /// Absent where it has no sign-up link, or one that never expires.
    pub(crate) link: Option<OverviewLink>,
    /// Something in it needs attention.
    pub(crate) attention: bool,
}

/// How the people of a space stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Standing {
    pub(crate) joined: u32,
    /// Invited, and not joined yet.
    pub(crate) invited: u32,
    /// Whom to ask: some of the administrators, by name.
    pub(crate) administrators: Vec<String>,
    pub(crate) seen_at: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LastDistribution {
    pub(crate) name: String,
    pub(crate) at: Option<String>,
}

/// How far the plans of a space have come, in people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnderWay {
    pub(crate) settled: u32,
    pub(crate) people: u32,
    /// Otherwise all of them are paused or on hold.
    pub(crate) sends: bool,
}

/// The sign-up link of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OverviewLink {
    pub(crate) expires_at: String,
    /// From when on a word is said about that.
    pub(crate) told_from: String,
}

/// Something that needs the user's attention.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Matter {
    /// Absent where it is about the whole account.
    pub(crate) place: Option<MatterPlace>,
    pub(crate) about: MatterKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct MatterPlace {
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) space_name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase", tag = "what")]
pub(crate) enum MatterKind {
    KeyRefused,
    KeyMissing,
    /// Some of the data on this computer can't be read.
    Unreadable {
        problem: Problem,
    },
    /// The sign-up link of a course expires soon, or has just expired.
    #[serde(rename_all = "camelCase")]
    LinkExpires {
        expires_at: String,
    },
    /// People on the list of a space who have neither joined nor been invited.
    Missing {
        count: u32,
    },
    /// A plan is on hold until the user decides.
    PlanAsks {
        plan: String,
        hold: Hold,
        intent: Box<Intent>,
        people: u32,
    },
    /// Steps of a plan that came to a bad end.
    StepsFailed {
        plan: String,
        kind: StepKind,
        state: StepState,
        count: u32,
        /// Whom or what the first of them is about: a person, or an instance.
        first: String,
    },
    /// A draft that stands at its review and can't be sent as it is.
    DraftToFix {
        draft: String,
        name: String,
        count: u32,
    },
}

impl Overview {
    pub(crate) fn of(
        account: String,
        overview: outbox::Overview,
        drafts_to_fix: Vec<Matter>,
    ) -> Self {
        let read_at = |space: &outbox::OverviewSpace| {
            let standing = space.standing.as_ref().filter(|_| space.administrator);
            standing.map(|(_, at)| *at)
        };
        let all = overview.orgs.iter().flat_map(|org| &org.spaces);
        let seen_at = all.filter_map(read_at).min().map(time);
        let unreadable = overview.unreadable.into_iter().map(|error| Matter {
            place: None,
            about: MatterKind::Unreadable {
                problem: error.into(),
            },
        });
        let matters: Vec<Matter> = unreadable
            .chain(overview.matters.into_iter().map(Into::into))
            .chain(drafts_to_fix)
            .collect();
        let orgs = overview.orgs.into_iter().map(|org| OverviewOrg {
            spaces: org
                .spaces
                .into_iter()
                .map(|space| {
                    let needs = |matter: &Matter| {
                        let place = matter.place.as_ref();
                        place.is_some_and(|place| {
                            place.org == org.slug.as_str()
                                && place.space == space.space.slug.as_str()
                        })
                    };
                    let attention = matters.iter().any(needs);
                    OverviewSpace::of(space, attention)
                })
                .collect(),
            slug: org.slug.to_string(),
            name: org.name,
        });
        Self {
            account,
            seen_at,
            orgs: orgs.collect(),
            matters,
        }
    }
}

impl OverviewSpace {
    fn of(space: outbox::OverviewSpace, attention: bool) -> Self {
        Self {
            kind: store::SpaceKind::from(&space.space.kind).into(),
            slug: space.space.slug.into(),
            name: space.space.name,
            administrator: space.administrator,
            standing: space.standing.map(|(standing, at)| Standing {
                joined: standing.joined,
                invited: standing.invited,
                administrators: standing.administrators,
                seen_at: time(at),
            }),
            distributed: space.distributed.map(|snapshot| LastDistribution {
                name: snapshot.name,
                at: snapshot.at.map(time),
            }),
            missing: space.compared.map(|counts| counts.missing),
            drafts: space.drafts,
            under_way: space.under_way.map(|under_way| UnderWay {
                settled: under_way.settled,
                people: under_way.people,
                sends: under_way.sends,
            }),
            link: space.link.map(|link| OverviewLink {
                expires_at: time(link.expires_at),
                told_from: time(link.told_from),
            }),
            attention,
        }
    }
}

impl From<outbox::Matter> for Matter {
    fn from(matter: outbox::Matter) -> Self {
        Self {
            place: matter.place.map(|place| MatterPlace {
                org: place.place.org.into(),
                space: place.place.space.into(),
                space_name: place.space_name,
            }),
            about: match matter.kind {
                Kind::KeyRefused => MatterKind::KeyRefused,
                Kind::KeyMissing => MatterKind::KeyMissing,
                Kind::PlanAsks {
                    plan,
                    hold,
                    intent,
                    people,
                } => MatterKind::PlanAsks {
                    plan: plan.to_string(),
                    hold: outbox::Standstill::OnHold { hold, until: None }.into(),
                    intent: Box::new((*intent).into()),
                    people,
                },
                Kind::Missing { count } => MatterKind::Missing { count },
                Kind::LinkExpires { at } => MatterKind::LinkExpires {
                    expires_at: time(at),
                },
                Kind::StepsFailed {
                    plan,
                    kind,
                    state,
                    count,
                    about,
                } => MatterKind::StepsFailed {
                    plan: plan.to_string(),
                    kind: kind.into(),
                    state: state.into(),
                    count,
                    first: about,
                },
            },
        }
    }
}
