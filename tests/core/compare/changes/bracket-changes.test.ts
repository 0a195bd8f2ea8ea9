import { bracketChanges } from "#core/compare/changes/bracket-changes.ts";
import { compare } from "#core/compare/compare.ts";
import type { BracketChanges } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";
import { version } from "../versions.ts";

const changes = (base: VersionText, revised: VersionText): BracketChanges =>
  bracketChanges(base, revised, compare(base, revised));

/** Lists the changes between two texts, one per line. */
function linesOf(base: string | VersionText, revised: string | VersionText): string[] {
  const [from, to] = [base, revised].map((text) => (typeof text === "string" ? version(text) : text));
  const { opened, closed, remained } = changes(from!, to!);
  return [
    ...opened.map(({ text, wording }) => `opened, ${wording}: ${text}`),
    ...closed.map(({ text, outcome }) => `closed, ${outcome}: ${text}`),
    ...remained.map(({ text }) => `remained: ${text}`),
  ];
}

describe("a bracket", () => {
  test.each([
    ["unchanged", "Parties [shall report] yearly", "Parties [shall report] yearly", ["remained: [shall report]"]],
    [
      "with some other words",
      "The [rich Parties shall pay their share] yearly",
      "The [rich Parties should pay their whole share] yearly",
      ["remained: [rich Parties should pay their whole share]"],
    ],
    [
      "with the same signs and another number",
      "Parties shall report every [two] years to the body",
      "Parties shall report every [five] years to the body",
      ["remained: [five]"],
    ],
    [
      "extended by a sentence",
      "Parties shall report [to the secretariat]. They shall meet.",
      "Parties shall report [to the secretariat. They shall meet.]",
      ["remained: [to the secretariat. They shall meet.]"],
    ],
    ["without words", "Parties pay [ ] coins each", "Parties pay [ ] coins each", ["remained: [ ]"]],
  ])("remains if it is %s", (_case, base, revised, expected) => {
    expect(linesOf(base, revised)).toEqual(expected);
  });

  test.each([
    [
      "en",
      "States agree that each Party [shall] send data yearly",
      "States agree that every body [may] give data yearly",
    ],
    [
      "fr",
      "On convient que chaque État [doit] envoyer des relevés",
      "On convient que tout organe [peut] fournir des relevés",
    ],
    ["zh", "各缔约方同意每个国家［应当］寄送记录给理事会", "各缔约方同意所有主管部门［可以］提供记录给理事会"],
  ])("remains if it is the only one between the same words: %s", (_language, base, revised) => {
    expect(linesOf(base, revised)).toEqual([expect.stringMatching(/^remained: /u)]);
  });

  test("closes if two take its place between the same words", () => {
    const base = "States agree that each Party [shall] send data yearly";
    expect(linesOf(base, "States agree that every body [may] give [all] data yearly")).toContain(
      "closed, changed: [shall]",
    );
  });

  test("remains in another clause if its words moved there", () => {
    const [moved, other] = ["that [the poorest States and small islands] are heard first of all", "that networks fail"];
    const { remained, opened, closed } = changes(version(`${moved}\n${other}`), version(`${other}\n${moved}`));
    expect([opened, closed]).toEqual([[], []]);
    expect(remained).toMatchObject([{ clause: "v2", text: "[the poorest States and small islands]" }]);
  });

  test.each([
    ["agreed if its words stay", "Parties [shall] report", "Parties shall report", "agreed: [shall]"],
    [
      "deleted if its words leave",
      "Parties [in good time] shall report",
      "Parties shall report",
      "deleted: [in good time]",
    ],
    [
      "changed if other words replace them",
      "Parties shall report every [two] years to the body",
      "Parties shall report every five years to the body",
      "changed: [two]",
    ],
    [
      "deleted if some of its words stay and none is new",
      "Parties [shall without any delay report all losses] to the body",
      "Parties shall report losses to the body",
      "deleted: [shall without any delay report all losses]",
    ],
    [
      "deleted if its clause is deleted",
      "Parties shall meet every year\n[Every island is heard before the others]",
      "Parties shall meet every year",
      "deleted: [Every island is heard before the others]",
    ],
  ])("closes as %s", (_case, base, revised, expected) => {
    expect(linesOf(base, revised)).toEqual([`closed, ${expected}`]);
  });

  test("closes as enclosed if its words stay in the bracket around it", () => {
    expect(
      linesOf("Parties [shall report [each year] on losses] here", "Parties [shall report each year on losses] here"),
    ).toEqual(["closed, enclosed: [each year]", "remained: [shall report each year on losses]"]);
  });

  test("opens with new words, or around words of the draft before", () => {
    expect(linesOf("Parties shall report on losses", "Parties [shall] report on losses [and on gains]")).toEqual([
      "opened, existing: [shall]",
      "opened, new: [and on gains]",
    ]);
  });

  test("has one counterpart at most, the one with the most words in common", () => {
    expect(
      linesOf(
        "Parties [report on all losses, on gains and on plans] yearly",
        "Parties [report on all losses, on gains] and [on plans] yearly",
      ),
    ).toEqual(["opened, existing: [on plans]", "remained: [report on all losses, on gains]"]);
  });

  test("of a label remains with its clause, and is agreed once the label is without it", () => {
    const draft = (label: string): VersionText =>
      versionTextOf(
        draftOf([
          ["heading", label, "Equity"],
          ["paragraph", null, "Parties are equal.", 1],
        ]),
      );
    expect(linesOf(draft("[Article 3]"), draft("[Article 4]"))).toEqual(["remained: [Article 4]"]);
    expect(linesOf(draft("[Article 3]"), draft("Article 3"))).toEqual(["closed, agreed: [Article 3]"]);
    expect(linesOf(draft("Article 3"), draft("[Article 3]"))).toEqual(["opened, existing: [Article 3]"]);
  });

  test("that only says agreed, names a source or has no partner is not listed", () => {
    expect(linesOf("Parties report [agreed]", "Parties report [Source: Tavi] now]")).toEqual([]);
  });

  test("around several clauses is listed once, in the clause where it opens", () => {
    const { remained } = changes(
      version("[a) floods\nb) storms\nc) fires]"),
      version("[a) floods\nb) storms\nc) fires]"),
    );
    expect(remained).toMatchObject([{ clause: "v1", text: "[a) floods b) storms c) fires]" }]);
  });
});

