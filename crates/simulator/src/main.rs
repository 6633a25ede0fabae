//! `simulate`: runs simulations of delivery and says what came of them. `cargo xtask ordeal simulate`
//! builds and starts it.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    linux::main()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("Simulations run on Linux alone.");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod linux {
    use std::process::ExitCode;
    use std::time::Duration;

    use clap::Parser;
    use simulator::{
        Bug, EVENTS, Ordeal, OrdealReport, Simulation, SimulationOutcome, shrunk, simulate,
    };

    /// Simulates delivery: what the user does, what goes wrong, and what must hold at the end
    #[derive(Parser)]
    struct Arguments {
        /// How many simulations to run
        #[arg(long, default_value_t = 1000)]
        seeds: u64,
        /// The seed of the first one
        #[arg(long, default_value_t = 0)]
        from: u64,
        /// Begin no new one after that many minutes
        #[arg(long)]
        minutes: Option<u64>,
        /// Stop after this many that fail
        #[arg(long, default_value_t = 3)]
        failures: usize,
        /// Tell the whole story of one seed, whether or not it holds
        #[arg(long, conflicts_with_all = ["seeds", "from", "minutes"])]
        story: Option<u64>,
        /// Put in one bug after the other on purpose, and see that each is found
        #[arg(long, conflicts_with = "story")]
        bugs: bool,
        /// With `--story`: how many things happen
        #[arg(long, default_value_t = EVENTS)]
        events: usize,
    }

    pub(super) fn main() -> ExitCode {
        let arguments = Arguments::parse();
        if let Some(seed) = arguments.story {
            let events = arguments.events;
            let outcome = simulate(Simulation {
                events,
                ..Simulation::of(seed)
            });
            tell(&outcome, events);
            return code(outcome.violations.is_empty());
        }
        let ordeal = Ordeal {
            seeds: arguments.from..arguments.from.saturating_add(arguments.seeds),
            within: arguments.minutes.map(Duration::from_mins),
            most_failures: arguments.failures,
            bug: None,
        };
        if arguments.bugs {
            return look_for_bugs(&ordeal);
        }
        let report = ordeal.run();
        sum_up(&report);
        let never = report.never_struck();
        if !never.is_empty() {
            println!(
                "These faults never struck, so nothing is known of them: {}",
                never.join(", ")
            );
        }
        let held = report.failures.is_empty() && never.is_empty();
        for failed in report.failures {
            let (simulation, failed) = shrunk(failed);
            tell(&failed, simulation.events);
        }
        code(held)
    }

    /// Each bug has to be found, and is looked for until it is.
    fn look_for_bugs(ordeal: &Ordeal) -> ExitCode {
        let mut all = true;
        for bug in Bug::ALL {
            let report = Ordeal {
                most_failures: 1,
                bug: Some(bug),
                ..ordeal.clone()
            }
            .run();
            if let Some(failed) = report.failures.first() {
                println!(
                    "{bug:?} was found after {} simulations, at seed {}: {}",
                    report.simulated, failed.seed, failed.violations[0]
                );
            } else {
                all = false;
                println!("{bug:?} wasn't found in {} simulations.", report.simulated);
            }
        }
        code(all)
    }

    fn code(held: bool) -> ExitCode {
        if held {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn sum_up(report: &OrdealReport) {
        let seconds = report.took.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rounded number is shown")]
        let each_second = report.simulated as f64 / seconds;
        println!(
            "{} simulations with {} requests in {seconds:.0} s, {each_second:.1} a second; {} failed.",
            report.simulated,
            report.requests,
            report.failures.len()
        );
        for (fault, times) in &report.struck {
            println!("{times:9} × {fault}");
        }
    }

    fn tell(outcome: &SimulationOutcome, events: usize) {
        println!("\nSeed {} ({events} events):", outcome.seed);
        for line in &outcome.story {
            println!("{line}");
        }
        if outcome.violations.is_empty() {
            println!("Everything holds.");
        }
        for violation in &outcome.violations {
            println!("FAILED: {violation}");
        }
        println!(
            "Again: cargo xtask ordeal simulate --story {} --events {events}",
            outcome.seed
        );
    }
}
