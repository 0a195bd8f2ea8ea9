import type { ClausePair } from "#core/compare/comparison.ts";
import { beyond, followClause, type VersionLines } from "#core/lineage/lineage.ts";

interface Draft {
  id: string;
}

/**
 * Drafts with the outcomes of clauses between them: "a-b: x>x, y>" says that draft b follows draft a, keeps clause x and
 * lacks clause y. "a~b" compares two drafts that do not follow one another.
 */
class Outcomes implements VersionLines<Draft> {
  readonly #pairs = new Map<string, ClausePair[]>();
  readonly #next: [string, string][] = [];
  /** Every comparison that was asked for. */
  readonly compared: string[] = [];

  constructor(...lines: readonly string[]) {
    for (const line of lines) {
      const [, base = "", sign, revised = "", outcomes = ""] = /^(\w+)([-~])(\w+): ?(.*)$/u.exec(line) ?? [];
      if (sign === "-") this.#next.push([base, revised]);
      this.#pairs.set(`${base} ${revised}`, outcomes.split(", ").map(pairOf));
    }
  }

  parents = ({ id }: Draft): Draft[] => this.#next.filter(([, to]) => to === id).map(([from]) => ({ id: from }));
  children = ({ id }: Draft): Draft[] => this.#next.filter(([from]) => from === id).map(([, to]) => ({ id: to }));

