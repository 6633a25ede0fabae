//! `cargo xtask tour --matrix`: walks through every screen in both languages, takes a picture of it
//! in every look and size, and puts all of them on one page.
//!
//! It fails if a picture is missing, if a text is cut or lies over another, or if axe-core has a
//! serious finding. What is wrong is listed only at the end, and on the page, so that one run finds
//! everything. With the names of walks as arguments, only their pictures are taken anew.

use std::{env, fs, process::ExitCode, thread};

use window_tests::{
    App, Desktop, Platform,
    gallery::{self, Gallery},
    gallery_page,
    walk::{self, Screen, Spoken, Visit},
};

type Walk = fn(Spoken, Visit<'_>);

const WALKS: [(&str, Walk); 5] = [
    ("main", |spoken, visit| {
        started(spoken, |_, app| walk::main_path(app, spoken, visit));
    }),
    ("tasks", |spoken, visit| {
        started(spoken, |_, app| walk::tasks(app, spoken, visit));
    }),
    ("errors", |spoken, visit| {
        started(spoken, |desktop, app| {
            let mut platform = Platform::beside(desktop);
            walk::errors(app, &mut platform, spoken, visit);
        });
    }),
    ("names", |spoken, visit| {
        started(spoken, |desktop, app| {
            let mut platform = Platform::beside(desktop);
            platform.renames_the_course(walk::COURSE);
            walk::names(app, &platform, spoken, visit);
        });
    }),
    ("many", |spoken, visit| {
        started(spoken, |desktop, app| {
            let platform = Platform::beside(desktop);
            platform.creates_instances(walk::MANY);
            walk::many(app, &platform, spoken, visit);
        });
    }),
];

fn main() -> ExitCode {
    let chosen: Vec<String> = env::args().skip(1).collect();
    let folder = gallery::folder();
    if chosen.is_empty() {
        let _ = fs::remove_dir_all(&folder);
    }
    let mut wrong: Vec<String> = thread::scope(|scope| {
        let chosen = &chosen;
        let walks = Spoken::ALL.map(|spoken| scope.spawn(move || all_walks(spoken, chosen)));
        let walks = walks.into_iter();
        walks
            .flat_map(|walk| walk.join().unwrap_or_default())
            .collect()
    });
    wrong.extend(gallery::missing(&folder));

    let page = folder.join("index.html");
    fs::write(&page, gallery_page::page(&wrong)).expect("the page can be written");
    println!("\nEvery screen is on {}", page.display());
    for line in &wrong {
        eprintln!("{line}");
    }
    if wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        eprintln!("\n{} things are wrong.", wrong.len());
        ExitCode::FAILURE
    }
}

/// Walks through everything in one language. A walk that fails ends there, and the others go on.
fn all_walks(spoken: Spoken, chosen: &[String]) -> Vec<String> {
    let mut gallery = Gallery::new(spoken);
    let mut stopped = Vec::new();
    for (name, walk) in WALKS {
        if !chosen.is_empty() && !chosen.iter().any(|chosen| chosen == name) {
            continue;
        }
        let mut visit = |app: &App<'_>, screen: Screen| gallery.add(app, screen);
        // What a walk that fails leaves behind is kept in a folder named after its thread.
        let named = thread::Builder::new().name(format!("{}-{name}", spoken.tag()));
        let ended = thread::scope(|scope| {
            let walk = named.spawn_scoped(scope, || walk(spoken, &mut visit));
            walk.is_ok_and(|walk| walk.join().is_ok())
        });
        if !ended {
            stopped.push(format!("{}: the walk “{name}” stopped", spoken.tag()));
        }
    }
    stopped.extend(gallery.wrong());
    stopped
}

fn started(spoken: Spoken, walk: impl FnOnce(&Desktop, &App<'_>)) {
    let desktop = spoken.desktop();
    let app = desktop.start();
    walk(&desktop, &app);
}
