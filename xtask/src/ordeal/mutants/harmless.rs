//! The list of mutants that change nothing that anybody could notice, and so can't be caught.
//!
//! Each is known by its file, the line of code that it changes, and the change. The number of the line
//! isn't part of it, because it grows with every line that is added above.

use std::{collections::BTreeSet, fmt};

use super::outcomes::Mutant;

/// A mutant that may survive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HarmlessMutant {
    file: String,
    code: String,
    change: String,
}

impl HarmlessMutant {
    /// Reads the list. Paragraphs are separated by empty lines, and each line that begins with `#` is a
    /// comment. The first line of a paragraph is the file, the second the code, the third the change,
    /// and the others the reason. Returns what is wrong with the list, if anything is.
    pub(super) fn list(text: &str) -> Result<Vec<Self>, String> {
        let mut listed = Vec::new();
        let text: Vec<&str> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(str::trim)
            .collect();
        for paragraph in text.split(|line| line.is_empty()) {
            match *paragraph {
                [] => {}
                [file, code, change, _, ..] => listed.push(Self {
                    file: file.to_owned(),
                    code: code.to_owned(),
                    change: change.to_owned(),
                }),
                [first, ..] => {
                    return Err(format!(
                        "{first}: the code, the change or the reason is missing"
                    ));
                }
            }
        }
        Ok(listed)
    }

    fn is(&self, code: &str, mutant: &Mutant) -> bool {
        self.file == mutant.file() && self.code == code && self.change == mutant.change()
    }
}

impl fmt::Display for HarmlessMutant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n    {}\n    {}", self.file, self.code, self.change)
    }
}

/// How the survivors differ from the list.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// Their code and their names.
    pub(super) unlisted: Vec<(String, String)>,
    /// What is listed, of the files that were tried, and hasn't survived.
    pub(super) gone: Vec<HarmlessMutant>,
}

impl Compared {
    pub(super) fn is_as_listed(&self) -> bool {
        self.unlisted.is_empty() && self.gone.is_empty()
    }
}

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.unlisted.is_empty() {
            writeln!(
                f,
                "No test fails with these mutants. Write one for each, or list those that change nothing \
                 in {} with the reason:\n",
                super::HARMLESS
            )?;
        }
        for (code, name) in &self.unlisted {
            writeln!(f, "{name}\n    {code}")?;
        }
        if !self.gone.is_empty() {
            writeln!(
                f,
                "\nThese mutants are listed in {} and didn't survive, or don't exist any more. Remove them:\n",
                super::HARMLESS
            )?;
        }
        for gone in &self.gone {
            writeln!(f, "{gone}")?;
        }
        Ok(())
    }
}

/// Compares the survivors, each with its line of code, with the list. An entry stands for one mutant:
/// where a line has the same operator twice, the other one isn't excused by it.
pub(super) fn compare(
    listed: &[HarmlessMutant],
    survivors: &[(String, &Mutant)],
    files: &BTreeSet<&str>,
) -> Compared {
    let mut left = listed.to_vec();
    let mut unlisted = Vec::new();
    for (code, mutant) in survivors {
        match left.iter().position(|entry| entry.is(code, mutant)) {
            Some(at) => drop(left.swap_remove(at)),
            None => unlisted.push((code.clone(), mutant.name().to_owned())),
        }
    }
    left.retain(|entry| files.contains(&*entry.file));
    Compared {
        unlisted,
        gone: left,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::outcomes::tests::mutant;
    use super::*;

    const LIST: &str = "\
# What this is.

src/a.rs
    a < b && c < d
    replace < with <= in f
    They are never the same.
    Not even on Sundays.


src/b.rs
    !e
    delete ! in g
    It is always false.
";

    fn compared(survivors: &[(String, &Mutant)], files: &[&str]) -> Compared {
        let listed = HarmlessMutant::list(LIST).unwrap();
        compare(&listed, survivors, &files.iter().copied().collect())
    }

    #[test]
    fn what_is_listed_may_survive_wherever_its_line_is_now() {
        let survivor = mutant(12, "replace < with <= in f");
        let survivors = [("a < b && c < d".to_owned(), &survivor)];
        assert!(compared(&survivors, &["src/a.rs"]).is_as_listed());
        let elsewhere = [("a < b".to_owned(), &survivor)];
        let compared = compared(&elsewhere, &["src/a.rs"]);
        assert_eq!((compared.unlisted.len(), compared.gone.len()), (1, 1));
    }

    #[test]
    fn an_entry_excuses_one_mutant() {
        let survivor = mutant(12, "replace < with <= in f");
        let line = || "a < b && c < d".to_owned();
        let compared = compared(&[(line(), &survivor), (line(), &survivor)], &["src/a.rs"]);
        assert_eq!(compared.unlisted.len(), 1);
        assert!(compared.to_string().contains("src/a.rs:12:7"));
    }

    #[test]
    fn an_entry_that_no_longer_survives_is_named_if_its_file_was_tried() {
        let gone = compared(&[], &["src/b.rs"]);
        assert_eq!(gone.gone.len(), 1);
        assert!(gone.to_string().contains("delete ! in g"));
        assert!(compared(&[], &["src/c.rs"]).is_as_listed());
    }

    #[test]
    fn an_entry_without_a_reason_is_refused() {
        let said = HarmlessMutant::list("src/a.rs\n    !e\n    delete ! in g\n\n").unwrap_err();
        assert!(said.contains("src/a.rs"), "{said}");
        assert_eq!(HarmlessMutant::list("# Nothing.\n\n"), Ok(vec![]));
    }
}
