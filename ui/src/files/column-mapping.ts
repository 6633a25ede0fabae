import type { Choices, Field, FileLook, FilePerson } from "../bridge";
import type { PersonField } from "../texts";

/** In the order in which they are offered. */
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

/** What is understood now, to be changed in one place. */
export const choicesOf = (look: FileLook): Choices => ({
  table: look.table,
  fields: look.fields,
  loginDomain: look.loginDomain,
  rowsAbove: look.rowsAbove,
});

/** Another table has columns of its own. */
export const withTable = (table: number, domain: string | null): Choices => ({
  table,
  fields: null,
  loginDomain: domain,
  rowsAbove: null,
});

/** A person has one of each: whatever held it before gives way. */
export const withField = (all: readonly Field[], column: number, field: Field): Field[] =>
  all.map((before, place) => {
    if (place === column) return field;
    if (before !== field || field === "left" || field === "otherAddress") return before;
    return field === "address" ? "otherAddress" : "left";
  });

/** The columns worth showing: the first ones, and further to the right those that hold something. */
export const columnsShown = (all: readonly Field[], most: number): number[] =>
  all.flatMap((field, column) => (column < most || field !== "left" ? [column] : []));

const personFields: readonly PersonField[] = ["name", "address", "group", "note", "listId"];

/** Name and address always; the others where anybody has them. */
export const personColumns = (people: readonly FilePerson[]): PersonField[] =>
  personFields.filter(
    (field) =>
      field === "name" || field === "address" || people.some((person) => person[field] !== ""),
  );
