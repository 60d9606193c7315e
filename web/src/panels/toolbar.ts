import { el } from '../dom';
import type { Key } from '../strings';
import type { ToolName, Viewer } from '../viewer/viewer';
import { presets, type Preset } from '../viewer/presets';
import { icon, type Icon } from './icons';

const toolNames: ToolName[] = ['window', 'pan', 'zoom', 'magnify'];
const changes = ['invert', 'rotate', 'flip', 'fit', 'reset'] as const;

/** The viewer's tools. A click leaves the focus where it was, so that the space bar goes on to toggle the heat map. */
export class Toolbar {
  readonly element: HTMLElement;
  private readonly tools = new Map<ToolName, HTMLButtonElement>();
  private readonly preset: HTMLSelectElement;

  constructor(private readonly viewer: Viewer) {
    const button = (name: Icon & string, act: () => void): HTMLButtonElement =>
      el('button',
        { type: 'button', class: 'tool', label: `viewer.${name}` as Key, 'data-tool': name, onclick: act, onmousedown: keepFocus },
        icon(name));
    for (const name of toolNames) this.tools.set(name, button(name, () => this.use(name)));
    this.preset = el('select', { id: 'preset', label: 'viewer.preset', onchange: () => viewer.preset(this.preset.value as Preset) },
      ...presets.map((name) => el('option', { value: name, text: `preset.${name}` as Key })));
    this.element = el('div', { class: 'toolbar', role: 'toolbar', label: 'viewer.tools' },
      ...this.tools.values(),
      el('span', { class: 'gap' }),
      this.preset,
      el('span', { class: 'gap' }),
      ...changes.map((name) => button(name, () => this.change(name))));
    this.use('window');
  }

  /** Chooses what dragging does. */
  use(name: ToolName): void {
    this.viewer.use(name);
    for (const [each, button] of this.tools) button.setAttribute('aria-pressed', String(each === name));
  }

  /** Changes the picture. */
  change(name: (typeof changes)[number]): void {
    this.viewer[name]();
    if (name === 'reset') this.showPreset('file');
  }

  /** Says which preset is set. */
  showPreset(name: Preset): void {
    this.preset.value = name;
  }
}

/** Keeps the focus where it is when something is clicked with the mouse. */
export const keepFocus = (event: Event): void => event.preventDefault();
