/**
 * Which column of a file holds what: the choices that the user can make, as the shell takes them.
 */

import type { Choices, Field, FilePreview, FilePerson } from "../bridge";
import type { PersonField } from "../texts";

/** Everything a column can hold, in the order in which it is offered. */
export const fields: readonly Field[] = [
  "left",
  "address",
  "otherAddress",
  "name",
  "firstName",
  "lastName",
  "group",
  "note",
  "listId",
  "login",
];

/** How the file is understood now, as choices of which one can be changed. */
export const choicesOf = (preview: FilePreview): Choices => ({
  table: preview.table,
  fields: preview.fields,
  loginDomain: preview.loginDomain,
  rowsAbove: preview.rowsAbove,
});

/** Another table has other columns, so nothing about columns is carried over. */
export const withTable = (table: number, domain: string | null): Choices => ({
  table,
  fields: null,
  loginDomain: domain,
  rowsAbove: null,
});

/**
 * Sets what a column holds. A person has only one of each, so the column that held it before gives
 * it up.
 */
export const withField = (all: readonly Field[], column: number, field: Field): Field[] =>
  all.map((before, place) => {
    if (place === column) return field;
    if (before !== field || field === "left" || field === "otherAddress") return before;
    return field === "address" ? "otherAddress" : "left";
  });

/** The columns to show: the first ones, and those further right that hold something. */
export const columnsShown = (all: readonly Field[], most: number): number[] =>
  all.flatMap((field, column) => (column < most || field !== "left" ? [column] : []));

const personFields: readonly PersonField[] = ["name", "address", "group", "note", "listId"];

/** Name and address always; the others where at least one person has them. */
export const personColumns = (people: readonly FilePerson[]): PersonField[] =>
  personFields.filter(
    (field) =>
      field === "name" || field === "address" || people.some((person) => person[field] !== ""),
  );
