import { SummaryList } from './SummaryList.tsx'

export const examples = {
  'Check your answers': () => (
    <SummaryList
      changeText="Sửa"
      rows={[
        { id: 'name', name: 'Họ và tên', value: 'Nguyễn Thị Mẫu', href: '#name', changeLabel: 'Sửa họ và tên' },
        { id: 'birth', name: 'Ngày sinh', value: 'Tháng 3 năm 1950', href: '#birth', changeLabel: 'Sửa ngày sinh' },
        { id: 'use', name: 'Mục đích', value: '', href: '#use', changeLabel: 'Ghi mục đích', problem: 'Chưa ghi' },
      ]}
    />
  ),
}
