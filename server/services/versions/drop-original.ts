import type { Writer } from "../../store/store.ts";

/** Lets go of an uploaded file, unless a version or a contribution that is still there was read from it. */
export async function dropOriginal(writer: Writer, hash: string): Promise<void> {
  const [versions, contributions] = [await writer.list("versions"), await writer.list("contributions")];
  if ([...versions, ...contributions].some(({ source }) => source.hash === hash)) return;
  await writer.remove("originals", hash);
}
