//! What a space is for.

use super::words::words;

words! {
    /// The kind of a space.
    SpaceKind {
        Teaching = "TEACHING",
        Research = "RESEARCH",
        Dataset = "DATASET",
    }
}

impl SpaceKind {
    /// As it is written in a sentence.
    pub(crate) fn in_a_sentence(self) -> &'static str {
        match self {
            Self::Teaching => "course",
            Self::Research => "research project",
            Self::Dataset => "dataset",
        }
    }
}
