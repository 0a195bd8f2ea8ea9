import {
  insertionIn,
  insertionRank,
  insertionWords,
  type OrdinalReading,
  readOrdinal,
} from "#core/text/labels/ordinal.ts";

/**
 * The levels that divide a treaty, outermost first. Each one restarts the numbering below it. They need not all occur:
 * a level belongs to the nearest open level before it in this list.
 */
export const divisionLevels = ["protocol", "annex", "appendix", "part", "chapter", "section", "article"] as const;
export type DivisionLevel = (typeof divisionLevels)[number];

/** Whether a level is a text of its own beside the articles, with its own numbering. */
export function isAnnexLevel(level: DivisionLevel): boolean {
  return level === "protocol" || level === "annex" || level === "appendix";
}

/**
 * The grammar of a division's label, in the six official languages of the United Nations:
 *
 * - a label is a name and a number: "Article 4", "Chapitre II", "Статья 4", "المادة 4", in capitals or not;
 * - in Chinese the number is inside: "第四条", "第4章"; only annexes, appendices and protocols begin with the name:
 *   "附件一". A title in brackets may touch it: "第四条（范围）";
 * - the number is written in digits of any script, in Roman capitals, as one capital letter, or as a word up to ten:
 *   "Part One", "Article premier", "المادة الأولى";
 * - digits may be in round brackets, as Arabic writes them: "المادة (4)";
 * - bis, ter, quater and their kin follow the number: "Article 2 bis", "第二条之二";
 * - square brackets around the label or its number belong to it, even one alone: "[Article 3bis]", "Article [3]",
 *   "[Article 3bis";
 * - then the line ends, or a title follows, also inside these brackets ("[Article 6 (Finance)]"): in round brackets,
 *   after a mark ("Article 4. Scope", "Article 4 – Scope"), or after a space if it begins with a capital or with a
 *   letter of a script without capitals. A title is a phrase, so "Article 4 of the Convention" and "Annex I Parties
 *   shall report." are wording;
 * - the text of an article may follow on the same line: after a mark ("Article 4. The Parties shall report."), and in
 *   Chinese after a space.
 */
const names: Readonly<Record<DivisionLevel, readonly string[]>> = {
  protocol: ["protocol", "protocole", "protocolo", "протокол", "议定书", "البروتوكول", "بروتوكول"],
  annex: ["annex", "annexe", "anexo", "приложение", "附件", "المرفق", "مرفق", "الملحق", "ملحق"],
  appendix: ["appendix", "appendice", "apéndice", "дополнение", "附录", "التذييل", "تذييل"],
  part: ["part", "partie", "parte", "часть", "الباب", "باب", "الجزء", "جزء"],
  chapter: ["chapter", "chapitre", "capítulo", "capitulo", "глава", "الفصل", "فصل"],
  section: ["section", "sección", "seccion", "раздел", "القسم", "قسم"],
  article: ["article", "artículo", "articulo", "статья", "المادة", "مادة"],
};

/** Chinese level names, which follow the number: 第四条. */
const chineseNames: Readonly<Partial<Record<DivisionLevel, string>>> = {
  part: "部分|编",
  chapter: "章",
  section: "节",
  article: "条",
};

/** Returns the names of a level in lower case, in all languages but Chinese where the number is inside. */
export function divisionNames(level: DivisionLevel): readonly string[] {
  return names[level];
}

