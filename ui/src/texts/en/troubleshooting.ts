/** The page Troubleshooting: what is checked, what may be the cause, and who can help. */

import type { CheckOf, SupportFacts } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import type { CauseId, CauseWords } from "../words";

const causes: Record<CauseId, CauseWords> = {
  noPermission: {
    title: "You don't have permission",
    seen: "A space is grey, its buttons are missing, or the platform rejects what you send.",
    why: "Only an administrator of a space can invite people to it, create instances and distribute material. Editors and viewers can't, and neither can administrators of another space.",
    steps: [
      "Ask an administrator of the space to make you one, or to send it for you. Cohort can start the email for you.",
      "When you're an administrator, choose Retry on the plan in Activity.",
    ],
  },
  wrongPlace: {
    title: "This is the wrong instance",
    seen: "An instance can't be chosen, or the platform says that nobody can be invited to it.",
    why: "Distributed is only for distributing material, so nobody is invited to it. An individual instance belongs to one person. Students see what's in Distributed without being invited.",
    steps: [
      "Choose a shared instance, or give each person or group an instance of their own.",
      "To give everyone new material, use Distribute material in Instances.",
    ],
  },
  invalidAddress: {
    title: "An address isn't valid",
    seen: "An address is underlined, a review says that it needs fixing, or the platform rejects one person.",
    why: "An address such as myemail@.uni.edu.com can't receive email. The platform also expects the address that a person already uses there.",
    steps: [
      "In a draft, choose the underlined address to see what's wrong with it, then fix it or skip the row.",
      "If the invitation was already sent, open it in Activity, choose the person, then Correct address.",
    ],
  },
  deleted: {
    title: "An instance or a space was deleted",
    seen: "Something is missing, or the platform says that it no longer exists.",
    why: "The platform keeps what was deleted for 24 hours. Until then, an administrator can restore it, and its slug stays taken.",
    steps: [
      "Instances that were deleted from this computer are listed in Instances, each with a Restore button.",
      "Otherwise, an administrator can restore it on the platform's website. Ask whoever deleted it, or one of the administrators.",
    ],
  },
  offline: {
    title: "There's no connection",
    seen: "Cohort says that it's offline, that the platform took too long, or that this is a web page and not the platform.",
    why: "This computer has no internet connection, the platform doesn't respond, or something in between responds in its place.",
    steps: [
      "Keep working. Drafts are saved, and what you send goes out automatically when the connection is back.",
      "In a hotel or on a train, open a web browser and sign in to the Wi-Fi network.",
      "Check the address of the account. It's the address of the platform's API, not of its website.",
    ],
  },
  apiKey: {
    title: "The API key is missing or was rejected",
    seen: "Cohort asks for the API key, or says that the keyring is locked.",
    why: "The key was replaced on the platform, was mistyped, or isn't in the keyring of this computer.",
    steps: [
      "On the platform's website, open User settings, then API access, and create a key. It's only shown once.",
      "Enter it in Cohort.",
    ],
  },
  serverFault: {
    title: "Something went wrong on the platform",
    seen: "A step is repeated again and again, or stopped after 12 attempts.",
    why: "The platform had an error of its own or was too busy. Cohort retries automatically, with longer and longer pauses, and never invites anyone twice.",
    steps: [
      "Wait. Most of these problems pass within minutes.",
      "If it doesn't pass, copy the incident number from the technical details and send it to the platform's support.",
    ],
  },
  unknown: {
    title: "Cohort can't tell whether an email was sent",
    seen: "A person or a step is unknown.",
    why: "The connection broke after the request was sent and before the platform's response arrived, and the platform can't say what became of it.",
    steps: [
      "Later, choose “Check again”. If the person has joined by then, it's settled.",
      "Ask the person whether they got the email before you send it again. They may get a second one.",
    ],
  },
  support: {
    title: "None of this helps",
    seen: "The problem isn't listed here, or it comes back.",
    why: "The platform's support can look up what happened on the platform. They need to know when it was, and the incident number if there is one.",
    steps: [
      "Copy the text for support and paste it into an email. It contains no key, no name and no address.",
      "Describe in your own words what you did and what you saw.",
      "If they need to know more, save a copy for support, at the end of this page.",
    ],
  },
};

