import { t, type Key } from './strings';

type Value = string | number | boolean | null | undefined | ((event: Event) => void);

/**
 * Makes an element. `text` and `label` are keys of the string table: what stands in it, and its name for those who do not see it (and as a
 * tooltip); both follow the language. Keys that begin with `on` listen.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: { text?: Key; label?: Key; class?: string } & Record<string, Value> = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'text') element.dataset['text'] = String(value);
    else if (name === 'label') element.dataset['label'] = String(value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  translate(element);
  return element;
}

/** Puts an element and what it holds into the language of the page. */
export function translate(root: HTMLElement): void {
  for (const element of [root, ...root.querySelectorAll<HTMLElement>('[data-text], [data-label]')]) {
    const { text, label } = element.dataset;
    if (text) element.textContent = t(text as Key);
    if (!label) continue;
    element.setAttribute('aria-label', t(label as Key));
    element.title = t(label as Key);
  }
}

/** Shows a blob in an image, and lets go of it once it is drawn. */
export function showBlob(image: HTMLImageElement, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const release = (): void => URL.revokeObjectURL(url);
  image.addEventListener('load', release, { once: true });
  image.addEventListener('error', release, { once: true });
  image.src = url;
}

/** Hands a blob to the browser as a download. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A line of the live region: said to those who do not see the page. */
export function announce(text: string): void {
  const region = document.getElementById('live');
  if (region) region.textContent = text;
}
