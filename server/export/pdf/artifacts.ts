/**
 * Marks what a page draws outside its structure, such as backgrounds, lines and page numbers, as artifacts (ISO 32000-1,
 * 14.8.2.2). Chromium leaves it unmarked, so that a screen reader cannot know that it is not content.
 *
 * @param content The content stream of a page, uncompressed.
 * @param isContent Whether a named external object has marked content of its own, so that it must stay as it is.
 * @returns The stream with the marks. The same one if nothing is missing.
 * @throws RangeError if the stream has an inline image, which cannot be read without decoding it
 */
export function markArtifacts(content: Uint8Array, isContent: (name: string) => boolean): Uint8Array {
  const marks: { at: number; text: string }[] = [];
  const begin = (at: number): void => void marks.push({ at, text: "/Artifact BMC\n" });
  const end = (at: number): void => void marks.push({ at, text: "\nEMC\n" });
  let depth = 0;
  let path = -1;
  let isTextOpen = false;
  const closeText = (at: number): void => {
    if (isTextOpen) end(at);
    isTextOpen = false;
  };
  for (const { operator, start, operatorAt, end: after } of instructions(content)) {
    if (operator === "BI") throw new RangeError("inline image");
    if (operator === "BDC" || operator === "BMC") {
      closeText(start);
      depth += 1;
    } else if (operator === "EMC") depth -= 1;
    else if (depth > 0) path = -1;
    else if (operator === "ET") closeText(start);
    else if (showing.has(operator)) {
      if (!isTextOpen) begin(start);
      isTextOpen = true;
    } else if (constructing.has(operator)) path = path < 0 ? start : path;
    else if (painting.has(operator)) {
      begin(path < 0 ? start : path);
      end(after);
      path = -1;
    } else if (operator === "n") path = -1;
    else if (operator === "sh" || (operator === "Do" && !isContent(nameIn(content, start, operatorAt)))) {
      begin(start);
      end(after);
    }
  }
  return marks.length === 0 ? content : withMarks(content, marks);
}

const showing = new Set(["Tj", "TJ", "'", '"']);
const constructing = new Set(["m", "l", "c", "v", "y", "h", "re"]);
const painting = new Set(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*"]);

/** Returns the number of instructions that draw outside all marked content, up to the first inline image. */
export function unmarkedInstructions(content: Uint8Array): number {
  let [depth, unmarked] = [0, 0];
  for (const { operator } of instructions(content)) {
    if (operator === "BI") return unmarked + 1;
    if (operator === "BDC" || operator === "BMC") depth += 1;
    else if (operator === "EMC") depth -= 1;
    else if (depth === 0 && (showing.has(operator) || painting.has(operator) || operator === "Do" || operator === "sh"))
      unmarked += 1;
  }
  return unmarked;
}

function withMarks(content: Uint8Array, marks: readonly { at: number; text: string }[]): Uint8Array {
  const encoder = new TextEncoder();
  const result = new Uint8Array(content.length + marks.reduce((sum, { text }) => sum + text.length, 0));
  let [from, to] = [0, 0];
  for (const { at, text } of marks) {
    result.set(content.subarray(from, at), to);
    to += at - from;
    result.set(encoder.encode(text), to);
    to += text.length;
    from = at;
  }
  result.set(content.subarray(from), to);
  return result;
}

/** An operator with the bytes that it and its operands take. */
interface Instruction {
  operator: string;
  start: number;
  operatorAt: number;
  end: number;
}

/** Splits a content stream into instructions (ISO 32000-1, 7.8.2). */
function* instructions(content: Uint8Array): Generator<Instruction, void> {
  let start = -1;
  for (let at = 0; at < content.length;) {
    const byte = content[at] ?? 0;
    if (isSpace(byte)) {
      at += 1;
      continue;
    }
    if (byte === code("%")) {
      at = endOfLine(content, at);
      continue;
    }
    if (start < 0) start = at;
    const end = endOfToken(content, at);
    if (isOperator(byte)) {
      yield { operator: textOf(content, at, end), start, operatorAt: at, end };
      start = -1;
    }
    at = end;
  }
}

const code = (character: string): number => character.charCodeAt(0);
const spaces = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(["(", ")", "<", ">", "[", "]", "{", "}", "/", "%"].map(code));
const isSpace = (byte: number): boolean => spaces.has(byte);

/** Whether a token that begins with this byte is an operator. Numbers, names, strings and brackets are operands. */
function isOperator(byte: number): boolean {
  const isNumber =
    (byte >= code("0") && byte <= code("9")) || byte === code("+") || byte === code("-") || byte === code(".");
  return !isNumber && !delimiters.has(byte);
}

function endOfToken(content: Uint8Array, at: number): number {
  const byte = content[at] ?? 0;
  if (byte === code("(")) return endOfString(content, at);
  if (byte === code("<") && content[at + 1] !== code("<")) return content.indexOf(code(">"), at) + 1 || content.length;
  if (byte === code("<") || byte === code(">")) return at + 2;
  if (byte !== code("/") && delimiters.has(byte)) return at + 1;
  let end = at + 1;
  while (end < content.length && !isSpace(content[end] ?? 0) && !delimiters.has(content[end] ?? 0)) end += 1;
  return end;
}

function endOfString(content: Uint8Array, at: number): number {
  let depth = 0;
  for (let index = at; index < content.length; index += 1) {
    const byte = content[index];
    if (byte === code("\\")) index += 1;
    else if (byte === code("(")) depth += 1;
    else if (byte === code(")") && (depth -= 1) === 0) return index + 1;
  }
  return content.length;
}

function endOfLine(content: Uint8Array, at: number): number {
  let end = at;
  while (end < content.length && content[end] !== 10 && content[end] !== 13) end += 1;
  return end;
}

function nameIn(content: Uint8Array, start: number, end: number): string {
  return textOf(content, start, end).trim().slice(1);
}

function textOf(content: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...content.subarray(start, end));
}