/** The numbers from one to ten as words, each line for the next number. */
const firstNumbers: readonly (readonly string[])[] = [
  ["one", "first", "i", "premier", "première", "primero", "primera", "первый", "первая", "первое", "الأول", "الأولى"],
  ["two", "second", "deux", "deuxième", "segundo", "segunda", "второй", "вторая", "второе", "الثاني", "الثانية"],
  ["three", "third", "trois", "troisième", "tercero", "tercera", "третий", "третья", "третье", "الثالث", "الثالثة"],
  ["four", "fourth", "quatre", "quatrième", "cuarto", "cuarta", "четвертый", "четвертая", "الرابع", "الرابعة"],
  ["five", "fifth", "cinq", "cinquième", "quinto", "quinta", "пятый", "пятая", "пятое", "الخامس", "الخامسة"],
  ["six", "sixth", "sixième", "sexto", "sexta", "шестой", "шестая", "шестое", "السادس", "السادسة"],
  ["seven", "seventh", "sept", "septième", "séptimo", "séptima", "седьмой", "седьмая", "السابع", "السابعة"],
  ["eight", "eighth", "huit", "huitième", "octavo", "octava", "восьмой", "восьмая", "الثامن", "الثامنة"],
  ["nine", "ninth", "neuf", "neuvième", "noveno", "novena", "девятый", "девятая", "التاسع", "التاسعة"],
  ["ten", "tenth", "dix", "dixième", "décimo", "décima", "десятый", "десятая", "العاشر", "العاشرة"],
];

/** The Arabic tens from 10, without their endings. */
const arabicTens = ["عشر", "العشر", "الثلاث", "الأربع", "الخمس", "الست", "السبع", "الثمان", "التسع"];

/** Returns the Arabic ordinals of a number from 11 to 99: "الحادية عشرة", "العشرون", "الحادية والعشرون". */
function arabicOrdinals(n: number): string[] {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const units =
    ones === 1
      ? ["الحادي", "الحادية"]
      : (firstNumbers[ones - 1] ?? []).filter((word) => /^\p{Script=Arabic}/u.test(word));
  if (tens === 1) return units.flatMap((unit) => [`${unit} عشر`, `${unit} عشرة`]);
  const ten = [`${arabicTens[tens - 1] ?? ""}ون`, `${arabicTens[tens - 1] ?? ""}ين`];
  return ones === 0 ? ten : units.flatMap((unit) => ten.map((word) => `${unit} و${word}`));
}

/** Numbers as words: in all languages up to ten, and in Arabic up to 99, because it numbers articles in words. */
const numberWords = [...firstNumbers, ...Array.from({ length: 89 }, (_, index) => arabicOrdinals(index + 11))];

/** A division's level and number. */
export interface Division {
  readonly level: DivisionLevel;
  /** Without spaces and brackets: "4", "2bis", "IV". */
  readonly number: string;
  /** Possible meanings of the number, without bis or ter. */
  readonly readings: readonly OrdinalReading[];
  /** 1 for bis, 2 for ter and so on; otherwise 0. */
  readonly inserted: number;
}

/** A division's label at the start of a text. */
export interface TypedDivision {
  readonly division: Division;
  /** In the form for citing: without double spaces, and not all in capitals. */
  readonly text: string;
  /** Length of the label, the marks and the whitespace to remove, in UTF-16 code units. */
  readonly length: number;
}

const blank = "[\\s\\p{Zs}\\u200B]";
const words = numberWords
  .flat()
  .filter((word) => word.length > 1)
  .sort((left, right) => right.length - left.length)
  .join("|");
const insertion = `(?:[ \\u00A0-]?(?<suffix>${insertionWords})(?![\\p{L}\\p{M}]))?`;
const allNames = divisionLevels
  .flatMap((level) => names[level])
  .sort((left, right) => right.length - left.length)
  .join("|");
const named = new RegExp(
  `^(?<open>[[［]*)${blank}*(?<name>${allNames})${blank}*(?:n[°ºo]\\.?|no\\.|№)?${blank}*(?<inner>[[［]*)(?<round>[(（]?)(?<number>\\p{Nd}{1,4}|[ivxlc]{1,7}|${words}|[a-z]|[一二三四五六七八九十百零〇]{1,7})(?:er|re|\\.?[º°ª])?(?<roundEnd>[)）]?)${insertion}(?![\\p{L}\\p{M}\\p{Nd}])`,
  "iu",
);
const chinese = new RegExp(
  `^(?<open>[[［]*)第${blank}*(?<inner>[[［]*)(?<number>\\p{Nd}{1,4}|[一二三四五六七八九十百零〇]{1,7})[\\]］]*${blank}*(?<name>${Object.values(chineseNames).join("|")})${insertion}`,
  "u",
);
const closing = new RegExp(`^${blank}*[\\]］]*`, "u");
/** A separator that only a title follows: a mark, a tab or a wide space. */
const mark = new RegExp(`^${blank}*(?:[.:：．–—-]+(?!\\p{Nd})|[\\t\\u2002\\u2003\\u3000])${blank}*`, "u");
const space = new RegExp(`^${blank}+`, "u");

