/**
 * What is wrong with a row of a list, in a sentence for each finding, and what the row becomes if
 * it is fixed.
 */

import type { Finding, FindingKind, FindingReason } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import type { FindingWords } from "../words";

/** What the words of a finding may name. */
export type FindingPlace = { address: string; otherRow: number | null };

/** Why an address isn't valid, by the reason that the check gives. */
export const invalidReasons: Readonly<Partial<Record<FindingReason, string>>> = {
  empty: "There's no address",
  noAt: "The @ is missing",
  secondAt: "There's more than one @",
  severalAddresses: "There's more than one address in this row",
  nothingBeforeAt: "There's nothing before the @",
  nothingAfterAt: "There's nothing after the @",
  dotAtStart: "The address starts with a dot",
  dotBeforeAt: "There's a dot right before the @",
  dotAfterAt: "There's a dot right after the @",
  dotAtEnd: "The address ends with a dot",
  dotsInARow: "There are two dots in a row",
  spaceAround: "There's a space before or after the address",
  spaceInside: "There's a space in the address",
  commaInDomain: "There's a comma instead of a dot",
  angleBracket: "There's a < or > in the address",
  comment: "There's text in brackets",
  mailto: "The address starts with “mailto:”",
  directoryEntry: "This is an entry from an address book, not an email address",
  quote: "There's a quotation mark in the wrong place",
  forbiddenInLocal: "There's a character before the @ that isn't allowed",
  forbiddenInDomain: "There's a character after the @ that isn't allowed",
  control: "There's a control character in the address",
  invisible: "There's an invisible character in the address",
  garbled: "There's a character that was garbled when the list was saved",
  hyphenAtStart: "A part after the @ starts with a hyphen",
  hyphenAtEnd: "A part after the @ ends with a hyphen",
  labelTooLong: "A part after the @ is too long",
  localTooLong: "The part before the @ is too long",
  domainTooLong: "The part after the @ is too long",
  tooLong: "The address is too long",
  noDotInDomain: "There's no dot after the @",
  numericEnding: "The address ends with a number",
  literal: "The square brackets don't contain an IP address",
  international: "The part after the @ isn't a domain name",
};

/** What looks like a typo, where the check can't suggest a better address. */
export const typoReasons: Readonly<Partial<Record<FindingReason, string>>> = {
  domain: "The part after the @ looks mistyped",
  ending: "The ending looks mistyped",
  fullWidth: "The address is written in full-width characters",
  lookAlike: "A letter from another alphabet looks like a Latin one",
  joiner: "There's an invisible character between the letters",
};

/** Addresses of a rare kind. */
export const unusualReasons: Readonly<Partial<Record<FindingReason, string>>> = {
  quotedLocal: "The part before the @ is in quotation marks",
  literal: "There's an IP address after the @ instead of a domain",
  noDot: "There's no dot after the @",
  unknownEnding: "Cohort doesn't recognise the ending",
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const typoTitle = ({ reason, fix }: Finding, address: string): string => {
  const said = reason === null ? undefined : typoReasons[reason];
  if (fix !== null && (reason === "domain" || reason === "ending")) {
    return `${visibleText(domainOf(address))} should probably be ${visibleText(domainOf(fix))}`;
  }
  return said ?? "This looks like a typo";
};

type Sayer = (finding: Finding, place: FindingPlace) => FindingWords;

const sayers: Record<FindingKind, Sayer> = {
  invalid: ({ reason }) => ({
    title: (reason === null ? undefined : invalidReasons[reason]) ?? "This address isn't valid",
    text: "Nothing can be sent until you fix it or skip the row.",
  }),
  typo: (finding, { address }) => ({
    title: typoTitle(finding, address),
    text: "If the address is right, you can leave it as it is.",
  }),
  unusual: ({ reason }) => ({
    title: (reason === null ? undefined : unusualReasons[reason]) ?? "This address is unusual",
    text: "If the address is right, you can leave it as it is.",
  }),
  duplicate: (_, { otherRow }) => ({
    title: "Duplicate",
    text:
      otherRow === null
        ? "This person is on the list more than once, but will only be invited once."
        : `This person is also in row ${otherRow}, but will only be invited once.`,
  }),
  outside: () => ({
    title: "Outside your institution",
    text: "This address has another domain. You can still invite this person.",
  }),
  alreadyIn: () => ({
    title: "Already in",
    text: "Nothing will be sent to this person, and nothing changes for them.",
  }),
  alreadyInvited: () => ({
    title: "Already invited",
    text: "This person has an open invitation, or one is being sent. They won't get another.",
  }),
  roleAddress: () => ({
    title: "This looks like a shared mailbox",
    text: "Anyone who reads this mailbox can accept the invitation. You can still send it.",
  }),
  noName: () => ({
    title: "No name",
    text: "You can still invite this address.",
  }),
};

export const finding: Sayer = (found, place) => sayers[found.kind](found, place);
