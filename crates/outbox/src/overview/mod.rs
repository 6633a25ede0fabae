//! Where everything stands: all spaces of an account in one list, and on top of them what needs the
//! user's attention. It is put together from what was seen last and from the plans and drafts on
//! this computer, so it asks nothing of the platform and works offline. What it costs depends on
//! how many spaces and plans there are, and not on how many people; only where a list or its space
//! has changed are its people gone through once.

mod attention;
mod refresh;

use std::collections::HashMap;

use jiff::Timestamp;
use platform::{Role, Slug};
use store::{AccountId, Place, PlanState, SnapshotRef, StoreError};

use crate::compare::known_counts::ComparisonCounts;
use crate::link::{LinkMaker, administers_course};
use crate::outbox::Outbox;
use crate::seen::platform_cache::SeenOrg;
use crate::seen::space_standing::SpaceStanding;

pub use attention::{Matter, MatterKind, MatterPlace};

/// Where the spaces of an account stand, and what needs attention.
#[derive(Debug)]
pub struct Overview {
    pub orgs: Vec<OverviewOrg>,
    /// When the list of spaces was read last. `None`: never on this computer.
    pub seen_at: Option<Timestamp>,
    /// What needs attention, the most urgent first.
    pub matters: Vec<Matter>,
    /// What of the data on this computer can't be read. Everything else is shown in spite of it.
    pub unreadable: Vec<StoreError>,
}

#[derive(Debug)]
pub struct OverviewOrg {
    pub slug: Slug,
    pub name: String,
    pub spaces: Vec<OverviewSpace>,
}

#[derive(Debug)]
pub struct OverviewSpace {
    pub space: platform::Space,
    pub administrator: bool,
    /// How its people stand, and when they were read. `None`: never on this computer.
    pub standing: Option<(SpaceStanding, Timestamp)>,
    pub distributed: Option<SnapshotRef>,
    /// How its people stand against its list. `None`: no list is kept, or its people were never
    /// read.
    pub compared: Option<ComparisonCounts>,
    pub drafts: u32,
    /// The people of all plans that haven't come to their end.
    pub under_way: Option<UnderWay>,
    /// When its sign-up link expires, and from when on that is worth a word.
    pub link: Option<OverviewLink>,
}

/// The sign-up link of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverviewLink {
    pub expires_at: Timestamp,
    pub told_from: Timestamp,
}

/// How far the plans of a space have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnderWay {
    pub settled: u32,
    pub people: u32,
    /// At least one of them is being sent; the others are paused or on hold.
    pub sends: bool,
}

impl Outbox {
    /// Where everything of an account stands, as it was seen last.
    pub fn overview(&self, account: &AccountId) -> Overview {
        let mut unreadable = Vec::new();
        let seen = or_note(self.cache.spaces_seen(account), &mut unreadable).flatten();
        let seen_at = seen.as_ref().map(|seen| seen.at);
        let drafts = self.cache.store().drafts_by_place(account);
        let drafts: HashMap<Place, u32> = or_note(drafts, &mut unreadable)
            .unwrap_or_default()
            .into_iter()
            .collect();
        let under_way = self.under_way(account, &mut unreadable);
        let under_way = or_note(under_way, &mut unreadable).unwrap_or_default();
        let maker = or_note(self.links.maker(account), &mut unreadable);
        let orgs = seen.map(|seen| seen.list).unwrap_or_default();
        let mut missing = Vec::new();
        let orgs = orgs.into_iter().map(|SeenOrg { org, spaces }| {
            let spaces = spaces.into_iter().map(|space| {
                let place = Place {
                    account: account.clone(),
                    org: org.slug.clone(),
                    space: space.slug.clone(),
                };
                let space = OverviewSpace {
                    administrator: space.role == Some(Role::SpaceAdmin),
                    standing: or_note(self.cache.standing(&place), &mut unreadable).flatten(),
                    distributed: or_note(self.cache.last_distributed(&place), &mut unreadable)
                        .flatten(),
                    compared: or_note(self.comparisons.counts(&place), &mut unreadable).flatten(),
                    drafts: drafts.get(&place).copied().unwrap_or_default(),
                    under_way: under_way.get(&place).copied(),
                    link: maker
                        .filter(|_| administers_course(&space))
                        .and_then(|maker| {
                            or_note(self.overview_link(&place, maker), &mut unreadable)
                        })
                        .flatten(),
                    space,
                };
                missing.extend(Matter::missing(place, &space));
                space
            });
            OverviewOrg {
                spaces: spaces.collect(),
                slug: org.slug,
                name: org.name,
            }
        });
        let orgs = orgs.collect();
        let mut matters = or_note(self.matters(account), &mut unreadable).unwrap_or_default();
        // Everything else stands still until the user decides; who is missing can wait.
        matters.extend(missing);
        Overview {
            orgs,
            seen_at,
            matters,
            unreadable,
        }
    }

    fn overview_link(
        &self,
        place: &Place,
        maker: LinkMaker,
    ) -> Result<Option<OverviewLink>, StoreError> {
        let link = self.links.link(place, maker)?;
        Ok(link.and_then(|link| {
            Some(OverviewLink {
                expires_at: link.expires_at?,
                told_from: link.told_from()?,
            })
        }))
    }

    fn under_way(
        &self,
        account: &AccountId,
        unreadable: &mut Vec<StoreError>,
    ) -> Result<HashMap<Place, UnderWay>, StoreError> {
        let store = self.cache.store();
        let mut places: HashMap<Place, UnderWay> = HashMap::new();
        let plans = store.plans_under_way()?;
        unreadable.extend(plans.unreadable.into_iter().map(|(_, error)| error));
        for plan in plans.readable {
            if plan.place.account != *account {
                continue;
            }
            let people = store.plan_targets(&plan)?;
            let sends = plan.state == PlanState::Sending && self.standstill(&plan).is_none();
            let place = places.entry(plan.place).or_default();
            place.settled += people.settled();
            place.people += people.all();
            place.sends |= sends;
        }
        Ok(places)
    }
}

/// What could be read; what couldn't is noted, and shown in its stead.
fn or_note<T>(read: Result<T, StoreError>, unreadable: &mut Vec<StoreError>) -> Option<T> {
    read.map_err(|error| unreadable.push(error)).ok()
}
