#![allow(clippy::unwrap_used)]

use pretty_assertions::assert_eq;

use super::{Choices, open};
use crate::{Columns, Entry, Field};

fn people(text: &str) -> Vec<(String, String)> {
    let list = open(text.as_bytes(), &Choices::default()).unwrap();
    list.best_people()
        .map(|p| {
            p.map(|Entry { name, address, .. }| (name, address))
                .unwrap()
        })
        .collect()
}

#[test]
fn a_mark_left_open_swallows_nobody() {
    let found = people(
        "Name,E-Mail\nAda,ada@uni.edu\n\"Bob,bob@uni.edu\nCy,cy@uni.edu\n\"Dee, D.\",dee@uni.edu\nEve,eve@uni.edu\n",
    );
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bob", "Cy", "D. Dee", "Eve"]);
    assert_eq!(found[1].1, "bob@uni.edu");
}

#[test]
fn lines_within_a_cell_stay_there() {
    let list = "Name,E-Mail,Notes\nAda,ada@uni.edu,\"first\nsecond, third\"\nBob,bob@uni.edu,\n";
    assert_eq!(people(list).len(), 2);
}

#[test]
fn columns_can_be_changed_by_hand() {
    let text = "Wer,Konto,Fach\nAda,alovelace,A\nBob,bross,B\nCy,cyoung,A\n";
    let list = open(text.as_bytes(), &Choices::default()).unwrap();
    let table = &list.tables()[0];
    assert!(!table.is_understood());
    let mut columns = table.columns().clone();
    columns.fields = vec![Field::Name, Field::Login, Field::Group];
    columns.login_domain = Some("@uni.edu".into());
    let people = |columns: &Columns| {
        list.people(0, columns)
            .map(Result::unwrap)
            .collect::<Vec<Entry>>()
    };
    // The first row is a person until somebody says otherwise.
    assert_eq!(people(&columns)[0].name, "Wer");
    columns.rows_above = Some(1);
    assert_eq!(people(&columns)[2].address, "cyoung@uni.edu");
    assert_eq!(people(&columns).len(), 3);
}

#[test]
fn files_of_one_make_share_a_look() {
    let look = |text: &str| {
        open(text.as_bytes(), &Choices::default()).unwrap().tables()[0]
            .look()
            .to_owned()
    };
    let first = look("Wer,E-Mail,Fach\nAda,ada@uni.edu,A\n");
    assert_eq!(
        first,
        look("wer;E-MAIL;fach\nBob;bob@uni.edu;B\nCy;cy@uni.edu;C\n")
    );
    assert_ne!(first, look("Wer,E-Mail,Raum\nAda,ada@uni.edu,A\n"));
}

#[test]
fn separator_and_encoding_can_be_said() {
    let choices = Choices {
        separator: Some(b'|'),
        encoding: Some("iso-8859-1".into()),
        ..Choices::default()
    };
    let list = open(
        b"J\xfcrgen|j@uni.edu|a;b;c\nAda|ada@uni.edu|a;b;c\n",
        &choices,
    )
    .unwrap();
    assert_eq!(list.separator(), Some('|'));
    assert_eq!(
        list.best_people().next().unwrap().unwrap().name,
        "J\u{fc}rgen"
    );
}
