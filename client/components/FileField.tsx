import { FileUp } from "lucide-react";
import { type ReactNode, type Ref, useRef, useState } from "react";

/** A button that lets the user choose files. */
export function FileButton({
  accepts,
  isMultiple = false,
  isDisabled = false,
  name,
  buttonRef,
  onFiles,
  children,
}: {
  /** File endings and media types. */
  accepts: readonly string[];
  isMultiple?: boolean;
  isDisabled?: boolean;
  /** The accessible name, if it is not the content. */
  name?: string | undefined;
  buttonRef?: Ref<HTMLButtonElement>;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accepts.join(",")}
        multiple={isMultiple}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again after a refusal.
          currentTarget.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <button
        ref={buttonRef}
        type="button"
        className="button"
        aria-label={name}
        disabled={isDisabled}
        onClick={() => input.current?.click()}
      >
        {children}
      </button>
    </>
  );
}

/** An area that takes files that are dropped on it, or pasted while its button has the focus. */
export function DropZone({
  className = "",
  iconSize,
  label,
  onFiles,
  children,
}: {
  className?: string;
  /** In pixels. */
  iconSize: number;
  label: string;
  onFiles: (files: readonly File[]) => void;
  /** The button that chooses files instead. */
  children: ReactNode;
}): ReactNode {
  const [isOver, setOver] = useState(false);
  const take = (data: DataTransfer): void => {
    if (data.files.length > 0) onFiles([...data.files]);
  };
  return (
    <div
      className={`drop-zone ${className}${isOver ? " is-over" : ""}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer);
      }}
      onPaste={({ clipboardData }) => take(clipboardData)}
    >
      <FileUp size={iconSize} aria-hidden />
      <span>{label}</span>
      {children}
    </div>
  );
}
