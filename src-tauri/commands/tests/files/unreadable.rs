//! Files that can't be read, or not any more: each says why, and what is on the list stays.

use pretty_assertions::assert_eq;

use super::super::{bodies, draft_for_the_course};
use super::{MOODLE, long_list, which};
use crate::app_for_tests::run;
use crate::bridge::{Choices, Field, ForeignFormat, ProblemCode};

#[tokio::test(flavor = "multi_thread")]
async fn every_file_that_gives_no_list_says_why_and_changes_nothing() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let wide = "Name,Email address".to_owned() + &",x".repeat(5_000) + "\nAda,ada@new.example\n";
    let cell = format!(
        "Name,Email address\n{},ada@new.example\n",
        "x".repeat(200_000)
    );
    for (name, bytes, code) in [
        ("empty.csv", Vec::new(), ProblemCode::FileEmpty),
        (
            "picture.csv",
            b"\x89PNG\r\n\x1a\n....".to_vec(),
            ProblemCode::FileNotAList,
        ),
        (
            "wide.csv",
            wide.into_bytes(),
            ProblemCode::FileTooManyColumns,
        ),
        ("cell.csv", cell.into_bytes(), ProblemCode::FileCellTooLong),
        (
            "cut.xlsx",
            b"PK\x03\x04 cut short".to_vec(),
            ProblemCode::FileDamaged,
        ),
        (
            "nobody.vcf",
            b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n".to_vec(),
            ProblemCode::FileNobody,
        ),
    ] {
        let file = running.drop_file(name, bytes);
        let refused = running.take(&draft, &file, None).await.unwrap_err();
        assert_eq!((refused.code, refused.about.as_deref()), (code, Some(name)));
        let preview = running.preview(&file, None).await.unwrap_err();
        assert_eq!(preview.code, code, "{name}");
    }
    let picture = running.drop_file("p.csv", b"\x89PNG\r\n\x1a\n....");
    let trouble = running
        .preview(&picture, None)
        .await
        .unwrap_err()
        .file
        .unwrap();
    assert_eq!(trouble.foreign_format, Some(ForeignFormat::Picture));
    let gone = running.drop_file("gone.csv", MOODLE);
    std::fs::remove_file(running.path("gone.csv")).unwrap();
    let refused = running.take(&draft, &gone, None).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::FileGone);
    let folder = running.drop_path(running.data());
    let refused = running.preview(&folder, None).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::FileNotAFile);
    assert_eq!(running.addresses(&draft).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_is_what_is_taken() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let file = running.drop_file("people.csv", MOODLE);
    running.preview(&file, None).await.unwrap();
    std::fs::write(
        running.path("people.csv"),
        "Email address\nmallory@new.example\n",
    )
    .unwrap();
    let chosen = Choices {
        fields: Some(vec![Field::FirstName, Field::LastName, Field::Address]),
        ..Choices::default()
    };
    let refused = running.take(&draft, &file, Some(chosen)).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::FileChanged);
    assert_eq!(running.addresses(&draft).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_cannot_be_read_says_where_and_what_came_before_it_stands() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let text = long_list(700) + &"x".repeat(200_000) + ",y@new.example\n";
    let file = running.drop_file("long cell.csv", text);
    let taken = running.take(&draft, &file, None).await.unwrap();
    assert_eq!(taken.changed.len(), 500);
    let end = running.read_to_the_end(&file).await;
    assert_eq!(end, (700, 0, Some(ProblemCode::FileCellTooLong)));
    let read = bodies::draft_open(&running.app, which(&draft))
        .await
        .unwrap();
    assert_eq!(read.counts.all, 700);
}
