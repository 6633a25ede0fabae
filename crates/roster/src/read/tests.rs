//! Tests of how a file is understood. `tests/golden.rs` has the exports of real systems.

#![allow(clippy::unwrap_used)]

use pretty_assertions::assert_eq;

use super::{ReadOptions, open};
use crate::{Columns, Entry, Field};

fn people(text: &str) -> Vec<(String, String)> {
    let list = open(text.as_bytes(), &ReadOptions::default()).unwrap();
    list.best_people()
        .map(|p| {
            p.map(|Entry { name, address, .. }| (name, address))
                .unwrap()
        })
        .collect()
}

#[test]
fn an_unclosed_quotation_mark_loses_nobody() {
    let found = people(
        "Name,E-Mail\nAda,ada@uni.edu\n\"Bob,bob@uni.edu\nCy,cy@uni.edu\n\"Dee, D.\",dee@uni.edu\nEve,eve@uni.edu\n",
    );
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bob", "Cy", "D. Dee", "Eve"]);
    assert_eq!(found[1].1, "bob@uni.edu");
}

#[test]
fn line_breaks_within_a_cell_start_no_row() {
    let list = "Name,E-Mail,Notes\nAda,ada@uni.edu,\"first\nsecond, third\"\nBob,bob@uni.edu,\n";
    assert_eq!(people(list).len(), 2);
}

#[test]
fn people_are_read_with_the_columns_that_the_user_has_chosen() {
    let text = "Wer,Konto,Fach\nAda,alovelace,A\nBob,bross,B\nCy,cyoung,A\n";
    let list = open(text.as_bytes(), &ReadOptions::default()).unwrap();
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
    // The first row counts as a person until the user says that it is a heading.
    assert_eq!(people(&columns)[0].name, "Wer");
    columns.rows_above = Some(1);
    assert_eq!(people(&columns)[2].address, "cyoung@uni.edu");
    assert_eq!(people(&columns).len(), 3);
}

#[test]
fn files_with_the_same_headings_have_the_same_layout() {
    let layout = |text: &str| {
        open(text.as_bytes(), &ReadOptions::default())
            .unwrap()
            .tables()[0]
            .layout()
            .to_owned()
    };
    let first = layout("Wer,E-Mail,Fach\nAda,ada@uni.edu,A\n");
    assert_eq!(
        first,
        layout("wer;E-MAIL;fach\nBob;bob@uni.edu;B\nCy;cy@uni.edu;C\n")
    );
    assert_ne!(first, layout("Wer,E-Mail,Raum\nAda,ada@uni.edu,A\n"));
}

#[test]
fn the_user_can_choose_separator_and_encoding() {
    let options = ReadOptions {
        separator: Some(b'|'),
        encoding: Some("iso-8859-1".into()),
        ..ReadOptions::default()
    };
    let list = open(
        b"J\xfcrgen|j@uni.edu|a;b;c\nAda|ada@uni.edu|a;b;c\n",
        &options,
    )
    .unwrap();
    assert_eq!(list.separator(), Some('|'));
    assert_eq!(
        list.best_people().next().unwrap().unwrap().name,
        "J\u{fc}rgen"
    );
}