const checked: Record<CheckOf, { title: string; passed: string; notDone: string }> = {
  connection: {
    title: "Connection",
    passed: "The platform responds.",
    notDone: "Not checked.",
  },
  key: {
    title: "API key",
    passed: "The platform accepts your API key.",
    notDone: "Not checked, because the platform can't be reached.",
  },
  space: {
    title: "The space",
    passed: "It exists, and nobody has deleted it.",
    notDone: "Not checked, because something above has to work first.",
  },
  role: {
    title: "Your role",
    passed: "You're an administrator, so you can invite people.",
    notDone: "Not checked, because something above has to work first.",
  },
};

export const troubleshooting = {
  troubleshooting: {
    title: "Troubleshooting",
    checks: {
      title: "What Cohort checks now",
      of: checked,
      running: "Checking…",
      again: "Check again",
      space: "Check for",
      noSpace: "Only the account",
      done: (failed: number): string => {
        if (failed === 0) return "Everything that was checked works.";
        return failed === 1 ? "1 check failed." : `${failed} checks failed.`;
      },
    },
    causes: {
      title: "What do you see?",
      search: "Describe what you see",
      none: "Nothing here matches. Try another word, or copy the text for support.",
      count: (count: number): string => (count === 1 ? "1 cause" : `${count} causes`),
      whyLabel: "Why",
      stepsLabel: "What to do",
      of: causes,
    },
    buttons: {
      write: "Write to the administrators",
      instances: "Show instances",
      drafts: "Go to Drafts",
      activity: "Go to Activity",
      enterKey: "Enter API key",
      tryNow: "Check the connection",
      platform: "Open the platform",
      support: "Copy text for support",
    },
    copy: {
      title: "Copy for support",
      hint: "If someone is helping you with Cohort, send them a file that says what happened: which versions and settings you use, how much data there is, what became of each step, and the last messages of Cohort's log. It names the server of your platform. People, spaces, instances and lists appear only as numbers, such as “person 12”. API keys, sign-up links, notes and the text of emails aren't included.",
      people: "Include people's names and addresses",
      peopleHint:
        "The file then also says what your spaces, instances and lists are called, what the platform said, and what errors said. Send it only to someone you can share that with.",
      save: "Save a copy for support…",
      saving: "Saving…",
      saved: (file: string, folder: string): string =>
        `Saved as ${file} in ${folder}. You can open the file to see what's in it before you send it.`,
    },
    letterCopied: "The message was copied. Paste it into an email to an administrator.",
    restored: (instance: string): string => `${visibleText(instance)} was restored.`,
    letter: {
      subject: (space: string): string => `Access to ${visibleText(space)}`,
      paragraphs: (space: string): string[] => [
        "Hello,",
        `I'd like to invite people to ${visibleText(space)}, but I'm not an administrator of it. Could you make me an administrator, or send the invitations for me?`,
        "To make me an administrator, open the space on the platform, choose its users, and invite me as a space administrator.",
        "Thank you",
      ],
    },
    administrators: (first: string, others: number): RichText => {
      if (others === 0) return ["The administrator is ", name(first), "."];
      return others === 1
        ? ["The administrators are ", name(first), " and 1 other person."]
        : ["The administrators are ", name(first), ` and ${others} other people.`];
    },
    support: (facts: SupportFacts, results: string): string =>
      [
        `Cohort ${facts.version}, ${facts.system}`,
        `Platform: ${facts.platform}`,
        `Checked: ${facts.at}`,
        results,
      ].join("\n"),
    results: { passed: "works", failed: "fails", notDone: "not checked" },
  },
};
