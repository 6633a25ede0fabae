//! People taken from a file onto a list.

use pretty_assertions::assert_eq;

use super::super::{bodies, draft_for_the_course};
use super::{MOODLE, long_list, which};
use crate::app_for_tests::run;
use crate::bridge::{
    Choices, EditKind, Field, FileChoose, FileFormat, FileHow, FileKind, FileLack, FileStop,
    FileSystem,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_recognised_is_taken_without_a_question_and_once() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let path = running.path("people.csv");
    std::fs::write(&path, MOODLE).unwrap();
    *running.recording.names.lock().unwrap() = Some(path);
    let choose = || FileChoose {
        kind: FileKind::List,
    };
    let file = bodies::file_choose(&running.app, choose())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (file.name.as_str(), file.kind),
        ("people.csv", FileKind::List)
    );
    assert_eq!(
        bodies::file_choose(&running.app, choose()).await.unwrap(),
        None
    );

    let preview = running.preview(&file, None).await.unwrap();
    assert_eq!(
        (preview.format, preview.system, preview.how, preview.total),
        (
            FileFormat::Csv,
            Some(FileSystem::Moodle),
            FileHow::Recognised,
            Some(2)
        )
    );
    assert!(!preview.asks);
    assert_eq!(preview.fields[2], Field::Address);
    assert_eq!(preview.people[0].name, "Ada Lovelace");

    let taken = running.take(&draft, &file, None).await.unwrap();
    assert_eq!(taken.changed.len(), 2);
    assert_eq!(taken.history.undo, Some(EditKind::File));
    assert_eq!(running.read_to_the_end(&file).await, (2, 0, None));

    // The same list, sorted and cased otherwise, adds nobody.
    let again = "E-Mail;Name\nGRACE@new.example;G. Hopper\nnew@new.example;N\nada@NEW.example;\n";
    let again = running.drop_file("again.csv", again);
    let taken = running.take(&draft, &again, None).await.unwrap();
    assert_eq!(taken.changed.len(), 1);
    assert_eq!(running.read_to_the_end(&again).await, (1, 2, None));
    let undone = bodies::draft_undo(&running.app, which(&draft))
        .await
        .unwrap();
    assert_eq!(undone.counts.all, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_chosen_by_hand_is_remembered_for_files_of_the_same_layout() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let head = "alpha,beta,gamma\n";
    let file = running.drop_file("a.csv", format!("{head}x1,Ada,one\nx2,Grace,two\n"));
    let preview = running.preview(&file, None).await.unwrap();
    assert_eq!((preview.how, preview.asks), (FileHow::Guessed, true));
    let by_hand = |login_domain: Option<&str>| Choices {
        fields: Some(vec![Field::Login, Field::Name, Field::Ignored]),
        login_domain: login_domain.map(str::to_owned),
        rows_above: Some(1),
        ..Choices::default()
    };
    let preview = running.preview(&file, Some(by_hand(None))).await.unwrap();
    assert_eq!(preview.lack, Some(FileLack::Domain));
    assert!(preview.from_logins);
    let choices = by_hand(Some("@new.example"));
    let preview = running.preview(&file, Some(choices.clone())).await.unwrap();
    assert_eq!(preview.lack, None);
    assert_eq!(preview.people[0].address, "x1@new.example");
    running.take(&draft, &file, Some(choices)).await.unwrap();
    running.read_to_the_end(&file).await;

    let next = running.drop_file("b.csv", format!("{head}x3,Barbara,three\n"));
    let preview = running.preview(&next, None).await.unwrap();
    assert_eq!((preview.how, preview.asks), (FileHow::Remembered, false));
    running.take(&draft, &next, None).await.unwrap();
    running.read_to_the_end(&next).await;
    let wanted = ["x1@new.example", "x2@new.example", "x3@new.example"];
    assert_eq!(running.addresses(&draft).await, wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_file_shows_its_beginning_and_follows_behind_as_one_edit() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let people = 30_000;
    let file = running.drop_file("long.csv", long_list(people));
    let preview = running.preview(&file, None).await.unwrap();
    assert_eq!((preview.total, preview.people.len()), (None, 20));
    let taken = running.take(&draft, &file, None).await.unwrap();
    assert_eq!(taken.changed.len(), 500);
    assert_eq!(running.read_to_the_end(&file).await, (people, 0, None));
    let read = bodies::draft_open(&running.app, which(&draft))
        .await
        .unwrap();
    assert_eq!(read.counts.all, people);
    let undone = bodies::draft_undo(&running.app, which(&draft))
        .await
        .unwrap();
    assert_eq!((undone.counts.all, undone.history.undo), (0, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn undone_or_stopped_while_it_is_read_a_file_comes_to_an_end() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let text = long_list(60_000);
    let file = running.drop_file("undone.csv", &text);
    running.take(&draft, &file, None).await.unwrap();
    bodies::draft_undo(&running.app, which(&draft))
        .await
        .unwrap();
    let (_, _, problem) = running.read_to_the_end(&file).await;
    assert_eq!(problem, None);
    assert_eq!(running.addresses(&draft).await, [""; 0]);

    let file = running.drop_file("stopped.csv", &text);
    let taken = running.take(&draft, &file, None).await.unwrap();
    let stop = FileStop {
        file: file.file.clone(),
    };
    bodies::file_stop(&running.app, stop).await.unwrap();
    let (rows, _, problem) = running.read_to_the_end(&file).await;
    assert_eq!(problem, None);
    assert!(rows >= 500 && taken.changed.len() == 500);
    let read = bodies::draft_open(&running.app, which(&draft))
        .await
        .unwrap();
    assert_eq!(read.counts.all, rows, "what came stands");
}
