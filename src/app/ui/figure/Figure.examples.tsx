import { Figure } from './Figure.tsx'

export const examples = {
  'A board': () => (
    <dl class="figures">
      <Figure name="Chờ gửi" value="7" hint="chỉ có trên máy này" />
      <Figure name="Đã nhận" value="26" />
    </dl>
  ),
}
