import type { RemovedData } from "#core/compile/word-layout.ts";
import type { otherFormats } from "#core/compile/redrawn-reason.ts";
import { acceptOdtChanges } from "../../export/odf/accept-odt-changes.ts";
import { writeOdtComments } from "../../export/odf/own-file/write-odt-comments.ts";
import { writeOdtProposals } from "../../export/odf/own-file/write-odt-proposals.ts";
import { writeOdtRedline } from "../../export/odf/redline/write-odt-redline.ts";
import { rejectOdtChanges } from "../../export/odf/reject-odt-changes.ts";
import { withoutPrivateOdt } from "../../export/odf/without-private-odt.ts";
import { acceptChanges } from "../../export/ooxml/accept-changes.ts";
import { invertChanges } from "../../export/ooxml/invert-changes.ts";
import { writeComments, writeProposals } from "../../export/ooxml/own-file/write-own-file.ts";
import { writeOriginalRedline } from "../../export/ooxml/redline/write-redline.ts";
import { withoutPrivateParts } from "../../export/ooxml/without-private-parts.ts";
import { packOdt, packParts, type Parts } from "../../export/package/parts.ts";
import type { PublicPackage } from "../../export/package/public-parts.ts";
import type { OwnFile, TrackedFile } from "../../export/tracked/own-file.ts";
import type { RedlineTask, WrittenRedline } from "../../export/tracked/redline-task.ts";
import { unpackOdt, unpackWordFile } from "../../import/unpack-package.ts";

/** A file format whose own files can be written into. */
export type OwnRedlineFormat = keyof typeof otherFormats;

/** A file in which tracked changes were accepted or rejected, and how many there were. */
type Settled = { parts: Map<string, Uint8Array>; count: number };

/** How to open, change and write the files of a format. Writers throw UnsupportedPackageError. */
interface FileKind {
  /** Returns null for a file in another format. @throws UnreadableFile too-large, damaged, encrypted */
  readonly unpack: (bytes: Uint8Array, fileName: string) => Map<string, Uint8Array> | null;
  readonly pack: (parts: Parts) => Uint8Array;
  readonly accept: (parts: Parts) => Settled;
  readonly reject: (parts: Parts) => Settled;
  readonly withoutPrivate: (parts: Parts) => PublicPackage;
  /** Whether private data can also be removed from a file with tracked changes that nobody accepted. */
  readonly cleansChanges: boolean;
  readonly redline: (task: RedlineTask) => WrittenRedline;
  /**
   * Whether a redline must be read again. OpenDocument cannot track the ends of all paragraphs, so that a text may not
   * be what it should be.
   */
  readonly checksRedline: boolean;
  readonly comments: (own: OwnFile) => Map<string, Uint8Array>;
  readonly proposals: (own: OwnFile, options: { readonly nests: boolean }) => TrackedFile;
}

export const fileKinds: Readonly<Record<OwnRedlineFormat, FileKind>> = {
  docx: {
    unpack: unpackWordFile,
    pack: packParts,
    accept: acceptChanges,
    reject: (parts) => acceptChanges(invertChanges(parts)),
    withoutPrivate: withoutPrivateParts,
    cleansChanges: false,
    redline: writeOriginalRedline,
    checksRedline: false,
    comments: writeComments,
    proposals: writeProposals,
  },
  odt: {
    unpack: unpackOdt,
    pack: packOdt,
    accept: acceptOdtChanges,
    reject: rejectOdtChanges,
    withoutPrivate: withoutPrivateOdt,
    cleansChanges: true,
    redline: writeOdtRedline,
    checksRedline: true,
    comments: writeOdtComments,
    proposals: writeOdtProposals,
  },
};

/** A file without tracked changes. */
export interface SettledFile {
  readonly parts: Parts;
  readonly bytes: Uint8Array;
  /** Number of tracked changes that it had in its text. */
  readonly count: number;
  /** Private data that was removed. */
  readonly removed: readonly RemovedData[];
  /** Number of pictures that may contain private data, because their format is not known. */
  readonly uncheckedPictures: number;
}

/** How a file is prepared before anything is written into it. */
export interface Settling {
  readonly changes: "accept" | "reject";
  /** Whether to remove what the printed pages do not show. */
  readonly withoutPrivate: boolean;
}

/**
 * Returns a file, given as bytes and unpacked, in which all tracked changes are accepted or rejected.
 *
 * @throws UnsupportedPackageError
 */
export function settleFile(
  format: OwnRedlineFormat,
  { bytes, parts }: { bytes: Uint8Array; parts: Parts },
  { changes, withoutPrivate }: Settling,
): SettledFile {
  const kind = fileKinds[format];
  const { parts: settled, count } = kind[changes](parts);
  const cleaned = withoutPrivate ? kind.withoutPrivate(settled) : { parts: settled, removed: [], uncheckedPictures: 0 };
  const isUntouched = !withoutPrivate && changes === "accept" && count === 0;
  return { ...cleaned, bytes: isUntouched ? bytes : kind.pack(cleaned.parts), count };
}
