//! Drafts and lists written to files, and drafts opened from them.

use pretty_assertions::assert_eq;

use super::super::{ACCOUNT, bodies};
use super::{drafted, which};
use crate::bridge::{
    DraftExport, DraftOpenFile, DraftRef, ExportFormat, FileKind, FileRef, FileSystem, ProblemCode,
    Purpose,
};
use crate::testing::run;

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_saved_as_a_file_comes_back_without_role_or_account() {
    let running = run().await;
    let draft = drafted(&running).await;
    let path = running.path("kept.cohort");
    let save = async || bodies::draft_save_file(&running.app, which(&draft)).await;
    assert_eq!(save().await.unwrap(), None, "closed without naming a file");
    *running.recording.names.lock().unwrap() = Some(path.clone());
    let saved = save().await.unwrap().unwrap();
    assert_eq!(saved.name, "kept.cohort");
    assert_eq!(
        running.recording.proposed.lock().unwrap()[1],
        "Finance I.cohort"
    );
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        !text.contains("practice") && !text.contains("127.0.0.1"),
        "{text}"
    );

    let file = running.drop_path(path);
    assert_eq!(file.kind, FileKind::Draft);
    let open = |org: Option<&str>, space: Option<&str>, file: &FileRef| DraftOpenFile {
        file: file.file.clone(),
        account: ACCOUNT.into(),
        org: org.map(str::to_owned),
        space: space.map(str::to_owned),
    };
    let opened = bodies::draft_open_file(&running.app, open(None, None, &file))
        .await
        .unwrap();
    let opened = opened.draft.unwrap();
    let again = bodies::draft_open(&running.app, DraftRef { draft: opened })
        .await
        .unwrap();
    assert_eq!(again.intent.purpose, Some(Purpose::Shared));
    assert_eq!(again.intent.instance.as_deref(), Some("group_a"));
    assert_eq!(
        (again.rows[0].name.as_str(), again.rows[0].group.as_str()),
        ("=Ada", "A")
    );

    // Of a space that this account does not show: the user says where to.
    let strange = text.replace(&format!("\"{}\"", draft.space), "\"elsewhere\"");
    let strange = running.drop_file("strange.COHORT", strange);
    let asked = bodies::draft_open_file(&running.app, open(None, None, &strange))
        .await
        .unwrap();
    assert_eq!((asked.draft, asked.needs_space), (None, true));
    let here = open(Some(&draft.org), Some(&draft.space), &strange);
    let opened = bodies::draft_open_file(&running.app, here)
        .await
        .unwrap()
        .draft
        .unwrap();
    let again = bodies::draft_open(&running.app, DraftRef { draft: opened })
        .await
        .unwrap();
    assert_eq!((again.intent.purpose, again.intent.instance), (None, None));

    for (text, code) in [
        ("{\"cohort\":7}", ProblemCode::FileNewer),
        ("not a draft", ProblemCode::FileNotADraft),
    ] {
        let file = running.drop_file("x.cohort", text);
        let refused = bodies::draft_open_file(&running.app, open(None, None, &file)).await;
        assert_eq!(refused.unwrap_err().code, code);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_exported_so_that_no_spreadsheet_calculates_it() {
    let running = run().await;
    let draft = drafted(&running).await;
    for (format, name) in [
        (ExportFormat::Csv, "out.csv"),
        (ExportFormat::Xlsx, "out.xlsx"),
    ] {
        *running.recording.names.lock().unwrap() = Some(running.path("out"));
        let export = DraftExport {
            draft: draft.id.clone(),
            format,
        };
        let saved = bodies::draft_export(&running.app, export)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(saved.name, name);
        let file = running.drop_path(running.path(name));
        let look = running.look(&file, None).await.unwrap();
        assert_eq!(look.system, Some(FileSystem::Cohort));
        assert_eq!(look.people[0].name, "=Ada");
    }
    let text = std::fs::read_to_string(running.path("out.csv")).unwrap();
    assert!(text.contains("'=Ada"), "{text}");
}
