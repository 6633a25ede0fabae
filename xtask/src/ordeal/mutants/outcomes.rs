//! What cargo-mutants has written down of each mutant that it tried.

use std::collections::BTreeSet;

use serde_json::Value;

/// One small change of the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mutant {
    name: String,
    file: String,
    line: usize,
}

impl Mutant {
    fn of(mutant: &Value) -> Option<Self> {
        let line = mutant["span"]["start"]["line"].as_u64()?;
        Some(Self {
            name: mutant["name"].as_str()?.to_owned(),
            file: mutant["file"].as_str()?.to_owned(),
            line: usize::try_from(line).ok()?,
        })
    }

    /// With its place: "src/a.rs:3:7: replace < with <= in f".
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What is changed, without its place, which moves with every line that is added above it.
    pub(super) fn change(&self) -> &str {
        self.name
            .split_once(": ")
            .map_or(&*self.name, |(_, change)| change)
    }

    pub(super) fn file(&self) -> &str {
        &self.file
    }

    pub(super) fn line(&self) -> usize {
        self.line
    }
}

/// What came of all mutants of a run.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    caught: Vec<Mutant>,
    survivors: Vec<Mutant>,
}

impl Outcomes {
    /// `None` if these aren't the outcomes of a whole run. Mutants that can't be compiled are none.
    pub(super) fn of(written: &Value) -> Option<Self> {
        let mut outcomes = Self::default();
        let mut count = 0;
        for outcome in written["outcomes"].as_array()? {
            // The baseline, without any mutant, has a name in its place.
            let Some(mutant) = outcome["scenario"].get("Mutant") else {
                continue;
            };
            count += 1;
            let mutant = Mutant::of(mutant)?;
            match outcome["summary"].as_str()? {
                "CaughtMutant" | "Timeout" => outcomes.caught.push(mutant),
                "MissedMutant" => outcomes.survivors.push(mutant),
                "Unviable" => {}
                _ => return None,
            }
        }
        (written["total_mutants"].as_u64() == Some(count)).then_some(outcomes)
    }

    /// What other tests have caught of the mutants that survived the first ones.
    pub(super) fn take_over(&mut self, others: &Self) {
        let survivors = std::mem::take(&mut self.survivors);
        for survivor in survivors {
            if others.caught.contains(&survivor) {
                self.caught.push(survivor);
            } else {
                self.survivors.push(survivor);
            }
        }
    }

    pub(super) fn survivors(&self) -> Vec<&Mutant> {
        self.survivors.iter().collect()
    }

    pub(super) fn tried(&self) -> usize {
        self.caught.len() + self.survivors.len()
    }

    /// The files in which mutants were tried.
    pub(super) fn files(&self) -> BTreeSet<&str> {
        let all = self.caught.iter().chain(&self.survivors);
        all.map(Mutant::file).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    pub(in super::super) fn mutant(line: u64, change: &str) -> Mutant {
        Mutant::of(&written(line, change)).unwrap()
    }

    fn written(line: u64, change: &str) -> Value {
        json!({
            "name": format!("src/a.rs:{line}:7: {change}"),
            "file": "src/a.rs",
            "span": { "start": { "line": line, "column": 7 } },
        })
    }

    fn outcome(line: u64, summary: &str) -> Value {
        json!({ "scenario": { "Mutant": written(line, "delete !") }, "summary": summary })
    }

    fn outcomes(total: u64) -> Value {
        json!({
            "total_mutants": total,
            "outcomes": [
                { "scenario": "Baseline", "summary": "Success" },
                outcome(1, "CaughtMutant"),
                outcome(2, "MissedMutant"),
                outcome(3, "Timeout"),
                outcome(4, "Unviable"),
                outcome(5, "MissedMutant"),
            ],
        })
    }

    #[test]
    fn a_mutant_that_hangs_is_caught_and_one_that_cannot_be_compiled_is_none() {
        let read = Outcomes::of(&outcomes(5)).unwrap();
        assert_eq!((read.tried(), read.survivors().len()), (4, 2));
        assert_eq!(read.files(), BTreeSet::from(["src/a.rs"]));
    }

    #[test]
    fn a_run_that_ended_early_is_not_taken_for_a_whole_one() {
        assert!(Outcomes::of(&outcomes(6)).is_none());
        assert!(Outcomes::of(&json!({})).is_none());
    }

    #[test]
    fn what_other_tests_catch_has_not_survived() {
        let mut read = Outcomes::of(&outcomes(5)).unwrap();
        let others = json!({
            "total_mutants": 2,
            "outcomes": [outcome(2, "MissedMutant"), outcome(5, "CaughtMutant")],
        });
        read.take_over(&Outcomes::of(&others).unwrap());
        assert_eq!(read.tried(), 4);
        assert_eq!(read.survivors(), [&mutant(2, "delete !")]);
    }

    #[test]
    fn a_change_is_known_without_its_place() {
        let change = "replace match guard a::b with true in <impl C>::d";
        assert_eq!(mutant(3, change).change(), change);
    }
}
