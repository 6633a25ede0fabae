//! Where a text has left a trace: in files, on the session's bus, in what a process was started
//! with, and in a process's memory.
//!
//! Whoever keeps a text may keep it in another form, so each form that a program is likely to use is
//! looked for: the web engine keeps strings as UTF-16, requests are JSON or Base64, and a workbook
//! is compressed.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs::{self, File},
    io::{Cursor, Read},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

use zip::ZipArchive;

use crate::desktop::Desktop;

/// How much of a file or of a memory is looked at in one piece.
const PIECE: usize = 8 << 20;

/// A text to look for, in all its forms.
pub struct Secret {
    forms: Vec<Vec<u8>>,
    /// Which bytes begin a form.
    begins: [bool; 256],
}

impl Secret {
    pub fn new(text: &str) -> Self {
        let mut forms = vec![text.as_bytes().to_vec()];
        forms.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        let mut hexadecimal = String::new();
        for byte in text.bytes() {
            let _ = write!(hexadecimal, "{byte:02x}");
        }
        forms.push(hexadecimal.into_bytes());
        // Base64 looks different depending on how many bytes come before, so there are three.
        forms.extend((0..3).map(|before| base64_inside(text.as_bytes(), before)));
        let mut begins = [false; 256];
        for form in &forms {
            begins[usize::from(form[0])] = true;
        }
        Self { forms, begins }
    }

    /// Whether these bytes contain the text.
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        // A loop is several times faster here than an iterator, because the tests aren't optimised.
        let mut at = 0;
        while at < bytes.len() {
            if self.begins[bytes[at] as usize] {
                let rest = &bytes[at..];
                if self.forms.iter().any(|form| rest.starts_with(form)) {
                    return true;
                }
            }
            at += 1;
        }
        false
    }

    /// How many bytes of one piece have to be looked at again with the next.
    fn overlap(&self) -> usize {
        self.forms.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// Whether a trace is in a file of any length, or in what is packed in it.
    fn is_in_file(&self, path: &Path) -> bool {
        let bytes = fs::read(path).unwrap_or_default();
        if self.is_in(&bytes) {
            return true;
        }
        let Ok(mut packed) = ZipArchive::new(Cursor::new(bytes)) else {
            return false;
        };
        (0..packed.len()).any(|index| {
            let mut entry = Vec::new();
            packed
                .by_index(index)
                .is_ok_and(|mut file| file.read_to_end(&mut entry).is_ok() && self.is_in(&entry))
        })
    }
}

/// The part of a text's Base64 form that doesn't depend on its neighbours, if this many bytes of
/// a group of three come before it.
fn base64_inside(text: &[u8], before: usize) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let whole = &text[(3 - before) % 3..];
    whole
        .chunks_exact(3)
        .flat_map(|group| {
            let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
            [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize])
        })
        .collect()
}

impl Desktop {
    /// The files below the home folder, and the logs of everything that runs in the session, that
    /// contain the text. Paths begin at the home folder or at the folder of the logs.
    pub fn traces_in_files(&self, secret: &Secret) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        for root in [self.home(), &self.artifacts.path("")] {
            for path in files_below(root) {
                if secret.is_in_file(&path) {
                    found.insert(path.strip_prefix(root).unwrap_or(&path).to_path_buf());
                }
            }
        }
        found
    }

    /// The processes of the session that have the text among their arguments or in their
    /// environment, where other programs can read it.
    pub fn traces_in_processes(&self, secret: &Secret) -> Vec<String> {
        let processes = self.processes().into_iter();
        processes
            .filter(|process| {
                let folder = process.folder();
                ["cmdline", "environ"]
                    .iter()
                    .any(|file| secret.is_in(&fs::read(folder.join(file)).unwrap_or_default()))
            })
            .map(|process| process.name())
            .collect()
    }

    /// The processes of this session with this in their name that have the text in their memory.
    /// Panics if there is none with this name, or if a memory can't be read.
    pub fn traces_in_memory(&self, name: &str, secret: &Secret) -> Vec<String> {
        let mut processes = self.processes();
        processes.retain(|process| process.name().contains(name));
        assert!(!processes.is_empty(), "no process is called {name}");
        processes
            .into_iter()
            .filter(|process| is_in_memory(&process.folder(), secret))
            .map(|process| process.name())
            .collect()
    }
}

