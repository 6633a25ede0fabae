//! Snapshots: listed at once, created and deleted by tasks in the background.

use crate::http::answer::Answer;
use crate::http::json_body::{JsonBody, NAME_MAX};
use crate::http::requests::{ChangeRequest, ReadRequest};
use crate::model::lookup;
use crate::model::snapshots::{self, SnapshotDeletion, SnapshotOrder};
use crate::model::tasks::{self, Job};
use crate::request_error::RequestError;

pub(crate) async fn list(
    request: ReadRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, instance)| {
            let (_, instance) = lookup::readable_instance(ctx, &org, &space, &instance)?;
            Ok(Answer::ok(&snapshots::list(ctx, &instance)?))
        })
        .await
}

pub(crate) async fn create(
    request: ChangeRequest<(String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, instance), body| {
            let (space, instance) = lookup::administered_instance(ctx, &org, &space, &instance)?;
            let mut body = JsonBody::parse(body)?;
            let name = body.name("name");
            let slug = body.slug("slug");
            let description = body.text("description", NAME_MAX);
            let email_caller = body.flag("email_once_finished");
            body.finish()?;
            snapshots::ensure_slug_is_free(ctx, &instance, &slug)?;
            let order = SnapshotOrder {
                org,
                space: space.slug,
                instance: instance.slug,
                slug,
                name,
                description,
                email_caller,
            };
            Ok(Answer::created(&tasks::queue(ctx, &Job::Snapshot(order))?))
        })
        .await
}

pub(crate) async fn delete(
    request: ChangeRequest<(String, String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, instance, snapshot), _| {
            let (space, instance) = lookup::administered_instance(ctx, &org, &space, &instance)?;
            snapshots::ensure_deletable(ctx, &instance, &snapshot)?;
            let order = SnapshotDeletion {
                org,
                space: space.slug,
                instance: instance.slug,
                slug: snapshot,
            };
            let task = tasks::queue(ctx, &Job::DeleteSnapshot(order))?;
            Ok(Answer::created(&task))
        })
        .await
}
