//! Ways through the window that many tests go.

use crate::{
    app::App,
    field::Field,
    platform::Platform,
    wait::{PATIENCE, within},
};

/// The field below the list in which people are typed or pasted.
const ADD: &str = "Add people";

impl App<'_> {
    /// From the first page to the demo course.
    pub fn tries_the_practice_course(&self) {
        self.press("Try the practice course");
        self.opens("Finance I");
    }

    /// From the first page to the demo course of a platform of its own.
    pub fn adds_account(&self, platform: &Platform<'_>) {
        self.press("Add account");
        self.field("Platform address").fill(platform.address());
        self.field("API key").fill(Platform::KEY);
        self.press("Check and add account");
        self.sees("Choose a space");
        self.opens("Finance I");
    }

    /// Chooses a space at the left and waits for it.
    pub fn opens(&self, space: &str) {
        self.press(space);
        self.sees("updated just now");
    }

    /// From a space to the list of whom to invite into one of its shared instances.
    pub fn begins_to_invite_into(&self, instance: &str) {
        self.press("Invite people");
        self.press("A shared instance");
        self.press(instance);
        self.press("Next: Who");
        self.sees("Nobody is on the list yet");
    }

    /// Where people are added to the list.
    pub fn add_field(&self) -> Field<'_> {
        self.field(ADD)
    }

    /// Types one address after the other into the list.
    pub fn lists(&self, people: &[&str]) {
        for person in people {
            self.add_field().types(&format!("{person}\n"));
            self.row(&[person]);
        }
        self.sees(" · saved");
    }

    /// Clicks on a cell of the list: what is wrong with its row is said beside it.
    pub fn press_cell(&self, text: &str) {
        self.act(&["cell"], text, |app, cell| app.wait_for(cell.click()));
    }

    /// Writes over a cell of the list, as in a spreadsheet: a click on it, and typing.
    pub fn changes_cell(&self, from: &str, to: &str) {
        self.press_cell(from);
        self.desktop().types(to);
        self.keys(&["Return"]);
        self.row(&[to]);
    }

    /// From the list over the review into the outbox.
    pub fn sends_to(&self, count: usize) {
        self.press("Next: Review");
        self.press(&invite(count));
        self.sees("Sending in ");
    }

    /// Waits until everyone's row says this: for as long as it may take until it is known what
    /// became of an invitation whose answer was lost.
    pub fn says_of_all(&self, people: &[&str], state: &str) {
        let said = within(PATIENCE * 4, || {
            let rows = self.rows();
            let says = |person: &&str| {
                rows.iter()
                    .any(|row| row.contains(*person) && row.contains(state))
            };
            people.iter().all(says).then_some(())
        });
        assert!(
            said.is_some(),
            "not all of {people:?} are “{state}” among {:#?}",
            self.rows()
        );
    }
}

fn invite(count: usize) -> String {
    match count {
        1 => "Invite 1 person".to_owned(),
        many => format!("Invite {many} people"),
    }
}
