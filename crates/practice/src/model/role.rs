//! What somebody may do in a space or in an instance, and what they are in an organisation.

use super::words::words;

words! {
    /// A role in a space or in an instance.
    Role {
        SpaceAdmin = "SPACE_ADMIN",
        Editor = "EDITOR",
        Viewer = "VIEWER",
        Observer = "OBSERVER",
    }
}

words! {
    /// A role in an organisation.
    OrgRole {
        Faculty = "FACULTY",
        Member = "MEMBER",
    }
}

impl Role {
    /// The roles that somebody can be invited to in an instance.
    pub(crate) const IN_AN_INSTANCE: [Self; 3] = [Self::Editor, Self::Viewer, Self::Observer];

    /// As it is written in a sentence: `an editor`.
    pub(crate) fn with_article(self) -> &'static str {
        match self {
            Self::SpaceAdmin => "an administrator",
            Self::Editor => "an editor",
            Self::Viewer => "a viewer",
            Self::Observer => "an observer",
        }
    }
}