fn files_below(root: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files
}

/// Whether the text is anywhere in what a process has in memory, its code aside.
fn is_in_memory(folder: &Path, secret: &Secret) -> bool {
    let memory = File::open(folder.join("mem")).expect("the tests may read the memory");
    let pages = File::open(folder.join("pagemap")).expect("the tests may read the page map");
    let maps = fs::read_to_string(folder.join("maps")).expect("the tests may read the regions");
    let mut read = 0;
    for region in regions(&maps) {
        for (start, end) in present(&pages, region) {
            let mut at = start;
            while at < end {
                let mut piece =
                    vec![0; usize::try_from(end - at).map_or(PIECE, |left| left.min(PIECE))];
                // A region may be gone by now, and some of the system's own can't be read.
                let length = memory.read_at(&mut piece, at).unwrap_or_default();
                if secret.is_in(&piece[..length]) {
                    return true;
                }
                read += length;
                if length < PIECE {
                    break;
                }
                at += (length - secret.overlap()) as u64;
            }
        }
    }
    assert!(
        read > 64 << 10,
        "only {read} bytes of the memory could be read"
    );
    false
}

/// Where the regions begin and end that can be read and aren't code.
fn regions(maps: &str) -> impl Iterator<Item = (u64, u64)> {
    maps.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (start, end) = words.next()?.split_once('-')?;
        let rights = words.next()?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        (rights.starts_with("rw") || rights.starts_with("r--"))
            .then_some((number(start)?, number(end)?))
    })
}

/// The parts of a region that are in memory. The web engine reserves many gigabytes and uses few.
fn present(pages: &File, (start, end): (u64, u64)) -> Vec<(u64, u64)> {
    const PAGE: u64 = 4096;
    /// The bits of a page that is in memory, or swapped out.
    const USED: u64 = 0b11 << 62;
    let mut parts: Vec<(u64, u64)> = Vec::new();
    let mut at = start;
    while at < end {
        let count = ((end - at) / PAGE).min(1 << 20);
        let mut entries = vec![0; usize::try_from(count * 8).unwrap_or_default()];
        if pages.read_exact_at(&mut entries, at / PAGE * 8).is_err() {
            break;
        }
        for entry in entries.as_chunks::<8>().0 {
            if u64::from_ne_bytes(*entry) & USED != 0 {
                match parts.last_mut() {
                    Some((_, last)) if *last == at => *last += PAGE,
                    _ => parts.push((at, at + PAGE)),
                }
            }
            at += PAGE;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_each_of_its_forms_and_where_it_is_packed() {
        let secret = Secret::new("pk_window_5f2c");
        for form in [
            "Bearer pk_window_5f2c\r\n".as_bytes().to_vec(),
            "pk_window_5f2c"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
            b"706b5f77696e646f775f35663263".to_vec(),
            // As printed by base64, with 0 to 2 letters before it.
            b"cGtfd2luZG93XzVmMmM=".to_vec(),
            b"eHBrX3dpbmRvd181ZjJj".to_vec(),
            b"eHlwa193aW5kb3dfNWYyYw==".to_vec(),
        ] {
            assert!(secret.is_in(&form), "{}", String::from_utf8_lossy(&form));
        }
        assert!(!secret.is_in(b"pk_window_5f2"));

        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("packed.xlsx");
        let mut packed = zip::ZipWriter::new(File::create(&path).expect("there is room"));
        packed
            .start_file("a.xml", zip::write::SimpleFileOptions::default())
            .and_then(|()| {
                Ok(std::io::Write::write_all(
                    &mut packed,
                    b"<c>pk_window_5f2c, pk_window_5f2c</c>",
                )?)
            })
            .and_then(|()| packed.finish())
            .expect("it can be packed");
        assert!(
            !secret.is_in(&fs::read(&path).expect("it is there")),
            "it is compressed"
        );
        assert!(secret.is_in_file(&path));
    }

    #[test]
    fn a_text_is_found_in_a_memory() {
        // This process has the text in its own memory.
        let text = format!("in-the-{}", "memory-of-this-test");
        let ours = Path::new("/proc/self");
        assert!(is_in_memory(ours, &Secret::new(&text)));
    }
}
