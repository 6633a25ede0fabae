/**
 * What is wrong with a row of a list, in a sentence for each finding, and what the row becomes if
 * it is fixed.
 */

import type { Finding, FindingKind, FindingReason } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import type { FindingWords } from "../words";

/** What the words of a finding may name. */
type FindingPlace = { address: string; otherRow: number | null };

/** Why an address isn't valid, by the reason that the check gives. */
const invalidReasons: Readonly<Partial<Record<FindingReason, string>>> = {
  empty: "Die Adresse fehlt",
  noAt: "Das @ fehlt",
  secondAt: "Das @ kommt mehr als einmal vor",
  severalAddresses: "In dieser Zeile steht mehr als eine Adresse",
  nothingBeforeAt: "Vor dem @ steht nichts",
  nothingAfterAt: "Nach dem @ steht nichts",
  dotAtStart: "Die Adresse beginnt mit einem Punkt",
  dotBeforeAt: "Direkt vor dem @ steht ein Punkt",
  dotAfterAt: "Direkt nach dem @ steht ein Punkt",
  dotAtEnd: "Die Adresse endet mit einem Punkt",
  dotsInARow: "Zwei Punkte folgen aufeinander",
  spaceAround: "Vor oder nach der Adresse steht ein Leerzeichen",
  spaceInside: "In der Adresse steht ein Leerzeichen",
  commaInDomain: "Statt eines Punkts steht ein Komma",
  angleBracket: "In der Adresse steht ein < oder >",
  comment: "In der Adresse steht Text in Klammern",
  mailto: "Die Adresse beginnt mit „mailto:“",
  directoryEntry: "Das ist ein Eintrag aus einem Adressbuch, keine E-Mail-Adresse",
  quote: "Ein Anführungszeichen steht an der falschen Stelle",
  forbiddenInLocal: "Vor dem @ steht ein Zeichen, das nicht erlaubt ist",
  forbiddenInDomain: "Nach dem @ steht ein Zeichen, das nicht erlaubt ist",
  control: "Die Adresse enthält ein Steuerzeichen",
  invisible: "Die Adresse enthält ein unsichtbares Zeichen",
  garbled: "Ein Zeichen wurde beim Speichern der Liste verstümmelt",
  hyphenAtStart: "Ein Teil nach dem @ beginnt mit einem Bindestrich",
  hyphenAtEnd: "Ein Teil nach dem @ endet mit einem Bindestrich",
  labelTooLong: "Ein Teil nach dem @ ist zu lang",
  localTooLong: "Der Teil vor dem @ ist zu lang",
  domainTooLong: "Der Teil nach dem @ ist zu lang",
  tooLong: "Die Adresse ist zu lang",
  noDotInDomain: "Nach dem @ fehlt ein Punkt",
  numericEnding: "Die Adresse endet mit einer Zahl",
  literal: "In den eckigen Klammern steht keine IP-Adresse",
  international: "Der Teil nach dem @ ist kein Domainname",
};

/** What looks like a typo, where the check can't suggest a better address. */
const typoReasons: Readonly<Partial<Record<FindingReason, string>>> = {
  domain: "Der Teil nach dem @ sieht nach einem Tippfehler aus",
  ending: "Die Endung sieht nach einem Tippfehler aus",
  fullWidth: "Die Adresse ist in vollbreiten Zeichen geschrieben",
  lookAlike: "Ein Buchstabe aus einer anderen Schrift sieht aus wie ein lateinischer",
  joiner: "Zwischen den Buchstaben steht ein unsichtbares Zeichen",
};

/** Addresses of a rare kind. */
const unusualReasons: Readonly<Partial<Record<FindingReason, string>>> = {
  quotedLocal: "Der Teil vor dem @ steht in Anführungszeichen",
  literal: "Nach dem @ steht eine IP-Adresse statt einer Domain",
  noDot: "Nach dem @ fehlt ein Punkt",
  unknownEnding: "Die Endung ist Cohort unbekannt",
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const typoTitle = ({ reason, fix }: Finding, address: string): string => {
  const said = reason === null ? undefined : typoReasons[reason];
  if (fix !== null && (reason === "domain" || reason === "ending")) {
    return `Statt ${visibleText(domainOf(address))} ist wohl ${visibleText(domainOf(fix))} gemeint`;
  }
  return said ?? "Das sieht nach einem Tippfehler aus";
};

type Sayer = (finding: Finding, place: FindingPlace) => FindingWords;

const sayers: Record<FindingKind, Sayer> = {
  invalid: ({ reason }) => ({
    title: (reason === null ? undefined : invalidReasons[reason]) ?? "Diese Adresse ist ungültig",
    text: "Nichts kann gesendet werden, bis Sie sie korrigieren oder die Zeile überspringen.",
  }),
  typo: (finding, { address }) => ({
    title: typoTitle(finding, address),
    text: "Wenn die Adresse stimmt, können Sie sie so lassen.",
  }),
  unusual: ({ reason }) => ({
    title:
      (reason === null ? undefined : unusualReasons[reason]) ?? "Diese Adresse ist ungewöhnlich",
    text: "Wenn die Adresse stimmt, können Sie sie so lassen.",
  }),
  duplicate: (_, { otherRow }) => ({
    title: "Doppelt",
    text:
      otherRow === null
        ? "Diese Person steht mehrmals auf der Liste, wird aber nur einmal eingeladen."
        : `Diese Person steht auch in Zeile ${otherRow}, wird aber nur einmal eingeladen.`,
  }),
  outside: () => ({
    title: "Außerhalb Ihrer Institution",
    text: "Diese Adresse hat eine andere Domain. Sie können die Person trotzdem einladen.",
  }),
  alreadyIn: () => ({
    title: "Bereits dabei",
    text: "Diese Person erhält nichts, und für sie ändert sich nichts.",
  }),
  alreadyInvited: () => ({
    title: "Bereits eingeladen",
    text: "Diese Person hat eine offene Einladung, oder eine wird gerade gesendet. Sie erhält keine weitere.",
  }),
  roleAddress: () => ({
    title: "Das sieht nach einem gemeinsamen Postfach aus",
    text: "Wer dieses Postfach liest, kann die Einladung annehmen. Senden können Sie sie trotzdem.",
  }),
  noName: () => ({
    title: "Ohne Namen",
    text: "Sie können diese Adresse trotzdem einladen.",
  }),
};

export const finding: Sayer = (found, place) => sayers[found.kind](found, place);
