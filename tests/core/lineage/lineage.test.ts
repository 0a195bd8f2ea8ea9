import fc from "fast-check";
import type { Comparison } from "#core/compare/comparison.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import { followClause, type LineageStep, type VersionLines } from "#core/lineage/lineage.ts";
import { wordOrigins } from "#core/lineage/word-origins.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { wordsOf } from "#core/text/tokens.ts";
import { broadband, culture, exchange } from "../compare/sample-clauses.ts";
import { version } from "../compare/versions.ts";

interface Draft {
  id: string;
  text: VersionText;
  /** Numbers of the drafts that it came from. */
  from: number[];
}

/** Drafts that follow one another, unless `from` names other predecessors. */
class History implements VersionLines<Draft> {
  readonly drafts: Draft[];

  constructor(...drafts: (string | { text: string; from: number[] })[]) {
    this.drafts = drafts.map((draft, index) => {
      const { text, from } = typeof draft === "string" ? { text: draft, from: index > 0 ? [index - 1] : [] } : draft;
      return { id: String(index), text: version(text), from };
    });
  }

  parents = ({ from }: Draft): Draft[] => from.map((index) => this.at(index));
  children = ({ id }: Draft): Draft[] => this.drafts.filter(({ from }) => from.includes(Number(id)));

  at(index: number): Draft {
    return this.drafts[index]!;
  }

  compare = (base: Draft, revised: Draft): Promise<Comparison> => {
    const between: VersionText[] = [];
    for (let one = revised; one.from.length === 1 && one.from[0] !== Number(base.id);) {
      one = this.at(one.from[0]!);
      between.unshift(one.text);
    }
    return Promise.resolve(compareVia(base.text, between, revised.text).comparison);
  };

  /** Lists the steps of a clause as "base:clauses>revised:clauses", with "back" if it left and came back. */
  async follow(index: number, clause: string): Promise<string[]> {
    const pairsOf = async (base: Draft, revised: Draft) => (await this.compare(base, revised)).pairs;
    const stepText = ({ base, revised, pair, returned }: LineageStep<Draft>): string =>
      `${base.id}:${pair.base.join("+")}>${revised.id}:${pair.revised.join("+")}${returned ? " back" : ""}`;
    return (await followClause(this.at(index), clause, this, pairsOf)).map(stepText);
  }

  /**
   * Lists each run of the last draft with the numbers of the draft that added it and, if any, of the draft that
   * restored it.
   */
  async origins(): Promise<string[][]> {
    const last = this.drafts.at(-1)!;
    const clauses = await wordOrigins(last, {
      parents: this.parents,
      textOf: ({ text }) => Promise.resolve(text),
      comparisonOf: this.compare,
    });
    return clauses.flatMap(({ runs }) =>
      runs.map(({ range, broughtBy, returnedWith }) => [
        last.text.text.slice(...range),
        broughtBy.id,
        ...(returnedWith ? [returnedWith.id] : []),
      ]),
    );
  }
}

test("follows a clause through a split and a move, in both directions", async () => {
  const history = new History(
    `${broadband}; ${exchange}`,
    `${broadband};\n${exchange}`,
    `${culture}\n${broadband};\n${exchange}`,
  );
  expect(await history.follow(0, "v1")).toEqual(["0:v1>1:v1+v2", "1:v1>2:v2", "1:v2>2:v3"]);
  expect(await history.follow(2, "v3")).toEqual(["1:v2>2:v3", "0:v1>1:v1+v2"]);
});

test("shows an added or removed clause with one empty side", async () => {
  const history = new History(broadband, `${broadband}\n${exchange}`, broadband);
  expect(await history.follow(1, "v2")).toEqual(["0:>1:v2", "1:v2>2:"]);
  expect(await history.follow(0, "v1")).toEqual(["0:v1>1:v1", "1:v1>2:v1"]);
});

test("follows a clause across the drafts that lack it", async () => {
  const history = new History(
    `${broadband}\n${exchange}`,
    broadband,
    `${broadband}\n${culture}`,
    `${broadband}\n${exchange}`,
  );
  expect(await history.follow(3, "v2")).toEqual(["0:v2>3:v2 back", "0:v2>1:"]);
  expect(await history.follow(0, "v2")).toEqual(["0:v2>1:", "0:v2>3:v2 back"]);
});

