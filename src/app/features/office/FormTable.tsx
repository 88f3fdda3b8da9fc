import { t } from '../../i18n/i18n.ts'
import { Table } from '../../ui/table/Table.tsx'

interface Props {
  caption: string
  table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
}

/** The people that a form lists, in the form's own columns; an empty row where it lists nobody, as on the paper. */
export function FormTable({ caption, table: { head, rows } }: Props) {
  return (
    <Table
      caption={caption}
      columns={head.map((title, at) => ({ id: String(at), title }))}
      emptyText={t('common:notWritten')}
      rows={rows.map((row, line) => ({
        id: String(line),
        cells: Object.fromEntries(row.map((text, at) => [String(at), text])),
      }))}
    />
  )
}
