import fc from "fast-check";
import { csvField, csvOf, withoutFormulaGuard } from "#core/compile/csv.ts";
import { csv } from "../whole-files.ts";
import { compilation, annotationsOfEveryKind, here, opinion, words } from "../sample.ts";

/** Reads CSV according to RFC 4180, independently of the writer. Returns the fields of every record. */
function recordsOf(file: string): string[][] {
  const records: string[][] = [[]];
  let field = "";
  let quoted = false;
  const body = file.replace(/^\uFEFF/u, "");
  for (let index = 0; index < body.length; index += 1) {
    const character = body[index] ?? "";
    if (quoted && character === '"' && body[index + 1] === '"') {
      field += '"';
      index += 1;
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "," || body.startsWith("\r\n", index))) {
      records.at(-1)?.push(field);
      field = "";
      if (character === ",") continue;
      records.push([]);
      index += 1;
    } else field += character;
  }
  return records.slice(0, -1);
}

test("writes one row per comment in the columns of the comment form", () => {
  const compiled = compilation([
    here({ text: "On the whole." }),
    here({
      kind: "proposal",
      targets: [words(opinion, "r-b", "more than")],
      text: "Stronger so.",
      type: "editorial",
      operations: [
        {
          kind: "replace",
          start: { clause: "r-b", offset: 27 },
          end: { clause: "r-b", offset: 36 },
          content: [{ type: "text", text: "much beyond" }],
        },
      ],
    }),
  ]);
  const [head, ...rows] = recordsOf(csv(compiled)).map((record) => record.slice(0, 9));
  expect(head).toEqual([
    "No.",
    "Source",
    "Clause",
    "Paragraph, table or note",
    "Type",
    "Comment",
    "Proposed change",
    "Secretariat's observation",
    "Quoted text",
  ]);
  expect(rows).toEqual([
    ["1", "ISOC, APC", "General", "", "te", "On the whole.", "", "", ""],
    [
      "2",
      "ISOC, APC",
      "recalling b)",
      "recital",
      "ed",
      "Stronger so.",
      "In recalling b), replace “more than” by “much beyond”.",
      "",
      "more than",
    ],
  ]);
});

test("writes a row for every thread, whatever its state", () => {
  const records = recordsOf(csv(compilation(annotationsOfEveryKind())));
  expect(records.slice(1).map(([number]) => number)).toEqual([
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
  ]);
  expect(new Set(records.map(({ length }) => length)).size).toBe(1);
});

test("with hidden sources, names nobody and does not reveal how many took a position", () => {
  const file = csv(compilation(annotationsOfEveryKind(), { sources: "hidden" }));
  expect(file).toMatch(/"supports\nopposes"/u);
  for (const name of ["Ana", "Boris", "Chen", "Dina", "ISOC", "APC", "Ruritania"]) expect(file).not.toContain(name);
});

test.each([
  ["=1+1", "'=1+1"],
  ["+41 22", "'+41 22"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\r=1", `"'\r=1"`],
  ["＝1", "'＝1"],
  ["a=1", "a=1"],
  ["'quoted'", "'quoted'"],
  ['say "no", twice', '"say ""no"", twice"'],
])("writes %j as %j", (value, field) => {
  expect(csvField(value)).toBe(field);
});

test("starts no field with a formula, and reads every value back", () => {
  const value = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", "'", "a", "＝") }),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 4 }), (values) => {
      const [record] = recordsOf(csvOf([values]));
      expect(record?.map(withoutFormulaGuard)).toEqual(values);
      for (const field of record ?? []) expect(field).not.toMatch(/^[=+\-@\t\r\n]/u);
    }),
  );
});
