//! Instances: listed, created alone or for a group, deleted, and restored.

use serde_json::json;

use crate::clock;
use crate::http::answer::Answer;
use crate::http::json_body::{JsonBody, NAME_MAX};
use crate::http::requests::{ChangeRequest, ReadRequest};
use crate::model::instances::{self, NewGroup, NewInstance};
use crate::model::lookup;
use crate::model::tasks::{self, Job};
use crate::request_error::RequestError;

/// How many people can be invited into the instance of a group from the start.
const GROUP_MAX: usize = 1000;

pub(crate) async fn list(request: ReadRequest<(String, String)>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space)| {
            let space = lookup::space(ctx, &org, &space)?;
            Ok(Answer::ok(&instances::list(ctx, &space)?))
        })
        .await
}

pub(crate) async fn create(
    request: ChangeRequest<(String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space), body| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            let mut body = JsonBody::parse(body)?;
            let name = body.name("name");
            let slug = body.slug("slug");
            let description = body.text("description", NAME_MAX);
            body.finish()?;
            let new = NewInstance {
                slug: &slug,
                name: &name,
                description: description.as_deref(),
            };
            instances::create(ctx, &space, &new)?;
            Ok(Answer::created(&new.as_listed(ctx.now)))
        })
        .await
}

pub(crate) async fn create_group(
    request: ChangeRequest<(String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space), body| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            let mut body = JsonBody::parse(body)?;
            let name = body.name("name");
            let slug = body.slug("slug");
            let description = body.text("description", NAME_MAX);
            let editors = body.addresses("editor_emails", GROUP_MAX);
            body.finish()?;
            instances::ensure_slug_is_free(ctx, &space, &slug)?;
            let group = NewGroup {
                org,
                space: space.slug,
                slug,
                name,
                description,
                editors: editors.iter().map(|a| a.written().to_owned()).collect(),
            };
            Ok(Answer::accepted(&tasks::queue(ctx, &Job::Group(group))?))
        })
        .await
}

pub(crate) async fn delete(
    request: ChangeRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, slug), _| {
            let (_, instance) = lookup::administered_instance(ctx, &org, &space, &slug)?;
            let until = clock::rfc3339(instances::delete(ctx, &instance)?);
            Ok(Answer::ok(
                &json!({ "slug": slug, "restorable_until": until }),
            ))
        })
        .await
}

pub(crate) async fn restore(
    request: ChangeRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, slug), body| {
            let space = lookup::administered_space(ctx, &org, &space)?;
            JsonBody::parse(body)?.finish()?;
            let instance = instances::restore(ctx, &space, &slug)?;
            Ok(Answer::ok(&json!({ "slug": slug, "name": instance.name })))
        })
        .await
}
