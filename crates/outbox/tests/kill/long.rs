//! The long run: `ordeal --people N --kills N`.

use std::process::ExitCode;
use std::time::Instant;

use crate::platform::Form;
use crate::{forms, in_time, kills};

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> ExitCode {
    let (mut people, mut kills) = (500, 200);
    let arguments: Vec<String> = arguments.collect();
    for pair in arguments.chunks(2) {
        let number = pair.get(1).and_then(|number| number.parse().ok());
        match (pair[0].as_str(), number) {
            ("--people", Some(number)) => people = number,
            ("--kills", Some(number)) => kills = number,
            _ => {
                eprintln!(
                    "{} isn't understood; --people N and --kills N are",
                    pair.join(" ")
                );
                return ExitCode::FAILURE;
            }
        }
    }
    println!("{people} people, {kills} kills on each platform; a broken rule ends it\n");
    for form in [Form::Default, Form::Bare, Form::BareAgain] {
        let started = Instant::now();
        let killed = in_time(forms::endure(form, people, kills, kills::seed()));
        println!(
            "{form:?}: killed {killed} times in {:.0?}: nothing lost, nobody twice",
            started.elapsed()
        );
    }
    ExitCode::SUCCESS
}
