/**
 * Counts changes of the form in which a forum is written to disk. Snapshot and journals begin with it: a folder written in
 * another form is refused, and not read as something it is not.
 */
const formNumber = 2;

/** A file of the store was written in another form. */
export class OtherFormError extends Error {
  override name = "OtherFormError";
}

/** What a file's first line says of it. */
interface FileHead {
  form: number;
}

/** The head of a file of the present form, with what else it says. */
export function headLine(more: object = {}): string {
  return JSON.stringify({ form: formNumber, ...more } satisfies FileHead);
}

/**
 * What the head of a file says.
 * @throws OtherFormError naming the file
 */
export function readHead(line: string, file: string): object {
  let head: Partial<FileHead> | null = null;
  try {
    head = JSON.parse(line) as Partial<FileHead> | null;
  } catch {
    // Said below.
  }
  if (head?.form === formNumber) return head;
  throw new OtherFormError(
    `${file} has the form ${String(head?.form)}; this version of the program reads ${formNumber}`,
  );
}
