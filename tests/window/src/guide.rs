//! The pictures of the guide for instructors: which there are, and which its pages name.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    app::{App, WindowOptions},
    walk::{Screen, Spoken},
};

/// The screens of which the guide has a picture, in every language. It is named after the screen.
pub const SCREENS: [Screen; 5] = [
    Screen::People,
    Screen::Review,
    Screen::LinkMade,
    Screen::Comparison,
    Screen::Overwritten,
];

/// The folder of the guide.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide")
}

/// Where a picture is, seen from the folder of the guide.
fn picture(spoken: Spoken, screen: Screen) -> String {
    format!("pictures/{}/{}.png", spoken.tag(), screen.file())
}

/// Takes the picture of a screen anew if the guide has one of it.
pub fn add(app: &App<'_>, spoken: Spoken, screen: Screen) {
    if !SCREENS.contains(&screen) {
        return;
    }
    app.resize(WindowOptions::default().size);
    let path = folder().join(picture(spoken, screen));
    let parent = path.parent().expect("a picture is in a folder");
    fs::create_dir_all(parent).unwrap_or_else(|error| panic!("{}: {error}", parent.display()));
    app.photograph(&path);
    println!("{}", picture(spoken, screen));
}

/// What doesn't fit together: a picture that a page names and the tour doesn't take, one that isn't
/// there, and one that no page of its language shows.
pub fn wrong_with_pictures() -> Vec<String> {
    let mut wrong = Vec::new();
    for spoken in Spoken::ALL {
        let taken = SCREENS.map(|screen| picture(spoken, screen));
        let named = named_pictures(spoken);
        for (page, name) in &named {
            if !taken.contains(name) {
                wrong.push(format!("{page} names {name}, which the tour doesn't take"));
            }
        }
        for name in taken {
            if !folder().join(&name).is_file() {
                wrong.push(format!(
                    "{name} isn't there; `cargo xtask tour --guide` takes it"
                ));
            }
            if !named.iter().any(|(_, named)| *named == name) {
                wrong.push(format!("no page shows {name}"));
            }
        }
    }
    wrong
}

/// The pictures that the pages of a language name, each with its page, seen from the folder of the
/// guide.
fn named_pictures(spoken: Spoken) -> Vec<(String, String)> {
    let pages = folder().join(spoken.tag());
    let pages = fs::read_dir(&pages).unwrap_or_else(|error| panic!("{}: {error}", pages.display()));
    pages
        .filter_map(|page| Some(page.ok()?.path()))
        .flat_map(|page| {
            let text = fs::read_to_string(&page).unwrap_or_default();
            let page = format!("{}/{}", spoken.tag(), file_name(&page));
            pictures_in(&text)
                .map(|name| (page.clone(), name))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The targets of the pictures in a page, without the way up to the folder of the guide.
fn pictures_in(text: &str) -> impl Iterator<Item = String> {
    text.split("![").skip(1).filter_map(|picture| {
        let (_, target) = picture.split_once("](")?;
        let (target, _) = target.split_once(')')?;
        Some(target.strip_prefix("../").unwrap_or(target).to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_shows_what_the_tour_takes_pictures_of() {
        let wrong = wrong_with_pictures();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_picture_is_found_in_a_page() {
        let page = "Text.\n\n![One](../pictures/en/people.png)\n![Two](../../other.png) [x](y)";
        let found: Vec<String> = pictures_in(page).collect();
        assert_eq!(found, ["pictures/en/people.png", "../other.png"]);
    }
}
