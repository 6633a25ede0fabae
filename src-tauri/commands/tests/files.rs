//! Files on the disk, looked at, taken, compared and written.

use std::path::PathBuf;

use pretty_assertions::assert_eq;

use super::{ACCOUNT, bodies, draft_for_the_course};
use crate::bridge::{
    Changed, Choices, DifferenceTake, Domains, DomainsChange, DomainsRef, Draft, DraftExport,
    DraftFile, DraftOpenFile, DraftPaste, DraftRef, EditKind, ExportFormat, Field, FileChoose,
    FileChosen, FileFormat, FileHow, FileKind, FileLook, FileLooks, FileNeeds, FileRef, FileStop,
    FileSystem, FindingKind, Problem, ProblemCode, Purpose, RowsChanged, SpaceDifferenceTake,
    SpaceFile,
};
use crate::testing::{Running, run, until};

fn which(draft: &Draft) -> DraftRef {
    DraftRef {
        draft: draft.id.clone(),
    }
}

impl Running {
    /// A file on the disk, dropped on the window.
    fn drop_file(&self, name: &str, bytes: impl AsRef<[u8]>) -> FileRef {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        self.drop_path(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.data().with_file_name(name)
    }

    fn drop_path(&self, path: PathBuf) -> FileRef {
        crate::commands::dropped(&self.app, &[path]);
        let told = self.recording.told.lock().unwrap();
        match told.last() {
            Some(Changed::Dropped { files }) => files[0].clone(),
            other => panic!("{other:?}"),
        }
    }

    async fn look(&self, file: &FileRef, choices: Option<Choices>) -> Result<FileLook, Problem> {
        let look = FileChosen {
            file: file.file.clone(),
            choices,
        };
        bodies::file_look(&self.app, look).await
    }

    async fn take(
        &self,
        draft: &Draft,
        file: &FileRef,
        choices: Option<Choices>,
    ) -> Result<RowsChanged, Problem> {
        bodies::file_take(&self.app, for_draft(draft, file, choices)).await
    }

    /// How the reading of a file came to its end: people added, people known, what was wrong.
    async fn read_to_the_end(&self, file: &FileRef) -> (u32, u32, Option<ProblemCode>) {
        let mut end = None;
        until("the file is read", async || {
            let told = self.recording.told.lock().unwrap();
            end = told.iter().find_map(|told| match told {
                Changed::Reading(reading) if reading.done && reading.file == file.file => {
                    let problem = reading.problem.as_ref().map(|problem| problem.code);
                    Some((reading.rows, reading.known, problem))
                }
                _ => None,
            });
            end.is_some()
        })
        .await;
        end.unwrap()
    }

    async fn addresses(&self, draft: &Draft) -> Vec<String> {
        let read = bodies::draft_open(&self.app, which(draft)).await.unwrap();
        read.rows.into_iter().map(|row| row.address).collect()
    }
}

fn for_draft(draft: &Draft, file: &FileRef, choices: Option<Choices>) -> DraftFile {
    DraftFile {
        draft: draft.id.clone(),
        file: file.file.clone(),
        choices,
    }
}

const MOODLE: &str = "\u{feff}First name,Last name,Email address,Groups\n\
    Ada,Lovelace,ada@new.example,A\nGrace,Hopper,grace@new.example,B\n";

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

