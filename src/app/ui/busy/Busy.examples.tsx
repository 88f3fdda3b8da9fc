import { Busy } from './Busy.tsx'

export const examples = {
  'With and without a share': () => (
    <div class="stack">
      <Busy text="Đang mở khóa, khoảng một giây" />
      <Busy text="Đã gửi 3 trong 7 việc, 12 kB trong 40 kB" share={0.43} />
    </div>
  ),
}
