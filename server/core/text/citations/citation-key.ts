import { type DivisionLevel, divisionLevels, divisionNames, readingsOf } from "#core/text/labels/division.ts";
import { optionNames } from "#core/text/labels/option.ts";
import { insertionIn, insertionWords } from "#core/text/labels/ordinal.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/** Other forms of the names of divisions: abbreviations, plurals and the cases of Russian. */
const otherNames: Readonly<Partial<Record<DivisionLevel, string>>> = {
  article: "articles|arts?|artículos|ст|статьи|статье|статью|статей",
  annex: "annexes|anexos|приложения|приложению|приложении",
  appendix: "appendices|apéndices|дополнения|дополнению",
  protocol: "protocols|протокола|протоколу",
  part: "parts|pt|части|частью",
  chapter: "chapters|chap|ch|cap|главы|главе|гл",
  section: "sections|sect?|secc|раздела|разделе",
};

const paragraphWords =
  "sub-?paragraphs?|paragraphs?|paras?|par|paragraphes?|alinéas?|al|párrafos?|párr|apartados?|подпункты?|подпункта|пункты?|пункта|пп?(?=\\.)|sub-?clauses?|clauses?|points?|items?|no|of|the|de|del|du|le|la|les|el|los|inciso|lit|lettre|letra|الفقرة|فقرة|من";
const recitalWords =
  "preambular paragraphs?|preambular paras?|recitals?|considérants?|considerandos?|абзац|абзаца|pp(?=\\s?\\d)";
const preambleWords = "preamble|préambule|preámbulo|преамбула|преамбулы|序言|الديباجة|ديباجة";

/** Matches whole words. A dot after one belongs to it. */
function word(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])\\.?`, "gu");
}

const divisions = divisionLevels.map((level): [DivisionLevel, RegExp] => [
  level,
  word([...divisionNames(level), otherNames[level] ?? ""].filter(Boolean).join("|")),
]);
const chineseDivision = /第\s*([\p{Nd}一二三四五六七八九十百零〇]+)\s*(条|部分|编|章|节)/gu;
const chineseLevels: Readonly<Record<string, DivisionLevel>> = {
  条: "article",
  部分: "part",
  编: "part",
  章: "chapter",
  节: "section",
};
const chineseAnnex = /(附件|附录|议定书)(?=[一二三四五六七八九十百零〇])/gu;
const chineseParagraph = /第\s*([\p{Nd}一二三四五六七八九十百零〇]+)\s*(?:款|段|项)|[款项目]/gu;
const chineseItem = /第? ?\( ?([一二三四五六七八九十]+) ?\) ?[款项目]?/gu;
const numbered = new RegExp(
  `(?<![\\p{L}\\p{N}])(${divisionLevels.join("|")}|option)\\s+([\\p{L}\\p{N}]+?)(?=(?:[\\s-]?(?:${insertionWords}))?(?![\\p{L}\\p{N}]))`,
  "gu",
);
const joined = new RegExp(`(?<=\\p{N})[\\s-]?(${insertionWords})(?![\\p{L}\\p{M}])`, "gu");
/** Between a unit and the larger unit it belongs to: "subparagraph (c) of paragraph 13 of Article 4". */
const belongsTo = / (?:of|of the|de|de la|du|del|من) (?!\p{Nd})| de (?=l['’])/u;
/** "пункт 13 статьи 4": the larger unit comes first in a key. */
const largerLast =
  /^ ?(?<rest>(?:(?:recital|article|option) )?[\p{N}(][^\p{L}]*(?:\p{L}{1,4}\)[^\p{L}]*)*) (?<larger>(?:article|annex|appendix|protocol) [\p{L}\p{N}]+|preamble) ?$/u;
const chineseOptions = /(备选案文|备选方案|选项)\s*(?=[\p{Nd}一二三四五六七八九十])/gu;
const optionName = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:options(?!\\p{L})|${optionNames})\\.?\\s*(?:\\((\\p{L}|\\p{Nd}+)\\))?`,
  "gu",
);
const [recital, preamble, paragraph] = [word(recitalWords), word(preambleWords), word(paragraphWords)];

/** Longest citation that is read. A cell of a form may hold a whole text instead. */
const longestCitation = 500;

/**
 * Reduces a citation to its numbers, letters and the levels that are not articles, in order, so that all ways to cite a
 * clause of a treaty are equal, in the six official languages of the United Nations: "Article 4, paragraph 13 (c)",
 * "Art. 4(13)(c)", "4.13(c)" and "第四条第13款(c)" → "4 13 c"; "Annex I.4" and "annex 1, para 4" → "annex 1 4";
 * "preamble, recital 7" → "preamble recital 7"; "Art. 9, Option 2, para 3" and "paragraph 3 of Option 2" → "9 option 2
 * 3" and "option 2 3".
 */
export function citationKey(citation: string): string {
  if (citation.length > longestCitation) return "";
  let text = citation
    .replace(/\s+/gu, " ")
    .normalize("NFKC")
    .toLowerCase()
    .split(belongsTo)
    .reverse()
    .join(" , ")
    .replace(/\p{Nd}+/gu, (digits) => String(readingsOf(digits)[0]?.ordinal ?? digits))
    .replace(chineseDivision, (_match, number: string, name: string) => ` ${chineseLevels[name] ?? ""} ${number} `)
    .replace(/(?<!\p{L})l['’]/gu, " ")
    .replace(/(?<=\d)(?:er|re|\.?[º°ª])(?!\p{L})/gu, "")
    .replace(chineseAnnex, "$1 ")
    .replace(chineseOptions, " option ")
    .replace(chineseItem, " $1 ")
    .replace(chineseParagraph, (_match, number?: string) => ` ${number === undefined ? "" : ordinalOf(number)} `);
  for (const [level, name] of divisions) text = text.replace(name, ` ${level} `);
  return text
    .replace(optionName, (_match, number: string | undefined) => ` option ${number ?? ""}`)
    .replace(recital, " recital ")
    .replace(preamble, " preamble ")
    .replace(paragraph, " ")
    .replace(/\s+/gu, " ")
    .replace(numbered, (_match, level: string, number: string) => `${level} ${ordinalOf(number)}`)
    .replace(joined, (_match, suffix: string) => insertionIn(suffix).replaceAll(" ", ""))
    .replace(largerLast, "$<larger> $<rest>")
    .replace(/(?<!\p{L})article(?!\p{L})/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N}+]+/gu, " ")
    .trim();
}

/** Whether a citation names an article, in any of the six languages. */
export function namesArticle(citation: string): boolean {
  const text = streamSafe(citation).normalize("NFKC").toLowerCase();
  return divisions.some(([level, name]) => level === "article" && text.search(name) >= 0) || /第[^第条]+条/u.test(text);
}

/** Writes a number in digits: "iv" → "4", "四" → "4", "premier" → "1". A Roman reading wins over a letter. */
function ordinalOf(number: string): string {
  const readings = readingsOf(number.length === 1 && /[ivxlc]/u.test(number) ? number.toUpperCase() : number);
  const reading = readings.find(({ format }) => /decimal|roman|chinese/iu.test(format));
  return reading ? String(reading.ordinal) : number;
}
