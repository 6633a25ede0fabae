/** The pages of the help, and the platform's words explained. */

import type { ExplainedState, HelpPage, HelpTerm } from "../words";

/** The words of the platform that a reader may meet here for the first time. */
const terms = {
  instance: {
    word: "instance",
    title: "Instance",
    text: "A workspace on the platform with its own files and applications. In a course, each student usually has an individual instance. A shared instance is one that several people work in together.",
  },
  snapshot: {
    word: "snapshot",
    title: "Snapshot",
    text: "A copy of an instance as it was at one moment. It never changes. A new instance can start from a snapshot.",
  },
  distributed: {
    word: "Distributed",
    title: "Distributed",
    text: "A special instance that holds everything that has been distributed in the space so far. People who are invited later start with it. You can't invite anyone to it.",
  },
  master: {
    word: "Master",
    title: "Master",
    text: "A special instance in which the administrators prepare the material of a space before they distribute it. It can't be deleted.",
  },
} satisfies Record<string, HelpTerm>;

export type TermId = keyof typeof terms;

const pages = {
  overview: {
    title: "See where everything stands",
    text: [
      "Overview lists every course and project that you can see, and how many of the people invited to it have joined. Choose one to open it.",
      "Whatever needs attention is at the top, with a button that takes you there. If there's nothing at the top, nothing needs attention.",
      "When you're offline, Overview shows what Cohort last loaded, and when.",
    ],
  },
  people: {
    title: "See who has joined",
    text: [
      "People lists everyone in this space. “Joined” means that the person is a member. “Not joined yet” means that the platform accepted the invitation and the person hasn't signed up yet. Cohort can't see whether an email was read.",
      "Choose a number above the table to show only those people, or search for a name or an address.",
    ],
    steps: [
      "To invite more people, choose Invite people.",
      "To compare the space with a list from your learning system, choose Compare with a list, or drop the file on the window.",
    ],
  },
  comparison: {
    title: "Compare a space with your list",
    text: [
      "Cohort keeps your list on this computer and compares it with the people in the space. In: on your list, and joined. Not joined yet: on your list, and invited. Missing: on your list, but neither joined nor invited. Not on the list: joined or invited, but not on your list. Left the list: on an earlier list, but not on this one.",
      "Someone who has only moved to another group or section still counts as on your list. Administrators aren't compared.",
      "Nobody is invited or taken out until you say so. Mark someone as left to keep them in the space without being reminded; Restore removes the mark.",
    ],
    steps: [
      "When there's a newer list, drop it on the window, or choose your list's name above the table and then Replace with a newer list.",
      "Check what it changes, and choose Use as your list.",
      "Use the button beside each group to act on everyone in it.",
    ],
  },
  instances: {
    title: "Find your way around instances",
    text: [
      terms.instance.text,
      "Every space also has two special instances. Master is where administrators prepare material. Distributed holds everything that has been distributed so far.",
    ],
  },
  link: {
    title: "Invite people to a course by link",
    text: [
      "Whoever has the link of a course can join it: they enter their address, confirm it by email and get an individual instance with everything distributed so far.",
      "A link works until the day that you choose. Overview reminds you 2 weeks before it expires. When you renew it, you get a new link and the previous one stops working.",
      "If the platform doesn't let Cohort create links, create one on its website and paste it here.",
    ],
    steps: [
      "Choose how long the link works and which addresses it accepts, then create it.",
      "Show the QR code, print the page for the lecture hall, or write an email.",
    ],
  },
  history: {
    title: "See what was sent from this computer",
    text: [
      "History lists everything that was sent to this space from this computer. Choose a line to see each person and what became of their invitation.",
      "What someone else sent, or you sent from another computer, isn't listed here.",
    ],
  },
  purpose: {
    title: "Choose what people are invited to",
    text: [
      "With individual instances, each person gets a workspace of their own. With a shared instance, everyone works in the same one. With group instances, each group in your list gets an instance of its own. Administrators can change everything in the space.",
      "Nothing is sent before you have seen the review.",
    ],
  },
  list: {
    title: "Enter the people to invite",
    text: [
      "Type or paste names and addresses into the field below the list, or import a file. Cohort reads CSV files, Excel workbooks, vCards and the exports of learning systems.",
      "A row to fix can't be sent. Choose it to see the reason, then fix the address or skip the row. A row to check can be sent as it is.",
      "Your list is saved as a draft while you type.",
    ],
  },
  material: {
    title: "Choose what new instances start with",
    text: [
      terms.distributed.text,
      "Instead, you can choose another snapshot, or start with nothing and distribute material later.",
    ],
  },
  addInstance: {
    title: "Add instances to a space",
    text: [
      "An instance is a workspace. A new one starts empty, or with what a snapshot holds. You can add one, or several from a list of names.",
      "The slug is the end of the web address of an instance. If another instance has it, Cohort says so while you type and suggests one that is free. When you're offline, it compares the slug with what it last loaded.",
      "Nobody is invited. When the instances are created, choose Invite people to continue.",
    ],
  },
  distribute: {
    title: "Distribute material later",
    text: [
      "You choose a snapshot and the instances that get it. Master gets it only if you choose it.",
      "Before anything is distributed, the files of each instance are compared with the snapshot. Instances in which something would be overwritten are skipped unless you say otherwise, and the platform takes a snapshot of each instance first.",
      "If you're offline, the instances are compared when the connection is back.",
    ],
  },
  review: {
    title: "Review before you send",
    text: [
      "The review says what will happen, and lists everyone it affects. Nothing has been sent yet.",
      "After you send, you have 10 seconds to undo. If you're offline, the invitations are sent automatically when the connection is back.",
    ],
  },
  drafts: {
    title: "Continue a draft",
    text: [
      "A draft holds people to invite or instances to create, and nothing in it has been sent. It's kept on this computer, and you can work on it offline. Choose a draft to continue where you left off.",
      "You can undo deleting a draft while the message about it is shown.",
    ],
  },
  activity: {
    title: "Follow what is being sent",
    text: [
      "Activity lists what is being sent and what was sent from this computer. Choose a line to see each person.",
      "Cohort keeps sending when you open another page. If you close Cohort, it continues the next time you open it.",
    ],
  },
  plan: {
    title: "Pause, cancel or retry",
    text: [
      "For 10 seconds after you send, Undo takes everything back. After that you can pause, and cancel what hasn't been sent yet.",
      "If something goes wrong for one person, the others aren't affected. Their row says why, and what you can do about it.",
      "Once you have dealt with what went wrong, dismiss it: it no longer needs attention, and you can restore it.",
      "If Cohort can't tell whether an email was sent, it asks you before it sends a second one.",
    ],
  },
  file: {
    title: "Import a list from a file",
    text: [
      "Cohort recognises which column holds the names, the addresses and the groups. If it's wrong, choose the right columns. Cohort remembers them for the next file like this one.",
      "If you import a newer version of a list, Cohort shows what changed, and you choose what to apply.",
    ],
  },
  background: {
    title: "Let Cohort send in the background",
    text: [
      "Where your desktop has a tray, Cohort keeps sending after you close its window. Its icon shows whether it's sending, paused or offline, or needs your attention, and its menu pauses sending or quits.",
      "Without a tray, closing the window quits Cohort. Nothing is lost: what's left is sent the next time you open it.",
      "Notifications don't show names unless you allow it in Preferences, since others may see your screen.",
    ],
  },
  yourData: {
    title: "Keep and restore your data",
    text: [
      "Everything you prepare and everything Cohort knows about what it sent is in one folder on this computer. API keys are in the keyring and in no backup.",
      "If you restore a backup, Cohort doesn't know what was sent since. So it puts everything on hold, and asks you before it sends anything.",
    ],
    steps: [
      "Open Preferences, then Your data.",
      "Choose Restore beside a backup, and read what has changed since.",
      "Cohort reopens with the data from that time. In Activity, choose Check, then resume.",
      "To undo this, restore the backup that was made before the restore.",
    ],
  },
  account: {
    title: "Add your account",
    text: ["Cohort needs the address of your platform's API and an API key."],
    steps: [
      "On the platform, open User settings.",
      "Choose API access and create a key.",
      "Copy the key right away, because it's shown only once.",
      "Paste it into Cohort. Cohort keeps it in this computer's keyring and nowhere else.",
    ],
  },
  states: {
    title: "What the states mean",
    text: ["Each state has its own mark and colour, the same everywhere in Cohort."],
  },
  words: {
    title: "Words the platform uses",
    text: [],
  },
} satisfies Record<string, HelpPage>;

export type HelpPageId = keyof typeof pages;

export const help = {
  terms,
  help: {
    title: "Help",
    what: (word: string): string => `What is “${word}”?`,
    wordsHere: "Words explained:",
    more: "More help",
    pages: pages as Readonly<Record<HelpPageId, HelpPage>>,
    states: [
      ["waiting", "Waiting", "Nothing has been sent to this person yet."],
      ["never", "Not invited", "Nobody has invited this person, or the invitation was cancelled."],
      ["sending", "Sending", "Cohort is sending this now."],
      [
        "invited",
        "Invited, not joined yet",
        "The platform accepted the invitation. The person hasn't signed up yet.",
      ],
      ["joined", "Joined", "The person is a member of the space."],
      ["failed", "Rejected or stopped", "This didn't work. The row says why, and what you can do."],
      [
        "unknown",
        "Unknown",
        "It was sent, but the platform's response was lost. Cohort asks you before it sends it again.",
      ],
    ] as readonly ExplainedState[],
  },
};
