/** For tests: a shell that answers with what the test says, and notes what it was asked. */

import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";

import type { Problem, ProblemCode } from "./types";

type Handlers = Partial<Record<string, (request: never) => unknown>>;

/**
 * For tests: answers the window's calls in the shell's place. Gives back the list of calls, which
 * grows.
 */
export const fakeShell = (handlers: Handlers): { name: string; request: unknown }[] => {
  clearMocks();
  const asked: { name: string; request: unknown }[] = [];
  mockIPC((name, payload) => {
    const request = (payload as { request?: never } | undefined)?.request;
    asked.push({ name, request });
    const handler = handlers[name];
    if (handler === undefined) throw new Error(`nobody answers ${name}`);
    return handler(request as never);
  });
  return asked;
};

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
