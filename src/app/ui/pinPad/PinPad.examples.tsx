import { PinPad } from './PinPad.tsx'

export const examples = {
  'Six digits': () => (
    <PinPad
      length={6}
      label="Mã PIN"
      eraseText="Xóa"
      openText="Mở máy"
      enteredText={(count) => `Đã bấm ${count} số`}
      onEnter={() => undefined}
    />
  ),
}
