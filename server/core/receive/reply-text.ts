import type { FoldedPart } from "#core/receive/mail.ts";

/** The text that somebody wrote in a mail. */
export interface ReplyText {
  text: string;
  /** The other parts of the mail, in its order. */
  folded: FoldedPart[];
  /** Whether quotes were between the lines, or nothing but quotes was above them, so that a part may be missing. */
  hadQuotes: boolean;
}

const quoted = /^\s*>/u;

/**
 * Returns the text of a mail without the message that it quotes, signature and disclaimer.
 * @param lines the lines above which answers are written ("Reply above this line"), in all languages. They mark the
 *   beginning of the quote in every mail program and language.
 */
export function replyText(mail: string, lines: readonly string[]): ReplyText {
  const whole = mail.replaceAll(/\r\n?/gu, "\n").replaceAll("\u00A0", " ").split("\n");
  const all = withoutLastSignature(whole);
  const marker = all.findIndex((line) => lines.some((one) => line.includes(one)));
  const end = marker === -1 ? startOfQuote(all) : startOfBlock(all, marker);
  const own = withoutIntroduction(all.slice(0, end), {
    isCut: end < all.length,
    isHeader: isHeader(all.slice(end, end + 3)),
  });
  const above = written(own);
  // Quotes are marked in all lines or in none. Unmarked lines after marked ones are somebody's own.
  const isMarked = quoted.test(all[end] ?? "");
  const below = isMarked ? all.slice(end).filter((line) => !quoted.test(line)) : [];
  const answer = written(below);
  const hasOwn = answer.text !== "";
  const parts = hasOwn ? [above, answer] : [above];
  const first = own.length === 0 ? 0 : all.findIndex((line) => line.trim() !== "");
  const others = end < all.length ? all.slice(first + own.length) : [];
  const quote = trimmed(hasOwn ? others.filter(isQuoted) : others);
  return {
    text: parts
      .map(({ text }) => text)
      .filter((text) => text !== "")
      .join("\n\n"),
    folded: [
      ...above.folded,
      ...foldedOf("quoted", quote),
      ...(hasOwn ? answer.folded : []),
      ...foldedOf("signature", whole.slice(all.length + 1)),
    ],
    hadQuotes: hasOwn || above.text.split("\n").some(isQuoted),
  };
}

/** Leaves out a signature below a quote, where some programs put it. */
function withoutLastSignature(lines: readonly string[]): readonly string[] {
  const delimiter = lines.findLastIndex((line) => line.trimEnd() === "--");
  const above = trimmed(lines.slice(0, Math.max(delimiter, 0)));
  return isQuoted(above.at(-1) ?? "") && lines.length - delimiter <= 12 ? lines.slice(0, delimiter) : lines;
}

const isQuoted = (line: string): boolean => quoted.test(line);

/** Returns the number of the first line of the quote that has our line, which some programs introduce within it. */
function startOfBlock(all: readonly string[], marker: number): number {
  return isQuoted(all[marker] ?? "") ? all.slice(0, marker).findLastIndex((line) => !isQuoted(line)) + 1 : marker;
}

/** Returns the number of the line at which the quote begins that ends the mail, or the number of lines. */
function startOfQuote(all: readonly string[]): number {
  const header = all.findIndex((_line, at) => isHeader(all.slice(at, at + 3)));
  const cut = all.findIndex((line) => /^-{3,}[^-]{3,40}-{3,}$/u.test(line.trim()));
  const starts = [header, cut].filter((at) => at !== -1);
  if (starts.length > 0) return Math.min(...starts);
  const last = all.findLastIndex((line) => line.trim() !== "");
  if (!isQuoted(all[last] ?? "")) return all.length;
  return all.slice(0, last).findLastIndex((line) => line.trim() !== "" && !isQuoted(line)) + 1;
}

/** Whether lines are fields of the header that some programs put above a quote: "From: …", "Sent: …" in any language. */
function isHeader(lines: readonly string[]): boolean {
  return (
    lines.length >= 3 &&
    lines.every((line) => /^\*?[\p{L} ]{2,24}\s?[:：]/u.test(line.trim())) &&
    /[^\s<>]@[^\s<>]/u.test(lines.join(" "))
  );
}

