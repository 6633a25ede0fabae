/**
 * How the window calls the shell. Whatever fails reaches the caller as a `Refused` with a problem,
 * so that no page has to tell one kind of error from another.
 */

import { invoke } from "@tauri-apps/api/core";

import type { Problem } from "./types";

/** What a call throws: a problem for which the window has a text. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = "Refused";
    this.problem = problem;
  }
}

/** Every call to the shell goes through here. It rejects with nothing but a `Refused`. */
export const call = async <Reply>(name: string, request?: unknown): Promise<Reply> => {
  try {
    return await invoke<Reply>(name, request === undefined ? {} : { request });
  } catch (thrown) {
    throw new Refused(problemOf(thrown));
  }
};

/** The problem in whatever was thrown. An error that nobody foresaw is an internal one. */
export const problemOf = (thrown: unknown): Problem => {
  if (thrown instanceof Refused) return thrown.problem;
  if (isProblem(thrown)) return thrown;
  return {
    code: "internal",
    about: null,
    fields: [],
    incident: null,
    status: null,
    detail: thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : null,
    waitSeconds: null,
  };
};

const isProblem = (thrown: unknown): thrown is Problem =>
  typeof thrown === "object" &&
  thrown !== null &&
  "code" in thrown &&
  typeof thrown.code === "string" &&
  "fields" in thrown &&
  Array.isArray(thrown.fields);
