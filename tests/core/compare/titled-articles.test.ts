import { compare } from "#core/compare/compare.ts";
import { type VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { read } from "../text/typed-draft.ts";

/** How a language writes an article, its title and its paragraphs on a subject, in the first draft and in a later one. */
interface Written {
  article: (number: number, title: string) => string;
  subjects: readonly string[];
  first: (subject: string) => readonly string[];
  later: (subject: string) => readonly string[];
}

const languages: Record<string, Written> = {
  en: {
    article: (number, title) => `Article ${number} ${title}`,
    subjects: ["rivers", "forests", "oceans", "cities", "farms"],
    first: (of) => [
      `1. Each Party shall communicate its measures on ${of} and their effects.`,
      `2. The Board shall assess ${of}.`,
    ],
    later: (of) => [
      `1. Each Party shall regularly communicate its measures on ${of} and their effects.`,
      `2. The Board shall review ${of}.`,
    ],
  },
  fr: {
    article: (number, title) => `Article ${number} ${title}`,
    subjects: ["fleuves", "forêts", "océans", "villes", "fermes"],
    first: (of) => [
      `1. Chaque Partie communique ses mesures sur les ${of} et leurs effets.`,
      `2. Le Conseil évalue les ${of}.`,
    ],
    later: (of) => [
      `1. Chaque Partie communique régulièrement ses mesures sur les ${of} et leurs effets.`,
      `2. Le Conseil examine les ${of}.`,
    ],
  },
};

function treaty(
  language: string,
  { article, subjects }: Written,
  from: number,
  isTitled: boolean,
  text: (of: string) => readonly string[],
): VersionText {
  const lines = subjects.flatMap((of, at) => [
    article(from + at, isTitled ? of.charAt(0).toUpperCase() + of.slice(1) : "").trim(),
    ...text(of),
  ]);
  return versionTextOf(read(lines, language));
}

test.each(
  Object.entries(languages).flatMap(([language, written]) =>
    [3, 4].map((from): [string, number, Written] => [language, from, written]),
  ),
)("articles that got titles are found again: %s, from Article %i", (language, from, written) => {
  const bare = treaty(language, written, 3, false, written.first);
  const titled = treaty(language, written, from, true, written.later);
  for (const [base, revised] of [
    [bare, titled],
    [titled, bare],
  ] as const) {
    const articles = (text: VersionText): string[] =>
      text.clauses.filter(({ kind }) => kind === "heading").map(({ id }) => id);
    const { pairs } = compare(base, revised);
    const found = pairs.filter(({ base: [id = ""], revised: [other] }) => articles(base).includes(id) && other);
    expect(found.map((pair) => [pair.base[0], pair.revised[0]])).toEqual(
      articles(base).map((id, at) => [id, articles(revised)[at]]),
    );
  }
});

test("a heading is paired with a paragraph only if the words are the same", () => {
  const base = versionTextOf(read(["1 Networks", "1.1 Open access to networks for all people is the aim."]));
  const headings = versionTextOf(read(["1 Networks", "1.1 Open access to networks", "1.2 Members report yearly."]));
  const { pairs } = compare(base, headings);
  expect(headings.clauses[1]?.kind).toBe("heading");
  expect(pairs.filter(({ relation }) => relation === "1:1").map(({ base: [id] }) => id)).toEqual(["1"]);
  const same = versionTextOf(read(["1 Networks", "Open access to networks"]));
  expect(
    compare(same, versionTextOf(read(["1 Networks", "2 Open access to networks"]))).pairs.map(
      ({ relation }) => relation,
    ),
  ).toEqual(["1:1", "1:1"]);
});
