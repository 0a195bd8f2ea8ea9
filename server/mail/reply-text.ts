/** The text that somebody wrote in an answer. */
export interface ReplyText {
  text: string;
  /** Whether quotes were between the lines, or nothing but quotes was above them, so that a part may be missing. */
  hadQuotes: boolean;
}

const quoted = /^\s*>/u;

/**
 * Returns an answer without the message that it quotes and without signature.
 * @param lines the lines above which answers are written ("Reply above this line"), in all languages. They mark the
 *   beginning of the quote in every mail program and language.
 */
export function replyText(mail: string, lines: readonly string[]): ReplyText {
  const all = mail.replaceAll(/\r\n?/gu, "\n").replaceAll("\u00A0", " ").split("\n");
  const marker = all.findIndex((line) => lines.some((one) => line.includes(one)));
  const end = marker === -1 ? startOfQuote(all) : startOfBlock(all, marker);
  const above = written(withoutIntroduction(all.slice(0, end), { isCut: end < all.length }));
  // Quotes are marked in all lines or in none. Unmarked lines after marked ones are somebody's own.
  const isMarked = quoted.test(all[end] ?? "");
  const below = isMarked ? all.slice(end).filter((line) => !quoted.test(line)) : [];
  const hasOwn = written(below) !== "";
  const parts = hasOwn ? [above, written(below)] : [above];
  return {
    text: parts.filter((part) => part !== "").join("\n\n"),
    hadQuotes: hasOwn || above.split("\n").some(isQuoted),
  };
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
function withoutIntroduction(before: readonly string[], { isCut }: { isCut: boolean }): readonly string[] {
  if (!isCut) return before;
  const kept = trimmed(before);
  const start = kept.findLastIndex((line) => line.trim() === "") + 1;
  const last = kept.slice(start).map((line) => line.trim().replace(/^>\s*/u, ""));
  const text = last.join(" ");
  const isIntroduction = /[:：]$/u.test(text) && text.length < 300 && /\d/u.test(text) && last.length <= 3;
  if (isIntroduction) return kept.slice(0, start);
  const header = kept.findIndex((_line, at) => isHeader(kept.slice(at, at + 3)));
  return header === -1 ? kept : kept.slice(0, header);
}

/** Leaves out a signature, the line above a quote, and what phones add. */
function written(lines: readonly string[]): string {
  const delimiter = lines.findIndex((line, at) => line === "-- " || (line === "--" && lines.length - at <= 12));
  let kept = trimmed(delimiter === -1 ? lines : lines.slice(0, delimiter));
  while (added.test(kept.at(-1)?.trim() ?? "")) kept = trimmed(kept.slice(0, -1));
  const text = kept.map((line) => line.trimEnd()).join("\n");
  return text.replaceAll(/\n{3,}/gu, "\n\n").trim();
}

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
