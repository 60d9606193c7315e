import { cache, getShouldUseCPURendering, imageLoader, init as initCore, RenderingEngine, utilities } from '@cornerstonejs/core';
import dicomImageLoader from '@cornerstonejs/dicom-image-loader';
import { init as initTools } from '@cornerstonejs/tools';
import { decodePixels, isDicom, type Pixels } from './pixels';

const headBytes = 132;
let engine: RenderingEngine | null = null;

/** Starts Cornerstone once: WebGL where there is one, else its rendering on the CPU. */
export async function startEngine(): Promise<RenderingEngine> {
  if (engine) return engine;
  await initCore();
  dicomImageLoader.init({ maxWebWorkers: 2 });
  initTools();
  document.documentElement.dataset['rendering'] = getShouldUseCPURendering() ? 'cpu' : 'webgl';
  engine = new RenderingEngine('reading');
  return engine;
}

/** Decodes a file into Cornerstone's cache, all its bits. */
export async function load(blob: Blob, name: string): Promise<string> {
  const head = new Uint8Array(await blob.slice(0, headBytes).arrayBuffer());
  if (!isDicom(head, name)) return keep(await decodePixels(blob));
  const imageId = dicomImageLoader.wadouri.fileManager.add(blob);
  await imageLoader.loadAndCacheImage(imageId);
  return imageId;
}

/** Whether a picture is still in the cache. */
export const isLoaded = (imageId: string): boolean => cache.getImageLoadObject(imageId) !== undefined;

/** Lets go of a picture. */
export function unload(imageId: string): void {
  const [scheme, index] = imageId.split(':');
  if (scheme === 'dicomfile') dicomImageLoader.wadouri.fileManager.remove(Number(index));
  if (isLoaded(imageId)) cache.removeImageLoadObject(imageId, { force: true });
}

let last = 0;

function keep({ width, height, values, range }: Pixels): string {
  const imageId = `picture:${++last}`;
  const image = imageLoader.createAndCacheLocalImage(imageId, {
    scalarData: values,
    dimensions: [width, height],
    spacing: [1, 1],
    frameOfReferenceUID: imageId,
    targetBuffer: { type: values.constructor.name as 'Uint8Array' | 'Uint16Array' },
  });
  // A viewport asks for the modality of whatever it shows.
  utilities.genericMetadataProvider.add(imageId, { type: 'generalSeriesModule', metadata: { modality: 'DX' } });
  image.windowWidth = range[1] - range[0] + 1;
  image.windowCenter = (range[0] + range[1] + 1) / 2;
  return imageId;
}
