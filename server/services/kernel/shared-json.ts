import { jsonPieces } from "#core/text/pieces.ts";
import { inTurns } from "./in-turns.ts";

/**
 * A value as JSON in UTF-8, in pieces that threads share. Passing it to a thread copies nothing, which a string or an
 * object of a long text would do in one go.
 */
export type SharedJson = readonly Uint8Array<SharedArrayBuffer>[];

/** Number of characters from which a piece is written. */
const pieceLength = 200_000;

/** Returns a value as JSON for another thread. Others get their turn while a long value is written. */
export function shareJson(value: unknown): Promise<SharedJson> {
  return inTurns(
    (function* steps() {
      const shared: Uint8Array<SharedArrayBuffer>[] = [];
      let text = "";
      for (const piece of jsonPieces(value)) {
        text += piece;
        if (text.length < pieceLength) continue;
        shared.push(sharedBytes(text));
        text = "";
        yield;
      }
      if (text !== "") shared.push(sharedBytes(text));
      return shared;
    })(),
  );
}

/** Returns a value that another thread wrote with `shareJson`. */
export function readSharedJson(json: SharedJson): unknown {
  return JSON.parse(Buffer.concat(json).toString());
}

/** Returns the length of a value's JSON, in bytes. */
export function sharedLength(json: SharedJson): number {
  return json.reduce((sum, { length }) => sum + length, 0);
}

function sharedBytes(text: string): Uint8Array<SharedArrayBuffer> {
  const buffer = new SharedArrayBuffer(Buffer.byteLength(text));
  Buffer.from(buffer).write(text);
  return new Uint8Array(buffer);
}

/** Returns a value's JSON. Others get their turn while a long value is written. */
export function writeJson(value: unknown): Promise<string> {
  return inTurns(
    (function* steps() {
      const pieces: string[] = [];
      for (const piece of jsonPieces(value)) yield pieces.push(piece);
      return pieces.join("");
    })(),
  );
}
