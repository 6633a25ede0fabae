use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::Report;

use super::files::blocking;
use super::outbox::plan_id;
use crate::app::App;
use crate::bridge::{PlanReport, Problem, ReportFormat, SavedFile};
use crate::files::saving;

/// What became of a plan, as a file to keep. `None`: the dialog was closed.
pub(super) async fn plan_report(
    app: &Arc<App>,
    which: PlanReport,
) -> Result<Option<SavedFile>, Problem> {
    let plan = plan_id(&which.plan)?;
    let ending = match which.format {
        ReportFormat::Csv => "csv",
        ReportFormat::Html => "html",
    };
    let space_name = app.store.plan(plan)?.space_name;
    let name = saving::file_name(&format!("Invitations to {space_name}"), ending);
    let Some(path) = app.host.save_file(&name).await else {
        return Ok(None);
    };
    let store = app.store.clone();
    blocking(move || {
        // Read only now: the dialog may have stood open for long.
        let report = Report::of(&store, plan, &TimeZone::system(), Timestamp::now())?;
        let bytes = match which.format {
            ReportFormat::Csv => report.to_csv()?,
            ReportFormat::Html => report.to_html()?.into_bytes(),
        };
        saving::save(path, ending, &bytes).map(Some)
    })
    .await
}
