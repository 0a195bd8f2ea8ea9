import type { ChildProcess } from "node:child_process";

/** The declaration of server-process.mjs, which setup scripts run uncompiled. */
export function startProcess(dataFolder: string, build?: ServerBuild): { child: ChildProcess; ready: Promise<string> };

export function printedAddresses(printed: string): { url: string; links: Record<string, string> };

/** A built server: its path, and how the last line that it prints at its start begins. */
export interface ServerBuild {
  program: string;
  readyWord: string;
}
