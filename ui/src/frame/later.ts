/**
 * What of the frame is loaded once the first page is shown: what lies over all pages, the menu of the
 * account, and the state that the other pages share.
 */

export { resumeRestoredData } from "../outbox/open-plan.svelte";
export { default as AccountMenu } from "./AccountMenu.svelte";
export { chooseFile } from "./choose-file";
export { applyToPages } from "./page-changes";
export { default as OverPage } from "./OverPage.svelte";
