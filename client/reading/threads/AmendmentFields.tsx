import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { amendments as messages } from "#core/messages/catalogues.ts";
import { AmendedText } from "../../annotations/AmendedText.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import type { AmendmentDraft } from "./use-amendment.ts";

/** A field for each text that a proposal inserts, with the proposal's wording in it, and a redline of what is typed. */
export function AmendmentFields({
  amendment: { texts, onText, parts, deletesAll, state, open },
}: {
  amendment: AmendmentDraft;
}): ReactNode {
  switch (state) {
    case "none":
      return null;
    case "closed":
      return (
        <Button className="button button-quiet amend" onPress={open}>
          {messages.amendWording}
        </Button>
      );
    case "too-many":
      return <p className="quiet small">{messages.tooManyInsertions}</p>;
    case "open":
      return (
        <>
          {texts.length > 1 && (
            <p className="quiet small">{formatMessage(messages.severalInsertions, { count: texts.length })}</p>
          )}
          {texts.map((text, insertion) => (
            <label key={insertion} className="field">
              <span className="field-label">
                {formatMessage(messages.wordingField, { count: texts.length, number: insertion + 1 })}
              </span>
              <textarea
                className="input"
                dir="auto"
                rows={text.length > 120 ? 4 : 2}
                value={text}
                onChange={({ target }) => onText(insertion, target.value)}
              />
            </label>
          ))}
          {deletesAll && (
            <p className="field-error" role="alert">
              {messages.deletesAll}
            </p>
          )}
          {parts.length > 0 && !deletesAll && (
            <div className="proposed-so-far">
              <AmendedText parts={parts} label={messages.yourAmendment} showLabel />
            </div>
          )}
        </>
      );
  }
}
