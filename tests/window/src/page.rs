//! What stands in the window, found as a user finds it.

use serde_json::{Value, json};
use thirtyfour::{WebElement, error::WebDriverResult};

use crate::{
    app::App,
    field::Field,
    wait::{PATIENCE, within},
};

const SCRIPT: &str = include_str!("page.js");

/// What can be pressed.
const PRESSED: &[&str] = &["button", "link", "tab", "item", "choice"];

impl App<'_> {
    /// Everything that can be read in the window now, as one line.
    pub fn text(&self) -> String {
        self.ask("return visibleText()", json!([]))
            .and_then(|answer| answer.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Waits until this can be read.
    pub fn sees(&self, text: &str) {
        let seen = within(PATIENCE, || self.text().contains(text).then_some(()));
        assert!(
            seen.is_some(),
            "“{text}” does not appear. There is: {}",
            self.text()
        );
    }

    /// Waits until this can no longer be read.
    pub fn sees_no(&self, text: &str) {
        let seen = within(PATIENCE, || (!self.text().contains(text)).then_some(()));
        assert!(
            seen.is_some(),
            "“{text}” does not go away. There is: {}",
            self.text()
        );
    }

    /// Clicks on the button, link, tab, menu item or choice of this name, or whose name begins so.
    pub fn press(&self, name: &str) {
        self.act(PRESSED, name, |app, element| {
            app.wait_for(async { element.click().await })
        });
    }

    /// Whether a thing of this name is there and can be pressed.
    pub fn offers(&self, name: &str) -> bool {
        self.find(PRESSED, name)
            .is_some_and(|element| self.is_enabled(&element))
    }

    /// Waits until a thing of this name is there and can be pressed.
    pub fn is_offered(&self, name: &str) {
        let seen = within(PATIENCE, || self.offers(name).then_some(()));
        assert!(
            seen.is_some(),
            "“{name}” cannot be pressed. {}",
            self.inventory(PRESSED)
        );
    }

    /// Waits until a thing of this name is there but cannot be pressed.
    pub fn is_barred(&self, name: &str) {
        let barred = || {
            let element = self.find(PRESSED, name)?;
            (!self.is_enabled(&element)).then_some(())
        };
        let seen = within(PATIENCE, barred);
        assert!(
            seen.is_some(),
            "“{name}” is not barred. {}",
            self.inventory(PRESSED)
        );
    }

    /// The field of this label.
    pub fn field<'a>(&'a self, label: &'a str) -> Field<'a> {
        Field::new(self, label)
    }

    /// The text of every row of every table, each as one line.
    pub fn rows(&self) -> Vec<String> {
        let rows = self.ask(
            "return all(['row']).map((row) => squeeze(row.innerText))",
            json!([]),
        );
        serde_json::from_value(rows.unwrap_or_default()).unwrap_or_default()
    }

    /// Waits for a row in which all of this stands.
    pub fn row(&self, parts: &[&str]) -> String {
        let found = within(PATIENCE, || {
            let mut rows = self.rows().into_iter();
            rows.find(|row| parts.iter().all(|part| row.contains(part)))
        });
        found.unwrap_or_else(|| panic!("no row with {parts:?} among {:#?}", self.rows()))
    }

    /// Clicks on the row in which all of this stands.
    pub fn press_row(&self, parts: &[&str]) {
        const ROW: &str = "const row = all(['row']).find((row) => \
             arguments[0].every((part) => squeeze(row.innerText).includes(part)))";
        let script = format!("{SCRIPT}; {ROW}; return row ?? null");
        self.row(parts);
        let pressed = within(PATIENCE, || {
            let row = self.wait_for(async {
                let arguments = vec![json!(parts)];
                self.driver().execute(&*script, arguments).await?.element()
            });
            self.wait_for(row.ok()?.click()).ok()
        });
        assert!(
            pressed.is_some(),
            "the row with {parts:?} cannot be clicked"
        );
    }

    /// Does something to a thing until it works: it may not be there yet, or still be moving.
    pub(crate) fn act<T>(
        &self,
        roles: &[&str],
        name: &str,
        act: impl Fn(&Self, &WebElement) -> WebDriverResult<T>,
    ) -> T {
        let mut last = String::from("it is not there");
        within(PATIENCE, || {
            let element = self.find(roles, name)?;
            if !self.is_enabled(&element) {
                "it is barred".clone_into(&mut last);
                return None;
            }
            act(self, &element)
                .map_err(|error| last = error.to_string())
                .ok()
        })
        .unwrap_or_else(|| panic!("“{name}”: {last}. {}", self.inventory(roles)))
    }

    pub(crate) fn find(&self, roles: &[&str], name: &str) -> Option<WebElement> {
        let script = format!("{SCRIPT}; return find(arguments[0], arguments[1])");
        let found = self.wait_for(async {
            let arguments = vec![json!(roles), json!(name)];
            self.driver().execute(script, arguments).await?.element()
        });
        found.ok()
    }

    /// Runs a line of script on the page; nothing while the page is being replaced.
    pub(crate) fn ask(&self, question: &str, arguments: Value) -> Option<Value> {
        let script = format!("{SCRIPT}; {question}");
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let answer = self.wait_for(async { self.driver().execute(script, arguments).await });
        answer.ok().map(|answer| answer.json().clone())
    }

    fn is_enabled(&self, element: &WebElement) -> bool {
        self.wait_for(async {
            let barred = element.attr("aria-disabled").await?;
            Ok::<_, thirtyfour::error::WebDriverError>(
                element.is_enabled().await? && barred.as_deref() != Some("true"),
            )
        })
        .unwrap_or(false)
    }

    fn inventory(&self, roles: &[&str]) -> String {
        let names = self.ask("return names(arguments[0])", json!([roles]));
        format!("There are: {}", names.unwrap_or_default())
    }
}
