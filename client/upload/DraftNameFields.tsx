import type { ReactNode } from "react";
import { FieldError, Input, Label, TextField } from "react-aria-components";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { nextRound } from "./next-round.ts";

/** What a new draft is called, its round and the date on its cover; suggested after the drafts there are. */
export function DraftNameFields({ document }: { document: ListedDocument }): ReactNode {
  const suggested = nextRound(document.versions);
  return (
    <>
      <TextField className="field" name="label" defaultValue={suggested.label} isRequired>
        <Label>What it is called</Label>
        <Input />
        <FieldError />
      </TextField>
      <TextField
        className="field"
        name="round"
        defaultValue={suggested.round}
        isRequired
        pattern="[a-z0-9][a-z0-9.\-]*"
      >
        <Label>Round, part of its address</Label>
        <Input />
        <FieldError>
          {({ validationErrors, validationDetails }) =>
            validationDetails.patternMismatch
              ? "Lower-case letters, figures, dots and hyphens"
              : validationErrors.join(" ")
          }
        </FieldError>
      </TextField>
      <TextField className="field" name="date" type="date" isRequired>
        <Label>Date on its cover</Label>
        <Input />
        <FieldError />
      </TextField>
    </>
  );
}
