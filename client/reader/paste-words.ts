import type { EditorView } from "prosemirror-view";

/** Pastes nothing but words, in one line: a clause has no paragraphs and takes no looks from elsewhere. */
export function pasteWords(view: EditorView, { clipboardData }: ClipboardEvent): true {
  const text = clipboardData?.getData("text/plain").replace(/\s+/gu, " ").normalize("NFC");
  if (text) view.dispatch(view.state.tr.insertText(text).scrollIntoView());
  return true;
}
