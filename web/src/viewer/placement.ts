import { utilities, type StackViewport, type Types } from '@cornerstonejs/core';

/** Where a picture lies on the screen: its upper left corner, and its upper and left edges as vectors, in CSS pixels. */
export interface Placement {
  columns: number;
  rows: number;
  origin: Types.Point2;
  across: Types.Point2;
  down: Types.Point2;
}

/** Where the picture of a viewport lies; null before there is one. */
export function placementOf(viewport: StackViewport): Placement | null {
  const data = viewport.getImageData();
  if (!data) return null;
  const [columns, rows] = data.dimensions;
  const at = (column: number, row: number): Types.Point2 =>
    // Whole numbers are the centers of pixels.
    viewport.worldToCanvas(utilities.transformIndexToWorld(data.imageData as never, [column - 0.5, row - 0.5, 0]));
  const [origin, right, below] = [at(0, 0), at(columns, 0), at(0, rows)];
  return {
    columns,
    rows,
    origin,
    across: [right[0] - origin[0], right[1] - origin[1]],
    down: [below[0] - origin[0], below[1] - origin[1]],
  };
}

/** Pixels of the screen to one of the picture. */
export const scaleOf = ({ across, columns }: Placement): number => Math.hypot(...across) / columns;

/** By how much to enlarge a picture so that all of it just fits a frame, however it is turned. */
export const fitFactor = ({ across, down }: Placement, width: number, height: number): number =>
  Math.min(width / (Math.abs(across[0]) + Math.abs(down[0])), height / (Math.abs(across[1]) + Math.abs(down[1])));

/** The middle of a viewport's picture, as the world has it. */
export function middleOf(viewport: StackViewport): Types.Point3 | null {
  const data = viewport.getImageData();
  if (!data) return null;
  const [columns, rows] = data.dimensions;
  return utilities.transformIndexToWorld(data.imageData as never, [(columns - 1) / 2, (rows - 1) / 2, 0]);
}
