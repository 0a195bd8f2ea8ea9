import { withoutPictureData } from "../../server/pictures/picture-data.ts";

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("latin1");
const size = (length: number, bytes: 2 | 4): string => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(length, 0, bytes);
  return buffer.toString("latin1");
};

/** Returns a segment of a JPEG picture. */
const segment = (code: string, data: string): string => `\xff${code}${size(data.length + 2, 2)}${data}`;
/** Returns a chunk of a PNG picture. Nothing reads its check sum here. */
const chunk = (name: string, data: string): string => `${size(data.length, 4)}${name}${data}####`;

const jpegStart = `\xff\xd8${segment("\xe0", "JFIF\0\x01\x02\0\0\x01\0\x01\0\0")}`;
const colours = segment("\xe2", "ICC_PROFILE\0\x01\x01profile") + segment("\xee", "Adobe\0\x64\0\0\0\0\x01");
const scan = `${segment("\xdb", "tables")}${segment("\xda", "scan")}\x12\xff\0\x34\xff\xd0\x56`;
/** A photo's data with an orientation, in one of the two byte orders. */
const exif = (orientation: string, isLittle: boolean): string =>
  isLittle
    ? `Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0${orientation}\0\0\0secret`
    : `Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${orientation}\0\0secret`;
const jpeg = (data: string, after = ""): string => `${jpegStart}${data}${colours}${scan}${scan}\xff\xd9${after}`;

const pngStart = `\x89PNG\r\n\x1a\n${chunk("IHDR", "header")}`;
const png = (data: string, after = ""): string =>
  `${pngStart}${data}${chunk("iCCP", "profile")}${chunk("IDAT", "pixels")}${chunk("IEND", "")}${after}`;

const gif = (data: string, after = ""): string =>
  `GIF89a\x01\0\x01\0\x80\0\0${"c".repeat(6)}!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0${data}!\xf9\x04\0\0\0\0\0,${"\0".repeat(9)}\x02\x02px\0;${after}`;

const xmp = "http://ns.adobe.com/xap/1.0/\0secret";

test.each([
  ["Exif data of a JPEG picture", jpeg(segment("\xe1", exif("\x01", true))), jpeg("")],
  ["XMP data of a JPEG picture", jpeg(segment("\xe1", xmp)), jpeg("")],
  ["IPTC data of a JPEG picture", jpeg(segment("\xed", "Photoshop 3.0\0secret")), jpeg("")],
  ["comments of a JPEG picture", jpeg(segment("\xfe", "secret")), jpeg("")],
  [
    "previews and the list of pictures in a JPEG picture",
    jpeg(segment("\xe0", "JFXX\0s") + segment("\xe2", "MPF\0s")),
    jpeg(""),
  ],
  ["bytes after a JPEG picture", jpeg("", "secret"), jpeg("")],
  [
    "data between the scans of a JPEG picture",
    jpegStart + scan + segment("\xe1", "secret") + scan + "\xff\xd9",
    jpegStart + scan + scan + "\xff\xd9",
  ],
  ...["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt"].map((name): [string, string, string] => [
    `the ${name} chunk of a PNG picture`,
    png(chunk(name, "secret")),
    png(""),
  ]),
  ["bytes after a PNG picture", png("", "secret"), png("")],
  ["comments of a GIF picture", gif("!\xfe\x06secret\x03two\0"), gif("")],
  ["data of programs in a GIF picture", gif("!\xff\x0bXMP DataXMP\x06secret\0"), gif("")],
  ["bytes after a GIF picture", gif("", "secret"), gif("")],
])("removes %s and keeps all other bytes", (_, before, after) => {
  const { bytes, isChanged } = withoutPictureData(bytesOf(before)) ?? {};
  expect(textOf(bytes)).toBe(after);
  expect(isChanged).toBe(true);
  expect(withoutPictureData(bytesOf(after))?.isChanged).toBe(false);
});

test.each([
  ["big-endian", false],
  ["little-endian", true],
])("keeps the orientation of a photo and nothing else of its data, if it is %s", (_, isLittle) => {
  const { bytes } = withoutPictureData(bytesOf(jpeg(segment("\xe1", exif("\x06", isLittle))))) ?? {};
  const kept = exif("\x06", false).replace("secret", "\0\0\0\0");
  expect(textOf(bytes)).toBe(jpeg(segment("\xe1", kept)));
  expect(bytes && withoutPictureData(bytes)?.isChanged).toBe(false);
});

test("removes the preview at the end of a JPEG picture's first segment", () => {
  const first = segment("\xe0", `JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01rgb`);
  expect(textOf(withoutPictureData(bytesOf(`\xff\xd8${first}${scan}\xff\xd9`))?.bytes)).toBe(
    `${jpegStart}${scan}\xff\xd9`,
  );
});

test.each([
  ["a JPEG picture without an end", jpegStart + scan],
  ["a JPEG picture with a segment that is too long", `${jpegStart}\xff\xe1\xff\xff`],
  ["a PNG picture without an end", pngStart],
  ["a PNG picture with a chunk that is too long", `${pngStart}\xff\xff\xff\xffIDAT####`],
  ["a PNG picture with a critical chunk that is not known", png(chunk("CgBI", "pixels"))],
  ["a GIF picture without an end", gif("").slice(0, -1)],
  ["a TIFF picture", "II*\0"],
  ["a drawing", "\x01\0\0\0"],
  ["an empty file", ""],
])("does not know what %s contains", (_, content) => {
  expect(withoutPictureData(bytesOf(content))).toBeNull();
});
