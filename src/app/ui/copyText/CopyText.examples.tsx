import { CopyText } from './CopyText.tsx'

export const examples = {
  link: () => (
    <CopyText
      id="copy-example"
      label="Đường dẫn cho máy"
      text="https://tram.vi-du.vn/enrol#vi-du"
      copyText="Chép"
      copiedText="Đã chép."
      markedText="Đã bôi đen. Bấm Ctrl+C để chép."
    />
  ),
}
