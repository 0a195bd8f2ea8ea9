import { parseMessage } from "#core/phrases/format-message.ts";
import { languages } from "#core/messages/languages.ts";
import { madeUpLanguage } from "../../support/made-up-language.ts";

/** Lists the messages of an area by name, those of an object by "object.code". */
function messagesOf(value: unknown, name: string): [name: string, message: string][] {
  if (typeof value === "string") return [[name, value]];
  return Object.entries(value as object).flatMap(([key, inside]) => messagesOf(inside, `${name}.${key}`));
}

/** The names of the parameters and tags in a message, in alphabetical order. */
function parametersOf(message: string): string[] {
  const names = new Set<string>();
  JSON.stringify(parseMessage(message), (_key, value: unknown) => {
    const { type, value: name } = (value ?? {}) as { type?: number; value?: unknown };
    if (type !== undefined && type !== 0 && typeof name === "string") names.add(name);
    return value;
  });
  return [...names].sort();
}

const all = Object.entries({ ...languages, "made-up": madeUpLanguage() });

test.each(all)("every message in %s parses and has the parameters of the English one", (_language, areas) => {
  const english = new Map(messagesOf(languages.en, ""));
  const faults = messagesOf(areas, "").flatMap(([name, message]) => {
    try {
      const [own, expected] = [message, english.get(name) ?? ""].map((text) => parametersOf(text).join(" "));
      return own === expected ? [] : [`${name}: ${own ?? ""}`];
    } catch (error) {
      return [`${name}: ${String(error)}`];
    }
  });
  expect(faults).toEqual([]);
});
