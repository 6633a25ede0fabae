//! The folders of an instance or a snapshot that are still to be read.
//!
//! The platform says which folders lie in a folder, so it may list one twice, or within itself, or
//! more of them than anybody could read.

use std::collections::HashSet;

/// The folders to read. Each is read once, and there is a limit to how many there are.
#[derive(Debug)]
pub(crate) struct Folders {
    open: Vec<String>,
    /// Those that were read already, too.
    known: HashSet<String>,
    most: usize,
}

/// What became of a folder that was listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Added {
    /// It is read, now or later, or was read before.
    Once,
    /// It isn't read.
    TooMany,
}

impl Folders {
    /// The topmost folder, and up to this many in all.
    pub(crate) fn up_to(most: usize) -> Self {
        Self {
            open: vec![String::new()],
            known: HashSet::from([String::new()]),
            most,
        }
    }

    pub(crate) fn add(&mut self, folder: &str) -> Added {
        if self.known.contains(folder) {
            return Added::Once;
        }
        if self.known.len() >= self.most {
            return Added::TooMany;
        }
        self.open.push(folder.to_owned());
        self.known.insert(folder.to_owned());
        Added::Once
    }

    /// The next one to read.
    pub(crate) fn next(&mut self) -> Option<String> {
        self.open.pop()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_folder_is_read_once_and_no_more_than_the_limit() {
        let mut folders = Folders::up_to(3);
        let mut read = Vec::new();
        while let Some(folder) = folders.next() {
            for listed in ["", "a", "a", "b"] {
                assert_eq!(folders.add(listed), Added::Once);
            }
            assert_eq!(folders.add("c"), Added::TooMany);
            read.push(folder);
        }
        assert_eq!(read, ["", "b", "a"]);
    }
}
