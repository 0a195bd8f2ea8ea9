import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import { lazyComponent } from "../components/lazy-component.tsx";

const AddDocumentDialog = lazyComponent(async () => (await import("./AddDocumentDialog.tsx")).AddDocumentDialog);

/** The button that adds a document. */
export function AddDocument(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="button" onPress={() => setOpen(true)}>
        <Plus size={16} aria-hidden /> {messages.addDocument}
      </Button>
      {open && <AddDocumentDialog onClose={() => setOpen(false)} />}
    </>
  );
}
