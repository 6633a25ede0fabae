//! Steps through the window that many tests have in common.

use crate::{
    app::App,
    field::Field,
    platform::Platform,
    wait::{PATIENCE, within},
};

/// The label of the field below the list, in which people are typed or pasted.
const ADD: &str = "Add people";

impl App<'_> {
    /// Goes from the first page to the demo course of the platform inside the app.
    pub fn tries_the_practice_course(&self) {
        self.press("Try the practice course");
        self.opens("Finance I");
    }

    /// Goes from the first page to the demo course of a separate platform.
    pub fn adds_account(&self, platform: &Platform<'_>) {
        self.press("Add your account");
        self.enters_account(platform.address(), Platform::KEY);
        self.sees("Courses and projects");
        self.opens("Finance I");
    }

    /// Fills in the form for an account, and has it checked.
    pub fn enters_account(&self, address: &str, key: &str) {
        self.field("Platform address").fill(address);
        self.field("API key").fill(key);
        self.press("Check and add account");
    }

    /// Chooses a space in the sidebar and waits until it is shown.
    pub fn opens(&self, space: &str) {
        self.press(space);
        self.sees("updated just now");
    }

    /// Goes from a space to the empty list of people to invite into one of its shared instances.
    pub fn begins_to_invite_into(&self, instance: &str) {
        self.press("Invite people");
        self.press("In a shared instance");
        self.press(instance);
        self.press("Next: People");
        self.sees("Nobody is on the list yet");
    }

    /// The field in which people are added to the list.
    pub fn add_field(&self) -> Field<'_> {
        self.field(ADD)
    }

    /// Adds these people to the list, by typing one address after the other.
    pub fn lists(&self, people: &[&str]) {
        for person in people {
            self.add_field().types(&format!("{person}\n"));
            self.row(&[person]);
        }
        self.sees(" · saved");
    }

    /// Clicks on a cell of the list. The findings about its row are then shown beside the list.
    pub fn press_cell(&self, text: &str) {
        self.act(&["cell"], text, |app, cell| app.wait_for(cell.click()));
    }

    /// Goes from the list through the review, and sends the draft.
    pub fn sends_to(&self, count: usize) {
        self.press("Next: Review");
        self.press(&invite(count));
        self.sees("Sending in ");
    }

    /// Sends invitations to these people while the platform is away, so that all of them have to wait.
    pub fn sends_while_away(&self, people: &[&str], platform: &mut Platform) {
        self.begins_to_invite_into("Tutors' room");
        self.lists(people);
        platform.stop();
        self.sends_to(people.len());
        self.press("Send now");
    }

    /// Quits while people still have to be invited: first thinks better of it, and then doesn't. `quit`
    /// is what the user does in order to quit.
    pub fn quits_with_people_left(&self, people: usize, quit: impl Fn()) {
        quit();
        self.sees("Quit before everything is sent?");
        self.sees(&format!("{people} people haven't been invited yet."));
        self.press("Keep running");
        self.sees_no("Quit before everything is sent?");
        quit();
        self.press_last("Quit anyway");
    }

    /// Invites these people into a shared instance, from a space to the answer of the platform.
    pub fn invites_into(&self, instance: &str, people: &[&str]) {
        self.begins_to_invite_into(instance);
        self.lists(people);
        self.sends_to(people.len());
        self.press("Send now");
        self.says_of_all(people, "Invited");
    }

    /// Closes the window where there is no tray, and says that it is meant although something is left.
    pub fn quits_while_sending(&self) {
        self.click_close();
        self.sees("Quit before everything is sent?");
        self.press_last("Quit anyway");
    }

    /// Waits until the row of each of these people shows this state. It waits longer than usual,
    /// because Cohort may have to look up what became of an invitation whose answer was lost.
    pub fn says_of_all(&self, people: &[&str], state: &str) {
        self.says_of_all_or(people, state, state);
    }

    /// Waits until the row of each of these people shows one of the two states, as long as
    /// [`Self::says_of_all`] does.
    pub fn says_of_all_or(&self, people: &[&str], state: &str, other: &str) {
        let all_say = |states: &[&str]| {
            let rows = self.rows();
            let says = |person: &&str| {
                let mut theirs = rows.iter().filter(|row| row.contains(*person));
                theirs.any(|row| states.iter().any(|state| row.contains(state)))
            };
            people.iter().all(says).then_some(())
        };
        let said = within(PATIENCE * 4, || all_say(&[state, other]));
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
