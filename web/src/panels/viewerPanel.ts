import { el } from '../dom';
import type { Case } from '../reading/case';
import { reasonOf } from '../reason';
import { getImage, getPicture, ServiceProblem } from '../service/client';
import { number, percent, t } from '../strings';
import { isLoaded, load, startEngine, unload } from '../viewer/engine';
import { Viewer } from '../viewer/viewer';
import { OverlayControls } from './overlayControls';
import { Toolbar } from './toolbar';

const gone = 410;

/** The picture with its tools. */
export class ViewerPanel {
  readonly element: HTMLElement;
  readonly stage: HTMLElement;
  readonly mainElement = el('div', { class: 'viewport', id: 'viewport', tabindex: '0', role: 'img' });
  private readonly originalElement = el('div', { class: 'viewport', id: 'original', hidden: true });
  private readonly corner = el('p', { class: 'corner', 'aria-hidden': 'true' });
  private readonly name = el('p', { class: 'corner top', 'aria-hidden': 'true' });
  private readonly message = el('p', { class: 'message', role: 'status' });
  private readonly images = new Map<Case, string>();
  private shown: Case | null = null;
  viewer!: Viewer;
  toolbar!: Toolbar;
  overlays!: OverlayControls;

  constructor(private readonly empty: HTMLElement) {
    const pane = (element: HTMLDivElement, caption: 'viewer.original' | 'viewer.overlaid'): HTMLElement =>
      el('figure', { class: 'pane' }, element, el('figcaption', { text: caption }));
    this.stage = el('div', { class: 'stage', 'data-compare': 'false' },
      pane(this.originalElement, 'viewer.original'), pane(this.mainElement, 'viewer.overlaid'),
      this.name, this.corner, this.message, empty);
    this.element = el('section', { class: 'viewer', label: 'viewer.region' }, this.stage);
  }

  /** Starts Cornerstone; the element must be in the page. */
  async start(): Promise<void> {
    this.viewer = new Viewer(await startEngine(), this.mainElement, this.originalElement);
    this.toolbar = new Toolbar(this.viewer);
    this.overlays = new OverlayControls(this.viewer.overlay, (isOn) => this.compare(isOn), (text) => (this.message.textContent = text));
    this.element.prepend(this.toolbar.element);
    this.element.append(this.overlays.element);
    await this.show(null);
    this.viewer.onView = ({ width, level, zoom }) => {
      this.corner.textContent = `W ${number(width)}  L ${number(level)}  ${percent(zoom)}`;
    };
  }

  /** Shows a picture: at once from its file, or as the service has it. */
  async show(item: Case | null): Promise<void> {
    this.shown = item;
    this.empty.hidden = item !== null;
    this.stage.dataset['loaded'] = 'false';
    this.name.textContent = item?.name ?? '';
    this.corner.textContent = '';
    this.translate();
    this.message.textContent = item ? t('viewer.loading') : '';
    this.overlays.show(null);
    if (!item) {
      await this.viewer.show(null);
      return;
    }
    const imageId = await this.imageOf(item);
    if (this.shown !== item) return;
    if (!imageId) {
      await this.viewer.show(null);
      return;
    }
    this.message.textContent = '';
    await this.viewer.show(imageId);
    if (this.shown !== item) return;
    this.toolbar.showPreset('file');
    this.stage.dataset['loaded'] = 'true';
    this.overlays.show(item);
  }

  /** Says in the page's language what is shown. */
  translate(): void {
    this.mainElement.setAttribute('aria-label', this.shown ? t('viewer.canvas', { file: this.shown.name }) : t('viewer.nothing'));
    this.overlays.translate();
  }

  /** Takes notice that the picture now has a result. */
  refresh(item: Case): void {
    if (item !== this.shown) return;
    if (this.stage.dataset['loaded'] === 'true') this.overlays.show(item);
    else if (item.result && !this.images.has(item)) void this.show(item);
  }

  /** Frees what is no longer on the list. */
  release(items: readonly Case[]): void {
    for (const [item, imageId] of this.images) {
      if (items.includes(item)) continue;
      unload(imageId);
      this.images.delete(item);
    }
  }

  private async imageOf(item: Case): Promise<string | null> {
    const known = this.images.get(item);
    if (known && isLoaded(known)) return known;
    try {
      const imageId = await this.decode(item);
      if (imageId) this.images.set(item, imageId);
      return imageId;
    } catch (problem) {
      if (this.shown !== item) return null;
      const isGone = problem instanceof ServiceProblem && problem.status === gone;
      this.message.textContent = isGone ? t('viewer.gone') : problem instanceof ServiceProblem ? reasonOf(problem) : t('viewer.nothing');
      return null;
    }
  }

  // The file itself where the browser can decode it; else the service's picture of it, 16 bits where it has them.
  private async decode(item: Case): Promise<string | null> {
    if (!item.file && item.result) item.file = new File([await getPicture(item.result.id)], item.name);
    try {
      if (item.file) return await load(item.file, item.name);
    } catch (error) {
      console.info(`decoded by the service: ${item.name}`, error);
    }
    if (item.result) return load(await getImage(item.result.id), 'image.png');
    this.message.textContent = t(item.state === 'failed' ? 'viewer.nothing' : 'viewer.undecodable');
    return null;
  }

  private compare(isOn: boolean): void {
    this.originalElement.hidden = !isOn;
    this.stage.dataset['compare'] = String(isOn);
    void this.viewer.compare(isOn);
  }
}
