/**
 * Numbers of list entries that are words or single characters: "First", "Premièrement", "①". Their labels keep the form
 * in which they are written.
 */
export type NamedFormat = "word" | "enclosed";

/** One meaning of such a number. */
interface NamedReading {
  readonly format: NamedFormat;
  readonly ordinal: number;
}

/**
 * Words for the first numbers, each line for the next number, by language. The first word of a line is the one that
 * word processors write. Arabic words may have vowel signs.
 */
const words: Readonly<Record<string, readonly string[]>> = {
  en: [
    "first firstly",
    "second secondly",
    "third thirdly",
    "fourth fourthly",
    "fifth fifthly",
    "sixth sixthly",
    "seventh seventhly",
    "eighth eighthly",
    "ninth ninthly",
    "tenth tenthly",
    "eleventh",
    "twelfth",
  ],
  fr: [
    "premier première premièrement",
    "deuxième deuxièmement second seconde secondement",
    "troisième troisièmement",
    "quatrième quatrièmement",
    "cinquième cinquièmement",
    "sixième sixièmement",
    "septième septièmement",
    "huitième huitièmement",
    "neuvième neuvièmement",
    "dixième dixièmement",
  ],
  es: [
    "primero primera primeramente",
    "segundo segunda",
    "tercero tercera",
    "cuarto cuarta",
    "quinto quinta",
    "sexto sexta",
    "séptimo séptima",
    "octavo octava",
    "noveno novena",
    "décimo décima",
  ],
  ru: [
    "первое во-первых первый первая",
    "второе во-вторых второй вторая",
    "третье в-третьих третий третья",
    "четвертое в-четвертых четвертый четвертая",
    "пятое в-пятых пятый пятая",
    "шестое в-шестых шестой шестая",
    "седьмое в-седьмых седьмой седьмая",
    "восьмое в-восьмых восьмой восьмая",
    "девятое в-девятых девятый девятая",
    "десятое в-десятых десятый десятая",
  ],
  zh: ["第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九", "第十"],
  ar: ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"],
};

const ordinals = new Map(
  Object.values(words).flatMap((lines) =>
    lines.flatMap((line, at) => line.split(" ").map((word): [string, number] => [word, at + 1])),
  ),
);

const vowelSigns = /[\u064B-\u0652]/gu;
const alternatives = [...ordinals.keys()]
  .sort((left, right) => right.length - left.length)
  .map((word) => word.replace(/\p{Script=Arabic}/gu, "$&[\\u064B-\\u0652]*"))
  .join("|");
const wordAtStart = new RegExp(`^(?:${alternatives})(?![\\p{L}\\p{M}\\p{N}])`, "iu");

/** Series of characters for the first numbers, by the name of the format in Word. */
const characters: Readonly<Record<string, string>> = {
  decimalEnclosedCircle: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
  decimalEnclosedParen: "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
  decimalEnclosedFullstop: "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
  ideographEnclosedCircle: "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
  ideographParenthesised: "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
  negative: "❶❷❸❹❺❻❼❽❾❿",
};

/** Returns the number that a text begins with as a word or a single character; undefined if it does not. */
export function namedOrdinalAtStart(text: string): { written: string; reading: NamedReading } | undefined {
  const word = wordAtStart.exec(text)?.[0];
  if (word !== undefined) {
    const ordinal = ordinals.get(word.toLowerCase().replace(vowelSigns, "")) ?? 0;
    return { written: word, reading: { format: "word", ordinal } };
  }
  const [written = ""] = text;
  const ordinal = Object.values(characters)
    .find((series) => written !== "" && series.includes(written))
    ?.indexOf(written);
  return ordinal === undefined ? undefined : { written, reading: { format: "enclosed", ordinal: ordinal + 1 } };
}

/**
 * Writes the n-th number (from 1) in one of Word's formats. Undefined if the format is not one of words or single
 * characters, or has none for this number.
 *
 * @param language BCP 47
 */
export function writeNamedOrdinal(format: string, n: number, language: string): string | undefined {
  if (format === "decimalEnclosedCircleChinese") return writeNamedOrdinal("decimalEnclosedCircle", n, language);
  if (format !== "ordinalText") return characters[format]?.[n - 1];
  const word = words[language.split("-")[0] ?? ""]?.[n - 1]?.split(" ")[0];
  return word && word.charAt(0).toUpperCase() + word.slice(1);
}
