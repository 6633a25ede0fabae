//! Scrolls a list of 100,000 people from end to end in the real window, and checks each frame against
//! a limit of 50 ms.
//!
//! Without a graphics card the processor draws the picture, so that a user's computer is faster.

use std::{fmt::Write, process::ExitCode, time::Duration};

use window_tests::Desktop;

const PEOPLE: usize = 100_000;
const FRAMES: u32 = 400;
const LIMIT: Duration = Duration::from_millis(50);

fn main() -> ExitCode {
    let desktop = Desktop::new();
    let list = desktop.puts("course.csv", list());
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");
    app.drops(&list);
    app.sees("100,000 people from");
    app.sees(" · saved");

    let frames = app.scrolls_through(FRAMES);
    let (all, long) = frames.longer_than(LIMIT);
    println!("{} rows in {all} frames", frames.rows);
    println!(
        "  half of the frames within {:.1} ms, 99 of 100 within {:.1} ms, the longest {:.1} ms",
        frames.within(0.5),
        frames.within(0.99),
        frames.within(1.0),
    );
    println!("  longer than {LIMIT:?}, after the first: {long}");
    ExitCode::from(u8::from(long > 0))
}

fn list() -> String {
    let mut list = String::from("First name,Last name,Email address,Groups\n");
    for n in 0..PEOPLE {
        writeln!(
            list,
            "Given{n},Family{n},person{n}@uni.example,Group {}",
            n % 40
        )
        .expect("text grows");
    }
    list
}