    let look = running.look(&file, None).await.unwrap();
    assert_eq!(
        (look.format, look.system, look.how, look.needs, look.total),
        (
            FileFormat::Csv,
            Some(FileSystem::Moodle),
            FileHow::Recognised,
            FileNeeds::Nothing,
            Some(2)
        )
    );
    assert_eq!(look.fields[2], Field::Address);
    assert_eq!(look.people[0].name, "Ada Lovelace");

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
async fn what_was_chosen_by_hand_is_remembered_for_files_that_look_the_same() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let head = "alpha,beta,gamma\n";
    let file = running.drop_file("a.csv", format!("{head}x1,Ada,one\nx2,Grace,two\n"));
    let look = running.look(&file, None).await.unwrap();
    assert_eq!(
        (look.how, look.needs),
        (FileHow::Guessed, FileNeeds::Columns)
    );
    let by_hand = |login_domain: Option<&str>| Choices {
        fields: Some(vec![Field::Login, Field::Name, Field::Left]),
        login_domain: login_domain.map(str::to_owned),
        rows_above: Some(1),
        ..Choices::default()
    };
    let look = running.look(&file, Some(by_hand(None))).await.unwrap();
    assert_eq!(look.needs, FileNeeds::Domain);
    let choices = by_hand(Some("@new.example"));
    let look = running.look(&file, Some(choices.clone())).await.unwrap();
    assert_eq!(look.needs, FileNeeds::Nothing);
    assert_eq!(look.people[0].address, "x1@new.example");
    running.take(&draft, &file, Some(choices)).await.unwrap();
    running.read_to_the_end(&file).await;

    let next = running.drop_file("b.csv", format!("{head}x3,Barbara,three\n"));
    let look = running.look(&next, None).await.unwrap();
    assert_eq!(
        (look.how, look.needs),
        (FileHow::Remembered, FileNeeds::Nothing)
    );
    running.take(&draft, &next, None).await.unwrap();
    running.read_to_the_end(&next).await;
    let wanted = ["x1@new.example", "x2@new.example", "x3@new.example"];
    assert_eq!(running.addresses(&draft).await, wanted);
}

