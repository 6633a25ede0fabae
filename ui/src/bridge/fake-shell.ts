/** For tests: a shell that answers with what the test says, and notes what it was asked. */

import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";

import type { Problem, ProblemCode } from "./types";

type Handlers = Partial<Record<string, (request: never) => unknown>>;

/** For tests: what the window asked the shell for, in order. */
export type Asked = { name: string; request: unknown }[];

/**
 * For tests: answers the window's calls in the shell's place. Gives back the list of calls, which
 * grows.
 */
export const fakeShell = (handlers: Handlers): Asked => {
  clearMocks();
  const asked: Asked = [];
  mockIPC((name, payload) => {
    const request = (payload as { request?: never } | undefined)?.request;
    asked.push({ name, request });
    const handler = handlers[name];
    if (handler === undefined) throw new Error(`nobody answers ${name}`);
    return handler(request as never);
  });
  return asked;
};

/** For tests: what the calls of one command carried, in order. */
export const requestsOf = (asked: Asked, name: string): unknown[] =>
  asked.filter((one) => one.name === name).map((one) => one.request);

/** For tests: a problem with nothing in it but its code and what is given. */
export const aProblem = (code: ProblemCode, more: Partial<Problem> = {}): Problem => ({
  code,
  about: null,
  fields: [],
  incident: null,
  status: null,
  detail: null,
  waitSeconds: null,
  ...more,
});

/** For tests: rejects a call as the shell does, with a problem that is plain data and no Error. */
export const refuse = (code: ProblemCode, more: Partial<Problem> = {}): never => {
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw aProblem(code, more);
};
