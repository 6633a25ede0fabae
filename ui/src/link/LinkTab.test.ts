/**
 * The link of a course is created and renewed as it was typed, withdrawn only after a question, and
 * checked again instead of guessed where an answer was lost.
 */

import { cleanup, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { LinkMake, LinkPage, LinkPaste, SpaceRef } from "../bridge";
import { aLink, aLinkPage } from "../bridge/fake-link";
import { type Asked, fakeShell, refuse, requestsOf } from "../bridge/fake-shell";
import { aSpace } from "../bridge/fake-space";
import { announce } from "../state/announce.svelte";
import LinkTab from "./LinkTab.svelte";

let page: LinkPage;
let asked: Asked;
/** What the platform says of the next question or change; `null`: what is asked for. */
let refusal: (() => never) | null;

const answer = (): LinkPage => {
  refusal?.();
  return page;
};

beforeEach(() => {
  refusal = null;
  announce.dismiss();
  asked = fakeShell({
    link: ({ fresh }: SpaceRef) => (fresh ? answer() : page),
    link_make: ({ domains }: LinkMake) => {
      answer();
      page = aLinkPage({ link: aLink(92, { domains, maxUses: null }) });
      return page;
    },
    link_withdraw: () => {
      answer();
      page = aLinkPage();
      return page;
    },
    link_paste: ({ url, confirmed }: LinkPaste) => {
      if (confirmed === null) refuse("linkElsewhere", { about: url, detail: "evil.example" });
      page = { ...page, link: aLink(60, { url, uses: null, maxUses: null, domains: [] }) };
      return page;
    },
    link_write: () => ({ tooLong: null }),
    link_save: () => null,
    link_print: () => null,
    web_address_change: () => {
      page = { ...page, webAddress: "https://app.uni.example" };
      return null;
    },
    web_page_open: () => true,
  });
});

const show = (what: LinkPage, administrator = true): void => {
  page = what;
  render(LinkTab, { space: aSpace([], { administrator }), onenterkey: vi.fn() });
};
const press = async (name: string | RegExp): Promise<void> =>
  userEvent.click(await screen.findByRole("button", { name }));
const requests = (name: string): unknown[] => requestsOf(asked, name);

describe("the link of a course", () => {
  it("is made with the domains and the number of people that were typed", async () => {
    show(aLinkPage());
    await screen.findByText("This course has no link yet");
    await userEvent.type(screen.getByLabelText("Allowed addresses"), "uni.example, other.example");
    await userEvent.type(screen.getByLabelText("Number of people"), "150");
    await press("Create link");
    await screen.findByDisplayValue("https://practice.example/join/7KQ2-M9TD");
    expect(requests("link_make")).toEqual([
      {
        account: "practice",
        org: "uni",
        space: "finance_i",
        lastDay: "2099-10-26",
        domains: ["uni.example", "other.example"],
        maxUses: 150,
      },
    ]);
    expect(announce.toast?.text).toBe("The link was created.");
  });

  it("shows its code, whose addresses it accepts, how long it works and how many have joined", async () => {
    show(aLinkPage({ link: aLink(12) }));
    await screen.findByRole("img", { name: "QR code of the link" });
    const text = document.body.textContent.replace(/\s+/gu, " ");
    expect(text).toContain("Anyone with an address at uni.example can join Finance I");
    expect(text).toContain("19 of 150");
    expect(text).toContain("This link expires in 12 days");
    cleanup();
    show(aLinkPage({ link: aLink(60) }));
    await screen.findByRole("img");
    expect(document.body.textContent).not.toContain("This link expires");
  });

  it("says what came of a change whose response never arrived", async () => {
    const outcome = { change: "make", done: null } as const;
    show(aLinkPage({ link: aLink(12), outcome }));
    await screen.findByText("Cohort can't tell yet whether the link was created");
    page = aLinkPage({ link: aLink(92), outcome: { ...outcome, done: true } });
    await press("Check again");
    await screen.findByText("The link was created");
    expect(screen.queryByRole("button", { name: "Check again" })).toBeNull();
    cleanup();
    show(aLinkPage({ link: aLink(12), outcome: { change: "withdraw", done: false } }));
    await screen.findByText("The link wasn't withdrawn");
  });

  it("says so when it expires while the page is open", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      show(aLinkPage({ link: aLink(1) }));
      await screen.findByText("This link expires tomorrow");
      vi.setSystemTime(Date.now() + 2 * 86_400_000);
      await vi.advanceTimersByTimeAsync(21_000);
      await screen.findByText("This link has expired");
      expect(screen.getByRole("button", { name: "Print page…" }).ariaDisabled).toBe("true");
    } finally {
      vi.useRealTimers();
    }
  });

  it("is printed beside the window's own content, and leaves nothing behind", async () => {
    show(aLinkPage({ link: aLink(60) }));
    await press("Print page…");
    await screen.findByRole("dialog");
    const onPaper = (): Element[] => [...document.querySelectorAll("body > .printed")];
    expect(onPaper()).toHaveLength(1);
    expect(onPaper()[0]?.textContent).toContain("practice.example/join/7KQ2-M9TD");
    await press("Print…");
    await waitFor(() => expect(requests("link_print")).toHaveLength(1));
    await press("Close");
    await waitFor(() => expect(onPaper()).toEqual([]));
    expect(screen.getByRole("button", { name: "Withdraw link…" })).toBeTruthy();
  });

  it("is renewed as it was unless something else is wished", async () => {
    show(aLinkPage({ link: aLink(12) }));
    await press("Renew link…");
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("The current one stops working at once");
    await userEvent.clear(within(dialog).getByLabelText("Number of people"));
    await userEvent.type(within(dialog).getByLabelText("Number of people"), "many");
    await userEvent.click(within(dialog).getByRole("button", { name: "Renew link" }));
    await waitFor(() =>
      expect(requests("link_make")).toMatchObject([{ domains: ["uni.example"], maxUses: 0 }]),
    );
  });

  it("keeps what was typed where the shell refuses it, beside the field", async () => {
    show(aLinkPage());
    await userEvent.type(await screen.findByLabelText("Allowed addresses"), "no.domain");
    refusal = () => refuse("linkDomain", { about: "no.domain" });
    await press("Create link");
    expect((await screen.findByRole("alert")).textContent).toContain("no.domain isn't a domain");
    expect(screen.getByLabelText<HTMLInputElement>("Allowed addresses").value).toBe("no.domain");
  });

  it("isn't guessed where an answer was lost, but checked again", async () => {
    show(aLinkPage({ link: aLink(12) }));
    await press("Renew link…");
    refusal = () => refuse("linkMakeUnconfirmed");
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Renew link" }));
    await screen.findByText("Cohort can't tell whether the link was created");
    refusal = null;
    await press("Check again");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("is withdrawn only after a question that says what follows", async () => {
    show(aLinkPage({ link: aLink(60) }));
    await press("Withdraw link…");
    const question = await screen.findByRole("alertdialog");
    expect(question.textContent).toContain("People who have already joined stay in the course");
    expect(requests("link_withdraw")).toEqual([]);
    await userEvent.click(within(question).getByRole("button", { name: "Withdraw link" }));
    await screen.findByText("This course has no link yet");
  });

  it("is shown from last time while offline, with its age", async () => {
    refusal = () => refuse("offline");
    show(aLinkPage({ link: aLink(60) }));
    await screen.findByText(/^You're offline. This is the link as of today at/u);
    expect(screen.getByRole("img", { name: "QR code of the link" })).toBeTruthy();
  });

  it("is offered without a code where it is too long for one", async () => {
    show(aLinkPage({ link: aLink(60, { code: null }) }));
    await screen.findByText(/too long for a QR code/u);
    expect(screen.queryByRole("img")).toBeNull();
  });

  it("is for administrators alone", () => {
    show(aLinkPage({ link: aLink(60) }), false);
    expect(document.body.textContent).toContain("Only the administrators of this course");
    expect(asked).toEqual([]);
  });
});

describe("a link that is made on the platform's web page", () => {
  const none = (): LinkPage => aLinkPage({ maker: "webPage", seenAt: null });

  it("asks for the web address once", async () => {
    show(none());
    await userEvent.type(
      await screen.findByLabelText("Web address of the platform"),
      "app.uni.example",
    );
    await press("Open website");
    await screen.findByText("https://app.uni.example");
    expect(requests("web_address_change")).toHaveLength(1);
    await press("Open website");
    await waitFor(() => expect(requests("web_page_open")).toHaveLength(2));
    expect(requests("web_address_change")).toHaveLength(1);
  });

  it("is shown in full before it is used although it leads elsewhere", async () => {
    show(none());
    await userEvent.type(
      await screen.findByLabelText("Link from the website"),
      "https://evil.example/x",
    );
    await press("Use this link");
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("https://evil.example/x");
    await userEvent.click(within(dialog).getByRole("button", { name: "Use this link anyway" }));
    await screen.findByDisplayValue("https://evil.example/x");
    expect(requests("link_paste")).toMatchObject([
      { confirmed: null, lastDay: "2099-10-26" },
      { confirmed: "https://evil.example/x" },
    ]);
    expect(screen.getByText("Replace link…")).toBeTruthy();
  });
});
