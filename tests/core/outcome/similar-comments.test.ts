import { type GroupCorrections, groupComments, leastShares } from "#core/outcome/similar-comments.ts";
import type { SimilarGroup } from "#core/outcome/similar-group.ts";
import { compareWords } from "#core/outcome/word-edits.ts";
import { labelledComments } from "./labelled-groups.ts";

const labelled = labelledComments();
const none: GroupCorrections = { removed: [], joined: [] };

/** Shares of the pairs in one group that belong together, and of the pairs that belong together that are in one group. */
function measure(shares = leastShares): { precision: number; recall: number } {
  const groups = groupComments(labelled, none, shares);
  const groupOf = new Map(groups.flatMap(({ members }, at) => members.map(({ id }) => [id, at] as const)));
  let [right, found, wanted] = [0, 0, 0];
  for (const [at, one] of labelled.entries())
    for (const other of labelled.slice(0, at)) {
      const isFound = groupOf.get(one.id) === groupOf.get(other.id);
      const isWanted = one.label === other.label;
      [right, found, wanted] = [
        right + Number(isFound && isWanted),
        found + Number(isFound),
        wanted + Number(isWanted),
      ];
    }
  return { precision: right / found, recall: right / wanted };
}

const comment = (id: string, text: string, change: string | null = null, place = "1") => ({ id, text, change, place });
const group = (comments: ReturnType<typeof comment>[], corrections: Partial<GroupCorrections> = {}) =>
  groupComments(comments, { ...none, ...corrections });
const idsOf = (groups: readonly SimilarGroup[]) => groups.map(({ members }) => members.map(({ id }) => id));

test("pairs in one group belong together", () => {
  expect(measure().precision).toBe(1);
});

test("pairs that belong together are in one group", () => {
  expect(measure().recall).toBe(1);
});

test.each([
  ["more of the shorter comment", { ...leastShares, ofShorter: 0.9 }],
  ["more of the longer comment", { ...leastShares, ofLonger: 0.5 }],
])("groups are worse if copies share %s", (_what, shares) => {
  const [best, other] = [measure(), measure(shares)];
  expect(other.precision + other.recall).toBeLessThan(best.precision + best.recall);
});

test("every comment is in exactly one group", () => {
  const ids = idsOf(groupComments(labelled, none)).flat();
  expect(ids.toSorted()).toEqual(labelled.map(({ id }) => id).toSorted());
});

test("the order of comments changes no group", () => {
  const sorted = (comments: typeof labelled) =>
    idsOf(groupComments(comments, none)).map((ids) => ids.toSorted().join());
  expect(sorted(labelled.toReversed()).toSorted()).toEqual(sorted(labelled).toSorted());
});

test("a copy states how many of its words it shares with the first comment", () => {
  const [text, own] = ["Please publish the list of the inspected sites each year.", "Thank you."];
  expect(group([comment("a", text), comment("b", text), comment("c", `${text} ${own}`)])).toEqual([
    {
      members: [
        { id: "a", why: { kind: "first" } },
        { id: "b", why: { kind: "shared-words", shared: 10, of: 10 } },
        { id: "c", why: { kind: "shared-words", shared: 10, of: 12 } },
      ],
    },
  ]);
});

test("proposals of the same change are grouped, whatever their reasons", () => {
  const groups = group([
    comment("a", "It is shorter.", "x"),
    comment("b", "", "x"),
    comment("c", "It is shorter.", "y"),
  ]);
  expect(idsOf(groups)).toEqual([["a", "b"], ["c"]]);
  expect(groups[0]?.members[1]?.why).toEqual({ kind: "same-change" });
});

test("comments on different positions are not grouped", () => {
  const groups = group([comment("a", "Delete this sentence."), comment("b", "Delete this sentence.", null, "2")]);
  expect(idsOf(groups)).toEqual([["a"], ["b"]]);
});

test("comments without words are not grouped", () => {
  expect(idsOf(group([comment("a", "?"), comment("b", "…")]))).toEqual([["a"], ["b"]]);
});

test("a few words are no excerpt of a longer comment", () => {
  const groups = group([comment("a", "I agree."), comment("b", "I agree. Delete the sentence on vessels.")]);
  expect(idsOf(groups)).toEqual([["a"], ["b"]]);
});

test("thanks and notices around different requests make no group", () => {
  const around = (request: string) =>
    `We thank the secretariat for its work. Our union represents bakers in many towns. ${request} This message is confidential.`;
  const groups = group([comment("a", around("Bread is no luxury.")), comment("b", around("Ovens last for decades."))]);
  expect(idsOf(groups)).toEqual([["a"], ["b"]]);
});

