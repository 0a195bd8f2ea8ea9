import { type ReactNode, useState } from "react";
import { lazyComponent } from "../components/lazy-component.tsx";
import { PopoverButton } from "../components/Popover.tsx";
import type { RedlineChoice, RedlineRequest, RedlineVersions } from "./RedlineMenu.tsx";

const RedlineMenu = lazyComponent(async () => (await import("./RedlineMenu.tsx")).RedlineMenu);
const RunningRedline = lazyComponent(async () => (await import("./RunningRedline.tsx")).RunningRedline);

/**
 * Exports a redline as a file, shows the progress, and then what there is to know about the file.
 *
 * @param name the file's, without its extension
 * @param versions the compared versions, if the redline is one of two versions
 * @param button the looks of the button that opens the list of formats
 */
export function RedlineExport({
  request,
  name,
  versions = null,
  button,
}: {
  request: RedlineRequest;
  name: string;
  versions?: RedlineVersions;
  button: { className: string; face: ReactNode; name?: string };
}): ReactNode {
  const [choice, setChoice] = useState<RedlineChoice | null>(null);
  return (
    <>
      <PopoverButton kind="menu" {...button}>
        <RedlineMenu versions={versions} onChoose={setChoice} />
      </PopoverButton>
      {choice && <RunningRedline choice={choice} request={request} name={name} onClose={() => setChoice(null)} />}
    </>
  );
}
