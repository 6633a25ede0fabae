//! Every screen of which there is a picture, in one list.

/// Names each screen once: in the code, as the name of its pictures, and as a person calls it.
macro_rules! screens {
    ($($screen:ident, $file:literal, $title:literal;)+) => {
        /// A screen of the window, in one of its states.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Screen {
            $($screen,)+
        }

        impl Screen {
            /// Every screen, in the order in which they are looked at.
            pub const ALL: &'static [Self] = &[$(Self::$screen,)+];

            /// What its pictures are called.
            pub fn file(self) -> &'static str {
                match self {
                    $(Self::$screen => $file,)+
                }
            }

            /// What it shows.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$screen => $title,)+
                }
            }
        }
    };
}

screens! {
    Welcome, "welcome", "The first start";
    Overview, "overview", "The overview";
    People, "people", "The people of a course";
    Person, "person", "One person";
    Instances, "instances", "The instances of a course";
    Link, "link", "The link of a course that has none yet";
    WhatFor, "what-for", "Inviting: access";
    List, "list", "Inviting: the list";
    Review, "review", "Inviting: the review";
    Plan, "plan", "A plan that is done";
    Activity, "activity", "Activity";
    Preferences, "preferences", "Preferences";
    YourData, "your-data", "Your data, with a backup";
    Restore, "restore", "What restoring a backup means";

    ActivityEmpty, "activity-empty", "Activity, with nothing in it";
    DraftsEmpty, "drafts-empty", "Drafts, with nothing in it";
    HistoryEmpty, "history-empty", "History, with nothing in it";
    NotYours, "not-yours", "A space without the right to invite";
    Search, "search", "Searching everywhere";
    SearchNothing, "search-nothing", "Searching without a match";
    Help, "help", "The help";
    Shortcuts, "shortcuts", "The keyboard shortcuts";
    Troubleshooting, "troubleshooting", "Troubleshooting";
    LinkMade, "link-made", "The link of a course";
    LinkPage, "link-page", "The page for the lecture hall";
    AddContents, "add-contents", "Adding an instance: what it starts with";
    AddNames, "add-names", "Adding an instance: a slug that is taken";
    AddReview, "add-review", "Adding an instance: the review";
    AddPlan, "add-plan", "A plan that creates an instance, in its 10 seconds";
    DistributeWhat, "distribute-what", "Distributing: the snapshot";
    DistributeTo, "distribute-to", "Distributing: to whom";
    Overwritten, "overwritten", "Distributing: what would be overwritten";
    DistributeReview, "distribute-review", "Distributing: the review";
    ListEmpty, "list-empty", "Inviting: an empty list";
    Groups, "groups", "Inviting: groups at random";
    Material, "material", "Inviting: the material";
    ReviewIndividual, "review-individual", "Inviting: the review of individual instances";
    Drafts, "drafts", "Drafts";
    CompareNone, "compare-none", "Comparing without a list";
    Comparison, "comparison", "A course compared with a list";

    AccountRefused, "account-refused", "Adding an account: the key is rejected";
    ReviewBlocked, "review-blocked", "Inviting: an address to fix before sending";
    PlanRefused, "plan-refused", "A plan in which the platform rejected a person";
    StepRefused, "step-refused", "Why the platform rejected a person";
    OverviewTrouble, "overview-trouble", "The overview, with something that needs attention";
    PeopleOffline, "people-offline", "The people of a course, offline";
    LinkOffline, "link-offline", "The link of a course, offline";
    PlanOffline, "plan-offline", "A plan that waits for the connection";
    TroubleshootingOffline, "troubleshooting-offline", "Troubleshooting, offline";

    OverviewLong, "overview-long", "The overview, with long and right-to-left names";
    ListLong, "list-long", "Inviting: long and right-to-left names";
    ReviewLong, "review-long", "The review of long and right-to-left names";
    PlanLong, "plan-long", "A plan with long and right-to-left names";
    PeopleLong, "people-long", "People with long and right-to-left names";

    InstancesMany, "instances-many", "2,000 instances";
    DistributeToMany, "distribute-to-many", "Distributing: choosing among 2,000 instances";
    OverwrittenMany, "overwritten-many", "Distributing: what would be overwritten in 2,000 instances";
    DistributeReviewMany, "distribute-review-many", "Distributing: the review of 2,000 instances";
    ListMany, "list-many", "Inviting: 2,000 people";
    ReviewMany, "review-many", "The review of 2,000 individual instances";
    PlanMany, "plan-many", "A plan with 2,000 individual instances";
}
