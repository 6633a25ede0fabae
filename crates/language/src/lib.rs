//! The languages that Cohort speaks, and which of them is the system's.
//!
//! The window has its texts in a table of its own. Whatever else shows texts in the user's language
//! (the tray, notifications, the page to print, the email with a link) takes a [`Language`] and has
//! one function per sentence, with every language beside each other: a language that is added does
//! not compile until each sentence is there.

/// A language that Cohort speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    German,
}

impl Language {
    /// The name of a month, from 1 for January to 12 for December.
    pub fn month(self, number: i8) -> &'static str {
        let names = match self {
            Self::English => &ENGLISH_MONTHS,
            Self::German => &GERMAN_MONTHS,
        };
        let place = usize::from(number.unsigned_abs()).saturating_sub(1);
        names.get(place).copied().unwrap_or_default()
    }

    /// The first of the languages that the user prefers in the system which Cohort speaks, or else
    /// English.
    pub fn of_system() -> Self {
        Self::first_of(sys_locale::get_locales())
    }

    fn first_of(preferred: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        preferred
            .into_iter()
            .find_map(|tag| Self::of_tag(tag.as_ref()))
            .unwrap_or_default()
    }

    /// The language of a tag such as `de-CH`.
    fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "de" => Some(Self::German),
            _ => None,
        }
    }
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_names() {
        assert_eq!(Language::English.month(1), "January");
        assert_eq!(Language::German.month(3), "März");
        assert_eq!(Language::German.month(12), "Dezember");
    }

    #[test]
    fn the_first_language_that_cohort_speaks_is_shown() {
        for (preferred, shown) in [
            (&["de-CH", "en"][..], Language::German),
            (&["DE"], Language::German),
            (&["fr-CH", "de_CH.UTF-8", "en"], Language::German),
            (&["fr", "en-GB", "de"], Language::English),
            (&["den", "deu"], Language::English),
            (&["C"], Language::English),
            (&[], Language::English),
        ] {
            assert_eq!(Language::first_of(preferred), shown, "{preferred:?}");
        }
    }
}
