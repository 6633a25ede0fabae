//! Requests that only some platforms support, beyond the public API: the invitation link, listing,
//! revoking and resending invitations, removing members, deleting instances.
//!
//! [`Client::extensions`] says which of them a platform supports; the others must not be sent.

use std::fmt;

use jiff::Timestamp;
use reqwest::Method;
use serde::{Deserialize, Deserializer, Serialize};
use url::Host;

use crate::client::{Client, Outgoing, ask};
use crate::enums::{Feature, InvitationStatus, Role};
use crate::fault::{Cause, Fault, Proof};
use crate::lenient_dates;
use crate::listing::{ListEntry, Listing};
use crate::paths;
use crate::proof::Expected;
use crate::reads::one;
use crate::slug::Slug;
use crate::web_link::WebLink;

/// No particular status is agreed on for these requests, so that any success counts.
const ANY_SUCCESS: &[u16] = &[200, 201, 202, 204];

/// The longest name that the domain name system has.
const DOMAIN_MAX: usize = 253;

/// What a platform supports beyond the public API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extensions {
    pub features: Vec<Feature>,
}

impl Extensions {
    pub fn has(&self, feature: &Feature) -> bool {
        self.features.contains(feature)
    }
}

/// What a platform answers when it is asked what it supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offered {
    These(Extensions),
    /// It doesn't know the question, so it offers its public API alone.
    Nothing,
    /// Something else has answered in its place.
    NotSaid,
}

/// The link by which people join a course by themselves. Whoever has the link can join, so it must
/// not be logged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLink {
    pub url: WebLink,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub expires_at: Option<Timestamp>,
    pub uses: Option<u64>,
    pub max_uses: Option<u64>,
    pub email_domains: Option<Vec<String>>,
}

/// The conditions of a new or renewed link. The platform decides those that are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkTerms {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_uses: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_domains: Option<Vec<String>>,
}

/// An invitation in the list that the platform gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedInvitation {
    #[serde(deserialize_with = "text_or_number")]
    pub id: String,
    pub email: String,
    pub role: Role,
    pub status: InvitationStatus,
    /// `None` for an invitation to the space itself.
    pub instance_slug: Option<Slug>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub created_timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub validity_timestamp: Option<Timestamp>,
}

impl ListEntry for ListedInvitation {}

/// A domain in its ASCII form, or `None` if it is none.
fn plain_domain(text: &str) -> Option<String> {
    match Host::parse(text.trim_start_matches('@')).ok()? {
        Host::Domain(domain) if domain.len() <= DOMAIN_MAX => Some(domain),
        _ => None,
    }
}

/// Where an instance is deleted; it is restored at `/restore` below.
pub fn instance_path(org: &Slug, space: &Slug, instance: &Slug) -> String {
    paths::in_instance("instances", org, space, instance)
}

/// Where somebody is taken out of a space.
pub fn space_member_path(org: &Slug, space: &Slug, email: &str) -> String {
    paths::in_space("spaces", org, space) + &paths::join(&["members", email])
}

/// The path of the sign-up link of a space.
pub fn invitation_link_path(org: &Slug, space: &Slug) -> String {
    paths::in_space("spaces", org, space) + "/invitation_link"
}

impl Client {
    /// What the platform supports beyond the public API. Only the platform itself can say that it
    /// doesn't know this request: the 404 of a gateway says nothing of what stands behind it.
    pub async fn extensions(&self) -> Result<Offered, Fault> {
        match one(self.read("/extensions/v1")?, &[200]).await {
            Ok(extensions) => Ok(Offered::These(extensions)),
            Err(fault) if fault.status != Some(404) => Err(fault),
            Err(fault) if fault.proof == Proof::NotDone => Ok(Offered::Nothing),
            Err(_) => Ok(Offered::NotSaid),
        }
    }

