//! The form in which somebody creates or opens an account. It is part of two pages: joining a
//! course, and accepting an invitation.

use serde::Deserialize;

use crate::model::accounts::{Credentials, Rejection};

#[derive(Deserialize)]
pub(super) struct AccountForm {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    password: String,
}

/// The password isn't shown.
impl std::fmt::Debug for AccountForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountForm")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl From<AccountForm> for Credentials {
    fn from(form: AccountForm) -> Self {
        Self {
            name: form.name,
            password: form.password,
        }
    }
}

/// What is said above the form when it wasn't accepted.
pub(super) fn message(rejection: Rejection) -> &'static str {
    match rejection {
        Rejection::Locked => "Too many wrong passwords. Try again in 15 minutes.",
        Rejection::WrongPassword => "That's not the password of this account.",
        Rejection::PasswordTooLong => "That password is too long.",
        Rejection::PasswordTooShort => "The password must have at least 10 characters.",
        Rejection::PasswordIsAddress => "The password can't be your email address.",
        Rejection::NameMissing => "Enter your name.",
        Rejection::NameTooLong => "That name is too long.",
    }
}
