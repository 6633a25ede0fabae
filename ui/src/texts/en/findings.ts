import type { Finding, FindingKind } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import type { FindingWords } from "../words";

/** What the words of a finding may name. */
export type FindingPlace = { address: string; otherRow: number | null };

/** Why an address cannot be right, by the reason the check gives. */
export const invalidReasons: Readonly<Record<string, string>> = {
  empty: "There is no address",
  noAt: "There is no @",
  secondAt: "There is an @ too many",
  severalAddresses: "There are several addresses in one row",
  nothingBeforeAt: "There is nothing before the @",
  nothingAfterAt: "There is nothing after the @",
  dotAtStart: "It begins with a dot",
  dotBeforeAt: "A dot stands right before the @",
  dotAfterAt: "A dot stands right after the @",
  dotAtEnd: "It ends with a dot",
  dotsInARow: "Two dots stand side by side",
  spaceAround: "There is a space before or after it",
  spaceInside: "There is a space inside",
  commaInDomain: "There is a comma where a dot should be",
  angleBracket: "There is a < or > in it",
  comment: "There is something in brackets",
  mailto: "It begins with “mailto:”",
  directoryEntry: "This is an entry of a company's directory, not an address",
  quote: "There is a quotation mark in the wrong place",
  forbiddenInLocal: "A character may not stand before the @",
  forbiddenInDomain: "A character may not stand after the @",
  control: "There is a control character in it",
  invisible: "There is a character that cannot be seen",
  garbled: "A character was misread when the list was made",
  hyphenAtStart: "A part after the @ begins with a hyphen",
  hyphenAtEnd: "A part after the @ ends with a hyphen",
  labelTooLong: "A part after the @ is too long",
  localTooLong: "The part before the @ is too long",
  domainTooLong: "The part after the @ is too long",
  tooLong: "It is too long for an address",
  noDotInDomain: "There is no dot after the @",
  numericEnding: "It ends in digits, as no address does",
  literal: "There is no network address in the square brackets",
  international: "The part after the @ is no domain name",
};

/** What looks like a slip, where no better address is at hand. */
export const slipReasons: Readonly<Record<string, string>> = {
  domain: "The part after the @ looks mistyped",
  ending: "The ending looks mistyped",
  fullWidth: "It is written in full-width characters",
  lookAlike: "A letter of another alphabet looks like a Latin one",
  joiner: "There is an unseen character between the letters",
};

/** Addresses of a rare kind. */
export const unusualReasons: Readonly<Record<string, string>> = {
  quotedLocal: "The part before the @ stands in quotation marks",
  literal: "It names a machine instead of a domain",
  noDot: "There is no dot after the @",
  unknownEnding: "The ending is not known to exist",
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const slipTitle = ({ reason, mend }: Finding, address: string): string => {
  const said = reason === null ? undefined : slipReasons[reason];
  if (mend !== null && (reason === "domain" || reason === "ending")) {
    return `${visibleText(domainOf(address))} is probably ${visibleText(domainOf(mend))}`;
  }
  return said ?? "This looks like a slip";
};

type Sayer = (finding: Finding, place: FindingPlace) => FindingWords;

const sayers: Record<FindingKind, Sayer> = {
  invalid: ({ reason }) => ({
    title: (reason === null ? undefined : invalidReasons[reason]) ?? "This address cannot be right",
    text: "Nobody is invited while an address cannot be right. Mend it or leave the row out.",
  }),
  slip: (finding, { address }) => ({
    title: slipTitle(finding, address),
    text: "You can go on with it as it is.",
  }),
  unusual: ({ reason }) => ({
    title:
      (reason === null ? undefined : unusualReasons[reason]) ?? "An address of an unusual kind",
    text: "It can be right all the same. You can go on with it as it is.",
  }),
  double: (_, { otherRow }) => ({
    title: "The same mailbox twice",
    text:
      otherRow === null
        ? "It stands in the list once already. The person is invited once."
        : `It stands in row ${otherRow} already. The person is invited once.`,
  }),
  outside: () => ({
    title: "Outside your institution",
    text: "The address is of another domain. You can go on with it as it is.",
  }),
  alreadyIn: () => ({
    title: "Already in",
    text: "Nothing is sent to this person, and nothing is changed.",
  }),
  alreadyInvited: () => ({
    title: "Already invited",
    text: "An invitation of theirs stands or is under way. No second one is sent.",
  }),
  roleAddress: () => ({
    title: "This looks like a shared mailbox",
    text: "Whoever reads it can take the place. You can go on with it as it is.",
  }),
  noName: () => ({
    title: "No name",
    text: "The invitation goes to the address all the same.",
  }),
};

export const finding: Sayer = (found, place) => sayers[found.kind](found, place);
