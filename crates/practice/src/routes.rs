//! Every path of the server, on one page.

use axum::Router;
use axum::middleware;
use axum::routing::{delete, get, post};

use crate::api::{
    contents, distribution, extensions, instances, invitations, invited, members, orgs,
    sign_up_link as links, snapshots, spaces, tasks, unsupported as rest,
};
use crate::http::{control, middleware as gate};
use crate::platform::Shared;
use crate::{openapi, pages};

const SPACE: &str = "/spaces/v1/org/{org}/space/{space}";
const INSTANCES: &str = "/instances/v1/org/{org}/space/{space}";
const INSTANCE: &str = "/instances/v1/org/{org}/space/{space}/instance/{instance}";
const SNAPSHOT: &str = "org/{org}/space/{space}/instance/{instance}/snapshot/{snapshot}";

pub(crate) fn router(platform: Shared) -> Router {
    let mut router = public().merge(pages::routes()).merge(control::routes());
    if !platform.settings.bare {
        router = router.merge(extended());
    }
    for path in rest::EMPTY_LISTS {
        router = router.route(path, get(rest::empty).fallback(rest::absent));
    }
    router
        .route("/openapi.json", get(openapi::serve))
        .fallback(rest::absent)
        .method_not_allowed_fallback(rest::wrong_method)
        .layer(middleware::from_fn_with_state(platform.clone(), gate::pass))
        .with_state(platform)
}

/// What the hosted platform has.
fn public() -> Router<Shared> {
    Router::new()
        .route("/orgs/v1", get(orgs::list))
        .route("/spaces/v1/org/{org}", get(spaces::list))
        .route(&format!("{SPACE}/members"), get(spaces::members))
        .route(&format!("{SPACE}/invitations"), post(invitations::to_space))
        .route(INSTANCES, get(instances::list).post(instances::create))
        .route(&format!("{INSTANCES}/group"), post(instances::create_group))
        .route(&format!("{INSTANCE}/members"), get(instances::members))
        .route(
            &format!("{INSTANCE}/invitations"),
            post(invitations::to_instance),
        )
        .route(&format!("{INSTANCE}/snapshots"), post(snapshots::create))
        .route(
            "/snapshots/v1/org/{org}/space/{space}/instance/{instance}",
            get(snapshots::list),
        )
        .route(
            &format!("/snapshots/v1/{SNAPSHOT}"),
            delete(snapshots::delete),
        )
        .route(&format!("/apps/v1/{SNAPSHOT}"), get(contents::applications))
        .route(&format!("/tables/v1/{SNAPSHOT}"), get(contents::tables))
        .route(&format!("/files/v1/{SNAPSHOT}/files"), get(contents::files))
        .route(
            &format!("/files/v1/{SNAPSHOT}/files/{{*path}}"),
            get(contents::files_below),
        )
        .route(&format!("/files/v1/{SNAPSHOT}/home"), get(contents::home))
        .route(
            &format!("/files/v1/{SNAPSHOT}/home/{{*path}}"),
            get(contents::home_below),
        )
        .route(
            &format!("/distribution/v1/{SNAPSHOT}"),
            post(distribution::create),
        )
        .route("/tasks/v1/{tkid}", get(tasks::get))
}

/// What only this platform has.
fn extended() -> Router<Shared> {
    Router::new()
        .route("/extensions/v1", get(extensions::list))
        .route(
            &format!("{SPACE}/invitation_link"),
            get(links::get).put(links::put).delete(links::withdraw),
        )
        .route(&format!("{SPACE}/invitations"), get(invited::list))
        .route(
            &format!("{SPACE}/invitations/{{id}}"),
            delete(invited::revoke),
        )
        .route(
            &format!("{SPACE}/invitations/{{id}}/resend"),
            post(invited::resend),
        )
        .route(
            &format!("{SPACE}/members/{{email}}"),
            delete(members::remove),
        )
        .route(INSTANCE, delete(instances::delete))
        .route(&format!("{INSTANCE}/restore"), post(instances::restore))
}
