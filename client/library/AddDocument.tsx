import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useLocation } from "wouter";
import { ForumDocument } from "#core/text/version.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { uploadPath } from "../app/routes.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { toast } from "../components/toasts.ts";

const kinds = ForumDocument.shape.kind.options;
const kindNames = { opinion: "Opinion", report: "Report", other: "Other" } as const;

/** Adds a document to the forum, and goes on to its first draft. */
export function AddDocument(): ReactNode {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [shortTitle, setShortTitle] = useState("");
  const [kind, setKind] = useState<(typeof kinds)[number]>("opinion");
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const id = slugOf(shortTitle);

  const add = async (): Promise<void> => {
    try {
      await call("createDocument", {
        body: { id, title: title.trim(), shortTitle: shortTitle.trim(), kind, relations: [] },
      });
      await client.invalidateQueries({ queryKey: keys.library });
      toast(`${shortTitle} was added.`);
      navigate(uploadPath(id));
    } catch (error) {
      toast(error instanceof Error ? error.message : "It could not be added.", { tone: "failed" });
    }
  };
  return (
    <>
      <Button className="button" onPress={() => setOpen(true)}>
        <Plus size={16} aria-hidden /> Add a document
      </Button>
      {open && (
        <ConfirmDialog
          title="Add a document"
          act="Add"
          ready={title.trim() !== "" && id !== ""}
          onConfirm={() => void add()}
          onClose={() => setOpen(false)}
        >
          <div className="add-document">
            <label className="field">
              <span className="field-label">Title</span>
              <input value={title} onChange={({ target }) => setTitle(target.value)} />
            </label>
            <label className="field">
              <span className="field-label">As it is called in a list</span>
              <input
                value={shortTitle}
                placeholder="Opinion 7"
                onChange={({ target }) => setShortTitle(target.value)}
              />
            </label>
            <label className="field">
              <span className="field-label">Kind</span>
              <select
                className="input"
                value={kind}
                onChange={({ target }) => setKind(kinds.find((known) => known === target.value) ?? "other")}
              >
                {kinds.map((known) => (
                  <option key={known} value={known}>
                    {kindNames[known]}
                  </option>
                ))}
              </select>
            </label>
            {id !== "" && (
              <p className="quiet small">
                Its drafts will be addressed as {id}@1, {id}@2 …
              </p>
            )}
          </div>
        </ConfirmDialog>
      )}
    </>
  );
}

/** A short title as the first part of an address: "Opinion 7" -> "opinion-7". */
function slugOf(words: string): string {
  return words
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9.]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/gu, "");
}
