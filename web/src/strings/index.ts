import { settings } from '../settings';
import { de } from './de';
import { en } from './en';

export type Key = keyof typeof en;
export type Language = 'en' | 'de';

const tables: Record<Language, Record<Key, string>> = { en, de };

/** A text in the language of the page; `{name}` is replaced by a value. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return tables[settings.language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Whether a word is a key of the table. */
export const isKey = (word: string): word is Key => word in en;

/** A share as a percentage. */
export function percent(share: number, digits = 0): string {
  const options = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(settings.language, options).format(share);
}

/** A number. */
export const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(settings.language, { maximumFractionDigits: digits }).format(value);

/** Day and time, in the reader's time zone. */
export const time = (iso: string): string =>
  new Intl.DateTimeFormat(settings.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
