import { readdirSync } from "node:fs";
import { InterfaceLanguage } from "#core/access/interface-language.ts";
import { languageChoices, translatedLanguages } from "#core/access/language-choices.ts";

test("offers exactly the languages that every catalogue is written in", () => {
  const catalogues = readdirSync("server/core/messages").filter((name) => /\.[a-z]{2}\.ts$/u.test(name));
  const names = new Set(catalogues.map((name) => name.slice(0, -".en.ts".length)));
  const complete = InterfaceLanguage.options.filter((language) =>
    [...names].every((name) => catalogues.includes(`${name}.${language}.ts`)),
  );
  expect(translatedLanguages).toEqual(complete);
});

test.each([
  ["one language", ["en"], undefined, []],
  ["languages of which the forum allows one", ["en", "fr"], ["fr", "ru"], []],
  ["languages of which the forum allows two", ["en", "fr", "es"], ["es", "en", "ar"], ["en", "es"]],
] as const)("a forum with catalogues in %s", (_what, translated, allowed, expected) => {
  expect(languageChoices(allowed, translated)).toEqual(expected);
});
