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