/** Returns the division whose label a text begins with; undefined if it begins with none. */
export function divisionAtStart(text: string): TypedDivision | undefined {
  const match = named.exec(text) ?? chinese.exec(text);
  if (!match?.groups) return undefined;
  const { open = "", inner = "", name = "", number = "", suffix = "", round = "", roundEnd = "" } = match.groups;
  if (round + roundEnd !== "" && (round === "" || roundEnd === "" || !/^\p{Nd}+$/u.test(number))) return undefined;
  const isChinese = text.includes("第");
  const level = levelNamed(name, isChinese);
  if (!level || (/^[a-zivxlc]+$/u.test(number) && !isWord(number))) return undefined;
  const brackets = open.length + inner.length;
  const closed = brackets > 0 ? (closing.exec(text.slice(match[0].length))?.[0] ?? "") : "";
  const end = match[0].length + (/[\]］]/u.test(closed) ? closed.length : 0);
  const rest = text.slice(end);
  const separator = mark.exec(rest)?.[0] ?? space.exec(rest)?.[0] ?? "";
  const title = rest.slice(separator.length);
  const isMarked = mark.test(rest);
  const isTouching = separator === "" && !(isChinese && /^[（(［[]/u.test(title));
  if (title !== "" && (isTouching || (!isMarked && !beginsTitle(title)))) return undefined;
  const mayBeSentence = level === "article" && (isMarked || name === "条");
  if (title !== "" && !mayBeSentence && !isHeadingText(title)) return undefined;
  const inserted = insertionIn(suffix);
  const division = {
    level,
    number: `${number}${/^\p{Script=Arabic}/u.test(inserted) ? " " : ""}${inserted}`,
    readings: readingsOf(number),
    inserted: insertionRank(inserted),
  };
  return { division, text: tidied(text.slice(0, end)), length: end + separator.length };
}

/** Returns the division that a label names, as `divisionAtStart` returned it; undefined if it names none. */
export function divisionOf(label: string): Division | undefined {
  // Most labels are numbers or letters. This is asked of every clause of a text.
  if (label.length < 3 || /^[\p{N}(（]/u.test(label)) return undefined;
  const typed = divisionAtStart(label);
  return typed?.length === label.length ? typed.division : undefined;
}

/** The name of a division without a number, on a line of its own or before a title. */
const alone = new RegExp(
  `^[[［]*(?<name>${[...names.annex, ...names.appendix, ...names.protocol].join("|")})[\\]］]*(?:$|${blank}*[.:：–—-]|${blank}*[(（])`,
  "iu",
);

/** Returns the level of a heading that names a division without a number: "Annex", "Protocol: Privileges". */
export function unnumberedLevel(heading: string): DivisionLevel | undefined {
  const name = alone.exec(heading)?.groups?.["name"];
  return name === undefined ? undefined : levelNamed(name, false);
}

const preamble = /^[[［]*(?:preamble|préambule|preámbulo|преамбула|序言|الديباجة|ديباجة)[\]］]*$/iu;

/** Whether a heading names the preamble. */
export function isPreamble(heading: string): boolean {
  return preamble.test(heading.trim());
}

function levelNamed(name: string, isChinese: boolean): DivisionLevel | undefined {
  const lower = name.toLowerCase();
  return divisionLevels.find(
    (level) => names[level].includes(lower) || (isChinese && (chineseNames[level] ?? "").split("|").includes(lower)),
  );
}

function isWord(number: string): boolean {
  return wordOrdinal(number) > 0;
}

function wordOrdinal(number: string): number {
  return numberWords.findIndex((spellings) => spellings.includes(number.toLowerCase())) + 1;
}

/** Returns the meanings of a division's number: of digits, Roman numbers, letters and words. */
export function readingsOf(number: string): OrdinalReading[] {
  const ordinal = number.length > 1 ? wordOrdinal(number) : 0;
  if (ordinal > 0) return [{ format: "decimal", ordinal }];
  const chineseNumber =
    /^(?:([一二三四五六七八九])百)?[零〇]?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/u.exec(number);
  if (!chineseNumber || number === "") return readOrdinal(number);
  const [, hundreds = "", tens = "", ten = "", ones = ""] = chineseNumber;
  const digit = (character: string): number => " 一二三四五六七八九".indexOf(character || " ");
  return [{ format: "chinese", ordinal: digit(hundreds) * 100 + (ten ? digit(tens || "一") * 10 : 0) + digit(ones) }];
}

/**
 * Whether a text begins like a title: with a capital, a letter of a script without capitals, a quotation mark or a
 * square bracket. In round brackets, only a whole title is one, with square brackets after it: "Article 4 (b) applies"
 * is wording. So is Arabic من, "of".
 */
export function beginsTitle(text: string): boolean {
  return (
    /^(?:\p{Lu}|\p{Lo}|["“«'‘[［{]|[(（](?:[^)）]{3,}|\p{Script=Han}{2})[)）]\s*(?:$|[[\]［］]))/u.test(text) &&
    !/^(?:من|في|عشرة?)(?![\p{L}\p{M}])/u.test(text)
  );
}

/** Removes double spaces and capitals that only stand for a heading: "ARTICLE  4 bis" → "Article 4bis". */
export function tidied(label: string): string {
  const text = label
    .trim()
    .replace(/[\s\p{Zs}\u200B]+/gu, " ")
    .replace(new RegExp(`(?<=\\p{N})[ -](?=(?:${insertionWords})\\]*$)`, "iu"), (gap) =>
      /[\u0600-\u06FF]$/u.test(label) ? gap : "",
    );
  return text.replace(/\p{L}{3,}/u, (word) =>
    word === word.toUpperCase() && word !== word.toLowerCase() ? word.charAt(0) + word.slice(1).toLowerCase() : word,
  );
}

/** A heading is a phrase: a longer text is a paragraph, whatever mark it ends with. */
const longestHeading = 160;

/** A stop or colon after so few words ends no sentence: "Definitions.", "Key terms:". */
const mostWordsBeforeStop = 3;

/** The mark at the end of a text, with the closing brackets and quotes after it. */
const sentenceEnd = /(?<mark>[.;:,。；：，、؛،])[\])}»”’"'］）】」』]*$/u;

/**
 * Whether a labelled text that the file marks as a heading is one. Contracts and laws number their clauses with heading
 * styles, so a style alone does not make a heading: the text is at most 160 characters long and does not end like a
 * sentence or an entry of a list. A question is a heading. So are 3 words or less before a full stop or colon, and a
 * label without text. Files mark unlabelled headings on purpose, so the rule does not apply to them.
 */
export function isMarkedHeading(text: string): boolean {
  if (text.length > longestHeading) return false;
  const mark = sentenceEnd.exec(text)?.groups?.["mark"];
  if (mark === undefined) return true;
  return /[.:]/u.test(mark) && text.split(/\s+/u).length <= mostWordsBeforeStop;
}

/** Whether a text is short and not a sentence. Headings in all six languages end without a punctuation mark. */
export function isHeadingText(text: string): boolean {
  return (
    text.length <= longestHeading && !/[.;:,?!。；：，、؛،؟][\])}»”’"'］）】」』]*$/u.test(text) && /\p{L}/u.test(text)
  );
}
