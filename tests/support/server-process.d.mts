import type { ChildProcess } from "node:child_process";

/** The declaration of server-process.mjs, which setup scripts run uncompiled. */
export function startProcess(dataFolder: string, program?: string): { child: ChildProcess; ready: Promise<string> };

export function printedAddresses(printed: string): { url: string; links: Record<string, string> };
