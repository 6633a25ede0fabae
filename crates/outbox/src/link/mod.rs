//! The sign-up link of a course: made, renewed and withdrawn on the platform where its API offers
//! that, and otherwise made on the platform's web page and pasted here.
//!
//! A link is shown as it was seen last, so that it can be copied and printed without a connection. It
//! is changed by a request that the user waits for, and never by a plan: there is one link to a
//! course, so nothing has to be queued. An answer that is lost is looked up, and where that doesn't
//! settle it the user is told so.

mod change;
mod new_link;
mod pasted;
mod place_locks;
mod started;
mod terms;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use platform::{
    BaseUrl, Fault, Feature, InvitationLink, Role, Space, SpaceKind, WebLink, WebLinkError,
};
use store::{Account, AccountId, LinkChange, Place, SeenList, StoreError};

use crate::account::clients::ClientError;
use crate::account::features::offers;
use crate::seen::platform_cache::PlatformCache;

use place_locks::PlaceLocks;
pub use started::LinkChangeOutcome;
pub use terms::{LinkTermsError, LinkWish};

/// How long before a link expires its owner is told so, and for how long afterwards.
const TOLD_WITHIN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Works on the sign-up links. Clones work on the same ones.
#[derive(Clone)]
pub struct Links {
    cache: PlatformCache,
    locks: PlaceLocks,
}

/// Where the link of a space is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkMaker {
    /// Here: the platform's API offers it.
    Api,
    /// On the platform's web page.
    WebPage,
    /// The platform was never asked.
    Unknown,
}

/// What is known of the link of a space.
#[derive(Debug, Clone)]
pub struct SpaceLink {
    pub space_name: String,
    pub maker: LinkMaker,
    pub link: Option<Link>,
    /// When the platform was asked for it last.
    pub seen_at: Option<Timestamp>,
    /// What is proposed as the last day of a new link or, where it is pasted, of that one.
    pub proposed_expiry: Option<Date>,
    /// Where the platform is used in a browser, if the user has said so.
    pub web_address: Option<BaseUrl>,
    /// A change whose outcome wasn't known at once, and what has been found out of it since.
    pub outcome: Option<LinkChangeOutcome>,
}

/// A sign-up link.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    pub url: WebLink,
    pub expires_at: Option<Timestamp>,
    /// How many people have joined with it, where the platform says so.
    pub uses: Option<u64>,
    pub max_uses: Option<u64>,
    /// The domains whose addresses are accepted. All are where there is none.
    pub domains: Vec<String>,
    /// When it was made or pasted on this computer. `None`: it was made elsewhere.
    pub kept_at: Option<Timestamp>,
}

