import { compare } from "#core/compare/compare.ts";
import { version } from "../versions.ts";

/** Returns the text of the base that is shown as moved, each run in brackets. */
function movedBetween(base: readonly string[], revised: readonly string[]): string {
  const [from, to] = [version(base.join("\n")), version(revised.join("\n"))];
  const moves = compare(from, to).changes.filter((change) => change.class === "move");
  for (const move of moves) expect(from.text.slice(...move.base)).toBe(to.text.slice(...move.revised));
  return moves.map((move) => `[${from.text.slice(...move.base)}]`).join(" ");
}

test.each([
  [
    "English",
    ["The report comes first. ", "The Forum meets in May, in public, and hears whoever asks to speak before noon."],
    "Members are invited to contribute national experience on deployment of broadband networks in rural areas by June.",
    "Members are encouraged to contribute national expertise on deployment of fibre networks in rural areas by June.",
    "[Members are] [to contribute national] [on deployment of] [networks in rural areas by June.]",
  ],
  [
    "French",
    [
      "Le rapport vient avant. ",
      "Le Forum se tient en mai, en public, et entend quiconque demande la parole avant midi.",
    ],
    "Les membres sont invités à présenter leur expérience nationale du déploiement des réseaux dans les zones rurales.",
    "Les membres sont encouragés à présenter leur pratique nationale du développement des réseaux dans les zones rurales.",
    "[Les membres sont] [à présenter leur] [nationale du] [des réseaux dans les zones rurales.]",
  ],
  [
    "Russian",
    ["Сначала идёт доклад. ", "Форум собирается в мае, открыто, и слушает каждого, кто просит слова до полудня."],
    "Членам предлагается представить национальный опыт развёртывания широкополосных сетей в сельских районах к июню.",
    "Членам рекомендуется представить национальный опыт создания волоконных сетей в сельских районах к июню.",
    "[представить национальный опыт] [сетей в сельских районах к июню.]",
  ],
  [
    "Arabic",
    ["يأتي التقرير أولا. ", "يجتمع المنتدى في مايو علنا ويستمع إلى كل من يطلب الكلمة قبل الظهر."],
    "يدعى الأعضاء إلى تقديم خبراتهم الوطنية في نشر شبكات النطاق العريض في المناطق الريفية قبل يونيو.",
    "يشجع الأعضاء على تقديم تجاربهم الوطنية في نشر شبكات الألياف في المناطق الريفية قبل يونيو.",
    "[الوطنية في نشر شبكات] [في المناطق الريفية قبل يونيو.]",
  ],
  [
    "Chinese",
    ["报告先行。", "论坛于五月公开举行，并听取中午前要求发言者的意见。"],
    "请各成员国于六月前提交在农村地区部署宽带网络的国家经验。",
    "鼓励各成员国于六月前分享在农村地区建设宽带网络的国家做法。",
    "[各成员国于六月前] [在农村地区] [宽带网络的国家]",
  ],
])("finds a moved sentence that was edited every few words, in %s", (_, [first, other], before, after, shown) => {
  const base = [`${first ?? ""}${before}`, other ?? ""];
  const revised = [(first ?? "").trim(), `${other ?? ""} ${after}`];
  expect(movedBetween(base, revised)).toBe(shown);
  expect(movedBetween(revised, base)).not.toBe("");
});

/** Returns a long draft of distinct clauses, with a sentence inserted in one of them. */
function longDraft(sentence: string, position: number): string[] {
  return Array.from({ length: 400 }, (_, at) => {
    const own = `subject${String(at)} is for country${String(at * 7)} to decide with region${String(at * 3)}.`;
    return at === position
      ? `${own} ${sentence} There place${String(at)} ends.`
      : `${own} There place${String(at)} ends.`;
  });
}

const portions = "The remaining portions will remain in full force.";

test.each([
  ["unchanged", portions, portions, "[The remaining portions will remain in full force.]"],
  [
    "with a word changed",
    portions,
    portions.replace("remain ", "stay "),
    "[The remaining portions will] [in full force.]",
  ],
  ["in quotes", `“${portions}”`, `“${portions}”`, "[“The remaining portions will remain in full force.”]"],
])("finds a short sentence moved to the other end of a long draft, %s", (_, was, is, shown) => {
  expect(movedBetween(longDraft(was, 30), longDraft(is, 370))).toBe(shown);
});

test("does not report a few recurring words as moved", () => {
  const base = [
    "The Secretary-General reports on progress to the Council each year.",
    "Members take note of the plan.",
  ];
  const revised = [
    "A summary is kept by the secretariat.",
    "Members take note of progress to the Council and of the plan.",
  ];
  expect(movedBetween(base, revised)).toBe("");
});

/** Returns words that occur nowhere else: "old1 old2 old3". */
const numbered = (name: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${name}${String(at + 1)}`).join(" ");

const runs = "[one1 one2 one3 one4 one5 one6] [two1 two2 two3 two4 two5 two6]";

test.each([
  ["joins", 40, "shorter", 20, runs],
  ["joins", 40, "longer", 100, runs],
  ["does not join", 41, "shorter", 20, ""],
  ["does not join", 41, "longer", 100, ""],
])(
  "%s two moved runs, each too short to be a move, across %i words that are not in the %s text",
  (_, count, _text, size, shown) => {
    const [one, two, other] = [numbered("one", 6), numbered("two", 6), numbered("other", 100)];
    const wide = [
      `${numbered("before", 20)} ${one} ${numbered("old", count)} ${two} ${numbered("after", 20)}`,
      other,
      numbered("last", 20),
    ];
    const close = [
      numbered("first", size),
      other,
      `${numbered("ahead", 20)} ${one} new ${two} ${numbered("behind", 20)}`,
    ];
    expect(movedBetween(wide, close)).toBe(shown);
    expect(movedBetween(close, wide)).toBe(shown);
  },
);
