/** Colors as `predict --heatmaps` has them: lightness alone tells the strength, so nobody needs to tell red from green. */
const stops: [number, number, number][] = [
  [255, 237, 160],
  [254, 178, 76],
  [252, 78, 42],
  [200, 0, 38],
];

/** A heat map (gray PNG, 255 where most speaks for the class) as colors, transparent where nothing does. */
export async function colorHeatmap(png: Blob): Promise<HTMLCanvasElement> {
  const { canvas, context, data } = await draw(png);
  const pixels = data.data;
  for (let at = 0; at < pixels.length; at += 4) {
    const strength = pixels[at]! / 255;
    const position = strength * (stops.length - 1);
    const before = Math.min(Math.floor(position), stops.length - 2);
    for (let channel = 0; channel < 3; channel++) {
      const from = stops[before]![channel]!;
      pixels[at + channel] = from + (stops[before + 1]![channel]! - from) * (position - before);
    }
    pixels[at + 3] = 255 * strength;
  }
  context.putImageData(data, 0, 0);
  return canvas;
}

/** A point of an outline, 0 to 1 from left to right and from top to bottom. */
export type Point = [number, number];

// Shrunk to about the steps of the network's own mask, so that these blur into a smooth line.
const outlineSide = 72;

/** The border of what is white in a mask, as short lines between pixels (marching squares). */
export async function outline(png: Blob): Promise<[Point, Point][]> {
  const { data } = await draw(png, outlineSide);
  const { width, height } = data;
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? 0 : data.data[4 * (y * width + x)]!);
  const lines: [Point, Point][] = [];
  for (let y = -1; y < height; y++) {
    for (let x = -1; x < width; x++) {
      const [a, b, c, d] = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
      const crossings: Point[] = [];
      const cross = (from: number, to: number, point: (part: number) => Point): void => {
        if (from > 127 !== to > 127) crossings.push(point((127.5 - from) / (to - from)));
      };
      cross(a, b, (part) => [x + part, y]);
      cross(b, c, (part) => [x + 1, y + part]);
      cross(d, c, (part) => [x + part, y + 1]);
      cross(a, d, (part) => [x, y + part]);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        lines.push([place(crossings[i]!, width, height), place(crossings[i + 1]!, width, height)]);
      }
    }
  }
  return lines;
}

const place = ([x, y]: Point, width: number, height: number): Point => [(x + 0.5) / width, (y + 0.5) / height];

interface Drawing {
  canvas: HTMLCanvasElement;
  context: CanvasRenderingContext2D;
  data: ImageData;
}

async function draw(png: Blob, side = Number.POSITIVE_INFINITY): Promise<Drawing> {
  const bitmap = await createImageBitmap(png);
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return { canvas, context, data: context.getImageData(0, 0, canvas.width, canvas.height) };
}
