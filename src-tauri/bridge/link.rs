//! The sign-up link of a course, as its page shows it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use language::Language;
use poster::{LinkInvitation, PosterWords, QrCode};
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Problem, ProblemCode, count, same_words, time};

/// What is known of the link of a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkPage {
    pub(crate) maker: LinkMaker,
    /// Absent: it has none as far as is known.
    pub(crate) link: Option<Link>,
    /// When the platform was asked last; where the link was pasted, when that was.
    pub(crate) seen_at: Option<String>,
    /// The last day that is proposed for a new link.
    pub(crate) proposed_day: Option<String>,
    /// Where the platform is used in a browser, if the user has said so.
    pub(crate) web_address: Option<String>,
    /// A change whose outcome wasn't known at once.
    pub(crate) outcome: Option<LinkOutcome>,
}

/// What was asked of the platform, and what a later reading has shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkOutcome {
    pub(crate) change: LinkChange,
    /// Absent: it can't be told yet.
    pub(crate) done: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum LinkChange {
    Make,
    Withdraw,
}

/// Where the link of a space is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum LinkMaker {
    /// Here.
    Api,
    /// On the platform's web page.
    WebPage,
    /// The platform was never asked.
    Unknown,
}

#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Link {
    pub(crate) url: String,
    /// The link as somebody types it.
    pub(crate) short_address: String,
    /// What the page for the lecture hall says.
    pub(crate) poster: PosterText,
    /// Absent: the link is too long for one.
    pub(crate) code: Option<Code>,
    pub(crate) expires_at: Option<String>,
    /// The day on which that is, for this computer's user.
    pub(crate) last_day: Option<String>,
    /// From when on a word is said about that.
    pub(crate) told_from: Option<String>,
    pub(crate) uses: Option<u32>,
    pub(crate) max_uses: Option<u32>,
    /// Whose addresses are accepted; everybody's where there is none.
    pub(crate) domains: Vec<String>,
    /// When it was made or pasted on this computer; absent: it was made elsewhere.
    pub(crate) kept_at: Option<String>,
}

/// The sentences of the page for the lecture hall, which the saved page has too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PosterText {
    /// The title up to the name of the course, which ends it.
    pub(crate) before_course: String,
    pub(crate) course: String,
    pub(crate) scan: String,
    pub(crate) enter: String,
    pub(crate) until: Option<String>,
}

impl From<PosterWords> for PosterText {
    fn from(words: PosterWords) -> Self {
        Self {
            before_course: words.before_course.to_owned(),
            course: words.course,
            scan: words.scan.to_owned(),
            enter: words.enter,
            until: words.until,
        }
    }
}

/// A QR code, to be drawn as one path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Code {
    /// How wide and high the view box is.
    pub(crate) size: u32,
    pub(crate) path: String,
    /// It has to be shown large to be scanned.
    pub(crate) dense: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkRef {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
}

/// A link to be made, in the place of the one that is there.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkMake {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    /// As `2026-10-26`.
    pub(crate) last_day: Option<String>,
    pub(crate) domains: Vec<String>,
    pub(crate) max_uses: Option<u32>,
}

/// A link that was made on the platform's web page.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkPaste {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) url: String,
    pub(crate) last_day: Option<String>,
    /// The link that the user has confirmed although it leads elsewhere, whole.
    pub(crate) confirmed: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkSave {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) what: LinkFile,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum LinkFile {
    Png,
    Svg,
    /// The page to print.
    Page,
}

impl LinkFile {
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Page => "html",
        }
    }
}

/// What came of beginning an email.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinkWritten {
    /// Its text, where it is too long to be handed to a mail program; nothing was opened then.
    pub(crate) too_long: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct WebAddress {
    pub(crate) account: String,
    pub(crate) address: String,
}

same_words! {
    outbox::LinkMaker => LinkMaker { Api WebPage Unknown }
    store::LinkChange => LinkChange { Make Withdraw }
}

impl LinkPage {
    pub(crate) fn of(known: outbox::SpaceLink, language: Language) -> Self {
        let name = known.space_name;
        Self {
            maker: known.maker.into(),
            link: known.link.map(|link| Link::of(link, name, language)),
            seen_at: known.seen_at.map(time),
            proposed_day: known.proposed_expiry.map(|day| day.to_string()),
            web_address: known.web_address.map(Into::into),
            outcome: known.outcome.map(|outcome| LinkOutcome {
                change: outcome.change.into(),
                done: outcome.done,
            }),
        }
    }
}

