import { Button } from './Button.tsx'

export const examples = {
  'The one action, and the others': () => (
    <div class="cluster">
      <Button variant="primary" size="big" iconAfter="arrowRight">
        Xong, bước tiếp
      </Button>
      <Button size="big" icon="arrowLeft">
        Quay lại
      </Button>
      <Button>Nghe lại</Button>
      <Button variant="danger" icon="trash">
        Bỏ bản này
      </Button>
      <Button variant="quiet">Sửa</Button>
      <Button disabled>Đang mở</Button>
    </div>
  ),
}
