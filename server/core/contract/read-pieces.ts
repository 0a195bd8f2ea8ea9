import type { FileLine } from "#core/contract/file-line.ts";

/** Reads an answer in pieces (file-pieces.ts). It throws if the answer ends too early or is no such answer. */
interface PieceReader<Bytes> {
  line: () => Promise<FileLine>;
  /** Reads as many bytes as the line announced, in the chunks in which they arrive. */
  bytes: (length: number) => Promise<Bytes[]>;
}

const lineEnd = "\n".charCodeAt(0);

/** Begins to read an answer, of which `next` returns the next chunk, or none at its end. */
export function pieceReader<Bytes extends Uint8Array>(
  next: () => Promise<{ value?: Bytes | undefined }> | undefined,
): PieceReader<Bytes> {
  let rest: Bytes | undefined;
  const arrived = async (): Promise<Bytes> => {
    while (!rest?.length) {
      rest = (await next())?.value;
      if (!rest) throw new RangeError();
    }
    return rest;
  };
  /** Takes at least one byte and at most `most`, depending on how many have arrived. */
  const take = async (most: number): Promise<Bytes> => {
    const chunk = await arrived();
    rest = chunk.subarray(most) as Bytes;
    return chunk.subarray(0, most) as Bytes;
  };
  return {
    line: async () => {
      const decoder = new TextDecoder();
      let line = "";
      while (!line.endsWith("\n")) {
        // All that has arrived, if the line does not end in it.
        const end = (await arrived()).indexOf(lineEnd) + 1 || Infinity;
        line += decoder.decode(await take(end), { stream: true });
      }
      return JSON.parse(line) as FileLine;
    },
    bytes: async (length) => {
      const chunks: Bytes[] = [];
      for (let due = length; due > 0; due -= chunks.at(-1)?.length ?? 0) chunks.push(await take(due));
      return chunks;
    },
  };
}
