/**
 * The parts of the window that aren't loaded with its first page, and which of them a route needs.
 * Each `import` here is a file of its own.
 */

import { Part } from "../state/part.svelte";
import type { Route } from "../state/router.svelte";

/** What the frame itself needs, loaded as soon as the first page is shown. */
export const later = new Part(() => import("./later"));

export const pages = {
  space: new Part(async () => (await import("./SpaceRoute.svelte")).default),
  invite: new Part(async () => (await import("../invite/InvitePage.svelte")).default),
  addInstance: new Part(async () => (await import("../invite/AddInstancePage.svelte")).default),
  distribute: new Part(async () => (await import("../distribute/DistributePage.svelte")).default),
  file: new Part(async () => (await import("../files/ColumnsPage.svelte")).default),
  difference: new Part(async () => (await import("../files/DifferencePage.svelte")).default),
  drafts: new Part(async () => (await import("../drafts/DraftsPage.svelte")).default),
  troubleshooting: new Part(
    async () => (await import("../help/TroubleshootingPage.svelte")).default,
  ),
  outbox: new Part(async () => (await import("../outbox/OutboxPage.svelte")).default),
  plan: new Part(async () => (await import("../outbox/PlanPage.svelte")).default),
  preferences: new Part(
    async () => (await import("../preferences/PreferencesPage.svelte")).default,
  ),
  yourData: new Part(async () => (await import("../preferences/YourDataPage.svelte")).default),
  accountForm: new Part(async () => (await import("../accounts/AccountFormPage.svelte")).default),
};

const parts: Record<Route["page"], Part<unknown> | null> = {
  ...pages,
  addAccount: pages.accountForm,
  enterKey: pages.accountForm,
  overview: null,
  welcome: null,
};

/** The part that a page is in. Null: it is a first page, which is always there. */
export const partOf = (page: Route["page"]): Part<unknown> | null => parts[page];
