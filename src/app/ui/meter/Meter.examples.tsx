import { Meter } from './Meter.tsx'

export const examples = {
  'Three targets': () => (
    <div class="cluster">
      <Meter name="Tài khoản định danh" value={182} max={240} text="182 / 240" />
      <Meter name="Chữ ký số" value={38} max={200} text="38 / 200" tone="waiting" />
    </div>
  ),
}
