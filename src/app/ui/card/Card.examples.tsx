import { Card } from './Card.tsx'
import { Row } from './Row.tsx'
import { Tag } from './Tag.tsx'

export const examples = {
  'Rows of work': () => (
    <ul class="rows">
      <li>
        <Row
          mark="1"
          title="Hộ 014"
          detail="4 người · nói tiếng S’tiêng"
          state="Còn 2 người chưa kích hoạt"
          href="#1"
          tag={<Tag tone="waiting" text="Chưa đến" />}
        />
      </li>
      <li>
        <Row
          mark="2"
          title="Hộ 015"
          detail="3 người · nói tiếng Khmer"
          state="Hồ sơ tạm trú: thiếu giấy về chỗ ở"
          href="#2"
          tag={<Tag tone="attention" text="Cần bổ sung" />}
        />
      </li>
      <li>
        <Row
          mark="3"
          title="Hộ 021"
          detail="5 người"
          state="Xong lúc 19:42, chờ gửi"
          href="#3"
          tag={<Tag tone="done" text="Đã làm" />}
        />
      </li>
    </ul>
  ),
  Surfaces: () => (
    <div class="stack">
      <Card>Một khung thường.</Card>
      <Card tone="help">Gọi người giúp: tình nguyện viên sẽ đến bên bà con.</Card>
    </div>
  ),
}