test("follows a clause back to the merged document it came from, and into both forks", async () => {
  const history = new History(
    { text: broadband, from: [] },
    { text: exchange, from: [] },
    { text: `${broadband}\n${exchange}`, from: [0, 1] },
    { text: exchange, from: [2] },
    { text: broadband, from: [2] },
  );
  expect(await history.follow(2, "v2")).toEqual(["1:v1>2:v2", "2:v2>3:v1", "2:v2>4:"]);
});

test("attributes each word to the version that added it", async () => {
  const history = new History(
    "The Forum invites Member States to report",
    "The Forum invites all Member States to report",
    "The Forum invites all Member States to report yearly",
  );
  expect(await history.origins()).toEqual([
    ["The Forum invites", "0"],
    ["all", "1"],
    ["Member States to report", "0"],
    ["yearly", "2"],
  ]);
});

test("attributes a word that returned to both versions, in later drafts too", async () => {
  const sentence = `${broadband}, and shall be reported to every Forum`;
  const history = new History(sentence, sentence.replace("shall", "should"), sentence, `${sentence} in May`);
  expect(await history.origins()).toEqual([
    [`${broadband}, and`, "0"],
    ["shall", "0", "2"],
    ["be reported to every Forum", "0"],
    ["in May", "3"],
  ]);
});

test("attributes a word that moved within its clause to the draft that first had it", async () => {
  const history = new History(
    `${broadband}\n${exchange};\nthat many administrations of developing countries follow these talks from a distance`,
    `that administrations of many developing countries follow these talks from a distance\n${broadband}\n${exchange};`,
  );
  const [first] = await history.origins();
  expect(first).toEqual(["that administrations of many developing countries follow these talks from a distance", "0"]);
});

test("attributes a repeated word of a rewritten clause to the draft that rewrote it", async () => {
  const history = new History(
    "that Member States report to the Council each year on broadband networks",
    "that Member States report on broadband networks to the public and to the press",
  );
  const added = (await history.origins()).filter(([, broughtBy]) => broughtBy === "1").map(([words]) => words);
  expect(added.join(" ")).toMatch(/to the public and to the press/u);
});

test("attributes the words of a merged document to their first version", async () => {
  const history = new History(
    { text: broadband, from: [] },
    { text: `${broadband}, ${exchange}`, from: [] },
    { text: `${broadband}, ${exchange}`, from: [0, 1] },
  );
  expect(await history.origins()).toEqual([
    [broadband, "0"],
    [`, ${exchange}`, "1"],
  ]);
});

const vocabulary = fc.constantFrom(
  ..."the of Member States invites policy , ; broadband capacity 2026 الدول 会员国".split(" "),
);
const clauses = fc.array(fc.array(vocabulary, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 4 });
const histories = fc
  .array(clauses, { minLength: 1, maxLength: 4 })
  .map((drafts) => new History(...drafts.map((draft) => draft.map((words) => words.join(" ")).join("\n"))));

test("attributes every word to a draft that contains it", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const last = history.drafts.at(-1)!;
      const tokens = ({ text }: Draft): string[] => {
        const words = wordsOf(text, new Lexicon());
        return Array.from(words.starts.subarray(0, words.count), (start, i) => text.text.slice(start, words.ends[i]));
      };
      const runs = await history.origins();
      expect(runs.flatMap(([text = ""]) => tokens({ ...last, text: version(text) }))).toEqual(tokens(last));
      for (const [text = "", broughtBy = "", returnedWith = broughtBy] of runs) {
        for (const from of [broughtBy, returnedWith]) {
          const there = tokens(history.at(Number(from)));
          for (const word of tokens({ ...last, text: version(text) })) expect(there).toContain(word);
        }
        expect(Number(broughtBy)).toBeLessThanOrEqual(Number(returnedWith));
      }
    }),
  );
});

test("finds each lineage step of a clause from the earlier clause too", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const index = history.drafts.length - 1;
      for (const { id } of history.at(index).text.clauses) {
        for (const step of await history.follow(index, id)) {
          const [from = "", to = ""] = step.split(">");
          const [draft = "", clause = ""] = from.split(":");
          if (clause === "") continue;
          expect([step, ...(await history.follow(Number(draft), clause.split("+")[0]!))]).toContain(`${from}>${to}`);
        }
      }
    }),
    { numRuns: 40 },
  );
});
