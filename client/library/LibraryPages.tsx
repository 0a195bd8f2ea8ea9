import type { ReactNode } from "react";
import { ListPages } from "../components/ListPages.tsx";
import { useListAddress } from "../components/use-list-address.ts";

// Few forums have damaged files or several parts, so both are loaded only where they are needed.
export { DamageNotice } from "../page-parts/DamageNotice.tsx";

/** The steps between the parts of the table of contents. Few forums have more than one. */
export function LibraryPages({ next, total }: { next: string | null; total: number }): ReactNode {
  return <ListPages address={useListAddress()} next={next} total={total} />;
}