  pairsOf = (base: Draft, revised: Draft): Promise<ClausePair[]> => {
    this.compared.push(`${base.id} ${revised.id}`);
    return Promise.resolve(this.#pairs.get(`${base.id} ${revised.id}`) ?? []);
  };

  /** Lists the steps of a clause: "a-b: x>x", or "a~b: x>x" if it came back. */
  async follow(draft: string, clause: string): Promise<string[]> {
    const steps = await followClause({ id: draft }, clause, this, this.pairsOf);
    return steps.map(({ base, revised, pair, returned }) => {
      const outcome = `${pair.base.join("+")}>${pair.revised.join("+")}`;
      return `${base.id}${returned ? "~" : "-"}${revised.id}: ${outcome}`;
    });
  }
}

/** Returns a pair of clauses by id: "x>x+y", "x>" if it was deleted. */
function pairOf(outcome: string): ClausePair {
  const [base = [], revised = []] = outcome.split(">").map((side) => side.split("+").filter((id) => id !== ""));
  const relation = base.length === 0 ? "added" : revised.length === 0 ? "removed" : "1:1";
  return { relation, edited: false, moved: false, renumbered: false, base, revised, score: 1 };
}

describe("a clause is followed back", () => {
  test("to the draft that added it", async () => {
    const outcomes = new Outcomes("a-b: >x", "b-c: x>x", "a~c: >x");
    expect(await outcomes.follow("c", "x")).toEqual(["b-c: x>x", "a-b: >x"]);
  });

  test("to each of the clauses that it merged, and of their drafts", async () => {
    const outcomes = new Outcomes("a-c: x>z, >y", "b-c: y>z, >x", "a-d: x>x");
    expect(await outcomes.follow("c", "z")).toEqual(["a-c: x>z", "b-c: y>z"]);
    expect(await new Outcomes("a-b: x>x, y>y", "b-c: x+y>z").follow("c", "z")).toEqual([
      "b-c: x+y>z",
      "a-b: x>x",
      "a-b: y>y",
    ]);
  });

  test("to the parent that has it, although another parent lacks it", async () => {
    const outcomes = new Outcomes("a-c: x>x", "b-c: >x", "o-b: ", "o~c: x>x");
    expect(await outcomes.follow("c", "x")).toEqual(["a-c: x>x"]);
    expect(outcomes.compared).not.toContain("o c");
  });

  test("to an older draft that had it, with the step that deleted it", async () => {
    const outcomes = new Outcomes("o-a: x>x", "a-b: x>", "b-c: ", "c-d: >x", "b~d: >x", "a~d: x>x", "o~d: x>x");
    expect(await outcomes.follow("d", "x")).toEqual(["a~d: x>x", "a-b: x>", "o-a: x>x"]);
  });

  test("to an older draft that has it in a clause of another id, and on from there", async () => {
    const outcomes = new Outcomes("o-a: v>w", "a-b: w>", "b-c: >x, >u", "a~c: w>x, >u");
    expect(await outcomes.follow("c", "x")).toEqual(["a~c: w>x", "a-b: w>", "o-a: v>w"]);
    expect(await outcomes.follow("c", "u")).toEqual(["b-c: >u"]);
  });

  test("with no deletion on a line that does not lead to it", async () => {
    const outcomes = new Outcomes("a-b: x>", "a-z: x>", "b-c: >x", "a~c: x>x", "a-k: x>x", "k-c: >x");
    expect(await outcomes.follow("c", "x")).toEqual(["a~c: x>x", "a-b: x>"]);
  });
});

describe("a clause is followed forward", () => {
  test("to the draft that deleted it", async () => {
    const outcomes = new Outcomes("a-b: x>x", "b-c: x>", "a~c: x>");
    expect(await outcomes.follow("a", "x")).toEqual(["a-b: x>x", "b-c: x>"]);
  });

  test("into each part that it was split into", async () => {
    const outcomes = new Outcomes("a-b: x>x+y", "b-c: x>x, y>z");
    expect(await outcomes.follow("a", "x")).toEqual(["a-b: x>x+y", "b-c: x>x", "b-c: y>z"]);
  });

  test("into each fork", async () => {
    const outcomes = new Outcomes("a-b: x>y", "a-c: x>", "b-d: y>z");
    expect(await outcomes.follow("a", "x")).toEqual(["a-b: x>y", "a-c: x>", "b-d: y>z"]);
  });

  test("to the next draft in which it came back, and on from there", async () => {
    const outcomes = new Outcomes("a-b: x>", "b-c: ", "c-d: >y", "d-e: y>z", "a~c: x>", "a~d: x>y", "a~e: x>z");
    expect(await outcomes.follow("a", "x")).toEqual(["a-b: x>", "a~d: x>y", "d-e: y>z"]);
  });

  test("only on the line that deleted it, to find where it came back", async () => {
    const outcomes = new Outcomes("a-b: x>", "a-c: x>x", "c-d: x>x", "b-e: >x", "a~d: x>x", "a~e: x>x");
    expect(await outcomes.follow("a", "x")).toEqual(["a-b: x>", "a~e: x>x", "a-c: x>x", "c-d: x>x"]);
    expect(outcomes.compared).not.toContain("a d");
  });
});

test("a clause is followed once, although several lines lead to it", async () => {
  const outcomes = new Outcomes("a-b: x>x", "a-c: x>x", "b-d: x>x", "c-d: x>x", "d-e: x>x");
  expect(await outcomes.follow("a", "x")).toEqual(["a-b: x>x", "a-c: x>x", "b-d: x>x", "c-d: x>x", "d-e: x>x"]);
  expect(outcomes.compared.filter((pair) => pair === "d e")).toHaveLength(1);
});

test("steps that lead to a clause come before those that lead from it, nearest first", async () => {
  const outcomes = new Outcomes("a-b: x>x", "b-c: x>x", "c-d: x>x", "d-e: x>x");
  expect(await outcomes.follow("c", "x")).toEqual(["b-c: x>x", "a-b: x>x", "c-d: x>x", "d-e: x>x"]);
});

describe("the drafts beyond the neighbours of a draft", () => {
  const ids = (drafts: readonly Draft[]): string => drafts.map(({ id }) => id).join(" ");

  test("come nearest first", () => {
    const outcomes = new Outcomes("a-b: ", "a-c: ", "c-d: ", "d-e: ", "b-e: ");
    expect(ids(beyond({ id: "a" }, outcomes.children))).toBe("e d");
    expect(ids(beyond({ id: "e" }, outcomes.parents))).toBe("c a");
  });

  test("are listed once, although several lines lead to them", () => {
    const outcomes = new Outcomes("a-b: ", "a-c: ", "b-d: ", "c-d: ", "d-e: ");
    expect(ids(beyond({ id: "a" }, outcomes.children))).toBe("d e");
    expect(ids(beyond({ id: "d" }, outcomes.parents))).toBe("a");
  });

  test("are at most 12 drafts away", () => {
    const chain = Array.from({ length: 20 }, (_, at) => `d${String(at)}-d${String(at + 1)}: `);
    const found = beyond({ id: "d0" }, new Outcomes(...chain).children);
    expect([found[0]?.id, found.at(-1)?.id]).toEqual(["d2", "d12"]);
  });

  test("do not include the draft itself", () => {
    const outcomes = new Outcomes("a-b: ", "b-a: ", "b-c: ");
    expect(ids(beyond({ id: "a" }, outcomes.children))).toBe("c");
  });
});
