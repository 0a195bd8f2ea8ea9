import { messageText, uncheckedText, wordIn } from "#core/phrases/message-text.ts";

const word = wordIn("en");

test("renders a message by its code", () => {
  expect(word("kind-comment")).toBe("comment");
  expect(word("version-latest", { label: "Third draft" })).toBe("Latest: Third draft");
});

test("does not compile with an unknown code", () => {
  // A call with it would make the compiler look at the parameters of all messages, which takes 20 seconds.
  // @ts-expect-error: no catalogue has the code.
  const code: Parameters<typeof word>[0] = "kind-remark";
  // @ts-expect-error: no catalogue has the code.
  const alsoCode: Parameters<typeof messageText>[0]["code"] = "kind-remark";
  expect(uncheckedText({ code, params: {} }, "en")).toBe(alsoCode);
});

test("does not compile without a parameter, or with one that the message does not have", () => {
  // @ts-expect-error: `label` is missing.
  expect(word("version-latest")).toBe("Latest: {label}");
  // @ts-expect-error: `label` is missing.
  expect(messageText({ code: "version-latest", params: {} }, "en")).toBe("Latest: {label}");
  // @ts-expect-error: the message has no parameter.
  expect(word("kind-comment", { label: "Third draft" })).toBe("comment");
});

test("a code that is one of several needs the parameters of all of them", () => {
  const states = ["upcoming", "open"] as const;
  const [opens, closes] = ["on 1 Feb", "on 8 Feb"];
  expect(states.map((state) => word(`consultation-${state}`, { opens, closes }))[1]).toBe("Comments close on 8 Feb.");
  // @ts-expect-error: `opens` is missing.
  expect(states.map((state) => word(`consultation-${state}`, { closes }))[1]).toBe("Comments close on 8 Feb.");
});

test("renders a code that arrives as data without checks", () => {
  expect(uncheckedText({ code: "clause-removed", params: {} }, "en")).toBe("The clause {from} was deleted.");
});
