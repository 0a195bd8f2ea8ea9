import { choose, suggest, tagsIn, triggerAt, type Sources } from "../../../client/mentions/MentionField.tsx";
import { textParts } from "../../../server/core/discuss/mentions.ts";

const suggestion = (name: string, about = "", insertion = `@${name}`): Sources["@"][number] => ({
  key: name,
  name,
  about,
  insertion,
});
const sources: Sources = {
  "@": [
    suggestion("Ana Vaipulu", "Tavi"),
    suggestion("João Ferraz", "AON"),
    suggestion("Hélène Marchand", "Secretariat"),
  ],
  "#": [suggestion("access", "", "#access")],
  "[[": [suggestion("recalling b)", "Opinion 5, Third draft", "opinion-5@3#recalling-b")],
};

test.each([
  ["@", "@", ""],
  ["Ask @An", "@", "An"],
  ["Ask @Ana Vai", "@", "Ana Vai"],
  ["(@J", "@", "J"],
  ["as in [[recall", "[[", "recall"],
  ["see #acc", "#", "acc"],
])("“%s” opens suggestions for %s", (text, sign, typed) => {
  expect(triggerAt(text, text.length)).toEqual({ sign, typed, from: text.length - sign.length - typed.length });
});

test.each(["", "ana@forum", "one # two", "@Ana\nnext", "see #access and"])("“%s” opens no suggestions", (text) => {
  expect(triggerAt(text, text.length)).toBeNull();
});

test("ignores text after the caret", () => {
  expect(triggerAt("Ask @An, please", 7)).toEqual({ sign: "@", from: 4, typed: "An" });
});

test.each([
  ["", ["Ana Vaipulu", "João Ferraz", "Hélène Marchand"]],
  ["joa", ["João Ferraz"]],
  ["helene", ["Hélène Marchand"]],
  ["aon", ["João Ferraz"]],
  ["vaipulu ana", ["Ana Vaipulu"]],
  ["aipulu", []],
])("“@%s” suggests %j", (typed, names) => {
  expect(suggest({ sign: "@", from: 0, typed }, sources).map(({ name }) => name)).toEqual(names);
});

test("replaces the typed text with the choice, adding a space if none follows", () => {
  const [ana] = sources["@"];
  if (!ana) throw new Error("Nobody to choose");
  const text = "Ask @An, please";
  expect(choose(text, { sign: "@", from: 4, typed: "An" }, ana)).toEqual({
    text: "Ask @Ana Vaipulu, please",
    caret: 16,
  });
  expect(choose("@An", { sign: "@", from: 0, typed: "An" }, ana).text).toBe("@Ana Vaipulu ");
});

test("suggests each used tag once", () => {
  const parts = textParts("#access, #records and #access", { people: [], documents: [] });
  expect(tagsIn(parts).map(({ insertion }) => insertion)).toEqual(["#access", "#records"]);
});

test("suggests at most eight people", () => {
  const people = Array.from({ length: 20 }, (_, number) => suggestion(`Person ${String(number)}`));
  expect(suggest({ sign: "@", from: 0, typed: "person" }, { ...sources, "@": people })).toEqual(people.slice(0, 8));
});
