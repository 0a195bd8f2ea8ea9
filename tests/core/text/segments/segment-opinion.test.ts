import { versionTextOf } from "#core/text/version-text.ts";
import { outline, read } from "../typed-draft.ts";

test("reads an Opinion as title, opening, verbs and the clauses under each verb", () => {
  expect(
    outline([
      "OPINION 5: Open processes",
      "The fifth Forum (Geneva, 2013),",
      "_considering_",
      "a) that one thing is so;",
      "b) that another is so,",
      "_noting_",
      "that this lone recital has no letter,",
      "_is of the view_",
      "that all is well;",
      "_invites Member States_",
      "1 to take part;",
      "2 to report",
      "a) every year;",
      "b) in public.",
    ]),
  ).toEqual([
    "title: OPINION 5: Open processes",
    "opening: The fifth Forum (Geneva, 2013),",
    "verb: considering",
    "recital a): that one thing is so;",
    "recital b): that another is so,",
    "verb: noting",
    "recital: that this lone recital has no letter,",
    "verb: is of the view",
    "operative: that all is well;",
    "verb: invites Member States",
    "operative 1: to take part;",
    "operative 2: to report",
    "  item a): every year;",
    "  item b): in public.",
  ]);
});

test("reads a lone recital under the first verb without italics", () => {
  expect(
    outline([
      "OPINION 5: Open processes",
      "The fifth Forum (Geneva, 2013),",
      "recalling",
      "that this lone recital has no letter and stands first,",
      "considering",
      "a) that one thing is so;",
      "b) that another is so,",
    ]),
  ).toEqual([
    "title: OPINION 5: Open processes",
    "opening: The fifth Forum (Geneva, 2013),",
    "verb: recalling",
    "recital: that this lone recital has no letter and stands first,",
    "verb: considering",
    "recital a): that one thing is so;",
    "recital b): that another is so,",
  ]);
});

/** The same Opinion in the six languages, without italics, because a text file has none. */
test.each([
  ["en", "The Forum,", "considering", "recalling", "is of the view", "invites Member States"],
  ["fr", "Le Forum,", "considérant", "rappelant", "est d'avis", "invite les Etats Membres"],
  ["es", "El Foro,", "considerando", "recordando", "opina", "invita a los Estados Miembros"],
  ["ru", "Форум,", "учитывая,", "напоминая,", "считает,", "предлагает Государствам-Членам"],
  ["ar", "إن المنتدى،", "إذ يضع في اعتباره", "وإذ يذكّر", "يرى", "يدعو الدول الأعضاء"],
  ["zh", "论坛，", "考虑到", "忆及", "认为", "请成员国"],
])("recognises the structure of an Opinion in %s", (language, opening, first, lone, view, invites) => {
  const [stop, comma] = language === "zh" ? ["；", "，"] : language === "ar" ? ["؛", "،"] : [";", ","];
  const lines = [
    opening,
    first,
    `a) 1900${stop}`,
    `b) 1901${stop}`,
    lone,
    `${sentenceIn(language)}${comma}`,
    view,
    `${sentenceIn(language)}${stop}`,
    invites,
    `1 2013${stop}`,
    `2 2014${stop}`,
  ];
  expect(outline(lines, language).map((line) => line.trim().split(":")[0])).toEqual([
    "opening",
    "verb",
    "recital a)",
    "recital b)",
    "verb",
    "recital",
    "verb",
    "operative",
    "verb",
    "operative 1",
    "operative 2",
  ]);
});

test("keeps an unrecognised group in the preamble", () => {
  expect(
    outline(["The Forum,", "_noting_", "a) this;", "b) that,", "_xxx yyyo_", "that this is so;"]).slice(-1),
  ).toEqual(["recital: that this is so;"]);
});

test("accepts letters after z, and bis labels", () => {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz", (letter) => `${letter})`);
  const labels = [...letters, "aa)", "bb)", "bb bis)"];
  const lines = ["The Forum,", "_recalling_", ...labels.map((label) => `${label} one thing;`)];
  expect(outline(lines).slice(2)).toEqual(labels.map((label) => `recital ${label}: one thing;`));
});

test("gives a repeated verb its own clause ids", () => {
  const draft = read(["The Forum,", "_noting_", "a) this;", "b) that,", "_noting_", "a) this too,"]);
  expect(versionTextOf(draft).clauses.map(({ id }) => id)).toEqual([
    "opening",
    "noting",
    "noting-a",
    "noting-b",
    "noting-2",
    "noting-2-a",
  ]);
});

test("gives a verb and its lone recital the same citation but different ids", () => {
  const draft = read(["The Forum,", "_noting_", "that this is so,", "_recalling_", "a) one;", "b) two,"]);
  expect(versionTextOf(draft).clauses.slice(1, 3)).toMatchObject([
    { id: "noting", citation: "noting", kind: "verb" },
    { id: "noting~2", citation: "noting", kind: "recital" },
  ]);
});

test("recognises an Opinion annexed to a report", () => {
  expect(
    outline([
      "1 Introduction",
      "1.1 The forum met.",
      "Annex A",
      "Draft Opinion",
      "The Forum,",
      "_noting_",
      "a) this,",
      "Annex B",
      "More.",
    ]),
  ).toEqual([
    "heading 1: Introduction",
    "  paragraph 1.1: The forum met.",
    "heading Annex A: Draft Opinion",
    "opening: The Forum,",
    "verb: noting",
    "recital a): this,",
    "heading Annex B: ",
    "  paragraph: More.",
  ]);
});

/** Returns a sentence that is longer than a verb line, in the language's own script, without capitals at its start. */
function sentenceIn(language: string): string {
  const sentences: Readonly<Record<string, string>> = {
    ru: "что это сказано здесь и будет сказано снова в другом месте",
    ar: "أن هذا الأمر قد ذكر هنا وسوف يذكر مرة أخرى في موضع آخر",
    zh: "这一点在此已经说明而且以后还会在其他地方再次说明",
  };
  return sentences[language] ?? "that this is said here and will be said again in another place";
}
