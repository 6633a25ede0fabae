//! Files as real systems write them, with all their quirks, and what is read from each.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use roster::{Entry, Field, ReadOptions, open};

fn read(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let options = ReadOptions {
        domains: vec!["uni.edu".into()],
        ..ReadOptions::default()
    };
    let list = open(&bytes, &options).unwrap();
    let mut out = String::new();
    let encoding = list.encoding().unwrap_or("-");
    writeln!(out, "{:?} {encoding} {:?}", list.format(), list.separator()).unwrap();
    for (i, table) in list.tables().iter().enumerate() {
        let taken = if i == list.best() { "taken" } else { "offered" };
        let kept: Vec<String> = table
            .columns()
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| **field != Field::Ignored)
            .map(|(i, field)| format!("{i} {field:?}"))
            .collect();
        let ask = if table.needs_domain() {
            ", needs a domain"
        } else {
            ""
        };
        let sure = if table.is_understood() {
            ""
        } else {
            ", asked about"
        };
        writeln!(
            out,
            "{taken} {:?} {:?}: {}{ask}{sure}",
            table.name(),
            table.system(),
            kept.join(", ")
        )
        .unwrap();
    }
    for person in list.best_people() {
        let Entry {
            name,
            address,
            group,
            note,
            list_id,
        } = person.unwrap();
        writeln!(out, "{name} | {address} | {group} | {note} | {list_id}").unwrap();
    }
    out
}

#[test]
fn every_golden_file_is_read_as_expected() {
    insta::glob!("golden/*", |path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        insta::with_settings!({ snapshot_path => "expected", prepend_module_to_snapshot => false, snapshot_suffix => "", omit_expression => true }, {
            insta::assert_snapshot!(name, read(path));
        });
    });
}
