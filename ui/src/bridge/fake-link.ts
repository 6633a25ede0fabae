/** For tests: the sign-up link of a course, and what the shell says of it. */

import type { Link, LinkPage } from "./types";

const day = 86_400_000;

/** For tests: a link that works for so many days from now. */
export const aLink = (days: number, more: Partial<Link> = {}): Link => ({
  url: "https://practice.example/join/7KQ2-M9TD",
  shortAddress: "practice.example/join/7KQ2-M9TD",
  poster: {
    beforeCourse: "Join ",
    course: "Finance I",
    scan: "Scan the code with your phone, or open this address:",
    enter:
      "Enter your email address at uni.example, and confirm it with the link in the email you get.",
    until: "The link works until 26 October 2026.",
  },
  code: { size: 29, path: "M4 4h7v1h-7z", dense: false },
  expiresAt: new Date(Date.now() + days * day).toISOString(),
  lastDay: "2026-10-26",
  toldFrom: new Date(Date.now() + (days - 14) * day).toISOString(),
  uses: 19,
  maxUses: 150,
  domains: ["uni.example"],
  keptAt: new Date().toISOString(),
  ...more,
});

/** For tests: what is known of the link of a course on a platform whose API makes links. */
export const aLinkPage = (more: Partial<LinkPage> = {}): LinkPage => ({
  maker: "api",
  link: null,
  seenAt: new Date().toISOString(),
  proposedDay: "2099-10-26",
  webAddress: null,
  outcome: null,
  ...more,
});
