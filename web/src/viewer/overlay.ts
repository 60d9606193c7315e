import { Enums, type StackViewport } from '@cornerstonejs/core';
import type { Point } from './heatmap';
import { placementOf } from './placement';

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
    const place = this.heatmap || this.lungs ? placementOf(this.viewport) : null;
    if (!context || !place) return;
    const scaled = ([x, y]: Point): Point => [x * scale, y * scale];
    const [origin, across, down] = [scaled(place.origin), scaled(place.across), scaled(place.down)];
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
