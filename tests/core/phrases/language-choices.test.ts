import { readdirSync } from "node:fs";
import { languageChoices } from "#core/phrases/language-choices.ts";
import { translatedLanguages } from "#core/messages/catalogues.ts";

test("the languages of the interface are those with a folder of catalogues", () => {
  const folders = readdirSync("server/core/messages", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(translatedLanguages).toEqual(folders.map(({ name }) => name));
});

test.each([
  ["one language", ["en"], undefined, []],
  ["languages of which the forum allows one", ["en", "fr"], ["fr", "ru"], []],
  ["languages of which the forum allows two", ["en", "fr", "es"], ["es", "en", "ar"], ["en", "es"]],
] as const)("a forum with catalogues in %s", (_what, translated, allowed, expected) => {
  expect(languageChoices(allowed, translated)).toEqual(expected);
});
