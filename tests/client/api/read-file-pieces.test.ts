import fc from "fast-check";
import { fileLine, type FileLine, type FileProgress } from "#core/contract/file-pieces.ts";
import { readFilePieces } from "../../../client/api/read-file-pieces.ts";

const whole: FileLine = { whole: { mediaType: "text/csv" } };

/** Returns a response whose body arrives in these chunks, cut at arbitrary bytes. */
function answer(arrivals: readonly Uint8Array<ArrayBuffer>[]): Response {
  return new Response(
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const bytes of arrivals) controller.enqueue(bytes);
        controller.close();
      },
    }),
  );
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

test("reassembles a file from its pieces, however the response is split", async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 50 }), async (file, size) => {
      const sent = file.flatMap((bytes, index) => {
        const line = fileLine({ stage: "writing", done: index + 1, of: file.length, bytes: bytes.length });
        return [...bytesOf(line), ...bytes];
      });
      sent.push(...bytesOf(fileLine(whole)));
      const arrivals = Array.from({ length: Math.ceil(sent.length / size) }, (_, at) =>
        Uint8Array.from(sent.slice(at * size, (at + 1) * size)),
      );
      const reported: FileProgress[] = [];
      const read = await readFilePieces(answer(arrivals), (progress) => reported.push(progress));
      expect([...new Uint8Array(await read.arrayBuffer())]).toEqual(file.flatMap((bytes) => [...bytes]));
      expect(reported).toEqual(file.map((_, index) => ({ stage: "writing", done: index + 1, of: file.length })));
      expect(read.type).toBe("text/csv");
    }),
  );
});

test.each([
  ["in a piece", `${fileLine({ stage: "writing", done: 1, of: 2, bytes: 10 })}half`],
  ["after a piece", `${fileLine({ stage: "writing", done: 1, of: 2, bytes: 4 })}half`],
  ["in a line", '{"stage":"wri'],
  ["before anything", ""],
])("reports a response that breaks off %s as offline", async (_where, text) => {
  await expect(readFilePieces(answer([bytesOf(text)]))).rejects.toMatchObject({ code: "offline" });
});

test("passes on the error of an aborted download", async () => {
  const stopped = new DOMException("Stopped", "AbortError");
  const broken = new Response(new ReadableStream({ pull: (controller) => controller.error(stopped) }));
  await expect(readFilePieces(broken)).rejects.toBe(stopped);
});
