import { proposedChanges, type ProposedChangeCode } from "#core/compile/word-proposal.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { withoutIsolate } from "#core/text/direction.ts";

/**
 * One requested step, as a sentence states it. A clause is given by its citation ("" means the row's own clause), text
 * as quoted.
 */
export type RequestedChange =
  | { kind: "replace"; citation: string; from: string; to: string }
  | { kind: "insert-after" | "insert-before"; citation: string; quote: string; to: string }
  | { kind: "insert-first" | "insert-last"; citation: string; to: string }
  /** Deleting as people mean it: a space next to the text goes too. */
  | { kind: "delete"; citation: string; quote: string }
  | { kind: "delete-clause"; citation: string }
  /** `after` "" is the front of the document. `to` starts with the label. */
  | { kind: "insert-clause"; after: string; to: string }
  | { kind: "move"; citation: string; after: string }
  | { kind: "relabel"; citation: string; label: string | null };

/**
 * Parses a line as a requested change. It may be a sentence from our own forms, or one that people type: Replace “A” by
 * “B”, Delete “A”, Insert “B” after “A”, Delete this clause. Returns null for anything else, because only certain
 * requests become proposals.
 */
export function parseRequestedChange(line: string): RequestedChange | null {
  const sentence = line.trim();
  // Human sentences are tried first. “Delete this paragraph.” would also match our own form, with "this paragraph" as
  // citation.
  return asTyped(sentence) ?? asOurs(sentence);
}

/** The sentences of the proposals' catalogue, as patterns that capture their parameters. */
const ourSentences = proposedChanges.map((code): [ProposedChangeCode, RegExp] => {
  const sentence = uncheckedText({ code, params: {} }, "en").replace(/[\\^$.*+?()[\]|]/gu, "\\$&");
  return [code, new RegExp(`^${sentence.replace(/\{(\w+)\}/gu, "(?<$1>.+?)")}$`, "su")];
});

function asOurs(sentence: string): RequestedChange | null {
  for (const [code, pattern] of ourSentences) {
    const groups = pattern.exec(sentence)?.groups;
    if (!groups) continue;
    const [citation, from, to, after] = (["citation", "from", "to", "after"] as const).map((name) =>
      withoutIsolate(groups[name] ?? ""),
    ) as [string, string, string, string];
    switch (code) {
      case "change-replace":
        return { kind: "replace", citation, from, to };
      case "change-delete":
        return { kind: "replace", citation, from, to: "" };
      case "change-insert":
        return { kind: "insert-after", citation, quote: after, to };
      case "change-insert-first":
        return { kind: "insert-first", citation, to };
      case "change-delete-clause":
        return { kind: "delete-clause", citation };
      case "change-insert-clause":
      case "change-insert-clause-first":
        return { kind: "insert-clause", after, to };
      case "change-move":
      case "change-move-first":
        return { kind: "move", citation, after };
      case "change-relabel":
        return { kind: "relabel", citation, label: to };
      case "change-unlabel":
        return { kind: "relabel", citation, label: null };
    }
  }
  return null;
}

/** Quoted text in any common quotation marks. Straight single quotes also enclose text with apostrophes. */
const quoted = (name: string): string =>
  `(?:“(?<${name}1>[^”]+)”|"(?<${name}2>[^"]+)"|«\\s*(?<${name}3>[^»]+?)\\s*»|„(?<${name}4>[^“”]+)[“”]|['‘](?<${name}5>(?:[^'‘’]|['’](?=\\p{L}))+)['’](?!\\p{L})|「(?<${name}7>[^」]+)」)`;

/** Nouns that may stand before a quotation, in six languages. */
const noun =
  "(?:(?:the|les?|l[’'] ?|las?|los|el) ?)?(?:words?|terms?|phrase|expression|text|mots?|termes?|membre de phrase|palabras?|términos?|expresión|texto|слов(?:а|о|ами|ом)?|фразу|выражение|текст(?:ом)?|词语?|عبارة|كلمة|كلمات|لفظ)? ?";

