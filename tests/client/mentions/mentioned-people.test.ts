import { textParts } from "#core/discuss/mentions.ts";
import { call } from "../../../client/api/call.ts";
import { peopleMentionedIn, signsIn } from "../../../client/mentions/mentioned-people.ts";

const people = [
  { id: "ana", name: "Ana Vaipulu" },
  { id: "bo", name: "Bo" },
];

jest.mock("../../../client/api/call.ts", () => ({ call: jest.fn(() => Promise.resolve({ items: people })) }));

/** Returns the texts that were sent since the last call. */
function sent(): string[] {
  const texts = jest.mocked(call).mock.calls.map(([, input]) => (input as { query: { mentionedIn: string } }).query);
  jest.mocked(call).mockClear();
  return texts.map(({ mentionedIn }) => mentionedIn);
}

test("looks up what follows each sign, as far as a name could reach", () => {
  expect(signsIn("no sign")).toEqual([]);
  expect(signsIn("See @Ana Vaipulu, @Bo and again @Bo and")).toEqual(["@Ana Vaipulu, ", "@Bo and again ", "@Bo and"]);
  expect(signsIn(`@${"a".repeat(500)}`)[0]).toHaveLength(62);
});

test("a name is found however long the text before and after it", () => {
  const text = `${"word ".repeat(100)}@Ana Vaipulu ${"word ".repeat(100)}`;
  const parts = textParts(signsIn(text).join("\n"), { people, documents: [] });
  expect(parts).toContainEqual({ kind: "mention", text: "@Ana Vaipulu", participant: "ana" });
});

test("the texts of a page join one request, and a long page makes several", async () => {
  await Promise.all([peopleMentionedIn("@Ana Vaipulu agrees"), peopleMentionedIn("@Bo agrees")]);
  expect(sent()).toEqual(["@Ana Vaipulu agrees\n@Bo agrees"]);
  const many = await Promise.all(
    Array.from({ length: 120 }, (_, number) => peopleMentionedIn(`@Bo ${String(number)}`)),
  );
  expect(sent().map((text) => text.split("@").length - 1)).toEqual([50, 50, 20]);
  expect(many[0]).toContainEqual(people[1]);
});
