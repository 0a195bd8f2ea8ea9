import type { ReactNode } from "react";
import { Header } from "../app/Header.tsx";

export function UploadPage(_: { params: Record<string, string> }): ReactNode {
  return <Header trail={[]} />;
}
