import { compare } from "#core/compare/compare.ts";
import { optionChoiceText } from "#core/phrases/option-choices.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { read } from "../text/typed-draft.ts";

const languages: Record<string, { before: string[]; after: string[]; says: string }> = {
  en: {
    before: [
      "Article 9 Finance",
      "1. Each Party shall contribute.",
      "2. Option 1: The Parties shall pay into the common fund each year.",
      "Option 2: The Parties shall lend equipment and experts to others on request.",
      "3. The Board meets yearly.",
      "Article 10 Knowledge",
      "1. The Parties share knowledge.",
    ],
    after: [
      "Article 9 Finance",
      "1. Each Party shall contribute.",
      "2. The Parties shall pay into the common fund each year.",
      "3. The Board meets yearly.",
      "Article 10 Knowledge",
      "1. The Parties share knowledge.",
      "2. The Parties shall lend equipment and experts to others on request.",
    ],
    says: "Art. 9.2, Option 1 became the text of Art. 9.2.",
  },
  es: {
    before: [
      "Artículo 9 Finanzas",
      "1. Cada Parte contribuirá.",
      "2. Opción 1: Las Partes aportarán cada año al fondo común.",
      "Opción 2: Las Partes prestarán equipos y expertos a las demás que lo soliciten.",
      "3. La Junta se reúne cada año.",
      "Artículo 10 Saber",
      "1. Las Partes comparten conocimientos.",
    ],
    after: [
      "Artículo 9 Finanzas",
      "1. Cada Parte contribuirá.",
      "2. Las Partes aportarán cada año al fondo común.",
      "3. La Junta se reúne cada año.",
      "Artículo 10 Saber",
      "1. Las Partes comparten conocimientos.",
      "2. Las Partes prestarán equipos y expertos a las demás que lo soliciten.",
    ],
    says: "Art. 9.2, Opción 1 became the text of art. 9.2.",
  },
};

test.each(Object.entries(languages))(
  "an option that moved is not called deleted: %s",
  (language, { before, after, says }) => {
    const [base, revised] = [versionTextOf(read(before, language)), versionTextOf(read(after, language))];
    const { choices, pairs } = compare(base, revised);
    const moved = base.clauses.find(({ label }) => label === "Option 2" || label === "Opción 2");
    expect(pairs.find((pair) => pair.base.includes(moved?.id ?? ""))?.relation).toBe("1:1");
    expect(choices.map((choice) => optionChoiceText(choice, { base, revised }, "en"))).toEqual([says]);
  },
);

test.each<[string, string[], [string, string]]>([
  [
    "en",
    ["Article 9 Finance", "1. Each Party shall contribute.", "Option 1", "Option 2", "3. The Board meets yearly."],
    ["The Parties shall pay into the common fund each year.", "They shall lend equipment and experts on request."],
  ],
  [
    "fr",
    ["Article 9 Finances", "1. Chaque Partie contribue.", "Variante A", "Variante B", "3. Le Conseil se réunit."],
    [
      "Les Parties versent chaque année une part au fonds commun.",
      "Elles prêtent sur demande des appareils et des experts aux États voisins.",
    ],
  ],
])("neither of two options that merged is called deleted: %s", (language, lines, texts) => {
  const [title = "", first = "", one = "", other = "", last = ""] = lines;
  const draftOf = (...middle: readonly string[]): ReturnType<typeof versionTextOf> =>
    versionTextOf(read([title, first, ...middle, last], language));
  const base = draftOf(`2. ${one}: ${texts[0]}`, `${other}: ${texts[1]}`);
  const revised = draftOf(`2. ${texts.join(" ")}`);
  const { choices, stats } = compare(base, revised);
  expect(stats.clauses.merged).toBe(1);
  expect(choices.map((choice) => optionChoiceText(choice, { base, revised }, "en"))).toEqual([
    expect.not.stringContaining("deleted"),
  ]);
});
