import { insertionWords } from "#core/text/insertion-suffix.ts";

/**
 * The words by which drafts tell what is agreed, in the six official languages of the United Nations. All are read in every
 * text: a draft in one language keeps what a delegation wrote in another.
 *
 * - *ad referendum*: as the authentic texts of the Vienna Convention on the Law of Treaties (1969), articles 10 and 12,
 *   name a signature ad referendum: the Latin words in English, French and Russian, ad referéndum, 待核准; in its Arabic
 *   translation بشرط الرجوع إلى الحكومة.
 * - *alternatives*: Variant, Variante, Вариант, 备选案文 and البديل (with ألف, باء ... for A, B) in the drafts of the working
 *   groups of UNCITRAL; Option 1, and in it Option (a), in the negotiating texts on climate, with Opción, 选项 and الخيار;
 *   Alternative, Alternativa, Альтернатива, 备选方案 elsewhere. But for the English short form one is named only with its
 *   number or letter, in Arabic also an ordinal: the words are everyday ones. In capitals too, as headings over them are set; ALT then only with its number or letter.
 * - *agreed*: what stands in brackets after words that were agreed, nothing beside it.
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

/** Where a clause or a bracket begins with the name of an alternative; its number or letter is whichever group there is. */
export const alternativeName = new RegExp(
  String.raw`(?<=^|[[［]\s{0,3})(?:Alt(?:ernative)?(?!\p{L})\.?\s*(\p{Nd}+|\p{Lu}(?!\p{L}))?|` +
    String.raw`(?:Variante?|Alternativa|Option|Opción|Вариант|Альтернатива|ALT(?:ERNATIV[EA])?\.?|VARIANTE?|OPTION|OPCIÓN|` +
    String.raw`ВАРИАНТ|АЛЬТЕРНАТИВА|备选案文|备选方案|选项|(?:ال)?بديل|(?:ال)?خيار)` +
    String.raw`\s*(?:(${numbers})(?!\p{L})|\((\p{L}|\p{Nd}+)\)))\s*[:：.)]?`,
  "gu",
);

/** Whether what stands in brackets says that the words before it are agreed, and nothing else. */
export function isAgreement(inside: string): boolean {
  return agreement.test(plain(inside));
}

/** Whether they are agreed subject to confirmation. */
export function isAdReferendum(inside: string): boolean {
  return new RegExp(adReferendum, "iu").test(plain(inside));
}

const agreement = new RegExp(
  String.raw`^\s*(?:(?:${agreed})(?:[\s,，،]*(?:${adReferendum}))?|${adReferendum})\s*[.。]?\s*$`,
  "iu",
);

/** An attribution, as it opens a bracket: "Source: …". */
export const sourceName = /^\s*(?:Source|Fuente|Источник|来源|المصدر)\s*[:：]/iu;

/** "62bis", "a) ter": a label that says that its clause was put in between. */
export const insertedLabel = new RegExp(String.raw`[\p{L}\p{N})]\s?(?:${insertionWords})(?!\p{L})`, "iu");

/** Arabic without its vowel signs, which are written or not. */
export function plain(words: string): string {
  return words.replace(/[\u064B-\u0652]/gu, "");
}
