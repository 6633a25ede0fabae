//! What a snapshot contains: applications, files, and tables.

use crate::http::answer::Answer;
use crate::http::requests::ReadRequest;
use crate::model::contents::{self, Area};
use crate::model::context::Context;
use crate::model::lookup;
use crate::request_error::RequestError;

/// The slugs of organisation, space, instance, and snapshot.
type Slugs = (String, String, String, String);
/// The slugs of organisation, space, instance, and snapshot, and a path in the snapshot.
type SlugsAndPath = (String, String, String, String, String);

fn snapshot(ctx: &Context<'_>, slugs: &Slugs) -> Result<i64, RequestError> {
    let (org, space, instance, snapshot) = slugs;
    let (_, instance) = lookup::readable_instance(ctx, org, space, instance)?;
    lookup::snapshot(ctx, &instance, snapshot)
}

pub(crate) async fn applications(request: ReadRequest<Slugs>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, slugs| {
            let snapshot = snapshot(ctx, &slugs)?;
            Ok(Answer::ok(&contents::applications(ctx, snapshot)?))
        })
        .await
}

pub(crate) async fn tables(request: ReadRequest<Slugs>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, slugs| {
            let snapshot = snapshot(ctx, &slugs)?;
            Ok(Answer::ok(&contents::tables(ctx, &slugs.1, snapshot)?))
        })
        .await
}

pub(crate) async fn files(request: ReadRequest<Slugs>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, slugs| folder(ctx, &slugs, Area::Files, ""))
        .await
}

pub(crate) async fn files_in_folder(
    request: ReadRequest<SlugsAndPath>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, instance, snapshot, path)| {
            folder(ctx, &(org, space, instance, snapshot), Area::Files, &path)
        })
        .await
}

pub(crate) async fn home(request: ReadRequest<Slugs>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, slugs| folder(ctx, &slugs, Area::Home, ""))
        .await
}

pub(crate) async fn home_in_folder(
    request: ReadRequest<SlugsAndPath>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, instance, snapshot, path)| {
            folder(ctx, &(org, space, instance, snapshot), Area::Home, &path)
        })
        .await
}

fn folder(
    ctx: &Context<'_>,
    slugs: &Slugs,
    area: Area,
    path: &str,
) -> Result<Answer, RequestError> {
    let snapshot = snapshot(ctx, slugs)?;
    let files = contents::folder(ctx, snapshot, &slugs.3, area, path)?;
    Ok(Answer::ok(&files))
}
