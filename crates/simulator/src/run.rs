//! One simulation from its seed to its end.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use practice::InProcess;
use serde_json::json;
use simulated::Chance;
use tokio::time::sleep;

use crate::backups::Backups;
use crate::bug::Bug;
use crate::check;
use crate::colleague::Colleague;
use crate::events::Events;
use crate::folder;
use crate::form::Form;
use crate::network::Network;
use crate::set_up::SetUp;
use crate::story::Story;
use crate::troubles::Troubles;
use crate::user::{User, let_everything_end};
use crate::weather::{Fault, Weather};
use crate::world::{TERMINAL, WINDOW, World};

/// How many things happen in a simulation.
pub const EVENTS: usize = 40;
/// How long everything may take to come to its end once nothing goes wrong any more.
const LATEST_END: Duration = Duration::from_hours(12);
/// How long one simulation may take in the time of the real computer. Nearly all of them take less
/// than a second, so one that takes this long hangs.
const LIMIT: Duration = Duration::from_mins(1);
const SECOND: Duration = Duration::from_secs(1);

/// What came of one simulation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    pub seed: u64,
    /// What must hold and doesn't.
    pub violations: Vec<String>,
    pub story: Vec<String>,
    pub requests: usize,
    /// How often each fault struck, by its name.
    pub struck: BTreeMap<String, usize>,
}

/// Which simulation to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Simulation {
    pub seed: u64,
    /// How many things happen, until nothing goes wrong any more and everything has to come to its
    /// end.
    pub events: usize,
    /// What is wrong with Cohort on purpose.
    pub bug: Option<Bug>,
}

impl Simulation {
    /// The whole simulation of a seed.
    pub fn of(seed: u64) -> Self {
        Self {
            seed,
            events: EVENTS,
            bug: None,
        }
    }
}

/// Runs a simulation.
pub fn simulate(simulation: Simulation) -> Outcome {
    let seed = simulation.seed;
    let told = Story::default();
    let story = told.clone();
    let simulated = folder::new().and_then(|folder| {
        let path = folder.path().to_owned();
        let simulated = simulated::on_a_thread_within(LIMIT, seed, move || async move {
            live(simulation, &path, story).await
        });
        drop(folder);
        simulated?
    });
    let mut outcome = simulated.unwrap_or_else(|why| Outcome {
        violations: vec![format!("the simulation couldn't go on: {why}")],
        ..Outcome::default()
    });
    outcome.seed = seed;
    outcome.story = told.lines();
    outcome
}

async fn live(simulation: Simulation, folder: &Path, story: Story) -> SetUp<Outcome> {
    let Simulation { seed, events, bug } = simulation;
    let mut chance = Chance::of(seed, "world");
    let form = Form::of(&mut chance);
    let options = form.options(&folder.join("practice"));
    let platform = InProcess::open(options, simulated::true_now).await?;
    let weather = Weather::of(&mut chance, bug.map_or(&[], Bug::needs));
    let troubles = Troubles::of(&mut chance);
    let troubles = bug.map_or(troubles, Bug::needs_troubles);
    story.tell("platform", form.to_string());
    story.tell("network", weather.told());
    let network = Network::new(
        platform.clone(),
        form.keys,
        story.clone(),
        Chance::of(seed, "network"),
        bug,
    );
    let tasks = platform.clone();
    let tasks = tokio::spawn(async move { tasks.run_tasks().await });
    let mut world = World::open(folder, platform, network, story, bug).await?;
    let mut user = User::new(Chance::of(seed, "user"));
    user.looks(&world).await?;
    world.network.set_weather(weather);
    set_task_faults(&world, &mut chance)?;
    let mut events_to_come = Events {
        world: &mut world,
        user: &mut user,
        colleague: Colleague::new(Chance::of(seed, "colleague")),
        backups: Backups::new(Chance::of(seed, "backups")),
        troubles,
        chance,
        struck: BTreeMap::new(),
    };
    for _ in 0..events {
        events_to_come.next().await?;
    }
    let Events {
        colleague,
        backups,
        mut struck,
        ..
    } = events_to_come;
    world.story.tell("network", "nothing goes wrong any more");
    world.network.clear_up();
    world.platform.set_faults(json!({}))?;
    simulated::set_disk_fault(None);
    come_to_an_end(&mut world).await?;
    let violations = check::violations(&world, &user, &colleague, backups.lost)?;
    world.kill(WINDOW).await;
    world.kill(TERMINAL).await;
    tasks.abort();
    struck.extend(named(world.network.struck()));
    Ok(Outcome {
        violations,
        requests: world.network.sent(),
        struck,
        ..Outcome::default()
    })
}

fn named(struck: BTreeMap<Fault, usize>) -> impl Iterator<Item = (String, usize)> {
    struck
        .into_iter()
        .map(|(fault, times)| (format!("{fault:?}"), times))
}

/// Some platforms' tasks fail or take long.
fn set_task_faults(world: &World, chance: &mut Chance) -> SetUp<()> {
    if !chance.one_in(4) {
        return Ok(());
    }
    let probability = [0.2, 0.6][chance.below(2)];
    let rule = if chance.one_in(2) {
        json!({ "kind": "failed_task", "probability": probability })
    } else {
        let slow = chance.seconds_up_to(600).as_millis();
        json!({ "kind": "slow_task", "probability": probability, "ms": u64::try_from(slow)? })
    };
    world.story.tell("platform", format!("tasks: {rule}"));
    let seed = chance.number();
    Ok(world
        .platform
        .set_faults(json!({ "seed": seed, "rules": [rule] }))?)
}

/// Waits until nothing moves any more, while the user answers what holds plans up. A process that was to
/// be killed still is.
async fn come_to_an_end(world: &mut World) -> SetUp<()> {
    let mut pause = SECOND;
    let mut waited = Duration::ZERO;
    while waited < LATEST_END {
        if has_ended(world).await? {
            // What is still on its way may land now.
            sleep(Duration::from_hours(1)).await;
            if has_ended(world).await? {
                return Ok(());
            }
        }
        sleep(pause).await;
        waited += pause;
        pause = (pause * 2).min(Duration::from_mins(10));
    }
    sit_at_the_window(world).await
}

async fn has_ended(world: &mut World) -> SetUp<bool> {
    sit_at_the_window(world).await?;
    let_everything_end(world)
}

async fn sit_at_the_window(world: &mut World) -> SetUp<()> {
    if !world.runs(WINDOW) {
        world.start(WINDOW, u64::MAX).await?;
    }
    world.sit_at_the_window();
    Ok(())
}