fn long_list(people: u32) -> String {
    (0..people).fold("Name,Email address\n".to_owned(), |text, n| {
        text + &format!("Person {n},person.number.{n}@new.example\n")
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_file_shows_its_beginning_and_follows_behind_as_one_edit() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let people = 30_000;
    let file = running.drop_file("long.csv", long_list(people));
    let look = running.look(&file, None).await.unwrap();
    assert_eq!((look.total, look.people.len()), (None, 20));
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
        let looked = running.look(&file, None).await.unwrap_err();
        assert_eq!(looked.code, code, "{name}");
    }
    let picture = running.drop_file("p.csv", b"\x89PNG\r\n\x1a\n....");
    let trouble = running
        .look(&picture, None)
        .await
        .unwrap_err()
        .file
        .unwrap();
    assert_eq!(trouble.looks, Some(FileLooks::Picture));
    let gone = running.drop_file("gone.csv", MOODLE);
    std::fs::remove_file(running.path("gone.csv")).unwrap();
    let refused = running.take(&draft, &gone, None).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::FileGone);
    let folder = running.drop_path(running.data());
    let refused = running.look(&folder, None).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::FileNotAList);
    assert_eq!(running.addresses(&draft).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_is_what_is_taken() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let file = running.drop_file("people.csv", MOODLE);
    running.look(&file, None).await.unwrap();
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

#[tokio::test(flavor = "multi_thread")]
async fn of_a_newer_list_just_the_difference_is_taken_and_undone_in_one() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let old = running.drop_file("old.csv", MOODLE);
    running.take(&draft, &old, None).await.unwrap();
    running.read_to_the_end(&old).await;
    let newer = "First name,Last name,Email address,Groups\n\
        Ada,King,ADA@new.example,C\nMary,Shelley,mary@new.example,C\nJo,March,jo@new.example,C\n";
    let newer = running.drop_file("newer.csv", newer);
    let found = bodies::file_difference(&running.app, for_draft(&draft, &newer, None))
        .await
        .unwrap();
    assert_eq!((found.added.len(), found.gone.len(), found.same), (2, 1, 0));
    assert_eq!(found.changed[0].before.name, "Ada Lovelace");
    assert_eq!(found.changed[0].after.name, "Ada King");
    assert_eq!(found.changed[0].after.address, "ada@new.example");
    let take = DifferenceTake {
        draft: draft.id.clone(),
        file: newer.file.clone(),
        choices: None,
        added: Some(vec![1]),
        gone: None,
        changed: None,
    };
    let taken = bodies::difference_take(&running.app, take).await.unwrap();
    assert_eq!(taken.removed.len(), 1);
    assert_eq!(
        running.addresses(&draft).await,
        ["ada@new.example", "jo@new.example"]
    );
    bodies::draft_undo(&running.app, which(&draft))
        .await
        .unwrap();
    assert_eq!(
        running.addresses(&draft).await,
        ["ada@new.example", "grace@new.example"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_held_against_a_space_and_the_missing_become_a_draft() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let space = crate::bridge::SpaceRef {
        account: ACCOUNT.into(),
        org: draft.org.clone(),
        space: draft.space.clone(),
        fresh: false,
    };
    let people = bodies::space(&running.app, space).await.unwrap().people;
    let (admins, others): (Vec<_>, Vec<_>) = people.iter().partition(|p| p.administrator);
    let mut text = "Name,Email address,Group\nNew Person,new@new.example,G\n".to_owned();
    for person in admins.iter().chain(others.iter().skip(2)) {
        text.extend([&person.name, ",", &person.address.to_uppercase(), ",G\n"]);
    }
    let file = running.drop_file("course.csv", text);
    let which = SpaceFile {
        account: ACCOUNT.into(),
        org: draft.org.clone(),
        space: draft.space.clone(),
        file: file.file.clone(),
        choices: None,
    };
    let found = bodies::space_difference(&running.app, which).await.unwrap();
    assert_eq!(found.added.len(), 1);
    let gone: Vec<_> = found.gone.iter().map(|person| &person.address).collect();
    assert_eq!(gone, [&others[0].address, &others[1].address]);
    assert_eq!(
        (found.changed, found.same as usize),
        (vec![], others.len() - 2)
    );
    assert!(found.seen_at.is_some());
    let take = SpaceDifferenceTake {
        account: ACCOUNT.into(),
        org: draft.org.clone(),
        space: draft.space.clone(),
        file: file.file,
        choices: None,
        added: None,
    };
    let new = bodies::space_difference_take(&running.app, take)
        .await
        .unwrap();
    assert_ne!(new.id, draft.id);
    assert_eq!(
        (new.rows[0].address.as_str(), new.rows[0].group.as_str()),
        ("new@new.example", "G")
    );
}

async fn drafted(running: &Running) -> Draft {
    let draft = draft_for_the_course(running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "Name\tEmail\tGroup\n=Ada\tada@new.example\tA\n".into(),
    };
    bodies::draft_paste(&running.app, paste).await.unwrap();
    draft
}

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
    assert_eq!(again.aim.purpose, Some(Purpose::Shared));
    assert_eq!(again.aim.instance.as_deref(), Some("group_a"));
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
    assert_eq!((again.aim.purpose, again.aim.instance), (None, None));

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

#[tokio::test(flavor = "multi_thread")]
async fn domains_named_by_the_user_count_instead_of_the_learned() {
    let running = run().await;
    let draft = drafted(&running).await;
    let outside = async || {
        let read = bodies::draft_open(&running.app, which(&draft))
            .await
            .unwrap();
        read.rows[0]
            .findings
            .iter()
            .any(|found| found.kind == FindingKind::Outside)
    };
    assert!(outside().await);
    let change = |own: Option<Vec<String>>| DomainsChange {
        account: ACCOUNT.into(),
        org: draft.org.clone(),
        space: draft.space.clone(),
        own,
    };
    let own = vec![
        " @New.Example ".to_owned(),
        "new.example".into(),
        String::new(),
    ];
    let changed = bodies::domains_change(&running.app, change(Some(own)))
        .await
        .unwrap();
    assert_eq!(changed.own, Some(vec!["new.example".to_owned()]));
    assert!(!changed.learned.is_empty());
    assert!(!outside().await);
    bodies::domains_change(&running.app, change(None))
        .await
        .unwrap();
    assert!(outside().await);
    let asked = DomainsRef {
        account: ACCOUNT.into(),
        org: draft.org.clone(),
        space: draft.space.clone(),
    };
    let Domains { own, .. } = bodies::domains(&running.app, asked).await.unwrap();
    assert_eq!(own, None);
}
