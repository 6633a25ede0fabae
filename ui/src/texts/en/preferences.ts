/** The page of the preferences. */

import type { Availability, LanguageChoice } from "../../bridge";

type Absent = Exclude<Availability, "available">;

export const preferences = {
  preferences: {
    title: "Preferences",
    appearance: {
      group: "Appearance and language",
      title: "Light or dark",
      choices: { system: "System", light: "Light", dark: "Dark" },
    },
    language: {
      title: "Language",
      // Every language is listed under its own name, so that it is found in any other.
      choices: { system: "System", en: "English", de: "Deutsch" } satisfies Record<
        LanguageChoice,
        string
      >,
    },
    window: {
      group: "Window and tray",
      closing: "When the window is closed",
      closingHint: "Cohort can keep sending from the tray.",
      choices: { keepRunning: "Keep running", quit: "Quit Cohort" },
      noTray: {
        unknown: "Cohort is checking whether this desktop has a tray.",
        missing:
          "This desktop doesn't show tray icons, so there would be no way back to Cohort. On GNOME, the extension AppIndicator adds them.",
        noBus: "This session has no D-Bus session bus, so Cohort can't reach a tray.",
      } satisfies Record<Absent, string>,
      startsWithSession: "Start Cohort when you sign in",
      startsWithSessionHint: "It starts in the tray, without a window.",
      startsWithSessionBare: "It opens its window, because this desktop has no tray.",
      cannotStartWithSession: "Cohort can't change what starts when you sign in to this computer.",
      asks: "Warn before quitting while sending",
      asksHint: "Nothing is lost either way. What is left is sent the next time you open Cohort.",
    },
    notifications: {
      group: "Notifications",
      missing: {
        unknown: "Cohort is checking whether this desktop shows notifications.",
        missing:
          "Nothing on this desktop shows notifications. Everything is also shown in Activity.",
        noBus:
          "This session has no D-Bus session bus, so Cohort can't show notifications. Everything is also shown in Activity.",
      } satisfies Record<Absent, string>,
      kinds: {
        sent: { title: "Invitations sent", hint: "With the number of people." },
        needsAttention: {
          title: "Something needs attention",
          hint: "For example, an address was rejected.",
        },
        backOnline: { title: "Back online and sending", hint: null },
        joined: { title: "Someone joined", hint: "At most once every 15 minutes." },
      },
      names: "Show names in notifications",
      namesHint: "Off by default, since others may see your screen.",
    },
  },
};
