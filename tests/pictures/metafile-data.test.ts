import { withoutPictureData } from "../../server/pictures/picture-data.ts";

const u16 = (...values: number[]): Buffer => Buffer.from(new Uint16Array(values).buffer);
const u32 = (...values: number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);
const text = (value: string): Buffer => Buffer.from(value, "latin1");
const zeros = (length: number): Buffer => Buffer.alloc(length);

/** Returns a record of an enhanced metafile. */
function emfRecord(type: number, ...data: Buffer[]): Buffer {
  const body = Buffer.concat(data);
  return Buffer.concat([u32(type, 8 + body.length), body]);
}
const emfComment = (identifier: Buffer | number, ...data: Buffer[]): Buffer => {
  const body = Buffer.concat([typeof identifier === "number" ? u32(identifier) : identifier, ...data]);
  return emfRecord(70, u32(body.length), body);
};
const wide = (value: string): Buffer => Buffer.from(value, "utf16le");
const line = emfRecord(54, u32(10, 20));
const emfEnd = emfRecord(14, u32(0, 0, 20));
const common = text("GDIC");
const rectangle = u32(0, 0, 8, 8);

/** Returns an enhanced metafile whose header names the program and the title, in 12 characters. */
function emf(name: Buffer, ...records: Buffer[]): Uint8Array {
  const fields = [zeros(32), text(" EMF"), u32(0x10000, 0, 3), u16(1, 0), u32(12, 88, 0, 800, 600, 200, 100)];
  return new Uint8Array(Buffer.concat([emfRecord(1, ...fields, name), line, ...records, emfEnd]));
}
const named = wide("secret\0plan\0");
const unnamed = zeros(named.length);
const plus = (...data: Buffer[]): Buffer => emfComment(text("EMF+"), ...data);
const plusRecord = (type: number, flags: number, data: Buffer): Buffer =>
  Buffer.concat([u16(type, flags), u32(12 + data.length, data.length), data]);

/** Returns an old metafile with a header for its place on the page. */
function wmf(...records: Buffer[]): Uint8Array {
  const place = Buffer.concat([u32(0x9ac6cdd7), zeros(18)]);
  const header = Buffer.concat([u16(1, 9, 0x300), zeros(12)]);
  return new Uint8Array(Buffer.concat([place, header, ...records, u32(3), u16(0)]));
}
const wmfComment = (data: Buffer): Buffer =>
  Buffer.concat([u32(5 + data.length / 2), u16(0x0626, 15, data.length), data]);
const wmfLine = Buffer.concat([u32(5), u16(0x0213, 4, 8)]);

const secret = text("secret!!");
const cleared = zeros(secret.length);

test.each([
  ["program and title of an enhanced metafile", emf(named), emf(unnamed)],
  ["a program's comment in it", emf(unnamed, emfComment(1234, secret)), emf(unnamed, emfComment(1234, cleared))],
  [
    "the name of a group in it",
    emf(unnamed, emfComment(common, u32(2), rectangle, u32(4), secret)),
    emf(unnamed, emfComment(common, u32(2), rectangle, u32(4), cleared)),
  ],
  [
    "a comment in its newer part",
    emf(unnamed, plus(plusRecord(0x4003, 0, secret), plusRecord(0x4009, 0, text("kept")))),
    emf(unnamed, plus(plusRecord(0x4003, 0, cleared), plusRecord(0x4009, 0, text("kept")))),
  ],
  ["bytes after its end", new Uint8Array([...emf(unnamed), ...secret]), emf(unnamed)],
  ["a comment of an old metafile", wmf(wmfLine, wmfComment(secret)), wmf(wmfLine, wmfComment(cleared))],
  ["bytes after its end", new Uint8Array([...wmf(wmfLine), ...secret]), wmf(wmfLine)],
])("clears %s and keeps all other bytes", (_, before, after) => {
  const clean = withoutPictureData(before);
  expect(clean && Buffer.from(clean.bytes).equals(after)).toBe(true);
  expect(clean?.isChanged).toBe(true);
  expect(withoutPictureData(after)?.isChanged).toBe(false);
});

test("clears an enhanced metafile that is inside an SVG drawing", () => {
  const drawing = (metafile: Uint8Array): Buffer =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/x-emf;base64,${Buffer.from(metafile).toString("base64")}"/></svg>`,
    );
  const clean = withoutPictureData(drawing(emf(named)));
  expect(clean && Buffer.from(clean.bytes).equals(drawing(emf(unnamed)))).toBe(true);
});

test("keeps what draws", () => {
  const drawing = emf(unnamed, plus(plusRecord(0x4008, 0x200, secret)), emfComment(0, text("font")));
  expect(withoutPictureData(drawing)).toEqual({ bytes: drawing, isChanged: false });
  expect(withoutPictureData(wmf(wmfLine))).toEqual({ bytes: wmf(wmfLine), isChanged: false });
});

test.each([
  [
    "an enhanced metafile with a picture of another format inside",
    emf(unnamed, plus(plusRecord(0x4008, 0x500, secret))),
  ],
  ["an enhanced metafile with other forms of the picture", emf(unnamed, emfComment(common, u32(0x40000004), secret))],
  ["an enhanced metafile without an end", emf(unnamed).slice(0, -20)],
  ["an enhanced metafile with a record that reaches too far", emf(unnamed, u32(54, 4000))],
  ["an enhanced metafile with a short header", new Uint8Array(emfRecord(1, zeros(32), text(" EMF")))],
  [
    "an enhanced metafile that ends in a comment",
    new Uint8Array(Buffer.concat([emf(unnamed).slice(0, 112), emfComment(common)])),
  ],
  ["an old metafile without an end", wmf(wmfLine).slice(0, -6)],
])("leaves %s alone", (_, picture) => {
  expect(withoutPictureData(picture)).toBeNull();
});

test("cuts the bytes after the pixels of a bitmap", () => {
  const bitmap = Buffer.concat([text("BM"), u32(0, 0, 54, 40, 2, 2), u16(1, 24), u32(0, 16, 0, 0, 0, 0), zeros(16)]);
  const bytes = new Uint8Array(bitmap);
  expect(withoutPictureData(new Uint8Array([...bitmap, ...secret]))).toEqual({ bytes, isChanged: true });
  expect(withoutPictureData(bytes)).toEqual({ bytes, isChanged: false });
});