/** Verbs in six languages, in the forms that people type. */
const verbs = {
  replace:
    "(?:replace|change|amend|remplacer|remplacez|remplacé|reemplazar|reemplácese|sustituir|sustitúyase|cambiar|заменить|заменив|(?:يستعاض|تستعاض|الاستعاضة|يُستعاض) عن|استبدال|[يت]ستبدل)",
  by: "(?:by|with|to|into|for|par|por|на|بـ ?|ب|في شكل)",
  instead: "(?:instead of|au lieu de|en lugar de|en vez de|вместо|بدلا من)",
  write: "(?:write|read|say|put|use|lire|écrire|léase|dígase|escribir|написать|читать|следует читать|يكتب|تكتب|تقرأ)",
  become:
    "(?:should read|shall read|to read|should be replaced (?:by|with)|should become|devrait se lire|doit se lire|devient|debe decir|debería decir|следует читать|должно читаться)",
  remove:
    "(?:delete|remove|strike(?: out)?|omit|suppress|supprimer|supprimez|retirer|biffer|suprimir|suprímase|eliminar|borrar|исключить|удалить|снять|убрать|حذف|[تي]ُ?حذف)",
  add: "(?:insert|add|append|insérer|insérez|ajouter|ajoutez|insertar|insértese|añadir|añádase|agregar|вставить|добавить|إضافة|إدراج|[تي]ُ?ضاف|[تي]ُ?درج)",
  and: "(?:and|et|y|и|و)",
  after: "(?:after|après|después de|tras|после|بعد)",
  before: "(?:before|avant|antes de|перед|قبل)",
  atStart: "(?:at the (?:beginning|start)|au début|al principio|в начале|في البداية)",
  atEnd:
    "(?:at the end|à la fin|al final|в конце|في النهاية|في نهاية|في آخر)(?: (?:of (?:the|this) (?:paragraph|clause|sentence|text)|du paragraphe|de l[’']alinéa|del párrafo|пункта|абзаца|الفقرة|فقرة))?",
} as const;

const [one, other] = [`${noun}${quoted("one")}`, `${noun}${quoted("other")}`];
const { add, after, and, atEnd, before, by, instead, remove, replace, write } = verbs;

/** The requests that people type, as patterns with their quotations. A colon may follow a verb. */
const typedSentences: readonly [RegExp, (first: string, second: string) => RequestedChange][] = [
  ...[
    `${replace}:? ${one},? ${by}:? ?${other}`,
    `${instead} ${one},? ${write}:? ${other}`,
    `${one},? ${verbs.become}:? ${other}`,
    `${remove}:? ${one},? ${and} ?${add}:? ${other}`,
    `(?:将|把)?${one}(?:改为|替换为|修改为|改成)[:：]?${other}`,
  ].map((pattern): [RegExp, (from: string, to: string) => RequestedChange] => [
    typed(pattern),
    (from, to) => ({ kind: "replace", citation: "", from, to }),
  ]),
  ...[`${remove}:? ${one}`, `删[除去][:：]?${one}`].map((pattern): [RegExp, (text: string) => RequestedChange] => [
    typed(pattern),
    (quote) => ({ kind: "delete", citation: "", quote }),
  ]),
  ...[
    `${add}:? ${one},? ${after} ${other}`,
    `${after} ${other},? ${add}:? ${one}`,
    `在?${other}之?后面?(?:插入|增加|添加|加入)${one}`,
  ].map((pattern): [RegExp, (to: string, after: string) => RequestedChange] => [
    typed(pattern),
    (to, quote) => ({ kind: "insert-after", citation: "", quote, to }),
  ]),
  ...[
    `${add}:? ${one},? ${before} ${other}`,
    `${before} ${other},? ${add}:? ${one}`,
    `在?${other}之?前面?(?:插入|增加|添加|加入)${one}`,
  ].map((pattern): [RegExp, (to: string, before: string) => RequestedChange] => [
    typed(pattern),
    (to, quote) => ({ kind: "insert-before", citation: "", quote, to }),
  ]),
  [typed(`${add}:? ${one},? ${verbs.atStart}`), (to) => ({ kind: "insert-first", citation: "", to })],
  ...[
    `${add}:? ${one},? ${atEnd}`,
    `${add} ${atEnd}:? ${one}`,
    `${atEnd},? ${add}:? ${one}`,
    `在?(?:末尾|最后|段末)(?:插入|增加|添加|加入)[:：]?${one}`,
  ].map((pattern): [RegExp, (to: string) => RequestedChange] => [
    typed(pattern),
    (to) => ({ kind: "insert-last", citation: "", to }),
  ]),
  [
    typed(
      "(?:delete|remove|strike(?: out)?|omit|suppress)(?:\\s+(?:the|this)?\\s*(?:whole |entire )?(?:clause|paragraph|sub-?paragraph|item|recital|text))?",
    ),
    () => ({ kind: "delete-clause", citation: "" }),
  ],
];

/** Maximum length of a sentence that people type, in characters. */
const longestTyped = 5_000;

function asTyped(sentence: string): RequestedChange | null {
  if (sentence.length > longestTyped) return null;
  for (const [pattern, make] of typedSentences) {
    const match = pattern.exec(sentence);
    if (!match) continue;
    // Each name has one group per kind of quotation mark; only the group for the marks in use has a value.
    const groups = Object.entries<string | undefined>(match.groups ?? {});
    const named = (name: string): string => groups.find(([key, value]) => key.startsWith(name) && value)?.[1] ?? "";
    return make(named("one"), named("other"));
  }
  return null;
}

function typed(pattern: string): RegExp {
  return new RegExp(`^(?:please )?${pattern}\\s*[.;。]?$`.replaceAll(" ", "\\s+").replaceAll("\\s+?", "\\s*"), "isu");
}
