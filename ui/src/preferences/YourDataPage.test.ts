/** The backups are listed, one is made, and one is restored only after a question that says what it means. */

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { YourData } from "../bridge";
import { aProblem, type Asked, fakeShell, requestsOf } from "../bridge/fake-shell";
import { announce } from "../state/announce.svelte";
import YourDataPage from "./YourDataPage.svelte";

const data: YourData = {
  folder: "/home/ada/.local/share/app.cohort.desktop",
  dataBytes: 1_460_000,
  backupBytes: 2_900_000,
  setAsideBytes: 0,
  backupsKept: 7,
  backups: [
    {
      name: "cohort-daily-20261012-084200.db",
      kind: "daily",
      madeAt: "2026-10-12T08:42:00Z",
      bytes: 1_450_000,
    },
    {
      name: "cohort-version-17-20261001-084200.db",
      kind: "update",
      madeAt: "2026-10-01T08:42:00Z",
      bytes: 1_450_000,
    },
  ],
};

beforeEach(() => announce.dismiss());

const open = (more: Parameters<typeof fakeShell>[0] = {}, shown = data): Asked => {
  const asked = fakeShell({ your_data: () => shown, ...more });
  render(YourDataPage);
  return asked;
};

describe("the page Your data", () => {
  it("says where the data is, how large, and which backups there are", async () => {
    open();
    expect(await screen.findByText(data.folder)).toBeTruthy();
    expect(screen.getByText("1.5 MB", { selector: "dd" })).toBeTruthy();
    expect(screen.queryByText("Files set aside")).toBeNull();
    const backups = screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(backups[0]).toContain("Daily");
    expect(backups[1]).toContain("Before an update");
  });

  it("restores a backup only after it was said what isn't in it", async () => {
    const asked = open({
      backup_changes: () => ({ plans: 2, drafts: 1 }),
      backup_restore: () => null,
    });
    await userEvent.click(await screen.findByRole("button", { name: /^Restore….*Daily/u }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(
      await dialog.findByText("Since then, 2 plans have been sent, and 1 draft has been changed."),
    ).toBeTruthy();
    expect(requestsOf(asked, "backup_restore")).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Restore and reopen" }));
    await expect
      .poll(() => requestsOf(asked, "backup_restore"))
      .toEqual([{ backup: "cohort-daily-20261012-084200.db" }]);
  });

  it("says why a backup wasn't restored", async () => {
    open({
      backup_changes: () => ({ plans: 0, drafts: 0 }),
      backup_restore: () => {
        // What the shell reports is no error of its own class.
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw aProblem("sendsElsewhere");
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: /^Restore….*Daily/u }));
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByText("Since then, nothing has been sent, and no draft has been changed.");
    await userEvent.click(dialog.getByRole("button", { name: "Restore and reopen" }));
    expect(await dialog.findByText("Cohort is sending in another window or terminal")).toBeTruthy();
    // It can be left, and tried again.
    await userEvent.click(dialog.getByRole("button", { name: "Cancel" }));
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  });

  it("looks again for what isn't in a backup where that failed, and restores nothing", async () => {
    let looks = 0;
    const asked = open({
      backup_changes: () => {
        looks += 1;
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        if (looks === 1) throw aProblem("dataBusy");
        return { plans: 0, drafts: 0 };
      },
      backup_restore: () => null,
    });
    await userEvent.click(await screen.findByRole("button", { name: /^Restore….*Daily/u }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(await dialog.findByRole("button", { name: "Retry" }));
    await dialog.findByText("Since then, nothing has been sent, and no draft has been changed.");
    expect(requestsOf(asked, "backup_changes")).toHaveLength(2);
    expect(requestsOf(asked, "backup_restore")).toEqual([]);
    expect(dialog.queryByRole("alert")).toBeNull();
  });

  it("makes a backup, and lists it", async () => {
    let shown: YourData = { ...data, backups: [] };
    fakeShell({
      your_data: () => shown,
      back_up: () => {
        shown = data;
        return data.backups[0];
      },
    });
    render(YourDataPage);
    expect(await screen.findByText(/^There are no backups yet/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Back up now" }));
    await expect.poll(() => screen.queryAllByRole("listitem")).toHaveLength(2);
    expect(announce.toast?.text).toBe("The backup was made.");
  });

  it("says what went wrong instead of an empty page", async () => {
    open({
      your_data: () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw aProblem("dataUnreadable");
      },
    });
    expect(await screen.findByRole("alert")).toBeTruthy();
  });
});

describe("taking the data to another computer", () => {
  const chosen = {
    file: "token",
    name: "Cohort 2026-10-12.db",
    here: { accounts: 1, drafts: 0, plans: 3, lastChanged: null },
    there: { accounts: 2, drafts: 4, plans: 12, lastChanged: "2026-10-12T08:42:00Z" },
  };

  it("exports everything, and says where it is", async () => {
    open({ data_export: () => ({ name: "Cohort.db", folder: "/media/stick" }) });
    await userEvent.click(await screen.findByRole("button", { name: /Export everything/u }));
    await expect.poll(() => announce.toast?.text).toBe("Exported as Cohort.db in /media/stick");
  });

  it("imports a file only after it was said what it replaces", async () => {
    const asked = open({ data_file_choose: () => chosen, data_import: () => null });
    await userEvent.click(await screen.findByRole("button", { name: /Import from a file/u }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole("row", { name: "Plans in Activity 3 12" })).toBeTruthy();
    expect(requestsOf(asked, "data_import")).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Replace and reopen" }));
    await expect.poll(() => requestsOf(asked, "data_import")).toEqual([{ file: "token" }]);
  });

  it("asks nothing where no file was chosen, or one that can't be imported", async () => {
    let answer: "none" | "foreign" = "none";
    open({
      data_file_choose: () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        if (answer === "foreign") throw aProblem("importUnreadable");
        return null;
      },
    });
    const button = await screen.findByRole("button", { name: /Import from a file/u });
    await userEvent.click(button);
    expect(screen.queryByRole("dialog")).toBeNull();
    answer = "foreign";
    await userEvent.click(button);
    await expect.poll(() => announce.toast?.problem?.code).toBe("importUnreadable");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("deleting what is old", () => {
  const nothing = {
    drafts: 0,
    plans: 0,
    people: 0,
    lists: 0,
    accounts: 0,
    backups: 2,
    underWay: false,
  };

  it("says what is older, and deletes that", async () => {
    const asked = open({
      older_erasable: () => ({ ...nothing, plans: 1, people: 12 }),
      older_erase: () => ({ left: "untilOthersClose" }),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Choose a day…" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText("1 plan in Activity, with 12 people")).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Delete for good" }));
    await expect.poll(() => announce.toast?.text).toMatch(/also open in a terminal/u);
    const [day] = requestsOf(asked, "older_erase") as { day: string }[];
    expect(day?.day).toMatch(/^\d{4}-\d\d-\d\d$/u);
  });

  it("looks again for what is older where that failed, and deletes nothing", async () => {
    let looks = 0;
    const asked = open({
      older_erasable: () => {
        looks += 1;
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        if (looks === 1) throw aProblem("dataBusy");
        return { ...nothing, plans: 1, people: 12 };
      },
      older_erase: () => ({ untilOthersClose: false }),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Choose a day…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(await dialog.findByRole("button", { name: "Retry" }));
    expect(await dialog.findByText("1 plan in Activity, with 12 people")).toBeTruthy();
    expect(requestsOf(asked, "older_erasable")).toHaveLength(2);
    expect(requestsOf(asked, "older_erase")).toEqual([]);
    expect(dialog.queryByRole("alert")).toBeNull();
  });

  it("offers nothing where nothing is older", async () => {
    open({ older_erasable: () => nothing });
    await userEvent.click(await screen.findByRole("button", { name: "Choose a day…" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText("Nothing is older than that.")).toBeTruthy();
    const button = dialog.getByRole("button", { name: "Delete for good" });
    expect(button.hasAttribute("disabled")).toBe(true);
  });
});
