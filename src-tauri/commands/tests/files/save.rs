//! Drafts and lists written to files, and drafts opened from them.

use pretty_assertions::assert_eq;

use super::super::{ACCOUNT, bodies};
use super::{drafted, which};
use crate::app_for_tests::run;
use crate::bridge::{
    DraftExport, DraftOpenFile, DraftRef, ExportFormat, FileKind, FileRef, FileSystem, ProblemCode,
    Purpose,
};

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
        chosen: true,
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

    // Of a space that this account doesn't show: the user says where to.
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
async fn a_draft_file_neither_names_an_instance_nor_leaves_the_space_that_is_open() {
    let running = run().await;
    let draft = drafted(&running).await;
    let opened = async |instance: &str, space: &str, chosen: bool| {
        let file = running.drop_file(
            "tutors.cohort",
            format!(
                r#"{{"cohort":1,"org":"{}","space":"{space}","purpose":"shared",
                    "instance":"{instance}","instanceName":"Tutors' room","rows":[]}}"#,
                draft.org
            ),
        );
        let open = DraftOpenFile {
            file: file.file,
            account: ACCOUNT.into(),
            org: Some(draft.org.clone()),
            space: Some(draft.space.clone()),
            chosen,
        };
        bodies::draft_open_file(&running.app, open).await.unwrap()
    };
    let intent = async |instance: &str| {
        let opened = opened(instance, &draft.space, false).await.draft.unwrap();
        let which = DraftRef { draft: opened };
        bodies::draft_open(&running.app, which)
            .await
            .unwrap()
            .intent
    };

    // The name is the platform's, whatever the file calls it.
    let shared = intent("group_a").await;
    assert_eq!(shared.instance.as_deref(), Some("group_a"));
    assert_eq!(shared.instance_name.as_deref(), Some("Group A"));
    // Anything but a shared instance of the space is chosen again.
    for elsewhere in ["master", "distributed", "no_such_instance", "../x", ""] {
        let intent = intent(elsewhere).await;
        assert_eq!(intent.purpose, Some(Purpose::Shared));
        assert_eq!(
            (intent.instance, intent.instance_name),
            (None, None),
            "{elsewhere}"
        );
    }

    // Another space of the account is visible, but it isn't the one the user has open.
    let asked = opened("group_a", "econometrics", false).await;
    assert_eq!((asked.draft, asked.needs_space), (None, true));
    let here = opened("group_a", "econometrics", true).await.draft.unwrap();
    let here = bodies::draft_open(&running.app, DraftRef { draft: here })
        .await
        .unwrap();
    assert_eq!(here.space, draft.space);
    assert_eq!((here.intent.purpose, here.intent.instance), (None, None));
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
        let preview = running.preview(&file, None).await.unwrap();
        assert_eq!(preview.system, Some(FileSystem::Cohort));
        assert_eq!(preview.people[0].name, "=Ada");
    }
    let text = std::fs::read_to_string(running.path("out.csv")).unwrap();
    assert!(text.contains("'=Ada"), "{text}");
}
