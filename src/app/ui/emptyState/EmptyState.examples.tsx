import { EmptyState } from './EmptyState.tsx'

export const examples = {
  'Nothing yet': () => (
    <EmptyState icon="home" title="Chưa có việc nào đang làm" text="Bấm nút xanh ở trên để bắt đầu giúp một người." />
  ),
}
