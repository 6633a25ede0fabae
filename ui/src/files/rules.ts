import type { FilePreview } from "../bridge";

/**
 * Rules of the domain for files: when the user has to look at the columns of a file, and what it still
 * lacks. They stand in one place so that they can move to the shell, which knows them best.
 */

/** A file is taken without a question only where the shell is sure what its columns hold. */
export const asksForColumns = (look: FilePreview): boolean =>
  look.needs !== "nothing" || (look.how === "guessed" && look.fields.length > 0);

/** The addresses are made from logins and a domain. True also while the domain is being typed. */
export const makesAddressesFromLogins = (look: FilePreview): boolean =>
  look.needs === "domain" || (look.fields.includes("login") && !look.fields.includes("address"));

/** What a file lacks before its people can be taken. */
export const lackOf = (look: FilePreview): "domain" | "address" | null => {
  if (look.needs === "domain") return "domain";
  return look.people.length === 0 ? "address" : null;
};
