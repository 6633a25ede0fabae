/** For tests: stands for a part of a page that is passed in and doesn't matter to the test. */

import { createRawSnippet } from "svelte";

export const emptySnippet = createRawSnippet(() => ({ render: () => "<span></span>" }));