    /// The link of a space, if it has one.
    pub async fn invitation_link(
        &self,
        org: &Slug,
        space: &Slug,
    ) -> Result<Option<InvitationLink>, Fault> {
        let path = invitation_link_path(org, space);
        match one(self.read(&path)?, &[200]).await {
            Ok(link) => self.own_link(link).map(Some),
            // Only the platform itself can say that there is no link. A gateway that answers 404
            // would make one that lets people join look withdrawn.
            Err(fault) if fault.cause == Cause::NotFound && fault.proof == Proof::NotDone => {
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Creates the link, or replaces it by a new one.
    pub async fn renew_invitation_link(
        &self,
        org: &Slug,
        space: &Slug,
        terms: &LinkTerms,
    ) -> Result<InvitationLink, Fault> {
        let path = invitation_link_path(org, space);
        let put = self.change(Method::PUT, &path)?.with_json(terms)?;
        self.own_link(one(put, &[200, 201]).await?)
    }

    /// The link, if it leads to the platform and its domains are domains. People are asked to follow
    /// it, so the answer of a platform must not send them to another server, to a file or into a
    /// script. A [`WebLink`] reads as it was checked: as it was sent, it could read otherwise in an
    /// email, with a line break and another link in it.
    fn own_link(&self, link: InvitationLink) -> Result<InvitationLink, Fault> {
        let unreadable = |why: &str| Fault::new(Proof::Unknown, Cause::Unreadable).with_detail(why);
        if !link.url.is_of(self.address()) {
            return Err(unreadable(
                "the invitation link doesn't lead to the platform",
            ));
        }
        let domains = link.email_domains.map(|domains| {
            let read = domains.iter().map(|domain| plain_domain(domain));
            read.collect::<Option<Vec<_>>>()
                .ok_or_else(|| unreadable("a domain of the invitation link is none"))
        });
        Ok(InvitationLink {
            email_domains: domains.transpose()?,
            ..link
        })
    }

    pub async fn remove_invitation_link(&self, org: &Slug, space: &Slug) -> Result<(), Fault> {
        let path = invitation_link_path(org, space);
        succeed(self.change(Method::DELETE, &path)?).await
    }

    pub async fn invitations(
        &self,
        org: &Slug,
        space: &Slug,
    ) -> Result<Listing<ListedInvitation>, Fault> {
        self.list(&(paths::in_space("spaces", org, space) + "/invitations"))
            .await
    }

    pub async fn revoke_invitation(&self, org: &Slug, space: &Slug, id: &str) -> Result<(), Fault> {
        let path = paths::in_space("spaces", org, space) + &paths::join(&["invitations", id]);
        succeed(self.change(Method::DELETE, &path)?).await
    }

    /// Asks the platform to send the email of an invitation again. If this fails, the email may
    /// have been sent nevertheless; [`Fault::proof`] says whether. For `idempotency_key`, see
    /// [`Client::post`].
    pub async fn resend_invitation(
        &self,
        org: &Slug,
        space: &Slug,
        id: &str,
        idempotency_key: Option<&str>,
    ) -> Result<(), Fault> {
        let path =
            paths::in_space("spaces", org, space) + &paths::join(&["invitations", id, "resend"]);
        let post = with_empty_body(self.change(Method::POST, &path)?);
        succeed(post.with_idempotency_key(idempotency_key)?).await
    }

    pub async fn remove_member(&self, org: &Slug, space: &Slug, email: &str) -> Result<(), Fault> {
        let path = space_member_path(org, space, email);
        succeed(self.change(Method::DELETE, &path)?).await
    }

    pub async fn delete_instance(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
    ) -> Result<(), Fault> {
        let path = instance_path(org, space, instance);
        succeed(self.change(Method::DELETE, &path)?).await
    }

    /// Restores a deleted instance, which is possible within a day.
    pub async fn restore_instance(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
    ) -> Result<(), Fault> {
        let path = instance_path(org, space, instance) + "/restore";
        succeed(with_empty_body(self.change(Method::POST, &path)?)).await
    }
}

/// Adds an empty JSON object as the body.
fn with_empty_body(post: Outgoing<'_>) -> Outgoing<'_> {
    post.with_json_body(b"{}".to_vec())
}

/// Sends a request whose answer holds nothing of interest.
async fn succeed(request: Outgoing<'_>) -> Result<(), Fault> {
    let expected = Expected {
        success: ANY_SUCCESS,
        has_idempotency_key: request.has_idempotency_key(),
        is_list: false,
    };
    ask(request, &expected).await.map(drop)
}

/// Reads an id that is a text on some platforms and a number on others.
fn text_or_number<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Text(String),
        Number(u64),
    }
    Ok(match Id::deserialize(from)? {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    })
}

impl fmt::Debug for InvitationLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvitationLink")
            .field("expires_at", &self.expires_at)
            .field("uses", &self.uses)
            .field("max_uses", &self.max_uses)
            .finish_non_exhaustive()
    }
}
