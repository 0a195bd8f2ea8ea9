const record = { header: 1, end: 14, comment: 70 } as const;
/** What a comment of an enhanced metafile is, by its first four bytes. */
const comment = { plus: 0x2b464d45, common: 0x43494447, fonts: 0 } as const;
/** Records of the EMF+ part of a metafile. */
const plusRecord = { comment: 0x4003, object: 0x4008 } as const;
const plusImage = 5;

/**
 * Returns an enhanced metafile (EMF) without the name of its program and title, the comments of programs, the names of
 * groups and bytes after its end. All drawing records keep their bytes and offsets. Null for a damaged file, and for one
 * with pictures of other formats inside. Sources: [MS-EMF], sections 2.3.3 and 2.3.4; [MS-EMFPLUS], section 2.3.
 */
export function cleanEmf(bytes: Uint8Array): Uint8Array | null {
  const kept = new Uint8Array(bytes);
  const view = new DataView(kept.buffer);
  for (let at = 0; at + 8 <= kept.length;) {
    const [type, size] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    const end = at + size;
    if (size < 8 || size % 4 !== 0 || end > kept.length) return null;
    if (type === record.header && !clearDescription(view, end)) return null;
    if (type === record.comment && !clearComment(view, at, end)) return null;
    if (type === record.end) return kept.subarray(0, end);
    at = end;
  }
  return null;
}

/** Clears the program and the title, which are behind the header's fields. Returns false if they are elsewhere. */
function clearDescription(view: DataView, end: number): boolean {
  if (end < 88) return false;
  const [characters, from] = [view.getUint32(60, true), view.getUint32(64, true)];
  if (characters === 0) return true;
  const to = from + 2 * characters;
  if (from < 88 || to > end) return false;
  clear(view, from, to);
  return true;
}

/** Clears what a comment holds, unless it draws. Returns false if it holds something that cannot be told. */
function clearComment(view: DataView, at: number, end: number): boolean {
  const from = at + 12;
  if (from + 4 > end) return true;
  const identifier = view.getUint32(from, true);
  if (identifier === comment.plus) return clearPlus(view, from + 4, end);
  if (identifier === comment.fonts) return true;
  if (identifier !== comment.common) {
    clear(view, from + 4, end);
    return true;
  }
  if (from + 8 > end) return false;
  const [kind, group] = [view.getUint32(from + 4, true), 2];
  // Behind the kind, a rectangle and the length of the name.
  const name = from + 28;
  if (kind === group) clear(view, Math.min(name, end), end);
  // The others hold whole files: an old metafile, or other formats of the same picture.
  return kind === group || kind === group + 1;
}

function clearPlus(view: DataView, from: number, end: number): boolean {
  for (let at = from; at + 12 <= end;) {
    const [type, flags, size] = [view.getUint16(at, true), view.getUint16(at + 2, true), view.getUint32(at + 4, true)];
    if (size < 12 || at + size > end) return false;
    if (type === plusRecord.comment) clear(view, at + 12, at + size);
    if (type === plusRecord.object && ((flags >> 8) & 0x7f) === plusImage) return false;
    at += size;
  }
  return true;
}

const placeable = 0x9ac6cdd7;
const escape = { record: 0x0626, comment: 15 } as const;

/**
 * Returns an old metafile (WMF) without the comments of programs, which may hold a whole enhanced metafile, and without
 * bytes after its end. All drawing records keep their bytes and offsets. Null for a damaged file. Source: [MS-WMF],
 * sections 2.3.2 and 2.3.6.
 */
export function cleanWmf(bytes: Uint8Array): Uint8Array | null {
  const kept = new Uint8Array(bytes);
  const view = new DataView(kept.buffer);
  const start = kept.length >= 22 && view.getUint32(0, true) === placeable ? 22 : 0;
  for (let at = start + 18; at + 6 <= kept.length;) {
    const [size, type] = [2 * view.getUint32(at, true), view.getUint16(at + 4, true)];
    const end = at + size;
    if (size < 6 || end > kept.length) return null;
    if (type === 0) return kept.subarray(0, end);
    if (type === escape.record && size >= 10 && view.getUint16(at + 6, true) === escape.comment) {
      clear(view, at + 10, end);
    }
    at = end;
  }
  return null;
}

function clear(view: DataView, from: number, to: number): void {
  new Uint8Array(view.buffer, from, to - from).fill(0);
}
