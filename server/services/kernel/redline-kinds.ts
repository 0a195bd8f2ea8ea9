import { writeOdtRedline } from "../../export/odf/redline/write-odt-redline.ts";
import { packParts } from "../../export/package/pack-parts.ts";
import type { RedlineNotice } from "../../export/tracked/redline-notice.ts";
import type { RedlineTask, WrittenRedline } from "../../export/tracked/redline-task.ts";
import { UnsupportedPackageError } from "../../export/package/unsupported.ts";
import type { Parts } from "../../export/package/parts.ts";
import { writeOriginalRedline } from "../../export/ooxml/redline/write-redline.ts";
import { packOdt } from "../../export/package/pack-odt.ts";
import { readDraft, type ReadOptions, UnreadableFile } from "../../import/read-draft.ts";
import { unpackOdt } from "../../import/unpack-odt.ts";
import { unpackWordFile } from "../../import/unpack-word-file.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { otherFormats } from "#core/compile/redrawn-reason.ts";
import { settleOdt } from "./settle-odt.ts";
import { type SettledFile, settleWordFile, type Settling } from "./settle-word-file.ts";

/** A file format whose own files can contain a redline. */
export type OwnRedlineFormat = keyof typeof otherFormats;

/** How to open, change and write the files of a format. */
interface RedlineKind {
  /** Returns null for a file in another format. @throws UnreadableFile too-large, damaged, encrypted */
  readonly unpack: (bytes: Uint8Array, fileName: string) => Map<string, Uint8Array> | null;
  /** @throws UnsupportedPackageError */
  readonly settle: (bytes: Uint8Array, parts: Parts, settling: Settling) => SettledFile;
  /** @throws UnsupportedPackageError */
  readonly write: (task: RedlineTask) => WrittenRedline;
  readonly pack: (parts: Parts) => Uint8Array;
  /**
   * Whether a redline must be read again. OpenDocument cannot track the ends of all paragraphs, so that a text may not
   * be what it should be.
   */
  readonly isChecked: boolean;
}

export const redlineKinds: Readonly<Record<OwnRedlineFormat, RedlineKind>> = {
  docx: {
    unpack: unpackWordFile,
    settle: settleWordFile,
    write: writeOriginalRedline,
    pack: packParts,
    isChecked: false,
  },
  odt: {
    unpack: unpackOdt,
    settle: settleOdt,
    write: writeOdtRedline,
    pack: packOdt,
    isChecked: true,
  },
};

/** The texts that a redline must have with all changes rejected and accepted. */
export interface RedlineTexts {
  readonly base: RedlineText;
  readonly revised: RedlineText;
}

interface RedlineText {
  readonly text: string;
  /** Whether pictures, equations and embedded objects are part of the text. */
  readonly objects: boolean;
}

/**
 * Writes a redline and packs it.
 *
 * @throws UnsupportedPackageError if the changes cannot be written safely
 */
export async function writeRedline(
  format: OwnRedlineFormat,
  task: RedlineTask,
  { base, revised, ...options }: RedlineTexts & Pick<ReadOptions, "fileName" | "language">,
): Promise<{ bytes: Uint8Array; notices: readonly RedlineNotice[] }> {
  const kind = redlineKinds[format];
  const { parts, notices } = kind.write(task);
  const bytes = kind.pack(parts);
  if (kind.isChecked) {
    for (const [changes, { text, objects }] of [
      ["reject", base],
      ["accept", revised],
    ] as const) {
      if (!haveSameLines(await textOf(bytes, { ...options, changes, objects }), text)) {
        throw new UnsupportedPackageError(options.fileName, `another text after ${changes}`);
      }
    }
  }
  return { bytes, notices };
}

/** A typed label at the start of a clause: a number, or letters with a bracket or full stop. */
const label = /^\(?(?:\d+(?:\.\d+)*|\p{L}{1,4}(?=[.)]))[.)]*\s/u;

/**
 * Whether two texts have the same clauses. Those of empty cells depend on the table. Whether a typed label is read as
 * one depends on the paragraphs around it, so it may also be part of the text.
 */
function haveSameLines(text: string, wanted: string): boolean {
  const [lines, others] = [text, wanted].map((one) => one.split("\n").filter((line) => line.trim() !== ""));
  if (!lines || lines.length !== others?.length) return false;
  return lines.every((line, index) => {
    const other = others[index] ?? "";
    return line === other || line.replace(label, "") === other || line === other.replace(label, "");
  });
}

async function textOf(bytes: Uint8Array, options: ReadOptions): Promise<string> {
  try {
    const { value } = await readDraft(bytes, options);
    return versionTextOf(value.draft).text;
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === "empty") return "";
    throw error;
  }
}
