//! Tests of pasting the recipients of an email, lines of addresses, and cells.

use pretty_assertions::assert_eq;

use crate::Entry;

fn paste(text: &str) -> Vec<Entry> {
    super::paste(text).unwrap()
}

fn people(text: &str) -> Vec<(String, String)> {
    paste(text)
        .into_iter()
        .map(|e| (e.name, e.address))
        .collect()
}

#[track_caller]
fn expect(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(n, a)| ((*n).to_owned(), (*a).to_owned()))
        .collect();
    assert_eq!(people(text), expected, "{text:?}");
}

#[test]
fn the_recipients_of_an_email_are_read() {
    expect(
        "To: \"Lovelace, Ada\" <ada@uni.edu>; Jürgen Müller <j.mueller@uni.edu>, bob@uni.edu,\r\n \
         Hopper, Grace <grace@uni.edu>;",
        &[
            ("Ada Lovelace", "ada@uni.edu"),
            ("Jürgen Müller", "j.mueller@uni.edu"),
            ("", "bob@uni.edu"),
            ("Grace Hopper", "grace@uni.edu"),
        ],
    );
}

#[test]
fn names_in_apostrophes_and_comments_and_mailto_links_are_read() {
    expect(
        "'ada@uni.edu' <ada@uni.edu>, 'Bob' <mailto:bob@uni.edu>, cy@uni.edu (Cy Young), <dee@uni.edu>",
        &[
            ("", "ada@uni.edu"),
            ("Bob", "bob@uni.edu"),
            ("Cy Young", "cy@uni.edu"),
            ("", "dee@uni.edu"),
        ],
    );
}

#[test]
fn people_in_a_group_of_recipients_get_its_name() {
    let entries = paste("Team A: a@uni.edu, Bob <b@uni.edu>;\nc@uni.edu");
    let groups: Vec<(&str, &str)> = entries
        .iter()
        .map(|e| (e.group.as_str(), e.address.as_str()))
        .collect();
    assert_eq!(
        groups,
        [
            ("Team A", "a@uni.edu"),
            ("Team A", "b@uni.edu"),
            ("", "c@uni.edu")
        ]
    );
}

#[test]
fn a_group_needs_no_space_after_its_colon() {
    for text in [
        "Tutors:ada@uni.edu, alan@uni.edu;",
        "To: Tutors:ada@uni.edu, alan@uni.edu;",
        "To:Tutors:Ada <ada@uni.edu>,alan@uni.edu;",
    ] {
        let entries = paste(text);
        let groups: Vec<(&str, &str)> = entries
            .iter()
            .map(|e| (e.group.as_str(), e.address.as_str()))
            .collect();
        assert_eq!(
            groups,
            [("Tutors", "ada@uni.edu"), ("Tutors", "alan@uni.edu")],
            "{text}"
        );
    }
}

#[test]
fn a_number_before_the_colon_is_part_of_the_name_of_a_group() {
    let entries = paste("Group 2:ada@uni.edu; Tutors:alan@uni.edu");
    let groups: Vec<(&str, &str, &str)> = entries
        .iter()
        .map(|e| (e.group.as_str(), e.name.as_str(), e.address.as_str()))
        .collect();
    assert_eq!(
        groups,
        [
            ("Group 2", "", "ada@uni.edu"),
            ("", "Tutors", "alan@uni.edu")
        ]
    );
    expect(
        "At 10:30 by ada@uni.edu;",
        &[("At 10:30 by", "ada@uni.edu")],
    );
}

#[test]
fn folded_lines_are_joined() {
    expect(
        "Ada\n Lovelace <ada@uni.\n edu>,\n\tbob@uni.edu",
        &[("Ada Lovelace", "ada@uni.edu"), ("", "bob@uni.edu")],
    );
}

#[test]
fn lines_of_addresses_below_a_heading_are_read() {
    expect(
        "E-Mail\nada@uni.edu\n\nbob@uni.edu\r\nAda Lovelace ada2@uni.edu\n",
        &[
            ("", "ada@uni.edu"),
            ("", "bob@uni.edu"),
            ("Ada Lovelace", "ada2@uni.edu"),
        ],
    );
}

#[test]
fn text_that_is_not_an_address_is_kept() {
    expect(
        "ada.uni.edu\nAda Lovelace\nmyemail@.uni.edu.com, grace (at) uni.edu",
        &[
            ("", "ada.uni.edu"),
            ("Ada Lovelace", ""),
            ("", "myemail@.uni.edu.com"),
            ("grace (at) uni.edu", ""),
        ],
    );
}

#[test]
fn cells_below_a_heading_are_read() {
    let entries = paste(
        "Nachname\tVorname\tE-Mail\tGruppe\tMatrikelnummer\nLovelace\tAda\tada@uni.edu\tA\t12-345\n\t\t\t\t\n",
    );
    assert_eq!(entries.len(), 1);
    let ada = &entries[0];
    assert_eq!(
        (
            ada.name.as_str(),
            ada.address.as_str(),
            ada.group.as_str(),
            ada.list_id.as_str()
        ),
        ("Ada Lovelace", "ada@uni.edu", "A", "12-345")
    );
}

#[test]
fn cells_without_a_heading_are_read() {
    expect(
        "Ada Lovelace\tada@uni.edu\nGrace Hopper\tgrace@uni.edu",
        &[
            ("Ada Lovelace", "ada@uni.edu"),
            ("Grace Hopper", "grace@uni.edu"),
        ],
    );
    expect(
        "ada@uni.edu\tAda\tLovelace",
        &[("Ada Lovelace", "ada@uni.edu")],
    );
}

#[test]
fn lines_of_a_csv_file_are_read() {
    expect(
        "name,email\n\"Lovelace, Ada\",ada@uni.edu\nBob,bob@uni.edu\n",
        &[("Ada Lovelace", "ada@uni.edu"), ("Bob", "bob@uni.edu")],
    );
}

#[test]
fn an_unclosed_quotation_mark_or_bracket_loses_nobody() {
    expect(
        "Ada \"the first <ada@uni.edu>\nbob@uni.edu\nCy <cy@uni.edu\ndee@uni.edu",
        &[
            ("Ada \"the first", "ada@uni.edu"),
            ("", "bob@uni.edu"),
            ("Cy", "cy@uni.edu"),
            ("", "dee@uni.edu"),
        ],
    );
}

#[test]
fn a_text_without_people_gives_none() {
    let empty = ["", " \r\n", ";;, ,\n", "\u{feff}", "\t\t\n"];
    // A name or an address of which nothing is left once it is in its form.
    let left = ["\",\"", "\", \";", "<mailto:>", "mailto:"];
    for text in empty.into_iter().chain(left) {
        expect(text, &[]);
    }
}
