import { insertionWords } from "#core/text/insertion-suffix.ts";

/**
 * The words that mark agreement in drafts, in the six official languages of the United Nations. All of them are
 * recognised in every text, because a draft in one language keeps what a delegation wrote in another.
 *
 * - *ad referendum*: as in the authentic texts of the Vienna Convention on the Law of Treaties (1969), articles 10 and
 *   12, on signature ad referendum. English, French and Russian use the Latin words, Spanish ad referéndum, Chinese
 *   待核准; the Arabic translation uses بشرط الرجوع إلى الحكومة.
 * - *alternatives*: Variant, Variante, Вариант, 备选案文 and البديل (with ألف, باء ... for A, B) in drafts of the UNCITRAL
 *   working groups. Option 1, and within it Option (a), in the climate negotiating texts, with Opción, 选项 and الخيار.
 *   Alternative, Alternativa, Альтернатива, 备选方案 elsewhere. Except for the English short form, they count only with a
 *   number or letter, in Arabic also with an ordinal, because they are everyday words. Capitals are recognised too,
 *   because headings above alternatives use them. ALT then needs its number or letter.
 * - *agreed*: text in brackets after agreed wording, with nothing else in the brackets.
 * - *bis, ter*: see insertion.ts.
 */
const numbers = String.raw`\p{Nd}+|\p{Lu}|ألف|باء|جيم|دال|هاء|الأول|الثاني|الثالث|الرابع|[一二三四五六七八九十]`;

const adReferendum = String.raw`ad\s+ref(?:er[eé]ndum)?|ад\s+референдум|(?:尚)?待核准|بشرط\s+(?:الرجوع\s+إلى\s+الحكومة|الاستشارة)`;

const agreed = [
  "agreed",
  "convenue?s?",
  "(?:accept|agré|approuv)é(?:e|s|es)?",
  "convenid[oa]s?",
  "acordad[oa]s?",
  "aprobad[oa]s?",
  "согласован[оаы]?",
  "(?:已)?商定",
  "议定",
  "(?:已)?达成一致",
  String.raw`متفق\s+عليه(?:ا|م)?`,
  String.raw`(?:اتفق|تم\s+الاتفاق)\s+عليه(?:ا)?`,
].join("|");

/**
 * Matches the name of an alternative at the start of a clause or a bracket. Its number or letter is in whichever group
 * matched.
 */
export const alternativeName = new RegExp(
  String.raw`(?<=^|[[［]\s{0,3})(?:Alt(?:ernative)?(?!\p{L})\.?(?:\s*(\p{Nd}+|\p{Lu}(?!\p{L})))?|` +
    String.raw`(?:Variante?|Alternativa|Opt(?:ion|\.)?|Opción|Вариант|Альтернатива|ALT(?:ERNATIV[EA])?\.?|VARIANTE?|OPT(?:ION|\.)?|OPCIÓN|` +
    String.raw`ВАРИАНТ|АЛЬТЕРНАТИВА|备选案文|备选方案|选项|(?:ال)?بديل|(?:ال)?خيار)` +
    String.raw`\s*(?:(${numbers})(?!\p{L})|\((\p{L}|\p{Nd}+)\)))(?:\s*[:：.)])?`,
  "gu",
);

/** Whether the text in brackets only declares that the wording before it is agreed. */
export function isAgreement(inside: string): boolean {
  return agreement.test(plain(inside));
}

/** Whether the wording is agreed subject to confirmation. */
export function isAdReferendum(inside: string): boolean {
  return new RegExp(adReferendum, "iu").test(plain(inside));
}

const agreement = new RegExp(
  String.raw`^\s*(?:(?:${agreed})(?:[\s,，،]*(?:${adReferendum}))?|${adReferendum})\s*(?:[.。]\s*)?$`,
  "iu",
);

/** An attribution at the start of a bracket: "Source: …". */
export const sourceName = /^\s*(?:Source|Fuente|Источник|来源|المصدر)\s*[:：]/iu;

/** A label that shows an inserted clause: "62bis", "a) ter". */
export const insertedLabel = new RegExp(
  String.raw`(?:[\p{N})]|(?<!\p{L})\p{L})\s?(?:${insertionWords})(?!\p{L})`,
  "iu",
);

/** Removes the Arabic vowel signs, which are optional in writing. */
export function plain(text: string): string {
  return text.replace(/[\u064B-\u0652]/gu, "");
}
