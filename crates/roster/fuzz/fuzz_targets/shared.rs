//! What most targets do with a file: open it, and read and check all of its tables.

use roster::{Checker, ReadOptions, Context, Limits, open};

pub fn read(bytes: &[u8]) {
    let limits = Limits { unpacked: 32 << 20, rows: 20_000, ..Limits::default() };
    let options = ReadOptions { limits, domains: vec!["uni.edu".into()], ..ReadOptions::default() };
    let Ok(list) = open(bytes, &options) else { return };
    let context = Context { domains: options.domains.clone(), ..Context::default() };
    assert!(list.best() < list.tables().len());
    for (i, table) in list.tables().iter().enumerate() {
        let mut checker = Checker::new(&context);
        for entry in list.people(i, table.columns()).map_while(Result::ok) {
            for finding in checker.row(&entry) {
                if let Some(at) = finding.at {
                    assert!(at.start <= at.end && at.end <= entry.address.chars().count());
                }
            }
        }
    }
}

#[allow(dead_code)]
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
