import type { ReactNode } from "react";
import { ListPages } from "../components/ListPages.tsx";
import { useListAddress } from "../components/use-list-address.ts";

/** The steps between the parts of the table of contents. Few forums have more than one. */
export function LibraryPages({ next, total }: { next: string | null; total: number }): ReactNode {
  return <ListPages address={useListAddress()} next={next} total={total} />;
}
