import { cloneRow } from './cloneRow.ts'
import type { UndoLog } from './UndoLog.ts'

/** Rows of one kind by key, in the order they were first put. Every change leaves its way back in the undo log. */
export class Table<Row> {
  private readonly rows = new Map<string, Row>()

  get size(): number {
    return this.rows.size
  }

  has(key: string): boolean {
    return this.rows.has(key)
  }

  /** A copy of the row, or null. */
  get(key: string): Row | null {
    const row = this.rows.get(key)
    return row === undefined ? null : cloneRow(row)
  }

  /** The store's own row, for reading inside the engine only: never hand it out, never change it. */
  peek(key: string): Row | undefined {
    return this.rows.get(key)
  }

  /** Keys with the store's own rows (see `peek`), in put order; a snapshot, so that rows may be put while it is read. */
  entries(): [string, Row][] {
    return [...this.rows]
  }

  put(key: string, row: Row, undo: UndoLog): void {
    const before = this.rows.get(key)
    this.rows.set(key, cloneRow(row))
    undo.push(before === undefined ? () => this.rows.delete(key) : () => this.rows.set(key, before))
  }

  remove(key: string, undo: UndoLog): void {
    const before = this.rows.get(key)
    if (before === undefined) return
    this.rows.delete(key)
    undo.push(() => this.rows.set(key, before))
  }

  /** Remove rows that pass, in put order, `limit` at most; how many that were. */
  removeWhere(pass: (row: Row) => boolean, limit: number, undo: UndoLog): number {
    const keys = [...this.rows].filter(([, row]) => pass(row)).map(([key]) => key)
    const removed = keys.slice(0, limit)
    for (const key of removed) this.remove(key, undo)
    return removed.length
  }

  /** The store's own rows (see `peek`) that pass, in put order. */
  filter(pass: (row: Row) => boolean): Row[] {
    const found: Row[] = []
    for (const row of this.rows.values()) if (pass(row)) found.push(row)
    return found
  }

  count(pass: (row: Row) => boolean): number {
    let found = 0
    for (const row of this.rows.values()) if (pass(row)) found += 1
    return found
  }

  /** Copies of the rows that pass, sorted by the given keys, each ascending (text by code unit). */
  sorted(by: (row: Row) => ReadonlyArray<string | number>, pass: (row: Row) => boolean = () => true): Row[] {
    return this.filter(pass)
      .map((row) => ({ row, keys: by(row) }))
      .sort((a, b) => compareKeys(a.keys, b.keys))
      .map(({ row }) => cloneRow(row))
  }
}

function compareKeys(a: ReadonlyArray<string | number>, b: ReadonlyArray<string | number>): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] ?? 0
    const right = b[i] ?? 0
    if (left < right) return -1
    if (left > right) return 1
  }
  return 0
}
