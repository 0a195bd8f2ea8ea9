import { Pencil, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import { Link } from "wouter";
import type { KeptView } from "./use-saved-filters.ts";

/** A view one keeps: the way to what it chooses, its name in a field while one writes another, and the way to let it go. */
export function SavedViewItem({
  view,
  href,
  isShown,
  onRename,
  onRemove,
}: {
  view: KeptView;
  href: string;
  isShown: boolean;
  onRename: (name: string) => Promise<boolean>;
  onRemove: () => void;
}): ReactNode {
  // Null where its name stands; once it stood in a field, who pressed the pencil is led back to it.
  const [name, setName] = useState<string | null>(null);
  const [led, setLed] = useState(false);
  const close = (): void => {
    setName(null);
    setLed(true);
  };
  const send = async (written: string): Promise<void> => {
    if (written === "" || written === view.name || (await onRename(written))) close();
  };
  if (name !== null) {
    return (
      <li>
        <form
          className="keep-view"
          onSubmit={(event) => {
            event.preventDefault();
            void send(name.trim());
          }}
        >
          <TextField
            className="field"
            autoFocus
            maxLength={100}
            value={name}
            onChange={setName}
            // Escape leaves the field and not what it stands in.
            onKeyDown={(event) => {
              if (event.key === "Escape") close();
              else event.continuePropagation();
            }}
          >
            <Label className="field-label">Another name for {view.name}</Label>
            <Input onFocus={({ target }) => target.select()} />
          </TextField>
          <Button type="submit" className="button" isDisabled={name.trim() === ""}>
            Rename
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li>
      <Link href={href} aria-current={isShown || undefined}>
        {view.name}
      </Link>
      <span className="view-acts">
        <Button
          className="icon-button"
          aria-label={`Rename the view ${view.name}`}
          autoFocus={led}
          onPress={() => setName(view.name)}
        >
          <Pencil size={14} aria-hidden />
        </Button>
        <Button className="icon-button" aria-label={`Remove the view ${view.name}`} onPress={onRemove}>
          <X size={14} aria-hidden />
        </Button>
      </span>
    </li>
  );
}
