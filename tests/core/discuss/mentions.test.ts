import fc from "fast-check";
import { textParts, type Known, type TextPart } from "../../../server/core/discuss/mentions.ts";

const known: Known = {
  people: [
    { id: "ana", name: "Ana" },
    { id: "ana-vaipulu", name: "Ana Vaipulu" },
    { id: "claire", name: "Claire N’Dour" },
  ],
  documents: ["opinion-5", "sg-report", "annex-1.2"],
};

/** Lists the meaning of each mention, tag, reference and link in a text, without the plain text. */
function meant(text: string): string[] {
  return textParts(text, known).flatMap((part: TextPart) => {
    if (part.kind === "mention") return [`@${part.participant}`];
    if (part.kind === "tag") return [`#${part.tag}`];
    if (part.kind === "place") return [part.clause === null ? part.version : `${part.version} ${part.clause}`];
    return part.kind === "link" ? [part.url] : [];
  });
}

test.each([
  ["@Ana Vaipulu, please look.", ["@ana-vaipulu"]],
  ["Ask @Ana.", ["@ana"]],
  ["@Anabel is nobody of ours", []],
  ["thanks,@Claire N’Dour", ["@claire"]],
  ["write to ana@opinion-5.example", []],
  ["as in opinion-5@3#recalling-b.", ["opinion-5@3 recalling-b"]],
  ["annex-1.2@1 is new", ["annex-1.2@1"]],
  ["(opinion-5@3:zh-Hant), sg-report@final.2:", ["opinion-5@3:zh-Hant", "sg-report@final.2"]],
  ["lucia@example.org is no version", []],
  ["#access and #numérotation-2, not a#b nor # alone nor #1", ["#access", "#numérotation-2"]],
  [
    "see https://forum.example/read/opinion-5@3?clause=recalling-b.",
    ["https://forum.example/read/opinion-5@3?clause=recalling-b"],
  ],
  ["(https://example.org/a#b)", ["https://example.org/a#b"]],
])("finds the mentions in “%s”", (text, expected) => {
  expect(meant(text)).toEqual(expected);
});

test("splits a text into parts that join to the same text", () => {
  const pieces = fc.constantFrom(
    "@",
    "#",
    "Ana",
    "Ana Vaipulu",
    " ",
    "opinion-5",
    "@3",
    "tag",
    "https://a.b/",
    ".",
    "é",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((all) => all.join("")),
      ),
      (text) => {
        expect(
          textParts(text, known)
            .map(({ text: part }) => part)
            .join(""),
        ).toBe(text);
      },
    ),
  );
});
