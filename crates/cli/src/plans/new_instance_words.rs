//! What is wrong with an instance that is to be created, in words.

use outbox::{NewInstance, NewInstanceObstacle as Problem};

/// What is wrong with a new instance, and what to do about it.
pub(crate) fn problem(instance: &NewInstance) -> Option<String> {
    let (name, slug) = (&instance.name, &instance.slug_text);
    let instead = |suggestion| format!("Use the slug {suggestion} or another name.");
    Some(match instance.problem.as_ref()? {
        Problem::NameTooLong { characters } => {
            let (most, start) = (outbox::LONGEST_TEXT, name.chars().take(30));
            let start: String = start.collect();
            format!("{start}…: the name has {characters} characters. Shorten it to {most}.")
        }
        Problem::NameHidden => {
            format!("{name}: the name has a character that can't be seen. Remove it.")
        }
        Problem::NameTwice => format!("{name}: the name is listed twice. Remove one of them."),
        Problem::SlugInvalid { suggestion } => format!(
            "{name}: the slug {slug:?} isn't valid. A slug can have up to 60 characters: a to z, 0 to 9, _ and -. {}",
            instead(suggestion)
        ),
        Problem::SlugReserved { suggestion } => format!(
            "{name}: the slug {slug} belongs to the space itself. {}",
            instead(suggestion)
        ),
        Problem::SlugTaken { by, suggestion } => format!(
            "{name}: the instance {by} already has the slug {slug}. {}",
            instead(suggestion)
        ),
        Problem::SlugUnderWay { suggestion } => format!(
            "{name}: an instance with the slug {slug} is being created. {}",
            instead(suggestion)
        ),
        Problem::SlugTwice { by, suggestion } => format!(
            "{name}: {by} in this list has the slug {slug} too. {}",
            instead(suggestion)
        ),
    })
}
