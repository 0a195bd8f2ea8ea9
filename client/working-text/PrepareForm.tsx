import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button, FieldError, Form, Input, Label, TextField } from "react-aria-components";
import { useLocation } from "wouter";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { uploadPath } from "#core/contract/page-paths.ts";
import { call } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { keys } from "../api/queries.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { nextRound } from "../upload/next-round.ts";

/** Names the working text as the next draft and prepares it: what it would do is shown next, and nothing is public yet. */
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
  /** The text as it stands. */
  draft: () => Record<string, unknown>;
  /** Ids of the proposals it takes in. */
  proposals: readonly string[];
  ready: boolean;
  onPrepared: () => void;
}): ReactNode {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const suggested = nextRound(document.versions);
  const prepare = useMutation({
    mutationFn: (named: { round: string; label: string; date: string }) =>
      call("prepareWorkingText", {
        params: { version: version.id },
        body: { ...named, draft: draft(), proposals: [...proposals] },
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
  const atFields = error instanceof ProblemError ? (error.problem?.errors ?? []) : [];
  return (
    <Form
      validationErrors={Object.fromEntries(
        atFields.map(({ pointer, detail }) => [pointer.split("/").at(-1) ?? "", detail]),
      )}
      onSubmit={(event) => {
        event.preventDefault();
        const entered = new FormData(event.currentTarget);
        const text = (name: string): string => {
          const value = entered.get(name);
          return typeof value === "string" ? value.trim() : "";
        };
        prepare.mutate({ round: text("round"), label: text("label"), date: text("date") });
      }}
    >
      <div className="upload-fields">
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
          <FieldError />
        </TextField>
        <TextField className="field" name="date" type="date" isRequired>
          <Label>Date on its cover</Label>
          <Input />
          <FieldError />
        </TextField>
      </div>
      {error && atFields.length === 0 && <ProblemNotice error={error} />}
      <p className="quiet small">
        Next you see what it would change and what happens to every comment, and can take it away as a Word file.
        Nothing is public before you publish it.
      </p>
      <Button type="submit" className="button button-primary" isDisabled={!ready || prepare.isPending}>
        {prepare.isPending ? "Preparing" : "Show what it would change"}
      </Button>
    </Form>
  );
}
