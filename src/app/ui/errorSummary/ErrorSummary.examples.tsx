import { ErrorSummary } from './ErrorSummary.tsx'

export const examples = {
  'Two things to mend': () => (
    <ErrorSummary
      title="Có 2 chỗ cần xem lại"
      errors={[
        { fieldId: 'ex-name', text: 'Chưa ghi họ và tên.' },
        { fieldId: 'ex-birth', text: 'Năm sinh phải có 4 chữ số.' },
      ]}
    />
  ),
}
