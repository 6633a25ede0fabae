//! What most targets do with a file: open it, and read and check all of its tables.
//!
//! A target that never gets to the reader it is meant for finds nothing and looks as if there were
//! nothing to find. So each says which format it means, and reports how many people were read in
//! that format, if it is asked to. `cargo xtask ordeal fuzz` asks with the inputs of the corpus.

use roster::{Checker, Context, Format, Limits, ReadOptions, open};

/// Whoever sets this variable hears how many people were read.
const ASKED: &str = "COHORT_FUZZ_REPORTS";

pub fn report(people: usize) {
    if people > 0 && std::env::var_os(ASKED).is_some() {
        eprintln!("reached: {people}");
    }
}

#[allow(dead_code, reason = "each target includes this, and not each uses all of it")]
pub fn read(bytes: &[u8], meant: &[Format]) {
    let limits = Limits { unpacked: 32 << 20, rows: 20_000, ..Limits::default() };
    let options = ReadOptions { limits, domains: vec!["uni.edu".into()], ..ReadOptions::default() };
    let Ok(list) = open(bytes, &options) else { return };
    let context = Context { domains: options.domains.clone(), ..Context::default() };
    assert!(list.best() < list.tables().len());
    let mut people = 0;
    for (i, table) in list.tables().iter().enumerate() {
        let mut checker = Checker::new(&context);
        for entry in list.people(i, table.columns()).map_while(Result::ok) {
            people += 1;
            for finding in checker.row(&entry) {
                if let Some(at) = finding.at {
                    assert!(at.start <= at.end && at.end <= entry.address.chars().count());
                }
            }
        }
    }
    if meant.contains(&list.format()) {
        report(people);
    }
}

#[allow(dead_code, reason = "each target includes this, and not each uses all of it")]
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
