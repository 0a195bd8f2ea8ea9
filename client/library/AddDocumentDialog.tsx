import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { documentKinds as kinds, relationKinds } from "#core/text/version.ts";
import { focusOnMount } from "../components/focus.ts";
import { call } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { documentsQuery, keys } from "../api/queries.ts";
import { uploadPath } from "#core/contract/pages.ts";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { toast } from "../components/toasts.ts";
import "./add-document.css";

const kindNames = { opinion: messages.kindOpinion, report: messages.kindReport, other: messages.kindOther } as const;
const relationNames = { replaces: messages.replaces, forks: messages.forkedFrom, merges: messages.merges } as const;

const none: readonly ListedDocument[] = [];

/** Adds a document to the forum, then goes to the upload of its first draft. */
export function AddDocumentDialog({
  from,
  onClose,
}: {
  /** The page that the upload leads back to. By default none. */
  from?: "set-up";
  onClose: () => void;
}): ReactNode {
  const documents = useQuery(documentsQuery).data ?? none;
  const [title, setTitle] = useState("");
  const [shortTitle, setShortTitle] = useState("");
  const [kind, setKind] = useState<(typeof kinds)[number]>("opinion");
  const [relation, setRelation] = useState<(typeof relationKinds)[number] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const relatedId = chosen ?? documents[0]?.id ?? "";
  const [refused, setRefused] = useState<string | null>(null);
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const id = slugOf(shortTitle);

  const add = async (): Promise<boolean> => {
    try {
      const relations = relation ? [{ kind: relation, documentId: relatedId }] : [];
      await call("createDocument", {
        body: { id, title: title.trim(), shortTitle: shortTitle.trim(), kind, relations },
      });
    } catch (error) {
      const isTaken = error instanceof ProblemError && error.code === "already-exists";
      const message = error instanceof Error ? error.message : messages.addFailed;
      setRefused(isTaken ? formatMessage(messages.idTaken, { id }) : message);
      return false;
    }
    await client.invalidateQueries({ queryKey: keys.library });
    // A first document may complete the set-up, which only the settings show.
    await client.invalidateQueries({ queryKey: ["settings"] });
    toast(formatMessage(messages.documentAdded, { document: shortTitle.trim() }));
    navigate(uploadPath(id) + (from ? `?from=${from}` : ""));
    return true;
  };
  return (
    <ConfirmDialog
      title={messages.addDocument}
      act={messages.confirmAdd}
      ready={title.trim() !== "" && id !== ""}
      onConfirm={add}
      onClose={onClose}
    >
      <div className="stack-3">
        <label className="field">
          <span className="field-label">{messages.titleField}</span>
          <input ref={focusOnMount} value={title} onChange={({ target }) => setTitle(target.value)} />
        </label>
        <label className="field">
          <span className="field-label">{messages.shortTitleField}</span>
          <input
            value={shortTitle}
            placeholder={messages.shortTitleExample}
            onChange={({ target }) => setShortTitle(target.value)}
          />
        </label>
        <label className="field">
          <span className="field-label">{messages.kindField}</span>
          <select
            className="input"
            value={kind}
            onChange={({ target }) => setKind(kinds.find((candidate) => candidate === target.value) ?? "other")}
          >
            {kinds.map((documentKind) => (
              <option key={documentKind} value={documentKind}>
                {kindNames[documentKind]}
              </option>
            ))}
          </select>
        </label>
        {documents.length > 0 && (
          <fieldset className="add-document-relation">
            <label className="field">
              <span className="field-label">{messages.relationField}</span>
              <select
                className="input"
                value={relation ?? ""}
                onChange={({ target }) =>
                  setRelation(relationKinds.find((candidate) => candidate === target.value) ?? null)
                }
              >
                <option value="">{messages.noRelation}</option>
                {relationKinds.map((relationKind) => (
                  <option key={relationKind} value={relationKind}>
                    {relationNames[relationKind]}
                  </option>
                ))}
              </select>
            </label>
            {relation && (
              <label className="field">
                <span className="field-label">{messages.relatedDocumentField}</span>
                <select className="input" value={relatedId} onChange={({ target }) => setChosen(target.value)}>
                  {documents.map((document) => (
                    <option key={document.id} value={document.id}>
                      {document.shortTitle}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </fieldset>
        )}
        {id !== "" && <p className="quiet small">{formatMessage(messages.draftLinks, { id })}</p>}
        {refused !== null && (
          <p className="field-error" role="alert">
            {refused}
          </p>
        )}
      </div>
    </ConfirmDialog>
  );
}

/** Returns a short title as the first part of an address: "Opinion 7" -> "opinion-7". */
function slugOf(title: string): string {
  return title
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9.]+/gu, "-")
    .replace(/^[-.]+|(?<![-.])[-.]+$/gu, "");
}