/** Leaves out the lines that introduce a quote: "On 2 December, somebody wrote:", or fields of a header. */
function withoutIntroduction(
  before: readonly string[],
  { isCut, isHeader: isAboveHeader }: { isCut: boolean; isHeader: boolean },
): readonly string[] {
  if (!isCut) return before;
  const kept = trimmed(before);
  const start = kept.findLastIndex((line) => line.trim() === "") + 1;
  const last = kept.slice(start).map((line) => line.trim().replace(/^>\s*/u, ""));
  const text = last.join(" ");
  const isIntroduction = /[:：]$/u.test(text) && text.length < 300 && /\d/u.test(text) && last.length <= 3;
  // "Begin forwarded message:"
  const isOfForward = isAboveHeader && /[:：]$/u.test(text) && text.length < 60;
  if (isIntroduction || isOfForward) return kept.slice(0, start);
  const header = kept.findIndex((_line, at) => isHeader(kept.slice(at, at + 3)));
  return header === -1 ? kept : kept.slice(0, header);
}

function foldedOf(kind: FoldedPart["kind"], lines: readonly string[]): FoldedPart[] {
  const text = trimmed(lines).join("\n");
  return text === "" ? [] : [{ kind, text }];
}

/** Folds a signature, the line above a quote, what phones add, and a disclaimer. */
function written(lines: readonly string[]): Pick<ReplyText, "text" | "folded"> {
  const delimiter = lines.findIndex((line, at) => line === "-- " || (line === "--" && lines.length - at <= 12));
  let kept = trimmed(delimiter === -1 ? lines : lines.slice(0, delimiter));
  const signature = delimiter === -1 ? [] : lines.slice(delimiter + 1);
  const endings: string[] = [];
  const removeAdded = (): void => {
    for (let last = kept.at(-1) ?? ""; added.test(last.trim()); last = kept.at(-1) ?? "") {
      endings.unshift(last);
      kept = trimmed(kept.slice(0, -1));
    }
  };
  removeAdded();
  const start = kept.findLastIndex((line) => line.trim() === "") + 1;
  const disclaimer = start > 0 && isDisclaimer(kept.slice(start).join(" ")) ? kept.slice(start) : [];
  if (disclaimer.length > 0) kept = trimmed(kept.slice(0, start));
  removeAdded();
  const text = kept.map((line) => line.trimEnd()).join("\n");
  return {
    text: text.replaceAll(/\n{3,}/gu, "\n\n").trim(),
    folded: [...foldedOf("signature", [...endings, ...signature]), ...foldedOf("disclaimer", disclaimer)],
  };
}

/** Whether a paragraph is one that organisations add to every mail: it speaks of the mail, and of who may read it. */
function isDisclaimer(paragraph: string): boolean {
  return paragraph.length >= 80 && ofThisMail.test(paragraph) && ofReaders.test(paragraph);
}

const ofThisMail =
  /\b(?:this|the) (?:e-?mail|message|communication|transmission)\b|\bce (?:message|courriel|courrier|mail)\b|\beste (?:mensaje|correo)\b|это (?:сообщение|письмо)|настоящее сообщение|本(?:邮件|郵件)|هذه الرسالة|هذا البريد/iu;
const ofReaders =
  /\bconfidential|\bconfidentiel|\bconfidencial|\bprivileged\b|\bintended (?:only|solely|recipient)|\bdestinataires?\b|\bdestinatarios?\b|конфиденциальн|保密|机密|سرية|سري/iu;

/** Lines that mail programs add at the end. */
const added = new RegExp(
  [
    "^[_*-]{3,}$",
    "^(?:Sent from|Sent via|Get Outlook for|Envoyé (?:depuis|de mon|à partir)|Télécharger Outlook|Obtenir Outlook)\\b.{0,120}$",
    "^(?:Enviado desde|Obtener Outlook|Gesendet von|Von meinem|Inviato da|Enviado do)\\b.{0,120}$",
    "^(?:Отправлено (?:с|из)|发自我的|從我的|أُ?رسلت? من|تم الإرسال من).{0,120}$",
  ].join("|"),
  "u",
);

/** Leaves out empty lines at both ends. */
function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line.trim() !== "") + 1);
}
