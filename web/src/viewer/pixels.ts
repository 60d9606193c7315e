import { decode } from 'fast-png';

/** A decoded picture: gray values, row by row. */
export interface Pixels {
  width: number;
  height: number;
  values: Uint8Array | Uint16Array;
  /** The numbers that are black and white by default. */
  range: [number, number];
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47];
const bitDepthAt = 24;
const wholeBits = [8, 10, 12, 14, 16];
const [red, green, blue] = [0.299, 0.587, 0.114];

/** Whether a file is DICOM: by its mark at byte 128, or its name where the preamble is missing. */
export function isDicom(bytes: Uint8Array, name: string): boolean {
  const mark = String.fromCharCode(...bytes.subarray(128, 132));
  return mark === 'DICM' || /\.dcm$/i.test(name);
}

/** Decodes a picture that the browser, or the PNG decoder for 16 bits, can read. */
export async function decodePixels(blob: Blob): Promise<Pixels> {
  const head = new Uint8Array(await blob.slice(0, bitDepthAt + 1).arrayBuffer());
  const isPng = pngSignature.every((byte, index) => head[index] === byte);
  return isPng && head[bitDepthAt] === 16 ? decodePng16(new Uint8Array(await blob.arrayBuffer())) : decodeByBrowser(blob);
}

// The browser's own decoder would cut 16 bits to 8.
function decodePng16(bytes: Uint8Array): Pixels {
  const png = decode(bytes);
  const { width, height, channels } = png;
  const values = new Uint16Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += channels) {
    values[i] = channels < 3 ? png.data[at]! : red * png.data[at]! + green * png.data[at + 1]! + blue * png.data[at + 2]!;
  }
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  const bits = wholeBits.find((count) => most < 2 ** count) ?? 16;
  return { width, height, values, range: [0, 2 ** bits - 1] };
}

async function decodeByBrowser(blob: Blob): Promise<Pixels> {
  // By content alone: a type of the file's name would make the browser refuse what it can read.
  const bitmap = await createImageBitmap(new Blob([blob]));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.fillRect(0, 0, width, height); // transparency lies on black, as the service reads it
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const values = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += 4) {
    values[i] = red * data[at]! + green * data[at + 1]! + blue * data[at + 2]! + 0.5;
  }
  return { width, height, values, range: [0, 255] };
}
