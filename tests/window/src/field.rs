//! A field of the page, such as a text field or a menu: filling it and waiting for what it holds.

use serde_json::{Value, json};
use thirtyfour::{By, WebElement, error::WebDriverResult};

use crate::{
    app::App,
    wait::{PATIENCE, within},
};

/// The Enter key in the WebDriver protocol.
const ENTER: &str = "\u{e007}";

const FIELD: &[&str] = &["field"];

/// A field, found by its label.
pub struct Field<'a> {
    app: &'a App<'a>,
    label: &'a str,
}

impl<'a> Field<'a> {
    pub(crate) fn new(app: &'a App<'a>, label: &'a str) -> Self {
        Self { app, label }
    }

    /// Types at the end of the field. A line break presses the Enter key.
    pub fn types(&self, text: &str) {
        let keys = text.replace('\n', ENTER);
        self.act(|app, element| app.wait_for(element.send_keys(keys.as_str())));
    }

    /// Replaces the text of the field.
    pub fn fill(&self, text: &str) {
        self.act(|app, element| {
            app.wait_for(async {
                element.clear().await?;
                element.send_keys(text).await
            })
        });
    }

    /// Chooses one of the options.
    pub fn chooses(&self, option: &str) {
        let path = format!("option[normalize-space()='{option}']");
        self.act(|app, element| {
            app.wait_for(async { element.find(By::XPath(&path)).await?.click().await })
        });
    }

    /// Clicks into the field and pastes text with the keys that a user presses.
    pub fn pastes(&self, text: &str) {
        self.app.desktop().copy(text);
        self.act(|app, element| app.wait_for(element.click()));
        self.app.desktop().keys(&["ctrl+v"]);
    }

    pub fn value(&self) -> String {
        let value = self.ask("?.value ?? ''");
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the field holds exactly this text.
    pub fn holds(&self, text: &str) {
        self.until("holds", text, || self.value() == text);
    }

    /// Waits until the field has the focus.
    pub fn has_focus(&self) {
        self.until("has", "the focus", || {
            self.ask("?.matches(':focus')") == Value::Bool(true)
        });
    }

    /// Waits until the field is marked as invalid.
    pub fn is_marked(&self) {
        self.until("is", "marked", || {
            self.ask("?.getAttribute('aria-invalid')") == json!("true")
        });
    }

    fn until(&self, verb: &str, what: &str, is_so: impl Fn() -> bool) {
        let seen = within(PATIENCE, || is_so().then_some(()));
        let Self { app, label } = self;
        assert!(
            seen.is_some(),
            "the field “{label}” never {verb} {what}, it holds “{}”. There is: {}",
            self.value(),
            app.text()
        );
    }

    fn ask(&self, question: &str) -> Value {
        let question = format!("return find(['field'], arguments[0]){question}");
        self.app
            .ask(&question, json!([self.label]))
            .unwrap_or_default()
    }

    fn act(&self, act: impl Fn(&App<'_>, &WebElement) -> WebDriverResult<()>) {
        self.app.act(FIELD, self.label, act);
    }
}
