/** The sign-up link of a course. */

import type { InvitationWay, SavedFile, WayObstacle } from "../../bridge";
import { name, type Piece, type RichText, strong } from "../../lib/rich-text";
import { distanceTo, fullDay, number, timeAlone, timeOf } from "./speech";

const domainList = (domains: readonly string[]): Piece[] =>
  domains.flatMap((domain, index): Piece[] => {
    if (index === 0) return [strong(domain)];
    return [index === domains.length - 1 ? " or " : ", ", strong(domain)];
  });

export const link = {
  link: {
    anyone: (space: string, domains: readonly string[]): RichText =>
      domains.length === 0
        ? ["Anyone with this link can join ", name(space), "."]
        : [
            "Anyone with an address at ",
            ...domainList(domains),
            " can join ",
            name(space),
            " with this link.",
          ],
    what: "They enter their address, confirm it by email and get an individual instance that starts with everything distributed so far.",
    whatElsewhere: "The platform's page behind the link tells them what to do.",
    urlLabel: "Link",
    codeLabel: "QR code of the link",
    copy: "Copy link",
    copied: "Link copied",
    write: "Write an email",
    textCopied:
      "This email is too long to hand to your email program, so its text was copied. Paste it into a new email.",
    print: "Print page…",
    save: "Save QR code",
    savePng: "PNG picture…",
    saveSvg: "SVG drawing…",
    saved: (file: SavedFile): string => `Saved as ${file.name} in ${file.folder}`,
    dense: "This link is long, so its QR code is dense. Print it large, or show it full screen.",
    noCode: "This link is too long for a QR code. Copy it or write an email instead.",
    rows: { expires: "Expires", addresses: "Addresses", uses: "Joined", created: "Created" },
    pastedRow: "Pasted",
    expires: (at: string, now: number): RichText => [
      strong(fullDay.format(new Date(at))),
      `, ${distanceTo(at, now)}`,
    ],
    expired: (at: string): RichText => [strong(`Expired on ${fullDay.format(new Date(at))}`)],
    never: "Never",
    onlyAt: (domains: readonly string[]): RichText => ["Only ", ...domainList(domains)],
    everyAddress: "Every address",
    uses: (uses: number | null, most: number | null): string => {
      if (uses === null) return "The platform doesn't say how many";
      return most === null ? number(uses) : `${number(uses)} of ${number(most)}`;
    },
    createdHere: (at: string, now: number): string => `${timeAlone(at, now)} by you`,
    createdElsewhere: "On another computer or by someone else",
    outcome: {
      make: {
        open: {
          title: "Cohort can't tell yet whether the link was created",
          text: "The response never arrived. Check again before you give a link to anyone: the one that you see may have been replaced.",
        },
        done: {
          title: "The link was created",
          text: "The response never arrived, so Cohort checked. This is the link that works now.",
        },
        notDone: {
          title: "The new link wasn't created",
          text: "The request never reached the platform. Everything is as it was before.",
        },
      },
      withdraw: {
        open: {
          title: "Cohort can't tell yet whether the link was withdrawn",
          text: "The response never arrived. Check again to see whether people can still join.",
        },
        done: {
          title: "The link was withdrawn",
          text: "The response never arrived, so Cohort checked. Nobody can join with it any more.",
        },
        notDone: {
          title: "The link wasn't withdrawn",
          text: "The request never reached the platform, and people can still join with the link.",
        },
      },
    },
    checkAgain: "Check again",
    expiredTitle: "This link has expired",
    expiredText: "Nobody can join with it. Renew it to get a new one.",
    expiredTextPasted:
      "Nobody can join with it. Create a new one on the platform's website, and paste it here.",
    soonTitle: (at: string, now: number): string => `This link expires ${distanceTo(at, now)}`,
    soonText: "After that nobody can join with it. Renew it to get one that works for longer.",
    soonTextPasted:
      "After that nobody can join with it. Create a new one on the platform's website, and paste it here.",
    fullTitle: "This link is used up",
    fullText: "As many people have joined as it allows. Renew it to let more people in.",
    renew: "Renew link…",
    change: "Change…",
    replace: "Replace link…",
    withdraw: "Withdraw link…",
    remove: "Remove link…",
    updated: (at: string, now: number): string => `Updated ${timeOf(at, now)}`,
    updatedOffline: (at: string, now: number): string =>
      `You're offline. This is the link as of ${timeOf(at, now)}.`,
    notYet: "The link to this course hasn't been loaded on this computer yet.",
    refresh: "Refresh",
    refreshing: "Refreshing",
    working: "Asking the platform…",
    notAdministrator: "Only the administrators of this course can see its link.",

    noneTitle: "This course has no link yet",
    noneText:
      "With a link, people join by themselves: they enter their address, confirm it by email and get an individual instance. You show it in the lecture hall or send it by email.",
    create: "Create link",
    created: "The link was created.",
    renewed: "The link was renewed. The previous one no longer works.",
    renewTitle: (space: string): RichText => ["Renew the link to ", name(space)],
    renewText:
      "You get a new link. The current one stops working at once, even where it was printed or emailed.",
    renewButton: "Renew link",
    lastDay: "Works until",
    dayParts: { day: "Day", month: "Month", year: "Year" } as Readonly<Record<string, string>>,
    domains: "Allowed addresses",
    domainsHint: "Domains such as uni.example. Leave this empty to allow every address.",
    maxUses: "Number of people",
    maxUsesHint: "Leave this empty to set no limit.",

    withdrawTitle: (space: string): RichText => ["Withdraw the link to ", name(space), "?"],
    withdrawText:
      "Nobody will be able to join with it. People who have already joined stay in the course. You can create a new link at any time.",
    withdrawButton: "Withdraw link",
    withdrawn: "The link was withdrawn.",
    removeTitle: (space: string): RichText => ["Remove the link to ", name(space), "?"],
    removeText:
      "Cohort forgets the link. It keeps working until it expires or is withdrawn on the platform's website.",
    removeButton: "Remove link",
    removed: "The link was removed from Cohort.",

    webTitle: "On this platform, links are created on its website",
    webText: (space: string): RichText => [
      "Open the platform's website, go to the users of ",
      name(space),
      " and create an invitation link there. Then paste it here, and Cohort shows its QR code and a page to print.",
    ],
    webAddress: "Web address of the platform",
    webAddressHint:
      "Where you sign in with your browser. You only enter this once for each account.",
    webOpen: "Open website",
    webChange: "Change web address",
    pasted: "Link from the website",
    pastedHint: "It begins with https://",
    pastedLastDay: "On this platform, a link expires 2 months after the course was created.",
    use: "Use this link",
    kept: "The link was saved.",
    replaceTitle: (space: string): RichText => ["Replace the link to ", name(space)],
    elsewhereTitle: (host: string): RichText => ["This link leads to ", strong(host)],
    elsewhereText:
      "That isn't your platform's address. Use it only if this is exactly the link that the platform's website shows:",
    elsewhereButton: "Use this link anyway",

    printTitle: "Page for the lecture hall",
    printButton: "Print…",
    savePage: "Save page…",
    poster: {
      join: (course: string): RichText => ["Join ", name(course)],
      scan: "Scan the code with your phone, or open this address:",
      enter: (domains: readonly string[]): string =>
        domains.length === 0
          ? "Enter your university email address, and confirm it from the email that you get."
          : `Enter your email address at ${domains.join(" or ")}, and confirm it from the email that you get.`,
      until: (at: string): string => `The link works until ${fullDay.format(new Date(at))}.`,
    },

    waysLegend: "How do you want to invite them?",
    ways: {
      email: {
        title: "By email",
        text: "You enter a list of people. The platform sends each of them an email.",
      },
      link: {
        title: "By link",
        text: "You show or send a link, and people join by themselves.",
      },
    } satisfies Record<InvitationWay, { title: string; text: string }>,
    wayCannot: {
      notACourse: "Only a course has a link. Invite people by email instead.",
    } satisfies Record<WayObstacle, string>,
    toLink: "Continue to link",
  },

  platformPage: {
    open: "Open on the platform",
    title: "What's the web address of the platform?",
    text: "Cohort only knows the address of the API. The website has a different address.",
  },
};