describe("an option", () => {
  const options = (...texts: readonly string[]): VersionText =>
    version(["Parties shall, every year:", ...texts].join("\n"));

  test("remains if most of its words are in one option, whatever its number", () => {
    expect(
      linesOf(
        options("Option 1: pay their share into one fund", "Option 2: report on all losses to the body"),
        options("Option 1: report on all losses to the body"),
      ),
    ).toEqual([
      "closed, deleted: Option 1: pay their share into one fund",
      "remained: Option 1: report on all losses to the body",
    ]);
  });

  test("remains under its name if all its words are new", () => {
    const draft = (text: string): VersionText =>
      versionTextOf(
        draftOf([
          ["paragraph", "1", "Parties shall, every year:"],
          ["item", null, `Option 1: ${text}`, 1],
        ]),
      );
    expect(linesOf(draft("pay coins"), draft("meet everybody"))).toEqual(["remained: Option 1: meet everybody"]);
  });

  test("that is a clause of its own is found by its label", () => {
    const draft = (...options: readonly (readonly [label: string, text: string])[]): VersionText =>
      versionTextOf(
        draftOf([
          ["paragraph", "1", "Parties shall, every year:"],
          ...options.map(([label, text]): ClauseInShort => ["paragraph", label, text, 1]),
        ]),
      );
    const base = draft(["Option 1", "pay coins"], ["[Option 2", "report on all losses to the body]"]);
    const revised = draft(["Option 1", "meet everybody"]);
    expect(linesOf(base, revised)).toEqual([
      "closed, deleted: [Option 2 report on all losses to the body]",
      "closed, deleted: [Option 2 report on all losses to the body]",
      "remained: Option 1 meet everybody",
    ]);
  });

  test("is agreed if its words stay without its name", () => {
    expect(
      linesOf(
        options("Option 1: pay their share into one fund", "Option 2: report on losses"),
        options("pay their share into one fund"),
      ),
    ).toEqual([
      "closed, agreed: Option 1: pay their share into one fund",
      "closed, deleted: Option 2: report on losses",
    ]);
  });

  test("holds the clauses below the one that it takes up", () => {
    const draft = (label: string | null): VersionText =>
      versionTextOf(
        draftOf([
          ["paragraph", "1", "Parties shall:"],
          ["paragraph", null, label ?? "In addition, they shall:", 1],
          ["item", "a)", "share their plans with all networks in the region;", 2],
        ]),
      );
    expect(linesOf(draft("Option 1"), draft(null))).toEqual([
      "closed, agreed: Option 1 share their plans with all networks in the region;",
    ]);
  });
});

test("shortens a long text at a word", () => {
  const long = `[${"word ".repeat(100)}]`;
  const [point] = changes(version("none"), version(long)).opened;
  expect(point?.text.length).toBeLessThanOrEqual(161);
  expect(point?.text.endsWith("word…")).toBe(true);
});
