import { Enums, utilities, type StackViewport, type Types } from '@cornerstonejs/core';
import type { Point } from './heatmap';

const outlineColor = '#5fd0ff';
const outlineWidth = 1.5;

/** What is laid over a picture: a heat map and the outline of the lungs. It follows the viewport however that is turned and moved. */
export class Overlay {
  heatmap: HTMLCanvasElement | null = null;
  lungs: [Point, Point][] | null = null;
  opacity = 0.6;
  readonly canvas = document.createElement('canvas');

  constructor(
    private readonly viewport: StackViewport,
    private readonly element: HTMLDivElement,
  ) {
    this.canvas.className = 'overlay';
    this.canvas.setAttribute('aria-hidden', 'true');
    element.append(this.canvas);
    element.addEventListener(Enums.Events.IMAGE_RENDERED, () => this.draw());
  }

  /** Draws it anew. */
  draw(): void {
    const scale = window.devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = this.element;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.canvas.dataset['heatmap'] = String(this.heatmap !== null);
    this.canvas.dataset['lungs'] = String(this.lungs !== null);
    const context = this.canvas.getContext('2d');
    const data = this.viewport.getImageData();
    if (!context || !data || (!this.heatmap && !this.lungs)) return;
    const [columns, rows] = data.dimensions;
    const at = (column: number, row: number): Types.Point2 => {
      const world = utilities.transformIndexToWorld(data.imageData as never, [column - 0.5, row - 0.5, 0]);
      const [x, y] = this.viewport.worldToCanvas(world);
      return [x * scale, y * scale];
    };
    const [origin, right, below] = [at(0, 0), at(columns, 0), at(0, rows)];
    const across: Types.Point2 = [right[0] - origin[0], right[1] - origin[1]];
    const down: Types.Point2 = [below[0] - origin[0], below[1] - origin[1]];
    if (this.heatmap) {
      context.save();
      context.setTransform(across[0], across[1], down[0], down[1], origin[0], origin[1]);
      context.globalAlpha = this.opacity;
      context.drawImage(this.heatmap, 0, 0, 1, 1);
      context.restore();
    }
    if (this.lungs) {
      const to = ([x, y]: Point): Point => [origin[0] + x * across[0] + y * down[0], origin[1] + x * across[1] + y * down[1]];
      context.strokeStyle = outlineColor;
      context.lineWidth = outlineWidth * scale;
      context.lineCap = 'round';
      context.beginPath();
      for (const [from, until] of this.lungs) {
        context.moveTo(...to(from));
        context.lineTo(...to(until));
      }
      context.stroke();
    }
  }
}
