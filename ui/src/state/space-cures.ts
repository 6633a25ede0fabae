/** What can be done about a problem that belongs to a space, wherever the window shows it. */

import { administratorsWrite, instanceRestore, problemOf } from "../bridge";
import { announce, type Cures } from "./announce.svelte";
import { platformPage } from "./platform-page.svelte";
import { router } from "./router.svelte";
import { t } from "../texts";

export type SpaceRefs = { account: string; org: string; space: string; spaceName: string };

/** Begins an email that asks the administrators. Without a mail program for it, it is copied. */
export const writeToAdministrators = async (where: SpaceRefs): Promise<void> => {
  const { account, org, space, spaceName } = where;
  const { letter, letterCopied } = t.troubleshooting;
  const subject = letter.subject(spaceName);
  const text = letter.paragraphs(spaceName).join("\n\n");
  try {
    const written = await administratorsWrite({ account, org, space, subject, text });
    if (written === "opened") return;
    await navigator.clipboard.writeText(text);
    announce.show(letterCopied);
  } catch (thrown) {
    announce.problem(problemOf(thrown));
  }
};

export const restoreInstance = async (
  { account, org, space }: SpaceRefs,
  instance: { slug: string; name: string },
): Promise<boolean> => {
  try {
    await instanceRestore({ account, org, space, instance: instance.slug });
    announce.show(t.troubleshooting.restored(instance.name));
    return true;
  } catch (thrown) {
    announce.problem(problemOf(thrown));
    return false;
  }
};

/** The cures that every page of a space has. */
export const spaceCures = (where: SpaceRefs): Cures => ({
  writeToAdministrators: () => void writeToAdministrators(where),
  openPlatform: () => void platformPage.open(where.account),
  enterKey: () => router.go({ page: "enterKey", account: where.account }),
  toActivity: () => router.go({ page: "outbox" }),
});
