import { QrCode } from './QrCode.tsx'

export const examples = {
  'A link': () => <QrCode text="https://tram.vi-du.vn/enrol#vi-du" label="Đường dẫn cho máy tính bảng" />,
}
