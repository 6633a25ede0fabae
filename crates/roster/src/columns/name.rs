//! Names as lists write them, and as people say them.

/// What follows a comma and is no first name.
const SUFFIXES: &[&str] = &[
    "phd", "ph.d.", "md", "m.d.", "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "msc", "m.sc.",
    "bsc", "b.sc.", "ma", "m.a.", "ba", "b.a.", "mba", "esq", "esq.", "dr.",
];

/// `Lovelace, Ada` becomes `Ada Lovelace`; anything else stays.
pub(crate) fn turned(name: String) -> String {
    let Some((last, first)) = name.split_once(',') else {
        return name;
    };
    let (last, first) = (last.trim(), first.trim());
    let suffix = SUFFIXES.contains(&first.to_lowercase().as_str());
    if last.is_empty() || first.is_empty() {
        return if first.is_empty() {
            last.to_owned()
        } else {
            first.to_owned()
        };
    }
    if suffix || first.contains(',') || last.contains(';') {
        return name;
    }
    format!("{first} {last}")
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn only_a_last_name_in_front_is_turned() {
        for (written, said) in [
            ("Lovelace, Ada", "Ada Lovelace"),
            ("Ada Lovelace", "Ada Lovelace"),
            ("Ada Lovelace, PhD", "Ada Lovelace, PhD"),
            ("Lovelace,", "Lovelace"),
            ("a, b, c", "a, b, c"),
        ] {
            assert_eq!(turned(written.to_owned()), said);
        }
    }
}
