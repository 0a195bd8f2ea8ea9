import type { DivisionLevel } from "#core/text/labels/division.ts";

/** How delegates cite the clauses of a treaty in a language. `{n}` stands for the number. */
interface CitationWords {
  readonly divisions: Readonly<Record<DivisionLevel, string>>;
  /** A numbered paragraph, after its article or annex. */
  readonly numbered: string;
  /** An unnumbered paragraph, by its position. */
  readonly paragraph: string;
  readonly preamble: string;
  readonly recital: string;
  /** Between the parts of a citation that are words. */
  readonly comma: string;
  /** The second to fifth clause with one citation. */
  readonly repeated: readonly string[];
}

/** By the first subtag of a language. */
const citationWords: Readonly<Record<string, CitationWords>> = {
  en: {
    divisions: {
      protocol: "Protocol {n}",
      annex: "Annex {n}",
      appendix: "Appendix {n}",
      part: "Part {n}",
      chapter: "Chapter {n}",
      section: "Section {n}",
      article: "Art. {n}",
    },
    numbered: ".{n}",
    paragraph: "para {n}",
    preamble: "preamble",
    recital: "recital {n}",
    comma: ", ",
    repeated: ["second", "third", "fourth", "fifth"],
  },
  fr: {
    divisions: {
      protocol: "protocole {n}",
      annex: "annexe {n}",
      appendix: "appendice {n}",
      part: "partie {n}",
      chapter: "chapitre {n}",
      section: "section {n}",
      article: "art. {n}",
    },
    numbered: ".{n}",
    paragraph: "par. {n}",
    preamble: "préambule",
    recital: "considérant {n}",
    comma: ", ",
    repeated: ["deuxième", "troisième", "quatrième", "cinquième"],
  },
  es: {
    divisions: {
      protocol: "protocolo {n}",
      annex: "anexo {n}",
      appendix: "apéndice {n}",
      part: "parte {n}",
      chapter: "capítulo {n}",
      section: "sección {n}",
      article: "art. {n}",
    },
    numbered: ".{n}",
    paragraph: "párr. {n}",
    preamble: "preámbulo",
    recital: "considerando {n}",
    comma: ", ",
    repeated: ["segundo", "tercero", "cuarto", "quinto"],
  },
  ru: {
    divisions: {
      protocol: "протокол {n}",
      annex: "приложение {n}",
      appendix: "дополнение {n}",
      part: "часть {n}",
      chapter: "глава {n}",
      section: "раздел {n}",
      article: "ст. {n}",
    },
    numbered: ".{n}",
    paragraph: "п. {n}",
    preamble: "преамбула",
    recital: "абзац {n}",
    comma: ", ",
    repeated: ["второй", "третий", "четвёртый", "пятый"],
  },
  zh: {
    divisions: {
      protocol: "议定书{n}",
      annex: "附件{n}",
      appendix: "附录{n}",
      part: "第{n}部分",
      chapter: "第{n}章",
      section: "第{n}节",
      article: "第{n}条",
    },
    numbered: "第{n}款",
    paragraph: "第{n}段",
    preamble: "序言",
    recital: "第{n}段",
    comma: "",
    repeated: ["（第二处）", "（第三处）", "（第四处）", "（第五处）"],
  },
  ar: {
    divisions: {
      protocol: "البروتوكول {n}",
      annex: "المرفق {n}",
      appendix: "التذييل {n}",
      part: "الجزء {n}",
      chapter: "الفصل {n}",
      section: "القسم {n}",
      article: "المادة {n}",
    },
    numbered: ".{n}",
    paragraph: "الفقرة {n}",
    preamble: "الديباجة",
    recital: "الفقرة {n}",
    comma: "، ",
    repeated: ["الثاني", "الثالث", "الرابع", "الخامس"],
  },
};

/** The marks of a second clause with one citation, in every language. */
export const secondMarks = Object.values(citationWords).map(({ comma, repeated }) => `${comma}${repeated[0] ?? ""}`);

/** Returns the words for a BCP 47 language; those of English for a language without its own. */
export function citationWordsFor(language: string): CitationWords {
  const [primary = ""] = language.toLowerCase().split("-");
  return citationWords[primary] ?? (citationWords["en"] as CitationWords);
}
