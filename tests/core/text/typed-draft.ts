import { blockOf, type Block, type Piece } from "#core/text/segments/block.ts";
import { draftSchema } from "#core/text/schema.ts";
import { segment } from "#core/text/segments/segment.ts";

/** A file without content. */
export const file = { blocks: [], notes: new Map<string, never>(), language: null, notices: [] };

export function text(value: string): Piece[] {
  return [{ kind: "text", text: value, marks: [] }];
}

export function paragraph(value: string): Block {
  return blockOf(text(value));
}

export function heading(level: number, value: string): Block {
  return blockOf(text(value), { heading: level });
}

/** Reads a draft from lines; a line between underscores is italic. */
export function read(typed: readonly string[], language = "en"): ReturnType<typeof segment>["draft"] {
  const blocks = typed.map((line) => {
    const italic = /^_(.*)_$/u.exec(line)?.[1];
    return italic === undefined
      ? paragraph(line)
      : blockOf([{ kind: "text", text: italic, marks: [draftSchema.mark("emphasis")] }]);
  });
  return segment({ ...file, blocks }, language).draft;
}

/** Lists the clauses of a draft read from lines. */
export function outline(typed: readonly string[], language = "en"): string[] {
  return lines(read(typed, language));
}

/** Lists the clauses, one per line: two spaces for each level of depth, kind, label and text. */
export function lines(draft: ReturnType<typeof segment>["draft"]): string[] {
  return draft.content.content.map(({ attrs, textContent }) => {
    const { kind, label, depth } = attrs as { kind: string; label: string | null; depth: number };
    return `${"  ".repeat(depth)}${kind}${label === null ? "" : ` ${label}`}: ${textContent}`;
  });
}
