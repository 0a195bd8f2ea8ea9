import type { ReactNode } from "react";
import { Header } from "../app/Header.tsx";

export function ReadingPage(): ReactNode {
  return <Header trail={[]} />;
}
