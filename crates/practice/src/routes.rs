//! Every path of the server, on one page.

use axum::Router;
use axum::middleware;
use axum::routing::{delete, get, post};

use crate::api::{
    contents, distribution, extensions, instances, invitations, members, sign_up_link, snapshots,
    spaces, tasks, unsupported,
};
use crate::http::server::SharedServer;
use crate::http::{self, control};
use crate::{openapi, pages};

const SPACE: &str = "/spaces/v1/org/{org}/space/{space}";
const INSTANCES: &str = "/instances/v1/org/{org}/space/{space}";
const INSTANCE: &str = "/instances/v1/org/{org}/space/{space}/instance/{instance}";
const SNAPSHOT: &str = "org/{org}/space/{space}/instance/{instance}/snapshot/{snapshot}";

pub(crate) fn router(server: SharedServer) -> Router {
    let mut router = public_api()
        .merge(pages::routes())
        .merge(control::routes())
        .route("/openapi.json", get(openapi::serve));
    if !server.settings.bare {
        router = router.merge(extended_api());
    }
    for path in unsupported::EMPTY_LISTS {
        let list = get(unsupported::empty_list).fallback(unsupported::not_found);
        router = router.route(path, list);
    }
    router
        .fallback(unsupported::not_found)
        .method_not_allowed_fallback(unsupported::wrong_method)
        .layer(middleware::from_fn_with_state(
            server.clone(),
            http::middleware::handle,
        ))
        .with_state(server)
}

/// What the hosted platform's public API has too.
fn public_api() -> Router<SharedServer> {
    Router::new()
        .route("/orgs/v1", get(spaces::list_orgs))
        .route("/spaces/v1/org/{org}", get(spaces::list_spaces))
        .route(&format!("{SPACE}/members"), get(members::of_space))
        .route(&format!("{SPACE}/invitations"), post(invitations::to_space))
        .route(INSTANCES, get(instances::list).post(instances::create))
        .route(&format!("{INSTANCES}/group"), post(instances::create_group))
        .route(&format!("{INSTANCE}/members"), get(members::of_instance))
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
            get(contents::files_in_folder),
        )
        .route(&format!("/files/v1/{SNAPSHOT}/home"), get(contents::home))
        .route(
            &format!("/files/v1/{SNAPSHOT}/home/{{*path}}"),
            get(contents::home_in_folder),
        )
        .route(
            &format!("/distribution/v1/{SNAPSHOT}"),
            post(distribution::create),
        )
        .route("/tasks/v1/{tkid}", get(tasks::status))
}

/// What only this platform has.
fn extended_api() -> Router<SharedServer> {
    Router::new()
        .route("/extensions/v1", get(extensions::list))
        .route(
            &format!("{SPACE}/invitation_link"),
            get(sign_up_link::read)
                .put(sign_up_link::renew)
                .delete(sign_up_link::withdraw),
        )
        .route(&format!("{SPACE}/invitations"), get(invitations::list))
        .route(
            &format!("{SPACE}/invitations/{{id}}"),
            delete(invitations::revoke),
        )
        .route(
            &format!("{SPACE}/invitations/{{id}}/resend"),
            post(invitations::resend),
        )
        .route(
            &format!("{SPACE}/members/{{email}}"),
            delete(members::remove),
        )
        .route(INSTANCE, delete(instances::delete))
        .route(&format!("{INSTANCE}/restore"), post(instances::restore))
}
