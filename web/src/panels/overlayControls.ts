import { announce, el } from '../dom';
import type { Case } from '../reading/case';
import { reasonOf } from '../reason';
import { getHeatmap, getLungs } from '../service/client';
import { findings, type Finding } from '../service/types';
import { change, settings } from '../settings';
import { t } from '../strings';
import { colorHeatmap, outline, type Point } from '../viewer/heatmap';
import type { Overlay } from '../viewer/overlay';
import { keepFocus } from './toolbar';

const side = 512;

interface Drawings {
  maps: Map<Finding, Promise<HTMLCanvasElement>>;
  lungs: Promise<[Point, Point][]> | null;
}

/** Heat map and lungs of the picture: on and off, of which class, how opaque; beside the original. */
export class OverlayControls {
  readonly element: HTMLElement;
  private readonly heatmap = toggle('map.show', 'heatmap', () => this.toggleHeatmap());
  private readonly lungs = toggle('map.lungs', 'lungs', () => this.toggleLungs());
  private readonly compare = toggle('map.compare', 'compare', () => this.toggleCompare());
  private readonly finding: HTMLSelectElement;
  private readonly opacity: HTMLInputElement;
  private readonly legend = el('p', { class: 'legend', 'data-on': 'false' });
  private readonly drawings = new WeakMap<Case, Drawings>();
  private item: Case | null = null;

  constructor(
    private readonly overlay: Overlay,
    private readonly setCompare: (isOn: boolean) => void,
    private readonly say: (message: string) => void,
  ) {
    this.finding = el('select', { id: 'map-class', label: 'search.class', onchange: () => this.showHeatmap(this.finding.value as Finding) },
      ...findings.map((finding) => el('option', { value: finding }, finding)));
    const opacity = Math.round(100 * settings.opacity);
    this.opacity = el('input', { id: 'opacity', type: 'range', min: '5', max: '100', step: '5', value: opacity });
    this.opacity.addEventListener('input', () => {
      overlay.opacity = this.opacity.valueAsNumber / 100;
      change({ opacity: overlay.opacity });
      overlay.draw();
    });
    overlay.opacity = settings.opacity;
    this.element = el('div', { class: 'overlay-controls', role: 'group', label: 'map.controls' },
      this.heatmap, this.finding, el('label', { class: 'slider' }, el('span', { text: 'map.opacity' }), this.opacity),
      el('span', { class: 'gap' }), this.lungs, this.compare, this.legend);
  }

  /** Changes to another picture; what was on stays on. */
  show(item: Case | null): void {
    if (item !== this.item || this.finding.dataset['result'] !== item?.result?.id) {
      if (item?.result) this.finding.value = item.result.class;
      this.finding.dataset['result'] = item?.result?.id ?? '';
    }
    this.item = item;
    const isReady = item?.result != null;
    for (const control of [this.heatmap, this.lungs, this.finding, this.opacity]) control.disabled = !isReady;
    void this.draw();
  }

  /** Says in the page's language what is shown. */
  translate(): void {
    this.legend.textContent = t('map.legend', { finding: this.finding.value });
  }

  /** Turns the heat map on or off. */
  toggleHeatmap(): void {
    if (!this.item?.result) return;
    press(this.heatmap);
    void this.draw();
  }

  /** Shows the heat map of a class. */
  showHeatmap(finding: Finding): void {
    if (!this.item?.result) return;
    this.finding.value = finding;
    this.heatmap.setAttribute('aria-pressed', 'true');
    void this.draw();
  }

  /** Turns the outline of the lungs on or off. */
  toggleLungs(): void {
    if (!this.item?.result) return;
    press(this.lungs);
    void this.draw();
  }

  /** Shows the original beside it, or not. */
  toggleCompare(): void {
    press(this.compare);
    this.setCompare(isPressed(this.compare));
  }

  private async draw(): Promise<void> {
    const { item } = this;
    const finding = this.finding.value as Finding;
    const [withMap, withLungs] = [isPressed(this.heatmap), isPressed(this.lungs)];
    this.legend.dataset['on'] = String(withMap && item?.result != null);
    this.translate();
    this.say('');
    try {
      const map = item?.result && withMap ? await this.map(item, item.result.id, finding) : null;
      const lungs = item?.result && withLungs ? await this.outlineOf(item, item.result.id) : null;
      // Another picture, class or switch may have been chosen meanwhile.
      if (item !== this.item || finding !== this.finding.value) return;
      if (withMap !== isPressed(this.heatmap) || withLungs !== isPressed(this.lungs)) return;
      this.overlay.heatmap = map;
      this.overlay.lungs = lungs;
      if (map) announce(t('result.heatmapOf', { finding }));
    } catch (problem) {
      if (item !== this.item) return;
      this.overlay.heatmap = this.overlay.lungs = null;
      this.say(t('map.failed', { reason: reasonOf(problem) }));
    }
    this.overlay.draw();
  }

  private map(item: Case, id: string, finding: Finding): Promise<HTMLCanvasElement> {
    const { maps } = this.of(item);
    const map = maps.get(finding) ?? getHeatmap(id, finding, side).then(colorHeatmap);
    maps.set(finding, map);
    map.catch(() => maps.delete(finding));
    return map;
  }

  private outlineOf(item: Case, id: string): Promise<[Point, Point][]> {
    const drawings = this.of(item);
    drawings.lungs ??= getLungs(id, side).then(outline);
    drawings.lungs.catch(() => (drawings.lungs = null));
    return drawings.lungs;
  }

  private of(item: Case): Drawings {
    const drawings = this.drawings.get(item) ?? { maps: new Map(), lungs: null };
    this.drawings.set(item, drawings);
    return drawings;
  }
}

const isPressed = (button: HTMLButtonElement): boolean => button.getAttribute('aria-pressed') === 'true';
const press = (button: HTMLButtonElement): void => button.setAttribute('aria-pressed', String(!isPressed(button)));

const toggle = (text: 'map.show' | 'map.lungs' | 'map.compare', id: string, act: () => void): HTMLButtonElement =>
  el('button', { type: 'button', class: 'toggle', id, 'aria-pressed': 'false', text, onclick: act, onmousedown: keepFocus });
