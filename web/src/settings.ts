/** What a reader sets once; kept in this browser, if it lets the page keep anything. */
export interface Settings {
  theme: 'dark' | 'light';
  language: 'en' | 'de';
  /** The share of COVID-19 among those examined, 0 to 1; null for the model's own mix. */
  prevalence: number | null;
  /** Of the heat map, 0 to 1. */
  opacity: number;
}

const slot = 'covidcxr.settings';
const defaults: Settings = { theme: 'dark', language: navigator.language.startsWith('de') ? 'de' : 'en', prevalence: null, opacity: 0.6 };

export const settings: Settings = { ...defaults, ...read() };

/** Changes settings and keeps them. */
export function change(values: Partial<Settings>): void {
  Object.assign(settings, values);
  try {
    localStorage.setItem(slot, JSON.stringify(settings));
  } catch {
    // Private windows may refuse; the settings then hold until the page is closed.
  }
}

function read(): Partial<Settings> {
  try {
    const kept = JSON.parse(localStorage.getItem(slot) ?? '{}') as Partial<Settings>;
    return {
      ...(kept.theme === 'light' || kept.theme === 'dark' ? { theme: kept.theme } : {}),
      ...(kept.language === 'en' || kept.language === 'de' ? { language: kept.language } : {}),
      ...(typeof kept.prevalence === 'number' && kept.prevalence > 0 && kept.prevalence < 1 ? { prevalence: kept.prevalence } : {}),
      ...(typeof kept.opacity === 'number' ? { opacity: kept.opacity } : {}),
    };
  } catch {
    return {};
  }
}
