/**
 * The platform's web page opens without a question where its address is known; otherwise the
 * address is asked for once, and again if it can't be one.
 */

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { fakeShell, refuse, requestsOf } from "../bridge/fake-shell";
import { platformPage } from "../state/platform-page.svelte";
import WebAddressDialog from "./WebAddressDialog.svelte";

describe("the platform's web page", () => {
  it("is opened without a question where its address is known", async () => {
    const asked = fakeShell({ web_page_open: () => true });
    await platformPage.open("uni");
    expect(requestsOf(asked, "web_page_open")).toEqual([{ account: "uni" }]);
    expect(platformPage.asks).toBeNull();
  });

  it("has an address that is asked for once, and again if it can't be one", async () => {
    let address: string | null = null;
    const asked = fakeShell({
      web_page_open: () => address !== null,
      web_address_change: (change: { address: string }) => {
        if (change.address.startsWith("http:")) refuse("addressInsecure");
        address = change.address;
        return null;
      },
    });
    await platformPage.open("uni");
    expect(platformPage.asks).toBe("uni");
    render(WebAddressDialog);
    const user = userEvent.setup();
    const field = screen.getByLabelText("Web address of the platform");
    await user.type(field, "http://app.uni.example");
    await user.click(screen.getByRole("button", { name: "Open website" }));
    await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
    expect(platformPage.asks).toBe("uni");

    await user.clear(field);
    await user.type(field, "app.uni.example{Enter}");
    await waitFor(() => expect(platformPage.asks).toBeNull());
    expect(requestsOf(asked, "web_address_change")).toMatchObject([
      { address: "http://app.uni.example" },
      { account: "uni", address: "app.uni.example" },
    ]);
    expect(requestsOf(asked, "web_page_open")).toHaveLength(2);
  });
});
