//! What every topic of the bridge needs to make plain data of the domain's types.

use jiff::Timestamp;

/// Enumerations that have the same variants on both sides.
macro_rules! same_words {
    ($($theirs:path => $ours:ident { $($name:ident)* })*) => { $(
        impl From<$theirs> for $ours {
            fn from(value: $theirs) -> Self {
                match value { $( <$theirs>::$name => Self::$name, )* }
            }
        }
        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                match value { $( $ours::$name => Self::$name, )* }
            }
        }
    )* };
}

pub(super) use same_words;

/// How many, as the window counts.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(crate) fn time(at: Timestamp) -> String {
    at.to_string()
}
