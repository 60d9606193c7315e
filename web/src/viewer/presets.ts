import type { Types } from '@cornerstonejs/core';

/** Windows for chest X-rays. Their numbers mean nothing by themselves, so all but two are shares of the picture's own gray values. */
export const presets = ['file', 'auto', 'lungs', 'mediastinum', 'bones', 'full'] as const;
export type Preset = (typeof presets)[number];

/** From the share of pixels that are darker than black to that darker than white; of the picture as it is shown, dark to bright. */
const shares: Partial<Record<Preset, [number, number]>> = {
  auto: [0.01, 0.99],
  lungs: [0.01, 0.7],
  mediastinum: [0.35, 0.995],
  bones: [0.25, 0.9],
};

const mostSamples = 200_000;

/**
 * The window of a preset.
 * @param isDarkHigh Whether high numbers are dark (MONOCHROME1).
 */
export function windowOf(preset: Preset, image: Types.IImage, isDarkHigh: boolean): Types.VOIRange {
  const share = shares[preset];
  if (preset === 'file' || !share) {
    const [width, center] = [first(image.windowWidth), first(image.windowCenter)];
    if (preset === 'file' && width > 0) return { lower: center - width / 2, upper: center + width / 2 - 1 };
    return { lower: image.minPixelValue, upper: Math.max(image.minPixelValue + 1, image.maxPixelValue) };
  }
  const values = image.getPixelData();
  const step = Math.max(1, Math.floor(values.length / mostSamples));
  const samples = new Float64Array(Math.floor((values.length - 1) / step) + 1);
  for (let i = 0; i < samples.length; i++) samples[i] = values[i * step]!;
  samples.sort();
  const at = (part: number): number => samples[Math.round(part * (samples.length - 1))]!;
  const [low, high] = isDarkHigh ? [1 - share[1], 1 - share[0]] : share;
  return { lower: at(low), upper: Math.max(at(low) + 1, at(high)) };
}

const first = (value: number | number[] | undefined): number => Number(Array.isArray(value) ? value[0] : (value ?? 0));
