//! What somebody may do in a space or in an instance.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::Serialize;

/// A role, as it is stored and as the API writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Role {
    SpaceAdmin,
    Editor,
    Viewer,
    Observer,
}

impl Role {
    /// The roles that somebody can be invited to in an instance.
    pub(crate) const IN_AN_INSTANCE: [Self; 3] = [Self::Editor, Self::Viewer, Self::Observer];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::SpaceAdmin => "SPACE_ADMIN",
            Self::Editor => "EDITOR",
            Self::Viewer => "VIEWER",
            Self::Observer => "OBSERVER",
        }
    }

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

impl ToSql for Role {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for Role {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "SPACE_ADMIN" => Ok(Self::SpaceAdmin),
            "EDITOR" => Ok(Self::Editor),
            "VIEWER" => Ok(Self::Viewer),
            "OBSERVER" => Ok(Self::Observer),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}
