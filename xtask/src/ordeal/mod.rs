//! `cargo xtask ordeal`: long runs that look for errors that no test was written for.

mod fuzz;
mod kill;
mod mutants;
mod simulate;

use crate::{error::XtaskError, workspace::Workspace};

const HELP: &str = "cargo xtask ordeal ORDEAL

  fuzz [--seconds N] [--parallel N]  feeds random input to everything that reads foreign files
  kill [--kills N] [--people N]      kills the program that sends invitations, again and again
  mutants [PATH…]                    changes the pure parts of delivery, so that a test has to fail
  simulate [--seeds N] [--from SEED] [--minutes M]
                                     simulates delivery, with everything that can go wrong
  simulate --story SEED [--events N] tells one simulation
  simulate --bugs                    checks that simulations find bugs that are put in on purpose
";

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    match arguments
        .split_first()
        .map(|(name, rest)| (name.as_str(), rest))
    {
        Some(("fuzz", rest)) => fuzz::run(workspace, rest),
        Some(("kill", rest)) => kill::run(workspace, rest),
        Some(("mutants", rest)) => mutants::run(workspace, rest),
        Some(("simulate", rest)) => simulate::run(workspace, rest),
        _ => Err(XtaskError::Usage(HELP)),
    }
}

/// The numbers that follow these options; an option that isn't given keeps its default.
fn numbers<const N: usize>(
    arguments: &[String],
    mut options: [(&str, u64); N],
) -> Result<[u64; N], XtaskError> {
    for pair in arguments.chunks(2) {
        let option = options.iter_mut().find(|(name, _)| *name == pair[0]);
        let number = pair.get(1).and_then(|number| number.parse().ok());
        match option.zip(number) {
            Some(((_, value), number)) => *value = number,
            None => return Err(XtaskError::Usage(HELP)),
        }
    }
    Ok(options.map(|(_, value)| value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(arguments: &[&str]) -> Result<[u64; 2], XtaskError> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        numbers(&arguments, [("--kills", 200), ("--people", 500)])
    }

    #[test]
    fn an_option_that_is_not_given_keeps_its_default() {
        assert_eq!(read(&[]).unwrap(), [200, 500]);
        assert_eq!(read(&["--people", "30"]).unwrap(), [200, 30]);
    }

    #[test]
    fn wrong_arguments_are_answered_with_the_help() {
        for wrong in [&["--seconds", "3"][..], &["--kills"], &["--kills", "many"]] {
            let said = read(wrong).unwrap_err().to_string();
            assert!(said.contains("--kills"), "{said}");
        }
    }
}
