//! Handing out what a snapshot holds to instances.

use std::collections::BTreeSet;

use axum::extract::State;

use crate::background::task_runner::{Distribution, Work, enqueue};
use crate::http::answer::Answer;
use crate::http::extract::{At, Posted};
use crate::http::json_body::Fields;
use crate::model::lookup as find;
use crate::platform::Shared;
use crate::request_error::Refusal;

const TARGETS: usize = 50_000;
const MESSAGE: usize = 10_000;

pub(crate) async fn create(
    State(platform): State<Shared>,
    At((org, space, instance, snapshot)): At<(String, String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let (_, source) = find::seen_instance(call, &org, &space, &instance)?;
            find::snapshot(call, &source, &snapshot)?;
            let mut fields = Fields::read(body)?;
            let names = ["org_slug", "space_slug", "instance_slug"];
            let targets = fields.objects("target_instances", names, TARGETS);
            let snapshot_first = fields.flag("auto_snapshot");
            let notify = fields.flag("notify_target_users");
            let message = fields.text("custom_email_message", MESSAGE);
            let files = fields.texts("source_files");
            let applications = fields.texts("source_applications");
            let tables = fields.texts("source_tables");
            fields.finish()?;
            let targets: BTreeSet<[String; 3]> = targets.into_iter().collect();
            for [org, space, slug] in &targets {
                let space = find::administered(call, org, space)?;
                find::instance(call, &space, slug)?;
            }
            let work = Work::Distribute(Distribution {
                org: org.clone(),
                space: space.clone(),
                instance: instance.clone(),
                snapshot: snapshot.clone(),
                targets: targets.into_iter().collect(),
                files,
                applications,
                tables,
                snapshot_first,
                notify,
                message,
            });
            let task = enqueue(call, &work)?;
            Ok(Answer::accepted(&task))
        })
        .await
}
