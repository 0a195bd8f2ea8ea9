import type { RedrawnReason } from "#core/compile/redrawn-reason.ts";

/** Notes about comments and proposals in a version's own file. */
export const ownFileNotes = {
  "redrawn-not-word": "The file is a new document, because the draft was not uploaded as a Word file.",
  "redrawn-not-odt": "The file is a new Word document, because the draft was not uploaded as an OpenDocument text.",
  "redrawn-unsupported": "The file is a new document, because the uploaded file cannot be changed safely.",
  "redrawn-text-differs":
    "The file is a new document, because the text of the draft differs from its uploaded file, for example where clauses were corrected.",
  "redrawn-original-damaged": "The file is a new document, because the uploaded file is damaged on the server.",
  "redrawn-too-large": "The file is a new document, because the uploaded file is too large.",
  "changes-accepted":
    "{count, plural, one {# tracked change of the uploaded file was} other {# tracked changes of the uploaded file were}} accepted first.",
  "changes-rejected":
    "{count, plural, one {# tracked change of the uploaded file was} other {# tracked changes of the uploaded file were}} rejected first, as when the draft was uploaded.",
} as const satisfies Readonly<Record<`redrawn-${RedrawnReason}` | "changes-accepted" | "changes-rejected", string>>;
