//! Distributing what a snapshot contains to instances, by a task in the background.

use std::collections::BTreeSet;

use crate::http::answer::Answer;
use crate::http::json_body::JsonBody;
use crate::http::requests::ChangeRequest;
use crate::model::distribution::{self, Distribution};
use crate::model::lookup;
use crate::model::tasks::{self, Job};
use crate::request_error::RequestError;

const TARGETS_MAX: usize = 50_000;
/// In characters.
const MESSAGE_MAX: usize = 10_000;

pub(crate) async fn create(
    request: ChangeRequest<(String, String, String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space, instance, snapshot), body| {
            let (_, source) = lookup::readable_instance(ctx, &org, &space, &instance)?;
            lookup::snapshot(ctx, &source, &snapshot)?;
            let mut body = JsonBody::parse(body)?;
            let names = ["org_slug", "space_slug", "instance_slug"];
            let targets = body.objects("target_instances", names, TARGETS_MAX);
            let targets: BTreeSet<[String; 3]> = targets.into_iter().collect();
            let order = Distribution {
                org,
                space,
                instance,
                snapshot,
                targets: targets.into_iter().collect(),
                snapshot_first: body.flag("auto_snapshot"),
                notify: body.flag("notify_target_users"),
                message: body.text("custom_email_message", MESSAGE_MAX),
                files: body.texts("source_files"),
                applications: body.texts("source_applications"),
                tables: body.texts("source_tables"),
            };
            body.finish()?;
            distribution::check_targets(ctx, &order.targets)?;
            let task = tasks::queue(ctx, &Job::Distribute(order))?;
            Ok(Answer::accepted(&task))
        })
        .await
}
