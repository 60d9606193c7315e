import type { Case } from './case';
import { byUrgency } from './urgency';

type Listener = () => void;

/** The pictures that are open, the most urgent first, and the one that is being read. */
export class Worklist {
  private cases: Case[] = [];
  private current: Case | null = null;
  private readonly changed = new Set<Listener>();
  private readonly selected = new Set<Listener>();

  get items(): readonly Case[] {
    return this.cases;
  }

  get selection(): Case | null {
    return this.current;
  }

  /** Calls back whenever an item or its place changes. */
  onChange(listener: Listener): void {
    this.changed.add(listener);
  }

  /** Calls back when another item is selected. */
  onSelect(listener: Listener): void {
    this.selected.add(listener);
  }

  /** Adds items; the first is selected if none is. */
  add(items: Case[]): void {
    this.cases.push(...items);
    this.update();
    if (!this.current && items[0]) this.select(items[0]);
  }

  /** Takes an item off the list; what the service keeps of it stays. */
  remove(item: Case): void {
    const index = this.cases.indexOf(item);
    if (index < 0) return;
    this.cases.splice(index, 1);
    this.update();
    if (this.current === item) this.select(this.cases[Math.min(index, this.cases.length - 1)] ?? null);
  }

  /** Empties the list. */
  clear(): void {
    this.cases = [];
    this.update();
    this.select(null);
  }

  /** Shows an item. */
  select(item: Case | null): void {
    if (item === this.current) return;
    this.current = item;
    for (const listener of this.selected) listener();
    for (const listener of this.changed) listener();
  }

  /** Selects the item so many places further down. */
  step(by: number): void {
    const index = this.current ? this.cases.indexOf(this.current) + by : 0;
    const next = this.cases[Math.max(0, Math.min(this.cases.length - 1, index))];
    if (next) this.select(next);
  }

  /** Sorts again after an item changed. */
  update(): void {
    this.cases.sort(byUrgency);
    for (const listener of this.changed) listener();
  }
}
