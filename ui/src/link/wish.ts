/** What a new link is to be like, as it is typed and as the shell is asked for it. */

import type { LinkPage } from "../bridge";

export type Typed = { lastDay: string | null; domains: string; maxUses: string };

export type Wish = { lastDay: string | null; domains: string[]; maxUses: number | null };

/** What a new link begins with: as the one before, but for longer. */
export const typedFor = (page: LinkPage): Typed => ({
  lastDay: page.proposedDay,
  domains: page.link?.domains.join(", ") ?? "",
  maxUses: page.link?.maxUses?.toString() ?? "",
});

export const wishOf = ({ lastDay, domains, maxUses }: Typed): Wish => ({
  lastDay,
  domains: domains.split(/[\s,;]+/u).filter((one) => one !== ""),
  maxUses: maxUses.trim() === "" ? null : wholeNumber(maxUses),
});

/** What is no number is asked for as 0, which the shell refuses in its own words. */
const wholeNumber = (text: string): number => {
  const plain = text.trim();
  const value = /^\d{1,9}$/u.test(plain) ? Number(plain) : 0;
  return value <= 1_000_000 ? value : 0;
};
