/** Lets the user choose a file, unless the page that is open has no use for one. */

import { fileTargetOf } from "../files/file-target";
import { files } from "../files/files.svelte";
import { router } from "../state/router.svelte";

export const chooseFile = (kind: "list" | "draft"): void => {
  if (fileTargetOf(router.route) !== "busy") void files.choose(kind);
};
