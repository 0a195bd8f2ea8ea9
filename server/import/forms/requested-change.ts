import { proposedChanges, type ProposedChangeCode } from "#core/compile/word-proposal.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { isUnsure } from "#core/receive/unsure-wording.ts";
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
  /** `at` counts the sentences of the clause from 0, or from the last with -1. */
  | { kind: "delete-sentence"; citation: string; at: number }
  /** `after` "" is the front of the document. `to` starts with the label. */
  | { kind: "insert-clause"; after: string; to: string }
  | { kind: "move"; citation: string; after: string }
  | { kind: "relabel"; citation: string; label: string | null };

/**
 * Parses a line as a requested change. It may be a sentence from our own forms, or one that people type: Replace “A” by
 * “B”, Delete “A”, Insert “B” after “A”, Delete the last sentence. Words without quotation marks may divide in several
 * ways, so that there are several readings; only words that the draft has make one certain. Returns no reading for
 * anything else.
 */
export function parseRequestedChange(line: string): RequestedChange[] {
  // French has a space before a colon.
  const sentence = line.trim().replace(/^[^“”"«»„「:]+:/u, (start) => `${start.slice(0, -1).trimEnd()}:`);
  // Human sentences are tried first. “Delete this paragraph.” would also match our own form, with "this paragraph" as
  // citation.
  const known = asTyped(sentence) ?? asOurs(sentence);
  return known ? [known] : bareReadings(sentence);
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
    "(?:replace|change|amend|remplacer|remplacez|remplacé|reemplazar|reemplácese|sustituir|sustitúyase|cambiar|заменить|заменив|(?:يستعاض|تستعاض|الاستعاضة|يُستعاض) عن|استبدال|[يت]ستبدل|تغيير|[يت]ُ?غيَ?ر)",
  by: "(?:by|with|to(?: read)?|into|so that it reads|par|pour lire|por|на|بـ ?|ب|إلى|في شكل)",
  instead: "(?:instead of|au lieu de|en lugar de|en vez de|вместо|بدلا من)",
  write:
    "(?:write|read|say|put|use|lire|écrire|mettre|léase|dígase|escribir|написать|читать|следует читать|يكتب|تكتب|تقرأ)",
  become:
    "(?:should read|shall read|to read|should be replaced (?:by|with)|should become|devrait se lire|doit se lire|devient|debe decir|debería decir|следует читать|должно читаться)",
  remove:
    "(?:delete|remove|strike(?: out)?|omit|suppress|drop|supprimer|supprimez|retirer|biffer|suprimir|suprímase|eliminar|borrar|исключить|удалить|снять|убрать|حذف|[تي]ُ?حذف)",
  add: "(?:insert|add|append|insérer|insérez|ajouter|ajoutez|insertar|insértese|añadir|añádase|agregar|вставить|добавить|إضافة|إدراج|[تي]ُ?ضاف|[تي]ُ?درج)",
  removed:
    "(?:(?:should|shall|must|to) be (?:deleted|removed|struck(?: out)?|omitted)|(?:est|doit être|devrait être|à) (?:supprimée?|supprimer)|(?:debe|debería) suprimirse|следует (?:исключить|удалить|снять)|[تي]ُ?حذف)",
  and: "(?:and|et|y|и|و)",
  after: "(?:after|après|después de|tras|после|بعد)",
  before: "(?:before|avant|antes de|перед|قبل)",
  atStart: "(?:at the (?:beginning|start)|au début|al principio|в начале|في البداية)",
  atEnd:
    "(?:at the end|à la fin|in fine|al final|в конце|في النهاية|في نهاية|في آخر)(?: (?:of (?:the|this) (?:paragraph|clause|text)|du paragraphe|de l[’']alinéa|del párrafo|пункта|абзаца|الفقرة|فقرة))?",
} as const;

/** An arrow between the present words and the new ones. */
const arrow = "(?:[-=]+>|[→⇒➔➜])";

const [one, other] = [`${noun}${quoted("one")}`, `${noun}${quoted("other")}`];
const { add, after, and, atEnd, before, by, instead, remove, removed, replace, write } = verbs;

/** The clause of the row as a whole, in five languages. */
const wholeClause =
  "(?:(?:the|this|le|ce|cet|la|cette|l[’']|el|este|la|esta|этот|весь|данный|هذه|هذا|كامل)? ?(?:whole |entire |présent |tout )?(?:clause|paragraph|sub-?paragraph|item|recital|text|paragraphe|alinéa|párrafo|apartado|inciso|пункт|абзац|الفقرة|البند))";

/** A sentence of the row's clause by its number, in six languages, and the number as `delete-sentence` counts it. */
const ordinals = (
  [
    ["first|1st", "première|1re", "primera", "первое", "الأولى", "第?一"],
    ["second|2nd", "deuxième|seconde|2e", "segunda", "второе", "الثانية", "第?二"],
    ["third|3rd", "troisième|3e", "tercera", "третье", "الثالثة", "第?三"],
    ["fourth|4th", "quatrième|4e", "cuarta", "четвертое|четвёртое", "الرابعة", "第?四"],
    ["fifth|5th", "cinquième|5e", "quinta", "пятое", "الخامسة", "第?五"],
    ["last|final", "dernière", "última", "последнее", "الأخيرة", "最后一"],
  ] as const
).map(([en, fr, es, ru, ar, zh], index, all): [string, number] => [
  [
    `(?:(?:the )?(?:${en}) sentence(?: of (?:the|this) (?:paragraph|clause))?`,
    `(?:la )?(?:${fr}) phrase(?: (?:du|de ce) paragraphe| de l[’']alinéa)?`,
    `(?:la )?(?:${es}) (?:frase|oración)(?: (?:del|de este) párrafo)?`,
    `(?:${ru}) предложение(?: (?:этого )?(?:пункта|абзаца))?`,
    `الجملة (?:${ar})(?: من (?:هذه )?الفقرة)?`,
    `(?:${zh})句)`,
  ].join("|"),
  index === all.length - 1 ? -1 : index,
]);

/** The requests that people type, as patterns with their quotations. A colon may follow a verb. */
const typedSentences: readonly [RegExp, (first: string, second: string) => RequestedChange][] = [
  ...[
    `${replace}:? ${one},? ${by}:? ?${other}`,
    `${instead} ${one},? ${write}:? ${other}`,
    `${one},? ${verbs.become}:? ${other}`,
    `${one} ${arrow} ${other}`,
    `${remove}:? ${one},? ${and} ?${add}:? ${other}`,
    `(?:将|把)?${one}(?:改为|替换为|修改为|改成)[:：]?${other}`,
  ].map((pattern): [RegExp, (from: string, to: string) => RequestedChange] => [
    typed(pattern),
    (from, to) => ({ kind: "replace", citation: "", from, to }),
  ]),
  [typed(`substitute:? ${one},? (?:with|by):? ${other}`), (from, to) => ({ kind: "replace", citation: "", from, to })],
  [typed(`substitute:? ${one},? for:? ${other}`), (to, from) => ({ kind: "replace", citation: "", from, to })],
  [typed(`${write}:? ${one},? ${instead} ${other}`), (to, from) => ({ kind: "replace", citation: "", from, to })],
  ...[`${remove}:? ${one}`, `${one},? ${removed}`, `${removed} ${one}`, `删[除去][:：]?${one}`].map(
    (pattern): [RegExp, (text: string) => RequestedChange] => [
      typed(pattern),
      (quote) => ({ kind: "delete", citation: "", quote }),
    ],
  ),
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
  [typed(`${remove}(?: ${wholeClause})?`), () => ({ kind: "delete-clause", citation: "" })],
  [typed(`删除(?:整个?|这一?|本)?(?:段|款|条)(?:落|文)?`), () => ({ kind: "delete-clause", citation: "" })],
  ...ordinals.flatMap(([ordinal, at]): [RegExp, () => RequestedChange][] =>
    [`${remove} ${ordinal}`, `${ordinal} ${removed}`, `${removed} ${ordinal}`, `删除${ordinal}`].map((pattern) => [
      typed(pattern),
      () => ({ kind: "delete-sentence", citation: "", at }),
    ]),
  ),
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

const anything = (name: string): string => `(?<${name}>[^“”«»„"「」]+?)`;

/** Requests without quotation marks. Each separator between the present words and the new ones makes a reading. */
const bareSentences: readonly [
  opening: RegExp,
  separator: RegExp,
  make: (left: string, right: string) => RequestedChange,
][] = [
  [/^/u, bare(` ?${arrow} ?`), (from, to) => ({ kind: "replace", citation: "", from, to })],
  [
    bare(`^(?:please )?${replace}:? `),
    bare(`(?<= )${by}:?(?= )`),
    (from, to) => ({ kind: "replace", citation: "", from, to }),
  ],
  [
    bare(`^(?:please )?${add}:? `),
    bare(`(?<= )${after}(?= )`),
    (to, quote) => ({ kind: "insert-after", citation: "", quote, to }),
  ],
  [
    bare(`^(?:please )?${add}:? `),
    bare(`(?<= )${before}(?= )`),
    (to, quote) => ({ kind: "insert-before", citation: "", quote, to }),
  ],
];

/** “s/A/B/”, as programmers write a replacement. */
const substitution = /^s\/(?<from>[^/]+)\/(?<to>[^/]*)\/g?$/u;

/** A whole sentence to add, with or without quotation marks. */
const addition = typed(
  `(?:${add}(?: ${atEnd})?:|${add} ${atEnd}:?|${atEnd},? ${add}:?|new sentence:|nouvelle phrase:|nueva frase:|новое предложение:|جملة جديدة:|增加[:：]) ?${anything("to")}`,
);
const quotedAddition = typed(
  `(?:${add}|new sentence|nouvelle phrase|nueva frase|новое предложение|جملة جديدة|增加):? ?${one}`,
);

function bareReadings(sentence: string): RequestedChange[] {
  if (sentence.length > longestTyped) return [];
  const { from, to } = substitution.exec(sentence)?.groups ?? {};
  if (from !== undefined && to !== undefined) return [{ kind: "replace", citation: "", from, to }];
  const quotedSentence = quotedAddition.exec(sentence)?.groups;
  const added = quotedSentence
    ? Object.values<string | undefined>(quotedSentence).find(Boolean)
    : addition.exec(withFinalStop(sentence))?.groups?.["to"];
  if (added !== undefined && isSentence(added) && (quotedSentence || !isUnsure(sentence)))
    return [{ kind: "insert-last", citation: "", to: added.trim() }];
  if (/["“”«»„「」]/u.test(sentence)) return [];
  return bareSentences.flatMap(([opening, separator, make]) => {
    const start = opening.exec(sentence)?.[0];
    if (start === undefined) return [];
    const rest = sentence.slice(start.length);
    return Array.from(rest.matchAll(new RegExp(separator, "giu")), ({ index, 0: word }): [string, string] => [
      rest.slice(0, index).trim(),
      rest.slice(index + word.length).trim(),
    ])
      .filter(
        ([left, right]) => left !== "" && right !== "" && !isUnsure(make("", right).kind === "replace" ? right : left),
      )
      .map(([left, right]) => make(left, right));
  });
}

/** `typed` drops a final full stop, which belongs to the sentence. */
function withFinalStop(sentence: string): string {
  return /[.。]$/u.test(sentence) ? `${sentence}.` : sentence;
}

/** Whether text begins and ends as a sentence does. */
function isSentence(text: string): boolean {
  return /^\s*[\p{Lu}\p{Lo}\p{N}]/u.test(text) && /[.!?؟。]\s*$/u.test(text);
}

function bare(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll(" ", "\\s+").replaceAll("\\s+?", "\\s*"), "iu");
}
