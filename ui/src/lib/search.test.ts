/** Names are compared without case and accents, whichever form of Unicode they are written in. */

import { expect, it } from "vitest";

import { searchable } from "./search";

it("compares without case and accents, in whatever form an accent is written", () => {
  expect(searchable("Ødegård")).toBe("odegard");
  expect(searchable("STRAßE")).toBe("strasse");
  expect(searchable("Nguyễn Thị Hương".normalize("NFD"))).toBe("nguyen thi huong");
  expect(searchable("Łukasz Đorđević ﬁn")).toBe("lukasz dordevic fin");
});

it("keeps letters that have no accent", () => {
  expect(searchable("أمل 🙂 李小龍")).toBe("امل 🙂 李小龍");
});

it("finds a sigma at the end of a word, in capitals too", () => {
  expect(searchable("ΟΔΟΣ")).toBe(searchable("οδος"));
});
