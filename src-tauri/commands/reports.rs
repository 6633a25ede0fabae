//! What became of a plan, as a file to keep, in the language of the window.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::Report;

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{PlanReport, Problem, ReportFormat, SavedFile, id};

/// `None`: the dialog was closed without naming a file.
pub(super) async fn plan_report(
    app: &Arc<App>,
    which: PlanReport,
) -> Result<Option<SavedFile>, Problem> {
    let plan = id(&which.plan)?;
    let ending = match which.format {
        ReportFormat::Csv => "csv",
        ReportFormat::Html => "html",
    };
    let language = app.language();
    let name = Report::file_name(language, &app.store.plan(plan)?);
    let name = lists::file_name(&name, ending);
    let Some(path) = app.desktop.save_file(&name).await else {
        return Ok(None);
    };
    let store = app.store.clone();
    let saved = blocking(move || {
        // Read only now, because the dialog may have been open for long.
        let report = Report::in_language(
            language,
            &store,
            plan,
            &TimeZone::system(),
            Timestamp::now(),
        )?;
        let bytes = match which.format {
            ReportFormat::Csv => report.to_csv()?,
            ReportFormat::Html => report.to_html()?.into_bytes(),
        };
        Ok::<_, Problem>(lists::save(path, ending, &bytes)?)
    })
    .await?;
    Ok(Some(saved.into()))
}
