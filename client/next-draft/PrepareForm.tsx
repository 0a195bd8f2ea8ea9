import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button, Form } from "react-aria-components";
import { useLocation } from "wouter";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { uploadPath } from "#core/contract/pages.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { DraftNameFields, entryOf, fieldErrorsOf } from "../upload/DraftNameFields.tsx";

/**
 * Names the working text as the next draft and prepares it. The next page previews its effects; nothing is public yet.
 */
export function PrepareForm({
  document,
  version,
  draft,
  proposals,
  ready,
  onPrepared,
}: {
  document: ListedDocument;
  version: ListedVersion;
  /** Returns the current text. */
  draft: () => Record<string, unknown>;
  /** Ids of the proposals it contains. */
  proposals: readonly string[];
  ready: boolean;
  onPrepared: () => void;
}): ReactNode {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const prepare = useMutation({
    mutationFn: (fields: { round: string; label: string; date: string }) =>
      call("prepareWorkingText", {
        params: { version: version.id },
        body: { ...fields, draft: draft(), proposals: [...proposals] },
      }),
    onSuccess: (preview) => {
      onPrepared();
      client.setQueryData(keys.preview(preview.version.id), preview);
      void client.invalidateQueries({ queryKey: keys.document(document.id) });
      void client.invalidateQueries({ queryKey: keys.library });
      navigate(`${uploadPath(document.id)}?version=${preview.version.id}`);
    },
  });
  const { error } = prepare;
  const atFields = fieldErrorsOf(error);
  return (
    <Form
      validationErrors={atFields}
      onSubmit={(event) => {
        event.preventDefault();
        const text = entryOf(event.currentTarget);
        prepare.mutate({ round: text("round"), label: text("label"), date: text("date") });
      }}
    >
      <div className="upload-fields">
        <DraftNameFields document={document} />
      </div>
      {error && Object.keys(atFields).length === 0 && <ProblemNotice error={error} />}
      <p className="quiet small">{messages.prepareAbout}</p>
      <Button type="submit" className="button button-primary" isDisabled={!ready || prepare.isPending}>
        {prepare.isPending ? messages.preparing : messages.previewChanges}
      </Button>
    </Form>
  );
}
