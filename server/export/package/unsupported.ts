/** A Word file into which changes cannot be written safely. `detail` is for logs. */
export class UnsupportedPackageError extends Error {
  constructor(part: string, detail: string) {
    super(`${part}: ${detail}`);
    this.name = "UnsupportedPackageError";
  }
}
