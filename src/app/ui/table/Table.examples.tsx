import { Tag } from '../card/Tag.tsx'
import { Table } from './Table.tsx'

export const examples = {
  'A list to clear': () => (
    <Table
      caption="Việc đang chờ"
      columns={[
        { id: 'code', title: 'Mã nháp' },
        { id: 'what', title: 'Thủ tục' },
        { id: 'left', title: 'Còn lại', figures: true },
        { id: 'todo', title: 'Việc cần làm' },
      ]}
      rows={[
        {
          id: '1',
          cells: {
            code: 'TS-4K7QP-2',
            what: 'Khai sinh',
            left: '2 ngày',
            todo: <Tag tone="waiting" text="Xem bản nháp" />,
          },
        },
        {
          id: '2',
          cells: {
            code: 'TS-4K8DM-9',
            what: 'Tạm trú',
            left: '—',
            todo: <Tag tone="attention" text="Hai bản khác nhau" />,
          },
        },
      ]}
      emptyText="Không còn việc nào."
    />
  ),
}