test.each([
  ["Merci de supprimer la note finale.", "Merci d'ajouter une annexe consacrée aux îles."],
  ["Article 4 must protect confidential data.", "The register should list all confidential sources of the agency."],
  ["We thank you and request the deletion of article 4.", "We thank you and request an index."],
])("after one preamble, “%s” and “%s” make no group", (one, other) => {
  const preamble = "This consultation began in the spring and concerns every region of the country.";
  const groups = group([comment("a", `${preamble} ${one}`), comment("b", `${preamble} ${other}`)]);
  expect(idsOf(groups)).toEqual([["a"], ["b"]]);
});

const letter = (reason: string) => `We ask the board to keep the night trains. ${reason} The roads are full every day.`;

test.each([
  ["Towns rely on honest timetables and staff.", "Towns rely on reliable timetables and staff."],
  ["Towns rely on three rail links and staff.", "Towns rely on 3 rail links and staff."],
  ["Towns rely on buses, trains and cannnot wait.", "Towns rely on buses, trains and cannot wait."],
])("letters that differ in “%s” and “%s” are copies", (one, other) => {
  const groups = group([comment("a", letter(one)), comment("b", letter(other))]);
  expect(idsOf(groups)).toEqual([["a", "b"]]);
});

test.each([
  ["All of the trains from Ostend are late.", "All of the trains from Bruges are late."],
  ["Towns rely on three rail links and staff.", "Towns rely on four rail links and staff."],
  ["Towns rely on 3 links and staff.", "Towns rely on no links and staff."],
  ["Towns must sell the tickets at the station.", "Towns must print the tickets at the station."],
])("letters that differ in “%s” and “%s” are none", (one, other) => {
  const groups = group([comment("a", letter(one)), comment("b", letter(other))]);
  expect(idsOf(groups)).toEqual([["a"], ["b"]]);
});

test("a letter in which no request is recognised is no copy if a word was replaced", () => {
  const around = (verb: string) =>
    `Os barcos ficam no porto. Que o conselho ${verb} a lista dos barcos. A costa é nossa.`;
  const groups = group([comment("a", around("publique")), comment("b", around("esconda"))]);
  expect(idsOf(groups)).toEqual([["a"], ["b"]]);
});

test("a request that two letters share does not make up for one that differs", () => {
  const around = (request: string) =>
    `The ferry has served both islands for eighty years. ${request} The board should also keep the harbour lights on every night of the year.`;
  const groups = group([
    comment("a", around("We ask for an earlier departure.")),
    comment("b", around("Please lower the fares of pupils.")),
  ]);
  expect(idsOf(groups)).toEqual([["a"], ["b"]]);
});

test("a removed comment is alone, and the others stay together", () => {
  const same = ["a", "b", "c"].map((id) => comment(id, "Please keep the deadline."));
  expect(idsOf(group(same, { removed: ["a"] }))).toEqual([["a"], ["b", "c"]]);
});

test("a person joins two groups, even with a removed comment", () => {
  const comments = [comment("a", "Yes to this."), comment("b", "A wholly other remark."), comment("c", "Yes to this.")];
  const groups = group(comments, {
    removed: ["c"],
    joined: [
      ["b", "a"],
      ["c", "a"],
    ],
  });
  expect(idsOf(groups)).toEqual([["b", "a", "c"]]);
  expect(groups[0]?.members[1]?.why).toEqual({ kind: "joined" });
});

test.each([
  ["the board should meet in may", "the board should not meet in may"],
  ["the fund pays 30 percent of costs", "the fund pays 40 percent of costs"],
  ["the fund pays all costs", "the fund pays all costs if states agree"],
  ["the board should keep the list", "the board should delete the list"],
  ["delete the sentence on vessels", "delete the second sentence"],
  ["zambia supports the paragraph", "gambia supports the paragraph"],
  ["it applies eight days after publication", "it applies eighty days after publication"],
  ["the fund pays thirty members", "the fund pays thirsty members"],
  ["towns of two thousand people are exempt", "towns of thousand people are exempt"],
])("“%s” and “%s” ask for different things", (one, other) => {
  expect(compareWords(one.split(" "), other.split(" ")).difference).not.toBe("slight");
});

test.each([
  ["we urge the board to publish the list", "i ask the board to publish the list", 6],
  ["publish the inspection results", "publish the inspecton results", 3],
  ["we strongly support the proposal", "we support the proposal", 4],
])("“%s” and “%s” ask for the same", (one, other, shared) => {
  expect(compareWords(one.split(" "), other.split(" "))).toMatchObject({ shared, difference: "slight" });
});
