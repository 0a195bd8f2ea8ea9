import { crc32 } from "node:zlib";
import type { Change } from "../memory/change.ts";
import { frozen } from "../memory/frozen.ts";

/** A change as a line of a journal: a checksum of its JSON, a blank, and the JSON. */
export function writeLine(change: Change): string {
  const json = JSON.stringify(change);
  return `${checksum(json)} ${json}`;
}

/** The change a line holds; null where it is not what was written: a disk may give back other letters than it took. */
export function readLine(line: string): Change | null {
  const json = line.slice(checksumLength + 1);
  if (line.slice(0, checksumLength) !== checksum(json)) return null;
  return frozen(JSON.parse(json) as Change);
}

const checksumLength = 8;

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(checksumLength, "0");
}