impl Link {
    fn of(link: outbox::Link, space_name: String, language: Language) -> Self {
        let told_from = link.told_from().map(time);
        let kept_at = link.kept_at.map(time);
        let (uses, max_uses) = (link.uses.map(people), link.max_uses.map(people));
        let invitation = invitation(link, space_name);
        let code = QrCode::of(&invitation.url).ok().map(|code| Code {
            size: count(code.size()),
            path: code.path(),
            dense: code.is_dense(),
        });
        let zone = &invitation.zone;
        let day = |at: jiff::Timestamp| at.to_zoned(zone.clone()).date().to_string();
        Self {
            short_address: invitation.short_address().to_owned(),
            poster: PosterWords::of(&invitation, language).into(),
            code,
            expires_at: invitation.expires.map(time),
            last_day: invitation.expires.map(day),
            told_from,
            uses,
            max_uses,
            kept_at,
            domains: invitation.domains,
            url: invitation.url,
        }
    }
}

/// What people are told of a link.
pub(crate) fn invitation(link: outbox::Link, space_name: String) -> LinkInvitation {
    LinkInvitation {
        course: space_name,
        url: link.url.into(),
        expires: link.expires_at,
        domains: link.domains,
        zone: TimeZone::system(),
    }
}

fn people(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A day as the window names it. What is none is treated like one that was left out.
pub(crate) fn day(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

impl From<outbox::LinkError> for Problem {
    fn from(error: outbox::LinkError) -> Self {
        use outbox::{LinkError, LinkTermsError};
        use platform::WebLinkError;
        use store::LinkChange;
        match error {
            LinkError::Client(error) => error.into(),
            LinkError::Fault(fault) => fault.into(),
            LinkError::Store(error) => error.into(),
            LinkError::Terms(LinkTermsError::NoDay) => Self::of(ProblemCode::LinkDayMissing),
            LinkError::Terms(LinkTermsError::DayIsOver) => Self::of(ProblemCode::LinkDayIsOver),
            LinkError::Terms(LinkTermsError::Domain(domain)) => {
                Self::of(ProblemCode::LinkDomain).about(domain)
            }
            LinkError::Terms(LinkTermsError::NoUses) => Self::of(ProblemCode::LinkUses),
            LinkError::WebLink(WebLinkError::NotHttps) => Self::of(ProblemCode::LinkInsecure),
            LinkError::WebLink(error) => {
                Self::of(ProblemCode::LinkInvalid).with_detail(error.to_string())
            }
            LinkError::NotACourse => Self::of(ProblemCode::LinkNotACourse),
            LinkError::NotOffered => Self::of(ProblemCode::LinkNotOffered),
            LinkError::NoLink => Self::of(ProblemCode::LinkGone),
            LinkError::Locked(fault) => Self {
                code: ProblemCode::LinkLocked,
                ..fault.into()
            },
            LinkError::Unconfirmed { change, fault } => Self {
                code: match change {
                    LinkChange::Make => ProblemCode::LinkMakeUnconfirmed,
                    LinkChange::Withdraw => ProblemCode::LinkWithdrawUnconfirmed,
                },
                ..fault.into()
            },
            LinkError::OtherHost(link) => Self::of(ProblemCode::LinkElsewhere)
                .about(link.as_str())
                .with_detail(link.host()),
        }
    }
}

/// Whoever has the link can join, so it stands in no log.
impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link")
            .field("expires_at", &self.expires_at)
            .field("uses", &self.uses)
            .finish_non_exhaustive()
    }
}

impl From<poster::PosterError> for Problem {
    fn from(error: poster::PosterError) -> Self {
        match error {
            poster::PosterError::QrCode(error) => error.into(),
            poster::PosterError::Page(_) => {
                Self::of(ProblemCode::Internal).with_detail(error.to_string())
            }
        }
    }
}

impl From<poster::QrCodeError> for Problem {
    fn from(_: poster::QrCodeError) -> Self {
        Self::of(ProblemCode::LinkTooLong)
    }
}

impl From<poster::PngError> for Problem {
    fn from(error: poster::PngError) -> Self {
        Self::of(ProblemCode::Internal).with_detail(error.to_string())
    }
}
