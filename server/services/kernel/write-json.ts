import { jsonPieces } from "#core/text/pieces.ts";
import { inTurns } from "./in-turns.ts";

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
