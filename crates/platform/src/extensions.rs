//! What some platforms offer beyond the public API. Ask [`Client::extensions`] first.

use std::fmt;

use jiff::Timestamp;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, RequestBuilder};
use serde::{Deserialize, Deserializer, Serialize};

use crate::client::{Client, ask};
use crate::enums::{Feature, InvitationStatus, Role};
use crate::fault::Fault;
use crate::lenient;
use crate::listing::Listing;
use crate::paths;
use crate::proof::Question;
use crate::reads::one;
use crate::slug::Slug;

/// Of these calls no status but success as such is agreed on.
const ANY_SUCCESS: &[u16] = &[200, 201, 202, 204];

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extensions {
    pub features: Vec<Feature>,
}

impl Extensions {
    pub fn has(&self, feature: &Feature) -> bool {
        self.features.contains(feature)
    }
}

/// The link by which people sign themselves up to a course. Who has it gets in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLink {
    pub url: String,
    #[serde(default, deserialize_with = "lenient::timestamp")]
    pub expires_at: Option<Timestamp>,
    pub uses: Option<u64>,
    pub max_uses: Option<u64>,
    pub email_domains: Option<Vec<String>>,
}

/// What a new or renewed link is to hold to; what is left out is for the platform to say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkTerms {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_uses: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_domains: Option<Vec<String>>,
}

/// An invitation as the platform lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedInvitation {
    #[serde(deserialize_with = "text_or_number")]
    pub id: String,
    pub email: String,
    pub role: Role,
    pub status: InvitationStatus,
    /// None for an invitation to the space itself.
    pub instance_slug: Option<Slug>,
    #[serde(default, deserialize_with = "lenient::timestamp")]
    pub created_timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient::timestamp")]
    pub validity_timestamp: Option<Timestamp>,
}

impl Client {
    /// What the platform offers beyond the public API; nothing, if it knows no such question.
    pub async fn extensions(&self) -> Result<Option<Extensions>, Fault> {
        absent_is_none(one(self.read("/extensions/v1")?, &[200]).await)
    }

    pub async fn invitation_link(
        &self,
        org: &Slug,
        space: &Slug,
    ) -> Result<Option<InvitationLink>, Fault> {
        let path = paths::in_space("spaces", org, space) + "/invitation_link";
        absent_is_none(one(self.read(&path)?, &[200]).await)
    }

    /// Makes the link, or puts a new one in the place of the old.
    pub async fn renew_invitation_link(
        &self,
        org: &Slug,
        space: &Slug,
        terms: &LinkTerms,
    ) -> Result<InvitationLink, Fault> {
        let path = paths::in_space("spaces", org, space) + "/invitation_link";
        let put = self.change(Method::PUT, &path)?.json(terms);
        one(put, &[200, 201]).await
    }

    pub async fn remove_invitation_link(&self, org: &Slug, space: &Slug) -> Result<(), Fault> {
        let path = paths::in_space("spaces", org, space) + "/invitation_link";
        done(self.change(Method::DELETE, &path)?).await
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
        done(self.change(Method::DELETE, &path)?).await
    }

    /// Has the mail of an invitation sent again. A change: of a failure, look at the proof.
    pub async fn resend_invitation(&self, org: &Slug, space: &Slug, id: &str) -> Result<(), Fault> {
        let path =
            paths::in_space("spaces", org, space) + &paths::join(&["invitations", id, "resend"]);
        done(empty(self.change(Method::POST, &path)?)).await
    }

    pub async fn remove_member(&self, org: &Slug, space: &Slug, email: &str) -> Result<(), Fault> {
        let path = paths::in_space("spaces", org, space) + &paths::join(&["members", email]);
        done(self.change(Method::DELETE, &path)?).await
    }

    pub async fn delete_instance(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
    ) -> Result<(), Fault> {
        let path = paths::in_instance("instances", org, space, instance);
        done(self.change(Method::DELETE, &path)?).await
    }

    /// Within a day of its deletion.
    pub async fn restore_instance(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
    ) -> Result<(), Fault> {
        let path = paths::in_instance("instances", org, space, instance) + "/restore";
        done(empty(self.change(Method::POST, &path)?)).await
    }
}

fn empty(post: RequestBuilder) -> RequestBuilder {
    post.header(CONTENT_TYPE, "application/json").body("{}")
}

async fn done(request: RequestBuilder) -> Result<(), Fault> {
    let question = Question {
        listed: ANY_SUCCESS,
        keyed: false,
    };
    ask(request, &question).await.map(drop)
}

/// By the status alone: a platform without these calls may answer them in any shape.
fn absent_is_none<T>(answer: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match answer {
        Ok(thing) => Ok(Some(thing)),
        Err(fault) if fault.status == Some(404) => Ok(None),
        Err(fault) => Err(fault),
    }
}

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
