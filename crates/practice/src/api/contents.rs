//! What a snapshot contains: applications, files, and tables.

use axum::extract::State;

use crate::http::answer::Answer;
use crate::http::extract::{ApiKey, PathParams};
use crate::http::server::SharedServer;
use crate::model::contents::{self, Area};
use crate::model::context::Context;
use crate::model::lookup;
use crate::request_error::RequestError;
use crate::tokens::Hash;

/// The slugs of organisation, space, instance, and snapshot.
type Slugs = (String, String, String, String);
/// The slugs of organisation, space, instance, and snapshot, and a path in the snapshot.
type SlugsAndPath = (String, String, String, String, String);

fn snapshot(ctx: &Context<'_>, slugs: &Slugs) -> Result<i64, RequestError> {
    let (org, space, instance, snapshot) = slugs;
    let (_, instance) = lookup::readable_instance(ctx, org, space, instance)?;
    lookup::snapshot(ctx, &instance, snapshot)
}

pub(crate) async fn applications(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams(slugs): PathParams<Slugs>,
) -> Result<Answer, RequestError> {
    server
        .read(key, move |ctx| {
            let snapshot = snapshot(ctx, &slugs)?;
            Ok(Answer::ok(&contents::applications(ctx, snapshot)?))
        })
        .await
}

pub(crate) async fn tables(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams(slugs): PathParams<Slugs>,
) -> Result<Answer, RequestError> {
    server
        .read(key, move |ctx| {
            let snapshot = snapshot(ctx, &slugs)?;
            Ok(Answer::ok(&contents::tables(ctx, &slugs.1, snapshot)?))
        })
        .await
}

pub(crate) async fn files(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams(slugs): PathParams<Slugs>,
) -> Result<Answer, RequestError> {
    folder(&server, key, slugs, Area::Files, String::new()).await
}

pub(crate) async fn files_in_folder(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams((org, space, instance, snapshot, path)): PathParams<SlugsAndPath>,
) -> Result<Answer, RequestError> {
    let slugs = (org, space, instance, snapshot);
    folder(&server, key, slugs, Area::Files, path).await
}

pub(crate) async fn home(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams(slugs): PathParams<Slugs>,
) -> Result<Answer, RequestError> {
    folder(&server, key, slugs, Area::Home, String::new()).await
}

pub(crate) async fn home_in_folder(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams((org, space, instance, snapshot, path)): PathParams<SlugsAndPath>,
) -> Result<Answer, RequestError> {
    let slugs = (org, space, instance, snapshot);
    folder(&server, key, slugs, Area::Home, path).await
}

async fn folder(
    server: &SharedServer,
    key: Hash,
    slugs: Slugs,
    area: Area,
    path: String,
) -> Result<Answer, RequestError> {
    server
        .read(key, move |ctx| {
            let snapshot = snapshot(ctx, &slugs)?;
            let files = contents::folder(ctx, snapshot, &slugs.3, area, &path)?;
            Ok(Answer::ok(&files))
        })
        .await
}
