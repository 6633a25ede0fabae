/**
 * The chunks of the window's code that aren't loaded with its first page, and which of them a
 * route needs. Each `import` here becomes a file of its own.
 */

import { Chunk } from "../state/chunk.svelte";
import type { Route } from "../state/router.svelte";

/** What the frame itself needs, loaded as soon as the first page is shown. */
export const later = new Chunk(() => import("./later"));

export const pages = {
  space: new Chunk(async () => (await import("./SpaceRoute.svelte")).default),
  invite: new Chunk(async () => (await import("../invite/InvitePage.svelte")).default),
  addInstance: new Chunk(async () => (await import("../invite/AddInstancePage.svelte")).default),
  distribute: new Chunk(async () => (await import("../distribute/DistributePage.svelte")).default),
  file: new Chunk(async () => (await import("../files/ColumnsPage.svelte")).default),
  difference: new Chunk(async () => (await import("../files/DifferencePage.svelte")).default),
  drafts: new Chunk(async () => (await import("../drafts/DraftsPage.svelte")).default),
  troubleshooting: new Chunk(
    async () => (await import("../help/TroubleshootingPage.svelte")).default,
  ),
  outbox: new Chunk(async () => (await import("../outbox/OutboxPage.svelte")).default),
  plan: new Chunk(async () => (await import("../outbox/PlanPage.svelte")).default),
  preferences: new Chunk(
    async () => (await import("../preferences/PreferencesPage.svelte")).default,
  ),
  yourData: new Chunk(async () => (await import("../preferences/YourDataPage.svelte")).default),
  accountForm: new Chunk(async () => (await import("../accounts/AccountFormPage.svelte")).default),
};

const chunks: Record<Route["page"], Chunk<unknown> | null> = {
  ...pages,
  addAccount: pages.accountForm,
  enterKey: pages.accountForm,
  overview: null,
  welcome: null,
};

/** The chunk that a page is in. Null: it is a first page, which is always there. */
export const chunkOf = (page: Route["page"]): Chunk<unknown> | null => chunks[page];
