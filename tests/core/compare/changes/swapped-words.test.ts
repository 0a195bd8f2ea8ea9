import { compare } from "#core/compare/compare.ts";
import { changesBetween } from "../changes-in-short.ts";
import { version } from "../versions.ts";

test.each([
  ["en", "Members weigh security and privacy in their work.", "Members weigh privacy and security in their work."],
  [
    "fr",
    "Ils veillent à la sécurité et à la confidentialité ici.",
    "Ils veillent à la confidentialité et à la sécurité ici.",
  ],
  [
    "es",
    "Consideran la seguridad y la privacidad en su labor.",
    "Consideran la privacidad y la seguridad en su labor.",
  ],
  ["ru", "Члены учитывают безопасность и гибкость в работе.", "Члены учитывают гибкость и безопасность в работе."],
  ["ar", "يراعي الأعضاء الأمن ثم الخصوصية في عملهم.", "يراعي الأعضاء الخصوصية ثم الأمن في عملهم."],
  ["zh", "会员国在工作中考虑安全和隐私。", "会员国在工作中考虑隐私和安全。"],
])("shows two words that changed places as moved: %s", (_language, base, revised) => {
  expect(changesBetween(base, revised).every((change) => /^\{\S+\}$/u.test(change))).toBe(true);
});

test.each([
  ["at the start of a clause", "fees and taxes rise", "taxes and fees rise", ["{taxes}", "{fees}"]],
  ["at the end of a clause", "they pay fees and taxes", "they pay taxes and fees", ["{taxes}", "{fees}"]],
  [
    "beside another edit",
    "they shall pay fees and taxes",
    "they should pay taxes and fees",
    ["[-shall-][+should+] verb", "{taxes}", "{fees}"],
  ],
  [
    "of several words",
    "they pay all fees and high taxes now",
    "they pay high taxes and all fees now",
    ["{high taxes}", "{all fees}"],
  ],
])("shows only what changed places: %s", (_place, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});

test("does not show words as moved if another word between them changed", () => {
  const changes = changesBetween("they pay fees and taxes now", "they pay taxes or fees now");
  expect(changes.filter((change) => change.startsWith("{"))).toEqual([]);
});

test("counts words that changed places as moved", () => {
  const { stats } = compare(version("they pay fees and taxes now"), version("they pay taxes and fees now"));
  expect(stats.words).toMatchObject({ inserted: 0, deleted: 0, moved: 2 });
});
