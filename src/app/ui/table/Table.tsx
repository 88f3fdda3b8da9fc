import type { ComponentChildren } from 'preact'
import './table.css'

export interface Column {
  id: string
  title: string
  /** Figures line up on the right. */
  figures?: boolean
}

interface Props {
  /** What the table holds; read out first. */
  caption: string
  captionHidden?: boolean
  columns: readonly Column[]
  rows: readonly { id: string; cells: Record<string, ComponentChildren> }[]
  /** Shown in place of rows when there are none. */
  emptyText: string
}

/** Rows and columns for the desk; scrolls sideways inside its own box on a narrow screen. */
export function Table({ caption, captionHidden, columns, rows, emptyText }: Props) {
  return (
    <div class="table">
      <table>
        <caption class={captionHidden ? 'hidden-text' : 'table__caption'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" class={column.figures ? 'table__figures' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column.id} class={column.figures ? 'table__figures' : undefined}>
                  {row.cells[column.id]}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} class="table__empty">
                {emptyText}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}
