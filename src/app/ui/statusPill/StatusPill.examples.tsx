import { StatusPill } from './StatusPill.tsx'

export const examples = {
  'The four tones': () => (
    <div class="cluster">
      <StatusPill tone="done" text="Đã gửi hết lúc 21:04" />
      <StatusPill tone="waiting" text="7 việc chờ gửi" href="#status" />
      <StatusPill tone="attention" text="2 việc cần xem lại" />
      <StatusPill tone="plain" text="Bước 4 / 8" />
    </div>
  ),
}
