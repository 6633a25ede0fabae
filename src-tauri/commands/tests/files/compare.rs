//! A newer list compared with a draft, and what counts as outside.

use pretty_assertions::assert_eq;

use super::super::{ACCOUNT, bodies, draft_for_the_course};
use super::{MOODLE, drafted, for_draft, which};
use crate::app_for_tests::run;
use crate::bridge::{DifferenceTake, Domains, DomainsChange, DomainsRef, FindingKind};

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
