import type { ReactNode } from "react";
import { Header } from "../app/Header.tsx";

export function LibraryPage(): ReactNode {
  return <Header trail={[]} />;
}
