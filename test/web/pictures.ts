import { deflateSync } from 'node:zlib';
import type { Picture } from '../unit/certificates/support/photocopy.ts';

/** A picture as a BMP of 256 greys. */
export function bitmapOf({ width, height, grey }: Picture): Buffer {
  const row = Math.ceil(width / 4) * 4;
  const start = 14 + 40 + 256 * 4;
  const bytes = Buffer.alloc(start + row * height);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(start, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  // From the top: the height is negative.
  bytes.writeInt32LE(-height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(8, 28);
  bytes.writeUInt32LE(256, 46);
  for (let shade = 0; shade < 256; shade++) bytes.fill(shade, 54 + 4 * shade, 54 + 4 * shade + 3);
  for (let y = 0; y < height; y++) bytes.set(grey.subarray(y * width, (y + 1) * width), start + y * row);
  return bytes;
}

/** The picture as a scanner hands it on: a PDF of one page that is one image. */
export function scannedPdf({ width, height, grey }: Picture): Buffer {
  const packed = deflateSync(grey);
  const drawing = 'q 595 0 0 842 0 0 cm /Scan Do Q';
  const image = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</Scan 5 0 R>>>>>>',
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    Buffer.concat([
      Buffer.from(`<<${image}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]),
  ];
  // Readers find the objects without a table of where they are.
  const parts = objects.flatMap((object, index) => [`${index + 1} 0 obj\n`, object, '\nendobj\n']);
  return Buffer.concat(
    ['%PDF-1.4\n', ...parts, 'trailer<</Root 1 0 R/Size 6>>\n%%EOF\n'].map((part) => Buffer.from(part)),
  );
}

/** A code with each of its modules so many pixels wide, and the quiet zone around it. */
export function enlarged(
  { size, data }: { readonly size: number; readonly data: Uint8Array },
  pixels: number,
): Picture {
  const side = (size + 8) * pixels;
  const grey = new Uint8Array(side * side).fill(255);
  for (let y = 0; y < size * pixels; y++)
    for (let x = 0; x < size * pixels; x++)
      if (data[Math.floor(y / pixels) * size + Math.floor(x / pixels)] === 1)
        grey[(y + 4 * pixels) * side + x + 4 * pixels] = 0;
  return { width: side, height: side, grey };
}

/** A film of two frames (YUV4MPEG2) with the picture in its middle. */
export function videoOf(picture: Picture, width: number, height: number): Buffer {
  const luma = Buffer.alloc(width * height, 235);
  const [left, top] = [Math.floor((width - picture.width) / 2), Math.floor((height - picture.height) / 2)];
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++)
      luma[(y + top) * width + x + left] = picture.grey[y * picture.width + x] === 0 ? 16 : 235;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, frame, frame]);
}
