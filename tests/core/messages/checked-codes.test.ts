import type { ParamsArgument, ParamsOf } from "#core/phrases/format-message.ts";
import { type MessageCode, type Messages, uncheckedText, wordIn } from "#core/phrases/message-text.ts";

const word = wordIn("en");

// The types are checked without calls. For a call with an unknown code, the compiler compares all messages for 20 seconds.

test("renders a message by its code", () => {
  expect(word("kind-comment")).toBe("comment");
  expect(word("version-latest", { label: "Third draft" })).toBe("Latest: Third draft");
});

test("does not compile with an unknown code", () => {
  // @ts-expect-error: no catalogue has the code.
  const code: MessageCode = "kind-remark";
  expect(uncheckedText({ code, params: {} }, "en")).toBe("kind-remark");
});

test("does not compile without a parameter, or with one that the message does not have", () => {
  // @ts-expect-error: `label` is missing.
  const none: ParamsArgument<Messages["version-latest"]> = [];
  // @ts-expect-error: `label` is missing.
  const empty: ParamsOf<Messages["version-latest"]> = {};
  // @ts-expect-error: the message has no parameter.
  const added: ParamsArgument<Messages["kind-comment"]> = [{ label: "Third draft" }];
  expect([none, empty, added]).toHaveLength(3);
});

test("a code that is one of several needs the parameters of all of them", () => {
  const states = ["upcoming", "open"] as const;
  const [opens, closes] = ["on 1 Feb", "on 8 Feb"];
  expect(states.map((state) => word(`consultation-${state}`, { opens, closes }))[1]).toBe("Comments close on 8 Feb.");
  // @ts-expect-error: `opens` is missing.
  const fewer: ParamsArgument<Messages[`consultation-${(typeof states)[number]}`]> = [{ closes }];
  expect(fewer).toHaveLength(1);
});

test("renders a code that arrives as data without checks", () => {
  expect(uncheckedText({ code: "clause-removed", params: {} }, "en")).toBe("The clause {from} was deleted.");
});
