import process from "node:process";

// React and Express draw and answer faster where they are told, before they are loaded, that nobody is developing.
process.env["NODE_ENV"] ??= "production";
const { runCommandLine } = await import("./command-line.ts");

// Whoever reads less than all (`rapporteur read … | head`) has what they want.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  write: (output) => void process.stdout.write(output),
  complain: (words) => void process.stderr.write(words),
  // Back to the line's beginning, and what is left of the one before erased.
  tell: process.stderr.isTTY ? (line) => void process.stderr.write(`\r${line}\u001B[K`) : null,
});