/// Why a link couldn't be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Terms(#[from] LinkTermsError),
    #[error(transparent)]
    WebLink(#[from] WebLinkError),
    #[error("only a course has a sign-up link")]
    NotACourse,
    #[error("the platform doesn't make links by its API")]
    NotOffered,
    #[error("there is no link")]
    NoLink,
    /// The user is an administrator as far as is known, and yet the platform said no.
    #[error("the platform doesn't let the link be changed")]
    Locked(#[source] Fault),
    #[error("nobody can tell whether the platform did it")]
    Unconfirmed {
        change: LinkChange,
        #[source]
        fault: Fault,
    },
    /// The link leads to a host that isn't the account's, and the user hasn't confirmed it.
    #[error("the link leads to another host, {}", .0.host())]
    OtherHost(WebLink),
}

impl Links {
    pub(crate) fn new(cache: PlatformCache) -> Self {
        let locks = PlaceLocks::default();
        Self { cache, locks }
    }

    /// What is known of the link of a space. `None` if the space was never seen.
    pub fn of(&self, place: &Place, now: Timestamp) -> Result<Option<SpaceLink>, StoreError> {
        let Some(space) = self.space(place)? else {
            return Ok(None);
        };
        let account = self.cache.store().account(&place.account)?;
        let maker = LinkMaker::of(&account);
        let today = now.to_zoned(TimeZone::system()).date();
        let proposed_expiry = match maker {
            LinkMaker::WebPage => space.creation_timestamp.and_then(end_of_pasted),
            LinkMaker::Api | LinkMaker::Unknown => today.checked_add(3.months()).ok(),
        };
        let (link, seen_at) = self.link_seen(place, maker)?;
        Ok(Some(SpaceLink {
            space_name: space.name,
            maker,
            link,
            seen_at,
            proposed_expiry,
            web_address: account.web_address,
            outcome: self.outcome(place, now)?,
        }))
    }

    /// Where the links of an account's courses are made.
    pub(crate) fn maker(&self, account: &AccountId) -> Result<LinkMaker, StoreError> {
        let account = self.cache.store().account(account)?;
        Ok(LinkMaker::of(&account))
    }

    /// The link as it was seen last. It reads no list of spaces, so it can be asked for each of them.
    pub(crate) fn link(&self, place: &Place, maker: LinkMaker) -> Result<Option<Link>, StoreError> {
        Ok(self.link_seen(place, maker)?.0)
    }

    /// The link as it was seen last, and when that was.
    fn link_seen(
        &self,
        place: &Place,
        maker: LinkMaker,
    ) -> Result<(Option<Link>, Option<Timestamp>), StoreError> {
        let store = self.cache.store();
        let kept = store.link(place)?;
        if maker == LinkMaker::WebPage {
            let kept = kept.filter(|kept| kept.pasted);
            let seen_at = kept.as_ref().map(|kept| kept.at);
            return Ok((kept.map(Link::pasted), seen_at));
        }
        let Some(seen) = store.seen::<InvitationLink>(SeenList::Link(place))? else {
            return Ok((None, None));
        };
        let link = seen.list.into_iter().next().map(|link| {
            let kept = kept.filter(|kept| kept.url == link.url);
            Link {
                url: link.url,
                expires_at: link.expires_at,
                uses: link.uses,
                max_uses: link.max_uses,
                domains: link.email_domains.unwrap_or_default(),
                kept_at: kept.map(|kept| kept.at),
            }
        });
        Ok((link, Some(seen.at)))
    }

    /// The links of an account's courses that expire soon, or have just expired, each with its place.
    pub(crate) fn expiring(
        &self,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<Vec<(Place, String, Timestamp)>, StoreError> {
        let mut expiring = Vec::new();
        let Some(seen) = self.cache.spaces_seen(account)? else {
            return Ok(expiring);
        };
        let maker = self.maker(account)?;
        for org in seen.list {
            for space in org.spaces.into_iter().filter(administers_course) {
                let place = Place {
                    account: account.clone(),
                    org: org.org.slug.clone(),
                    space: space.slug,
                };
                let link = self.link(&place, maker)?;
                let expires = link.and_then(|link| link.expires_at);
                if let Some(expires) = expires.filter(|at| is_told(*at, now)) {
                    expiring.push((place, space.name, expires));
                }
            }
        }
        Ok(expiring)
    }

    fn space(&self, place: &Place) -> Result<Option<Space>, StoreError> {
        let spaces = SeenList::Spaces(&place.account, &place.org);
        let spaces: Vec<Space> = self.cache.store().last_seen(spaces)?;
        Ok(spaces.into_iter().find(|space| space.slug == place.space))
    }
}

impl LinkMaker {
    fn of(account: &Account) -> Self {
        match &account.profile.extensions {
            None => Self::Unknown,
            Some(_) if offers(&account.profile, &Feature::InvitationLink) => Self::Api,
            Some(_) => Self::WebPage,
        }
    }
}

impl Link {
    fn pasted(kept: store::KeptLink) -> Self {
        Self {
            url: kept.url,
            expires_at: kept.expires_at,
            uses: None,
            max_uses: None,
            domains: Vec::new(),
            kept_at: Some(kept.at),
        }
    }

    /// From when on its owner is told that it expires.
    pub fn told_from(&self) -> Option<Timestamp> {
        self.expires_at?.checked_sub(TOLD_WITHIN).ok()
    }
}

/// Whoever has the link can join, so it stands in no log.
impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link")
            .field("expires_at", &self.expires_at)
            .field("uses", &self.uses)
            .field("max_uses", &self.max_uses)
            .finish_non_exhaustive()
    }
}

/// An expiry that was long ago isn't told again and again: such a course is over.
fn is_told(expires: Timestamp, now: Timestamp) -> bool {
    expires.duration_since(now).abs() <= TOLD_WITHIN
}

pub(crate) fn administers_course(space: &Space) -> bool {
    space.kind == SpaceKind::Course && space.role == Some(Role::SpaceAdmin)
}

/// The last day of a link that was made on the platform's web page: the platform ends it two months
/// after the course was created.
fn end_of_pasted(created: Timestamp) -> Option<Date> {
    let day = created.to_zoned(TimeZone::system()).date();
    day.checked_add(2.months()).ok()
}
