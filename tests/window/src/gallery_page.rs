//! The page that shows all pictures of the gallery: a row for each screen, and a column for each
//! language, look and size. It needs no script, and refers to nothing but the pictures beside it.

use std::fmt::Write as _;

use crate::{
    gallery::{LOOKS, SIZES, picture},
    walk::{Screen, Spoken},
};

const STYLE: &str = "\
    body { margin: 24px; font: 14px/1.4 system-ui, sans-serif; background: #f4f5f7; color: #1c1f26; }
    table { border-collapse: collapse; }
    th, td { padding: 6px; vertical-align: top; text-align: left; }
    thead th { position: sticky; top: 0; background: #f4f5f7; white-space: nowrap; }
    tbody th { position: sticky; left: 0; width: 160px; background: #f4f5f7; font-weight: 600; }
    img { display: block; width: 320px; border: 1px solid #c9cdd5; }
    pre { white-space: pre-wrap; }";

/// The page, with what is wrong at its top.
pub fn page(wrong: &[String]) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <title>Every screen of Cohort</title>\n<style>\n{STYLE}\n</style>\n\
         <h1>Every screen of Cohort</h1>\n"
    );
    if wrong.is_empty() {
        page += "<p>No text is cut or lies over another, no picture is missing, and axe-core has no serious finding.</p>\n";
    } else {
        page += "<h2>What is wrong</h2>\n<ul>\n";
        for line in wrong {
            let _ = writeln!(page, "<li><pre>{}</pre></li>", escaped(line));
        }
        page += "</ul>\n";
    }
    page += "<table>\n<thead><tr><th scope=\"col\">Screen</th>";
    for (spoken, look, (_, size, _)) in columns() {
        let tag = spoken.tag();
        let _ = write!(page, "<th scope=\"col\">{size}<br>{look}, {tag}</th>");
    }
    page += "</tr></thead>\n<tbody>\n";
    for screen in Screen::ALL {
        let title = escaped(screen.title());
        let _ = write!(page, "<tr><th scope=\"row\">{title}</th>");
        for (spoken, look, (size, _, _)) in columns() {
            let picture = picture(spoken, *screen, look, size);
            let _ = write!(
                page,
                "<td><a href=\"{picture}\"><img loading=\"lazy\" src=\"{picture}\" alt=\"{title}\"></a></td>"
            );
        }
        page += "</tr>\n";
    }
    page += "</tbody>\n</table>\n</html>\n";
    page
}

fn columns() -> impl Iterator<
    Item = (
        Spoken,
        &'static str,
        (&'static str, &'static str, (u32, u32)),
    ),
> {
    Spoken::ALL.into_iter().flat_map(|spoken| {
        SIZES
            .into_iter()
            .flat_map(move |size| LOOKS.into_iter().map(move |look| (spoken, look, size)))
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
