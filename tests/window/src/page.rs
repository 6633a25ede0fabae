//! Finds and uses things on the page as a user finds them: by what can be read, by role, and by name.
//!
//! No test knows a class or an id. A thing that a screen reader wouldn't announce isn't found here
//! either, so that every test in the window is a test of accessibility too.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{WebElement, error::WebDriverResult, session::scriptret::ScriptRet};
use tokio::time::timeout;

use crate::{
    app::App,
    field::Field,
    wait::{PATIENCE, within},
};

/// The functions that find things on the page.
const SCRIPT: &str = include_str!("page.js");

/// How long the page may take to answer a question. A question that meets a page which is just being
/// loaded can be lost in the engine: no answer ever comes, but the next question is answered.
const ANSWER: Duration = Duration::from_secs(8);

/// The roles of things that can be pressed.
const PRESSABLE: &[&str] = &["button", "link", "tab", "item", "choice"];

impl App<'_> {
    /// All text that can be read in the window now, as one line.
    pub fn text(&self) -> String {
        self.read_text().unwrap_or_default()
    }

    /// All text that can be read in the window now, or `None` if the page doesn't answer.
    fn read_text(&self) -> Option<String> {
        let answer = self.ask("return visibleText()", json!([]))?;
        answer.as_str().map(str::to_owned)
    }

    /// Waits until this text can be read.
    pub fn sees(&self, text: &str) {
        let seen = within(PATIENCE, || self.text().contains(text).then_some(()));
        assert!(
            seen.is_some(),
            "“{text}” doesn't appear. There is: {}",
            self.text()
        );
    }

    /// Waits until this text can no longer be read.
    pub fn sees_no(&self, text: &str) {
        // A page that doesn't answer says nothing of what can be read on it.
        let gone = within(PATIENCE, || {
            let read = self.read_text()?;
            (!read.contains(text)).then_some(())
        });
        assert!(
            gone.is_some(),
            "“{text}” doesn't go away. There is: {}",
            self.text()
        );
    }

    /// Clicks on the button, link, tab, menu item or choice with this name, or else with a name that
    /// begins with it.
    pub fn press(&self, name: &str) {
        self.act(PRESSABLE, name, |app, element| {
            app.wait_for(async { element.click().await })
        });
    }

    /// Presses a button with which the window goes. A click by the driver would report the window that
    /// is gone as a failure, so this is done with the keyboard.
    pub fn press_last(&self, name: &str) {
        self.act(PRESSABLE, name, |app, element| {
            app.wait_for(async { element.focus().await })
        });
        self.keys(&["Return"]);
    }

    /// Whether there is something with this name that can be pressed.
    pub fn offers(&self, name: &str) -> bool {
        self.find(PRESSABLE, name)
            .is_some_and(|element| self.is_enabled(&element))
    }

    /// Waits until there is something with this name that can be pressed.
    pub fn is_offered(&self, name: &str) {
        let seen = within(PATIENCE, || self.offers(name).then_some(()));
        assert!(
            seen.is_some(),
            "“{name}” can't be pressed. {}",
            self.inventory(PRESSABLE)
        );
    }

    /// Waits until there is something with this name that is disabled.
    pub fn is_barred(&self, name: &str) {
        let barred = || {
            let element = self.find(PRESSABLE, name)?;
            (!self.is_enabled(&element)).then_some(())
        };
        let seen = within(PATIENCE, barred);
        assert!(
            seen.is_some(),
            "“{name}” isn't barred. {}",
            self.inventory(PRESSABLE)
        );
    }

    /// Waits until the switch with this name is on, or off.
    pub fn is_switched(&self, name: &str, on: bool) {
        let switched = within(PATIENCE, || {
            let switch = self.find(PRESSABLE, name)?;
            (self.wait_for(switch.is_selected()).ok()? == on).then_some(())
        });
        assert!(
            switched.is_some(),
            "“{name}” isn't switched as it should be"
        );
    }

    /// The field with this label.
    pub fn field<'a>(&'a self, label: &'a str) -> Field<'a> {
        Field::new(self, label)
    }

    /// The text of each row of all tables, each as one line.
    pub fn rows(&self) -> Vec<String> {
        let rows = self.ask(
            "return all(['row']).map((row) => squeeze(row.innerText))",
            json!([]),
        );
        serde_json::from_value(rows.unwrap_or_default()).unwrap_or_default()
    }

    /// Waits for a row that contains all of these texts, and returns its text.
    pub fn row(&self, parts: &[&str]) -> String {
        let found = within(PATIENCE, || {
            let mut rows = self.rows().into_iter();
            rows.find(|row| parts.iter().all(|part| row.contains(part)))
        });
        found.unwrap_or_else(|| panic!("no row with {parts:?} among {:#?}", self.rows()))
    }

    /// Clicks on the row that contains all of these texts.
    pub fn press_row(&self, parts: &[&str]) {
        const ROW: &str = "const row = all(['row']).find((row) => \
             arguments[0].every((part) => squeeze(row.innerText).includes(part)))";
        let question = format!("{ROW}; return row ?? null");
        self.row(parts);
        let pressed = within(PATIENCE, || {
            let row = self.answer(&question, json!([parts]))?.element().ok()?;
            self.wait_for(row.click()).ok()
        });
        assert!(pressed.is_some(), "the row with {parts:?} can't be clicked");
    }

    /// Tries to use a thing until it works, because it may not be there yet or may still be moving.
    pub(crate) fn act<T>(
        &self,
        roles: &[&str],
        name: &str,
        act: impl Fn(&Self, &WebElement) -> WebDriverResult<T>,
    ) -> T {
        let mut last = String::from("it isn't there");
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
        let question = "return find(arguments[0], arguments[1])";
        let found = self.answer(question, json!([roles, name]))?;
        found.element().ok()
    }

    /// Runs a line of script on the page. `None` while the page is being replaced, or where no answer
    /// comes in time.
    pub(crate) fn ask(&self, question: &str, arguments: Value) -> Option<Value> {
        Some(self.answer(question, arguments)?.json().clone())
    }

    fn answer(&self, question: &str, arguments: Value) -> Option<ScriptRet> {
        let script = format!("{SCRIPT}; {question}");
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let asked = async { timeout(ANSWER, self.driver().execute(script, arguments)).await };
        self.wait_for(asked).ok()?.ok()
    }

    /// Runs a script in the page, as one that an attacker has got into it would run.
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        self.wait_for(async { self.driver().execute(script, arguments).await })
            .unwrap_or_else(|error| panic!("{script}: {error}"))
            .json()
            .clone()
    }

    /// Notes from now on what the page does against its content security policy.
    pub(crate) fn note_violations(&self) {
        self.run(
            "window.violations = [];
             addEventListener('securitypolicyviolation', (event) =>
                 violations.push(event.effectiveDirective))",
            json!([]),
        );
    }

    /// The directives of the content security policy that the page has violated.
    pub fn violations(&self) -> Vec<String> {
        let names = self.ask("return violations", json!([]));
        serde_json::from_value(names.unwrap_or_default()).unwrap_or_default()
    }

    /// Takes back what was noted, for a test that violates the policy on purpose.
    pub fn forget_violations(&self) {
        self.run("violations.length = 0", json!([]));
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

    /// The names of all things with these roles, for the message of a failure.
    fn inventory(&self, roles: &[&str]) -> String {
        let names = self.ask("return names(arguments[0])", json!([roles]));
        format!("There are: {}", names.unwrap_or_default())
    }
}
